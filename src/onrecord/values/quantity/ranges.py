"""All numerals of a text: plain numbers, fractions and vague plurals, with ranges and scores put together."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from decimal import Decimal

from onrecord.values.quantity.numbers import ONE, SIGNS, Numeral, cardinals
from onrecord.values.quantity.parts import fraction_numerals, none_numerals, vague_numerals


def scan(text: str) -> tuple[Numeral, ...]:
    """All numerals of a text, in order, none overlapping: fractions and vague plurals first, then plain numbers."""
    kept: list[Numeral] = []
    for numeral in [*fraction_numerals(text), *vague_numerals(text), *none_numerals(text), *cardinals(text)]:
        at = bisect_left(kept, numeral.end, key=lambda k: k.start)
        if at == 0 or kept[at - 1].end <= numeral.start:  # kept ones do not overlap: only the last before can reach in
            kept.insert(at, numeral)
    return _join_ranges(text, kept)


_UNIT_BETWEEN = r"(?:\s?(?:%|per\s?cent|percent|km|miles?|metres?|meters?|kg|tons?|tonnes?|years?|days?|hours?))?"
_LINK = re.compile(
    rf"{_UNIT_BETWEEN}(?:\s?[-–—‑]\s?|-?\s+(?P<word>to|and|or)(?:\s+even|\s+possibly|\s+perhaps|\s+as\s+many\s+as|\s+up\s+to)?[\s-]+)"
    rf"(?:US|HK|A|C)?[{SIGNS}]?\s?"
)
_CHANGE = re.compile(
    r"\b(?:rose|rise|risen|rising|fell|fall|fallen|falling|gr[eo]w|grown|growing|dropp?|dropped|dropping|jump\w*|climb\w*|"
    r"increas\w*|decreas\w*|declin\w*|slow\w*|cut|cutting|rais\w*|revis\w*|chang\w*|went|going|up|down|reduc\w*|creep\w*|"
    r"widen\w*|narrow\w*|slid\w*|plung\w*|soar\w*|surg\w*|lower\w*|shrunk|shr[ai]nk\w*|swell\w*|swollen|doubl\w*)\b[^.;]{0,60}$",
    re.IGNORECASE,
)


def _join_ranges(text: str, numerals: list[Numeral]) -> tuple[Numeral, ...]:
    joined: list[Numeral] = []
    for numeral in numerals:
        pair = _range(text, joined[-1], numeral) if joined else None
        if pair:
            joined[-1] = pair
        else:
            joined.append(numeral)
    return tuple(joined)


def _range(text: str, left: Numeral, right: Numeral) -> Numeral | None:
    """The range that two neighbours make ("3,000 to 5,000", "$2-3bn", "between 10 and 12"), if they do."""
    link = _LINK.fullmatch(text[left.end : right.start])
    if (
        not link
        or {left.form, right.form} & {"range", "fraction", "score", "none"}
        or "\n" in text[left.end : right.start]
    ):
        return None
    if not _same_unit(link[0], text[right.end : right.end + 12]):
        return None
    if (score := _score(text, left, right, link)) is not None:
        return score
    before = text[max(0, left.start - 12) : left.start].rstrip(SIGNS + " ").lower()
    lead = re.search(r"\b(between|from|anywhere from|of)$", before)
    word = link["word"]
    if word == "and" and not (lead and lead[1] == "between"):
        return None
    if word == "to" and lead and _CHANGE.search(text[max(0, left.start - 90) : left.start - len("from")]):
        return None
    low = _shared_scale(left, right)
    if low >= right.high or (word == "or" and (right.high > 2 * low + 10 or low == 1)):
        return None
    if word is None and not _is_span(text, left, right, link[0]):
        return None
    return replace(left, end=right.end, low=low, high=right.high, form="range", scale=right.scale)


def _same_unit(link: str, behind: str) -> bool:
    """Whether a unit named between two numbers comes again behind the second: "10 per cent to 18 yuan" is no range."""
    unit = re.match(r"\s?(%|percent|per\scent|[A-Za-z]+)", link)
    if not unit or unit[1] in ("to", "and", "or"):
        return True
    again = behind.strip().replace("per cent", "%").replace("percent", "%")
    return again.startswith(unit[1].replace("per cent", "%").replace("percent", "%")[:3])


def _score(text: str, left: Numeral, right: Numeral, link: re.Match[str]) -> Numeral | None:
    """As in "3-1": two plain numbers, the second not larger, with a dash and nothing else around them."""
    around = text[max(0, left.start - 1) : left.start] + text[right.end : right.end + 1]
    plain = left.form == right.form == "digits" and left.scale == right.scale == ONE
    vote = link["word"] == "to" and re.search(
        r"\b(?:vote[ds]?|voting|won|beat|passed|lost)\b[^.;]{0,30}$", text[: left.start]
    )
    small = 0 <= right.low <= left.low < 1000 and (vote or re.fullmatch(r"[-–]", link[0]))
    if not plain or not small or re.search(r"[\-–/\w]", around):
        return None
    return replace(left, end=right.end, low=right.low, high=left.high, form="score")


def _shared_scale(left: Numeral, right: Numeral) -> Decimal:
    """The low end in full: "$2-3bn" is 2 to 3 billion, "3-5,000" is 3,000 to 5,000."""
    if left.scale == ONE and right.scale > ONE and left.low < right.low / right.scale:
        return left.low * right.scale
    thousands = right.scale == ONE and right.low >= 1000 and right.low % 1000 == 0
    return left.low * 1000 if thousands and left.low < right.low / 1000 else left.low


def _is_span(text: str, left: Numeral, right: Numeral, link: str) -> bool:
    """Whether two numbers with a dash between are a range, not a score, a telephone number or a model."""
    if left.form == "words" and right.form == "words":
        return " " not in link or "–" in link or "—" not in link
    around = text[max(0, left.start - 1) : left.start] + text[right.end : right.end + 1]
    if re.search(r"\d[:.]$", text[max(0, left.start - 2) : left.start]):
        return False  # "18:55 - 120,000 people": the hour of an entry
    return left.form == right.form == "digits" and not re.search(r"[\-–/\w]", around.replace("k", ""))
