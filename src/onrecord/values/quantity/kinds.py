"""Numbers that measure nothing: dates, clock times, ages, ordinals, scores, references, pronouns."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from onrecord.values.quantity.lexicon import is_person_noun
from onrecord.values.quantity.numbers import Numeral

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?|Aug(?:ust|\.)?|"
    r"Sep(?:t(?:ember|\.)?|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DATE_BEFORE = re.compile(rf"\b{_MONTH}\s(?:the\s)?(?:\d{{1,2}}(?:st|nd|rd|th)?(?:,|\s?[-–]|\sand|\sto)?\s?)?$")
_DATE_AFTER = re.compile(rf"(?:st|nd|rd|th)?(?:\s(?:of\s)?|-)(?:{_MONTH}\b)|\s?[-–]\s?\d{{1,2}}\s{_MONTH}\b")
_SLASH_BEFORE = re.compile(r"\d[/.\-]$")
_SLASH_AFTER = re.compile(r"[/]\d|[.\-]\d{1,2}[.\-]\d{2}")
_CLOCK_AFTER = re.compile(
    r"(?:[:.]\d{2})?\s?(?:[ap]\.?m\b\.?|o['’]clock|hrs\b|GMT|[ECMP][SD]T\b|UTC)|:\d{2}(?!\d)|h\d{2}\b|\s?\|", re.I
)
_CLOCK_BEFORE = re.compile(r"\d:$|\d\.(?=$)")
_AGE_AFTER = re.compile(
    r"(?:[\s\-‑]+to[\s\-‑]+\d+)?[\s\-‑]*(?:year|yr|month|week|day)s?[\s\-‑]*olds?\b|[\s\-‑]+years?[\s\-‑]of[\s\-‑]age\b|[\s\-]?(?:y/?o)\b",
    re.I,
)
_AGE_BEFORE = re.compile(
    r"\b(?:aged?|ages|aged between|the age of|turned|turning|aged from|ages of|aged about)\s(?:of\s)?(?:about\s|just\s|only\s|between\s|from\s|\d+\s(?:and|to)\s)?$",
    re.I,
)
_AGE_RANGE = re.compile(r"\b(?:aged?|ages)\b[\w\s,]{0,30}$", re.I)
_REFERENCE_BEFORE = re.compile(
    r"(?:\b(?:articles?|sections?|chapters?|clauses?|paragraphs?|routes?|highways?|interstate|motorway|flights?|boeing|airbus|"
    r"no|nos|numbers?|page|pages|pp|room|gate|level|category|cat|channel|formula|phase|resolutions?|rule|title|type|"
    r"model|unit|figure|table|volume|vol|version|season|episode|grade|bus|pier|sector|zone|district|ward|apollo|windows|"
    r"iphone|galaxy|world\swar|war|super\sbowl|class|block|building|apartment|apt|suite|flat|schedule|protocol|annex|"
    r"appendix|amendment|part|step|tier|group|line|track|lane|exit|bill|proposition|prop|case|order|act|day|week|stage|"
    r"area|checkpoint|post|school|hospital|station|mine|shaft|reactor|hole|round|point|item|option|ranked|rank|seeded|verse|psalm|"
    r"chapter|cohort|studio|pier|base|camp|site|us|state\sroute|county\sroad|brigade|battalion|division|regiment)\.?|#|№|\bNo\.|&P)\s?$",
    re.I,
)
_PROPER_HYPHEN = re.compile(r"(?:(?:[A-Z][\w']*|[a-z]{1,12})[-‑]|\b[A-Z]{3,}\s[-‑])$")
_ADDRESS_AFTER = re.compile(
    r"\s(?:block\b|(?:[NSEW]\.?\s|North\s|South\s|East\s|West\s)?(?:[A-Z0-9][\w.'’]*\s){1,3}"
    r"(?:Street|St|Avenue|Ave|Road|Rd|Drive|Dr|Boulevard|Blvd|Lane|Ln|Court|Ct|Place|Pl|Way|Highway|Hwy|Parkway|Square|Terrace)\b)"
)
_SCORE = re.compile(
    r"\b(?:win|won|beat|beaten|lost|lose|losing|loss|defeat\w*|victory|draw|drew|vote\w*|ruling|ruled|ahead|led|lead|down|up|score\w*|thrash\w*|decision|passed|record|set|at)\b",
    re.I,
)
_SCORE_SHAPE = re.compile(r"\d{1,3}[-–]\d{1,3}")
_PHONE = re.compile(
    r"(?:\+\d[\d\s()\-]{6,}\d|\(?\d{3}\)?[\s\-.]\d{3}[\s\-.]\d{4}|\d{3}-\d{4}\b|\b0\d{2,4}\s\d{3,}[\s\d]*)"
)
_LETTERS_AFTER = re.compile(r"(?:st|nd|rd|th)\b")
_DECADE_AFTER = re.compile(r"['’]?s\b")
_YEAR_BEFORE = re.compile(
    r"(?:\b(?:in|since|until|till|by|during|before|after|from|of|for|early|late|mid|year|circa|between|through|and|to|spring|"
    r"summer|autumn|fall|winter|the|this|its|his|her|their|q[1-4]|fiscal|FY|back|pre|post|end|of)|['’]s|[(\-–/,;:])[\s\-]?$",
    re.I,
)

Test = Callable[["Doc", Numeral], bool]


def _before(doc: Doc, numeral: Numeral, width: int = 40) -> str:
    return doc.text[max(0, numeral.start - width) : numeral.start]


def _after(doc: Doc, numeral: Numeral, width: int = 40) -> str:
    return doc.text[numeral.end : numeral.end + width]


def is_ordinal(doc: Doc, numeral: Numeral) -> bool:
    """As in "the 20th", "15th-largest"."""
    return numeral.form == "digits" and bool(_LETTERS_AFTER.match(_after(doc, numeral)))


def is_age(doc: Doc, numeral: Numeral) -> bool:
    """As in "11-year-old", "aged 44", "a man, 54,", "Ann Roe (54)"; the source is the usage of news agencies' style books."""
    if _AGE_AFTER.match(_after(doc, numeral)) or _AGE_BEFORE.search(_before(doc, numeral)):
        return True
    if numeral.form not in ("digits", "words") or not 0 < numeral.low < 120 or numeral.low % 1:
        return False
    before, after = _before(doc, numeral, 2), _after(doc, numeral, 2)
    if before.endswith("(") and after.startswith(")"):
        person = _token_before(doc, numeral.start - 1)
        return person is not None and (person.pos_ == "PROPN" or is_person_noun(person.text))
    if not (before == ", " and re.match(r"[,.;:)]|\sand\b|\s[-–—]|$", after + _after(doc, numeral, 5))):
        return before[1:] == " " and _is_age_in_headline(doc, numeral)
    person = _token_before(doc, numeral.start - 2)
    return person is not None and _may_have_an_age(person) and not _in_number_list(doc, numeral)


def _is_age_in_headline(doc: Doc, numeral: Numeral) -> bool:
    """As in "Ann Roe 44 has won": an age behind a full name and before its verb, without commas."""
    person, following = _token_before(doc, numeral.start - 1), _token_after(doc, numeral.end)
    named = (
        person is not None and person.ent_type_ == "PERSON" and person.i > 0 and person.nbor(-1).ent_type_ == "PERSON"
    )
    return named and numeral.low >= 10 and following is not None and following.tag_ in ("VBZ", "VBD", "VBP", "MD")


def _may_have_an_age(token: Token) -> bool:
    return token.ent_type_ == "PERSON" or (token.pos_ in ("NOUN", "PROPN") and token.tag_ in ("NN", "NNP"))


def _in_number_list(doc: Doc, numeral: Numeral) -> bool:
    return bool(re.search(r"\d,\s$", _before(doc, numeral, 4)))


def _token_before(doc: Doc, char: int) -> Token | None:
    """The last token that ends at or before ``char``."""
    span = doc.char_span(max(0, char - 1), max(1, char), alignment_mode="expand") if char > 0 else None
    return span[-1] if span is not None and len(span) else None


def _token_after(doc: Doc, char: int) -> Token | None:
    at = char + (1 if doc.text[char : char + 1] == " " else 0)
    if at >= len(doc.text):
        return None
    span = doc.char_span(at, at + 1, alignment_mode="expand")
    return span[0] if span is not None and len(span) else None


def is_clock(doc: Doc, numeral: Numeral) -> bool:
    """As in "7.05am", "11 a.m.", "19:30"."""
    if numeral.form not in ("digits", "words", "range"):
        return False
    after = _after(doc, numeral)
    return bool(_CLOCK_AFTER.match(after)) or bool(
        re.search(r"\d:$", _before(doc, numeral)) and numeral.form == "digits"
    )


def is_date(doc: Doc, numeral: Numeral) -> bool:
    """A day of a month, a year, a decade, or a part of "20/10/2024"."""
    if numeral.form not in ("digits", "words", "range"):
        return False
    before, after = _before(doc, numeral), _after(doc, numeral)
    if numeral.form == "digits" and (_SLASH_BEFORE.search(before) or _SLASH_AFTER.match(after)):
        return True
    if (
        numeral.low <= 31
        and numeral.form != "words"
        and (_DATE_AFTER.match(after) or _is_day_behind_month(doc, numeral))
    ):
        return True
    if re.search(r"['’]$", before) and re.match(r"\d\d(?!\d)", doc.text[numeral.start :]):
        return True
    return _is_year(doc, numeral) or bool(
        numeral.form == "digits" and _DECADE_AFTER.match(after) and numeral.low < 2100
    )


def _is_day_behind_month(doc: Doc, numeral: Numeral) -> bool:
    if not _DATE_BEFORE.search(_before(doc, numeral)):
        return False
    following = _token_after(doc, numeral.end)
    return following is None or following.tag_ not in ("NNS", "NNPS") or doc.text[numeral.end : numeral.end + 1] == ","


def _is_year(doc: Doc, numeral: Numeral) -> bool:
    """Four plain digits from 1500 to 2100 that no unit, person or modifier claims as a count."""
    written = doc.text[numeral.start : numeral.end]
    years = [int(y) for y in re.findall(r"\d{4}", written)]
    if not re.fullmatch(r"\d{4}(?:[-–](?:\d{4}|\d{2})|\s(?:and|to|or)\s\d{4})?", written) or not all(
        1500 <= y <= 2100 for y in years
    ):
        return False
    before, following = _before(doc, numeral), _token_after(doc, numeral.end)
    if re.search(
        r"\b(?:than|over|least|about|around|nearly|almost|some|roughly|approximately|to|under|estimated|another|many)\s$",
        before,
        re.I,
    ) and (
        following is not None
        and following.pos_ in ("NOUN", "ADJ", "PROPN")
        and not re.search(r"\bfrom \d{4} to $", before)
    ):
        return False
    if following is not None and is_person_noun(following.text) and following.tag_ in ("NNS", "NNPS"):
        return bool(re.search(r"\b(?:in|since|the)\s$", before, re.I))
    if following is None or following.tag_ not in ("NNS", "NNPS"):
        return True
    return bool(_YEAR_BEFORE.search(before)) or 1980 <= years[0] <= 2040


def is_reference(doc: Doc, numeral: Numeral) -> bool:
    """A number that names: "Article 4", "F-16", "Covid-19", "iPhone 12", "Boeing 737", "24/7"."""
    if numeral.form not in ("digits", "words", "range"):
        return False
    before, after = _before(doc, numeral), _after(doc, numeral)
    if _REFERENCE_BEFORE.search(before) and not re.match(r"\s(?:other|more|of|people|percent|per cent)\b|%", after):
        return not _is_counted(doc, numeral) or bool(
            re.search(r"(?:No\.|#|№|Article|Section|Category)\s?$", before, re.I)
        )
    if numeral.form == "words":
        return _is_capital_word(doc, numeral)
    if _ADDRESS_AFTER.match(after) or re.fullmatch(r"911|999|112", doc.text[numeral.start : numeral.end]):
        return not _is_counted(doc, numeral)
    if _PROPER_HYPHEN.search(before) and not re.search(
        r"\b(?:the|then|sub|mid|pre|post|some|nearly|under|over|now|to)[-‑]$", before, re.I
    ):
        return True
    if re.match(r"/\d|[A-Za-z]?[-‑]?[A-Z]{2,}\d|[a-z]?-[A-Z]{3,}\b|\.[A-Za-z]", after) and not re.match(
        r"[kK]m|MW|GW", after
    ):
        return True
    return _is_name_part(doc, numeral)


def _is_capital_word(doc: Doc, numeral: Numeral) -> bool:
    """As in "Formula One", "Air Force One": a capital number word behind a proper noun."""
    previous = _token_before(doc, numeral.start - 1) if _before(doc, numeral, 1) == " " else None
    return doc.text[numeral.start].isupper() and previous is not None and previous.tag_ == "NNP"


def _is_counted(doc: Doc, numeral: Numeral) -> bool:
    following = _token_after(doc, numeral.end)
    return following is not None and following.tag_ in ("NNS", "NNPS")


def _is_name_part(doc: Doc, numeral: Numeral) -> bool:
    """Behind a proper noun and before no noun of its own ("S&P 500"), or between proper nouns ("787 Dreamliner")."""
    if numeral.form != "digits" or "," in doc.text[numeral.start : numeral.end]:
        return False
    previous = _token_before(doc, numeral.start - 1) if _before(doc, numeral, 1) == " " else None
    following = _token_after(doc, numeral.end) if re.match(r"\s", _after(doc, numeral, 1)) else None
    counts = following is not None and following.tag_ in ("NNS", "NN", "JJ", "NNPS", "CD", "$", "VBN", "JJR")
    if previous is not None and previous.tag_ == "NNP" and previous.text[:1].isupper():
        return (
            not counts
            and not re.match(r"[a-z%°]|-[a-z]", _after(doc, numeral, 2))
            and previous.ent_type_ not in ("DATE",)
        )
    if previous is not None and following is not None and following.tag_ == "NNP" and _is_numbered(previous):
        return True
    named = following is not None and following.tag_ == "NNP"
    return (
        named
        and following is not None
        and following.head.tag_ not in ("NNS", "NNPS")
        and not following.is_upper
        and numeral.low > 99
    )


def _is_numbered(token: Token) -> bool:
    """Whether a number stands at the token or right before it: "two new 737 Max jets" are two."""
    behind_adjective = token.i > 0 and token.pos_ in ("ADJ", "NOUN") and token.nbor(-1).like_num
    return bool(token.like_num or behind_adjective)


def is_score(doc: Doc, numeral: Numeral) -> bool:
    """As in "3-1", "a 5-4 vote"."""
    written = doc.text[numeral.start : numeral.end]
    if numeral.form == "score":
        return True
    around = doc.text[max(0, numeral.start - 1) : numeral.end + 4]
    pair = re.search(r"(?<![\d-])\d{1,3}[-–]\d{1,3}(?![\d,.-]\d|-)", around)
    if not pair or not written.strip():
        return False
    first, second = (int(x) for x in re.split("[-–]", pair[0]))
    words = _before(doc, numeral, 30) + _after(doc, numeral, 25)
    return first >= second or (
        first < 30 and second < 30 and bool(_SCORE.search(words)) and not _is_counted(doc, numeral)
    )


def is_phone(doc: Doc, numeral: Numeral) -> bool:
    """A group of digits of a telephone number."""
    window = doc.text[max(0, numeral.start - 16) : numeral.end + 16]
    shift = max(0, numeral.start - 16)
    return numeral.form in ("digits", "range") and any(
        m.start() + shift <= numeral.start < m.end() + shift for m in _PHONE.finditer(window)
    )


def is_pronoun(doc: Doc, numeral: Numeral) -> bool:
    """As in "one" that stands for a thing and counts nothing: "one of the", "no one", "that one", "one says"."""
    if doc.text[numeral.start : numeral.end].lower() != "one":
        return False
    before, after = _before(doc, numeral).lower(), _after(doc, numeral).lower()
    if re.search(
        r"\b(?:no|that|this|the|any|every|each|another|which|number|day|some|only|new|old|other|good|bad|big|small|of|for|single|square|whole)[\s-]$",
        before,
    ):
        return not re.match(r"\s(?:person|man|woman|child|soldier|civilian|death|victim|fatality)\b", after)
    if re.match(
        r"\s(?:of|another|day\b(?!s)|can|could|should|must|might|may|would|has to|says|does|is|by one|after another|to one|on one|time|hand|side)\b|['’]s|-(?:to|on|off|time|sided|way)\b|\sor\sthe\b",
        after,
    ):
        return not re.match(r"\sof\s(?:them|whom|those|the\s(?:dead|wounded|injured|victims|killed))\b", after)
    following = _token_after(doc, numeral.end)
    return following is None or (
        following.pos_ in ("PUNCT", "ADP", "AUX", "PRON", "SCONJ", "CCONJ")
        and not re.search(r"\b(?:killing|killed|wounding|wounded|injuring|injured|least|leaving|dead)\s$", before)
    )


_TESTS: tuple[tuple[str, Test], ...] = (
    ("age", is_age),
    ("ordinal", is_ordinal),
    ("date", is_clock),
    ("reference", is_phone),
    ("score", is_score),
    ("date", is_date),
    ("pronoun", is_pronoun),
    ("reference", is_reference),
)


_BY_LOOKS = frozenset({is_date, is_reference, is_phone})


def no_measure(doc: Doc, numeral: Numeral, *, has_unit: bool = False) -> str | None:
    """The kind of a number that measures nothing, or None for one that may.

    A number with a currency, a per cent sign or a physical unit (``has_unit``) is no year and no model number.
    """
    tests = ((kind, test) for kind, test in _TESTS if not (has_unit and test in _BY_LOOKS))
    return next((kind for kind, test in tests if test(doc, numeral)), None)
