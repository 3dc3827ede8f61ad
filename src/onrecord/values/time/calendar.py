"""What TIMEX3 values mean in days, and how far one lies from another."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from onrecord.model import TimeSpan
from onrecord.values.time.words import season_start

Days = tuple[date, date]
OPEN = TimeSpan(start=None, end=None, precision="open")

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?(?:T.*)?")
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_QUARTER = re.compile(r"(\d{4})-([QH])(\d)")
_SEASON = re.compile(r"(\d{4})-(SP|SU|FA|WI)")
_MONTHS = {"M": 1, "Q": 3, "Y": 12, "E": 120, "C": 1200}
_DAYS = {"D": 1, "TNI": 1, "W": 7, "WE": 7, "2W": 14}


def add(day: date, count: float, unit: str) -> date | None:
    """The day ``count`` units (D, W, M, Q, Y, E for decade, C for century) after ``day``; None outside the calendar."""
    if unit in _DAYS:
        try:
            return day + timedelta(days=round(count * _DAYS[unit]))
        except OverflowError:
            return None
    if unit not in _MONTHS:
        return day
    months = day.year * 12 + day.month - 1 + round(count * _MONTHS[unit])
    year, month = divmod(months, 12)
    if not 1 <= year <= 9999:
        return None
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def between(start: date | None, end: date | None) -> TimeSpan:
    """The days from one to another, either of which may be open."""
    return TimeSpan(start=start, end=end, precision="day" if start and end else "open")


def value_at(day: date, unit: str) -> str:
    """The TIMEX3 value of the day, week, month, quarter, year, decade or century that ``day`` lies in."""
    iso = day.isocalendar()
    forms = {
        "D": day.isoformat(),
        "TNI": f"{day.isoformat()}TNI",
        "W": f"{iso.year:04}-W{iso.week:02}",
        "WE": f"{iso.year:04}-W{iso.week:02}-WE",
        "M": f"{day.year:04}-{day.month:02}",
        "Q": f"{day.year:04}-Q{(day.month + 2) // 3}",
        "Y": f"{day.year:04}",
        "E": f"{day.year // 10:03}",
        "C": f"{day.year // 100:02}",
    }
    return forms.get(unit, day.isoformat())


def season_days(year: int, season: str) -> Days:
    """First and last day of a season; a winter belongs to the year in which it begins."""
    starts = season_start()
    order = sorted(starts, key=lambda name: starts[name])
    place = order.index(season)
    following = order[(place + 1) % len(order)]
    end = date(year + (place + 1 == len(order)), *starts[following]) - timedelta(days=1)
    return date(year, *starts[season]), end


def _months(year: int, first: int, count: int) -> Days:
    last = first + count - 1
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])


def _of_week(year: int, week: int, weekend: bool) -> Days:
    monday = date.fromisocalendar(year, week, 1)
    return (monday + timedelta(days=5 if weekend else 0)), monday + timedelta(days=6)


def _days(value: str) -> tuple[Days, str] | None:
    if m := _DAY.fullmatch(value):
        day = date(int(m[1]), int(m[2]), int(m[3]))
        return (day, day), "day"
    if m := _WEEK.fullmatch(value):
        return _of_week(int(m[1]), int(m[2]), bool(m[3])), "week"
    if m := _MONTH.fullmatch(value):
        return _months(int(m[1]), int(m[2]), 1), "month"
    if m := _QUARTER.fullmatch(value):
        size = 3 if m[2] == "Q" else 6
        return _months(int(m[1]), size * (int(m[3]) - 1) + 1, size), "quarter"
    if m := _SEASON.fullmatch(value):
        return season_days(int(m[1]), m[2]), "season"
    if value.isdecimal() and 2 <= len(value) <= 4:
        span = 10 ** (4 - len(value))
        first = int(value) * span
        return (date(max(first, 1), 1, 1), date(first + span - 1, 12, 31)), "year" if span == 1 else "decade"
    return None


def days_of(value: str) -> TimeSpan:
    """The days of a TIMEX3 value, both ends included; open at both ends where the value names none."""
    try:
        found = _days(value)
    except (ValueError, OverflowError):  # a week 53 or a day 31 that the year does not have; the end of the calendar
        found = None
    if found is None:
        return OPEN
    (start, end), precision = found
    return TimeSpan(start=start, end=end, precision=precision)


def third(span: TimeSpan, part: str) -> TimeSpan:
    """The first (START), middle (MID) or last (END) third of a span of more than two days."""
    if span.start is None or span.end is None or (span.end - span.start).days < 2:
        return span
    step = ((span.end - span.start).days + 1) // 3
    cut1, cut2 = span.start + timedelta(days=step), span.end - timedelta(days=step)
    ends = {
        "START": (span.start, cut1 - timedelta(days=1)),
        "MID": (cut1, cut2),
        "END": (cut2 + timedelta(days=1), span.end),
    }
    start, end = ends.get(part, (span.start, span.end))
    return TimeSpan(start=start, end=end, precision=span.precision)
