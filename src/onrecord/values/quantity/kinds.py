"""Numbers that measure nothing, by kind: dates, ages, ordinals, scores, references, pronouns."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from onrecord.values.quantity.ages import is_age
from onrecord.values.quantity.around import is_counted, text_after, text_before, token_after
from onrecord.values.quantity.dates import is_clock, is_date
from onrecord.values.quantity.lexicon import alternatives, table
from onrecord.values.quantity.numbers import Numeral
from onrecord.values.quantity.references import is_model, is_phone, is_reference
from onrecord.values.text import text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc


_LETTERS_AFTER = re.compile(r"(?:st|nd|rd|th)\b")

Test = Callable[["Doc", Numeral], bool]


@cache
def _scoring() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{alternatives(table('references.toml')['scores']['words'])})\b", re.IGNORECASE)


def is_ordinal(doc: Doc, numeral: Numeral) -> bool:
    """As in "the 20th", "15th-largest"."""
    return numeral.form == "digits" and bool(_LETTERS_AFTER.match(text_after(doc, numeral)))


def is_score(doc: Doc, numeral: Numeral) -> bool:
    """As in "3-1", "a 5-4 vote"."""
    written = text_of(doc)[numeral.start : numeral.end]
    if numeral.form == "score":
        return True
    around = text_of(doc)[max(0, numeral.start - 1) : numeral.end + 4]
    pair = re.search(r"(?<![\d-])\d{1,3}[-–]\d{1,3}(?![\d,.-]\d|-)", around)
    if not pair or not written.strip():
        return False
    first, second = (int(x) for x in re.split("[-–]", pair[0]))
    words = text_before(doc, numeral, 30) + text_after(doc, numeral, 25)
    return first >= second or (
        first < 30 and second < 30 and bool(_scoring().search(words)) and not is_counted(doc, numeral)
    )


_DETERMINED = re.compile(
    r"\b(?:no|that|this|the|any|every|each|another|which|number|day|some|only|new|old|other|good|bad|big|small|of|for|"
    r"single|square|whole)[\s-]$"
)
_PERSON_BEHIND = re.compile(r"\s(?:person|man|woman|child|soldier|civilian|death|victim|fatality)\b")
_GENERAL = re.compile(
    r"\s(?:of|another|day\b(?!s)|can|could|should|must|might|may|would|has to|says|does|is|by one|after another|to one|"
    r"on one|time|hand|side)\b|['’]s|-(?:to|on|off|time|sided|way)\b|\sor\sthe\b"
)
_OF_PERSONS = re.compile(r"\sof\s(?:them|whom|those|the\s(?:dead|wounded|injured|victims|killed))\b")
_HURT_BEHIND = re.compile(
    r"\s(?:was|is|has been|had been)\s(?:\w+ly\s|also\s)?(?:killed|wounded|injured|dead|missing|shot)"
)
_HURT_BEFORE = re.compile(r"\b(?:killing|killed|wounding|wounded|injuring|injured|least|leaving|dead)\s$")


def is_pronoun(doc: Doc, numeral: Numeral) -> bool:
    """As in "one" that stands for a thing and counts nothing: "one of the", "no one", "that one", "one says"."""
    if numeral.form == "none":
        return True
    if text_of(doc)[numeral.start : numeral.end].lower() != "one":
        return False
    before, after = text_before(doc, numeral).lower(), text_after(doc, numeral).lower()
    if _HURT_BEHIND.match(after):
        return False
    if _DETERMINED.search(before):
        return not _PERSON_BEHIND.match(after)
    if _GENERAL.match(after):
        return not _OF_PERSONS.match(after)
    following = token_after(doc, numeral.end)
    if following is None:
        return True
    stands_alone = following.pos_ in ("PUNCT", "ADP", "AUX", "PRON", "SCONJ", "CCONJ")
    return stands_alone and not _HURT_BEFORE.search(before)


_TESTS: tuple[tuple[str, Test], ...] = (
    ("age", is_age),
    ("ordinal", is_ordinal),
    ("date", is_clock),
    ("reference", is_phone),
    ("reference", is_model),
    ("score", is_score),
    ("date", is_date),
    ("pronoun", is_pronoun),
    ("reference", is_reference),
)


_BY_LOOKS = frozenset({is_date, is_reference, is_phone, is_score})


def no_measure(doc: Doc, numeral: Numeral, *, has_unit: bool = False) -> str | None:
    """The kind of a number that measures nothing, or None for one that may.

    A number with a currency, a per cent sign or a physical unit (``has_unit``) is no year, score or model number.
    """
    tests = ((kind, test) for kind, test in _TESTS if not (has_unit and test in _BY_LOOKS))
    return next((kind for kind, test in tests if test(doc, numeral)), None)
