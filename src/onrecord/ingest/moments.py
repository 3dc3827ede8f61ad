"""Days and moments as machines write them: ISO 8601 and its neighbours, RFC 5322, seconds since 1970."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime

FIRST_YEAR = 1990  # of the web: a page that says 1970 or 0001 has a placeholder there
GRACE = timedelta(days=2)  # a clock may be wrong, and in the east it is tomorrow
ISO = re.compile(
    r"""(?x)
    \s*((?:19|20)\d\d)[-/.]?(\d{1,2})[-/.]?(\d{1,2})   # the day
    (?:[T\s,]+(\d{1,2})[:.]?(\d\d)(?::?(\d\d))?(?:[.,:]\d+)?   # the time of day
      \s*(Z|UTC|GMT|[+-]\d\d?:?(?:\d\d)?)?)?
    \s*(?:\[[\w/]+\])?\s*\Z"""
)
EPOCH = re.compile(r"\s*(\d{10})(?:\.\d+)?\s*\Z|\s*(\d{10})\d{3}\s*\Z")


def read_moment(text: str) -> date | datetime | None:
    """The moment in ``text``; a day where no time of day is given; None where there is neither.

    A moment without a zone comes back without one: it is the clock of the page, wherever that hung.
    """
    text = text[:100]
    if match := EPOCH.match(text):
        return datetime.fromtimestamp(int(match[1] or match[2]), UTC)
    try:
        return _iso(text) if ISO.match(text) else parsedate_to_datetime(text)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def _iso(text: str) -> date | datetime | None:
    match = ISO.match(text)
    if not match:
        return None
    year, month, day, hour, minute, second, zone = match.groups()
    if hour is None:
        return date(int(year), int(month), int(day))
    clock = f"{int(year):04}-{int(month):02}-{int(day):02}T{int(hour):02}:{minute}:{second or '00'}"
    return datetime.fromisoformat(clock + _offset(zone))


def _offset(zone: str | None) -> str:
    if not zone:
        return ""
    if zone in ("Z", "UTC", "GMT"):
        return "+00:00"
    digits = zone[1:].replace(":", "")
    hours, minutes = (digits[:-2], digits[-2:]) if len(digits) > 2 else (digits, "00")
    return f"{zone[0]}{int(hours):02}:{minutes}"


def day_of(moment: date | datetime) -> date:
    """The day by the clock that the moment is written in."""
    return moment.date() if isinstance(moment, datetime) else moment


def plausible(moment: date | datetime, captured: datetime) -> bool:
    """Whether a page that was captured then can have been published at this moment."""
    return date(FIRST_YEAR, 1, 1) <= day_of(moment) <= (captured + GRACE).date()
