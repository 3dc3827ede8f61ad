"""Numbers of the calendar and the clock: days of a month, years, decades, "7.05am"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.values.quantity.around import text_after, text_before, token_after
from onrecord.values.quantity.lexicon import is_person_noun
from onrecord.values.quantity.numbers import Numeral
from onrecord.values.text import text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc


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
_DECADE_AFTER = re.compile(r"['’]?s\b")
_YEAR_BEFORE = re.compile(
    r"(?:\b(?:in|since|until|till|by|during|before|after|from|of|for|early|late|mid|year|circa|between|through|and|to|spring|"
    r"summer|autumn|fall|winter|the|this|its|his|her|their|q[1-4]|fiscal|FY|back|pre|post|end|of)|['’]s|[(\-–/,;:])[\s\-]?$",
    re.I,
)


def is_clock(doc: Doc, numeral: Numeral) -> bool:
    """As in "7.05am", "11 a.m.", "19:30"."""
    if numeral.form not in ("digits", "words", "range"):
        return False
    after = text_after(doc, numeral)
    if re.fullmatch(r"0\d[0-5]\d", text_of(doc)[numeral.start : numeral.end]) and re.match(
        r"\s?(?:hours|hrs)\b", after
    ):
        return True
    return bool(_CLOCK_AFTER.match(after)) or bool(
        re.search(r"\d:$", text_before(doc, numeral)) and numeral.form == "digits"
    )


def is_date(doc: Doc, numeral: Numeral) -> bool:
    """A day of a month, a year, a decade, or a part of "20/10/2024"."""
    if numeral.form not in ("digits", "words", "range"):
        return False
    before, after = text_before(doc, numeral), text_after(doc, numeral)
    if re.match(r"24/7\b", text_of(doc)[numeral.start :][:5]) or (numeral.low == 7 and before.endswith("24/")):
        return False  # around the clock
    if numeral.form == "digits" and (_SLASH_BEFORE.search(before) or _SLASH_AFTER.match(after)):
        return True
    if (
        numeral.low <= 31
        and numeral.form != "words"
        and (_DATE_AFTER.match(after) or _is_day_behind_month(doc, numeral))
    ):
        return True
    if re.search(r"['’]$", before) and re.match(r"\d\d(?!\d)", text_of(doc)[numeral.start :]):
        return True
    return _is_year(doc, numeral) or bool(
        numeral.form == "digits" and _DECADE_AFTER.match(after) and numeral.low < 2100
    )


def _is_day_behind_month(doc: Doc, numeral: Numeral) -> bool:
    if not _DATE_BEFORE.search(text_before(doc, numeral)):
        return False
    following = token_after(doc, numeral.end)
    return (
        following is None or following.tag_ not in ("NNS", "NNPS") or text_of(doc)[numeral.end : numeral.end + 1] == ","
    )


_LAW_BEFORE = re.compile(
    r"\b(?:resolution|article|section|rule|paragraph|clause|No\.|number|flight|route|room)\s$", re.I
)
_LIMITED = re.compile(
    r"\b(?:than|over|least|about|around|nearly|almost|some|roughly|approximately|to|under|estimated|another|many)\s$",
    re.I,
)


def _is_year(doc: Doc, numeral: Numeral) -> bool:
    """Four plain digits from 1500 to 2100 that no unit, person or modifier claims as a count."""
    written = text_of(doc)[numeral.start : numeral.end]
    years = [int(y) for y in re.findall(r"\d{4}", written)]
    if not re.fullmatch(r"\d{4}(?:[-–](?:\d{4}|\d{2})|\s(?:and|to|or)\s\d{4})?", written) or not all(
        1500 <= y <= 2100 for y in years
    ):
        return False
    before, following = text_before(doc, numeral), token_after(doc, numeral.end)
    noun_follows = following is not None and following.pos_ in ("NOUN", "ADJ", "PROPN")
    if noun_follows and _LIMITED.search(before) and not re.search(r"\bfrom \d{4} to $", before):
        return False
    if following is not None and is_person_noun(following.text) and following.tag_ in ("NNS", "NNPS"):
        return bool(re.search(r"\b(?:in|since|the)\s$", before, re.I))
    if _LAW_BEFORE.search(before):
        return False
    if following is None or following.tag_ not in ("NNS", "NNPS"):
        return True
    return bool(_YEAR_BEFORE.search(before)) or 1980 <= years[0] <= 2040
