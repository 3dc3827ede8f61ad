"""Values: quantities with their bounds, stretches of time, and figures that say what they count."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from onrecord.model.text import Span


class Bound(StrEnum):
    """How a number in the text limits the quantity it speaks of."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at least"
    MORE_THAN = "more than"
    AT_MOST = "at most"
    LESS_THAN = "less than"
    NEARLY = "nearly"
    RANGE = "range"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number with its bound: "at least 29" is low 29 with no high; "nearly 30" is low and high 30, bound nearly."""

    low: Decimal | None
    high: Decimal | None
    bound: Bound = Bound.EXACT
    unit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeSpan:
    """Days that a time expression covers, both ends included; an open end is None."""

    start: date | None
    end: date | None
    precision: str = "day"  # day | week | month | season | quarter | year | decade | open


class Basis(StrEnum):
    """What sort of count a figure is."""

    LEVEL = "level"
    TOTAL = "total"
    RATE = "rate"
    INCREMENT = "increment"
    SHARE = "share"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A quantity and what it counts.

    Attributes:
        span: Its place in the cleaned text: modifiers, number and head noun ("up to 10,000 soldiers").
        measure: What is counted, in the words of the measure tree ("casualties", "troops sent").
        who: The actor counted, or whose they are, by canonical name ("Russia", "civilians").
        per: For a rate, its time unit: "day", "week", "month", "year".
        period: The days it covers, or the day it stands for.
        part_of_larger: Whether it is a part of a larger figure in the same text ("including 12 children").
        mended: Who set the quantity where a person did, so that ``text`` may say another; else empty.
    """

    span: Span
    text: str
    quantity: Quantity
    measure: str
    who: str | None = None
    where: str | None = None
    basis: Basis = Basis.LEVEL
    per: str | None = None
    period: TimeSpan | None = None
    part_of_larger: bool = False
    mended: str = ""
