"""A number as people write it into a cell: "1,200,000", "1.2 million", ">25000", "~38 500", "10,000-13,000"."""

from __future__ import annotations

import re
from decimal import Decimal

from onrecord.errors import MalformedError
from onrecord.model import Bound, Quantity

SIZES = {
    "": 1, "k": 1_000, "thousand": 1_000, "m": 1_000_000, "mn": 1_000_000, "million": 1_000_000,
    "bn": 1_000_000_000, "billion": 1_000_000_000,
}  # fmt: skip
MARKS = {
    ">": Bound.MORE_THAN, "more than": Bound.MORE_THAN, "over": Bound.MORE_THAN, "≥": Bound.AT_LEAST,
    ">=": Bound.AT_LEAST, "at least": Bound.AT_LEAST, "min.": Bound.AT_LEAST, "<": Bound.LESS_THAN,
    "less than": Bound.LESS_THAN, "fewer than": Bound.LESS_THAN, "≤": Bound.AT_MOST, "<=": Bound.AT_MOST,
    "up to": Bound.AT_MOST, "at most": Bound.AT_MOST, "max.": Bound.AT_MOST, "~": Bound.ABOUT, "≈": Bound.ABOUT,
    "about": Bound.ABOUT, "around": Bound.ABOUT, "some": Bound.ABOUT, "c.": Bound.ABOUT, "ca.": Bound.ABOUT,
    "circa": Bound.ABOUT, "approx.": Bound.ABOUT, "nearly": Bound.NEARLY, "almost": Bound.NEARLY,
}  # fmt: skip
DIGITS = r"\d{1,3}(?:[, \u00a0\u202f']\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
SIZE = r"k|thousand|mn|million|m|bn|billion"
MARK = "|".join(re.escape(m) for m in sorted(MARKS, key=len, reverse=True))
AMOUNT = re.compile(
    rf"(?P<mark>{MARK})?\s*(?P<first>-?(?:{DIGITS}))\s*(?P<size>{SIZE})?(?P<plus>\+)?"
    rf"(?:\s*(?:[-–—]|to)\s*(?P<second>{DIGITS})\s*(?P<size2>{SIZE})?)?\s*(?P<percent>%)?",
    re.IGNORECASE,
)
LOWER, UPPER = (Bound.AT_LEAST, Bound.MORE_THAN), (Bound.AT_MOST, Bound.LESS_THAN)


def read_amount(words: str) -> Quantity:
    """The quantity that a cell gives.

    Raises:
        MalformedError: It is no number.
    """
    match = AMOUNT.fullmatch(words.strip()[:80])
    if not match:
        raise MalformedError(f"{words.strip()[:40]!r} is no number")
    size = (match["size"] or match["size2"] or "").lower() if match["second"] else (match["size"] or "").lower()
    first = _number(match["first"], size)
    unit = "%" if match["percent"] else None
    if match["second"]:
        return between(first, _number(match["second"], (match["size2"] or "").lower()), unit)
    bound = MARKS[match["mark"].lower()] if match["mark"] else Bound.AT_LEAST if match["plus"] else Bound.EXACT
    return bounded(first, bound, unit)


def bounded(value: Decimal, bound: Bound, unit: str | None = None) -> Quantity:
    """A number with its bound; of a limit the other end is open."""
    low, high = (None if bound in UPPER else value), (None if bound in LOWER else value)
    return Quantity(low=low, high=high, bound=bound, unit=unit)


def between(low: Decimal, high: Decimal, unit: str | None = None) -> Quantity:
    """A range; a single number where both ends are one.

    Raises:
        MalformedError: The lower end is above the upper one.
    """
    if low > high:
        raise MalformedError(f"the low number, {low:,}, is above the high one, {high:,}")
    return Quantity(low=low, high=high, bound=Bound.RANGE if low < high else Bound.EXACT, unit=unit)


def _number(digits: str, size: str) -> Decimal:
    return Decimal(re.sub(r"[, \u00a0\u202f']", "", digits)) * SIZES[size]
