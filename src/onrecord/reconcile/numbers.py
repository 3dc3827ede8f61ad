"""Numbers and days in prose: "more than 600,000", "October 2024"."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from decimal import Decimal

from onrecord.model import Bound, Quantity, TimeSpan
from onrecord.reconcile import lists

BOUND_WORDS = {
    Bound.ABOUT: "about ",
    Bound.AT_LEAST: "at least ",
    Bound.MORE_THAN: "more than ",
    Bound.AT_MOST: "up to ",
    Bound.LESS_THAN: "less than ",
    Bound.NEARLY: "nearly ",
}


def plain(number: Decimal) -> str:
    """A number with commas and without idle zeros: "450,000", "2.5"."""
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def in_words(quantity: Quantity) -> str:
    """A quantity with its bound and, where it is money or a measure, its unit: "more than 600,000", "5 to 7"."""
    low, high = quantity.low, quantity.high
    unit = quantity.unit or ""
    tail = f" {unit}" if unit.lower() in lists.words("meeting", "measured_units") else ""
    if low is not None and high is not None and low != high:
        return f"{plain(low)} to {plain(high)}{tail}"
    number = low if low is not None else high
    return "an unknown number" if number is None else f"{BOUND_WORDS.get(quantity.bound, '')}{plain(number)}{tail}"


def day(when: date) -> str:
    """A day in words: "3 May 2024"."""
    return f"{when.day} {when:%B %Y}"


def span(period: TimeSpan) -> str:
    """A period in words: "October 2024", "2024", "1 August 2024 to 30 September 2024"."""
    start, end = period.start, period.end
    if start is None or end is None:
        known = start or end
        return "" if known is None else f"{'since' if start else 'up to'} {day(known)}"
    if start == end:
        return day(start)
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        return str(start.year) if start.year == end.year else f"{start.year} to {end.year}"
    if start.day == 1 and end.day == monthrange(end.year, end.month)[1]:
        return months(start, end)
    return f"{day(start)} to {day(end)}"


def months(start: date, end: date) -> str:
    """Whole months in words: "October 2024", "August to September 2024"."""
    if (start.year, start.month) == (end.year, end.month):
        return f"{start:%B %Y}"
    return f"{start:%B} to {end:%B %Y}" if start.year == end.year else f"{start:%B %Y} to {end:%B %Y}"
