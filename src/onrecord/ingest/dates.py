"""Full dates as containers and date lines write them."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import cache

MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
YEAR = r"(?:19|20)\d\d"
DAY = r"(?:[12]\d|3[01]|0?[1-9])"

FULL_DATE = re.compile(
    rf"""(?ix)
    \b(?:
      (?P<iso>{YEAR}[-/](?:0[1-9]|1[0-2]|[1-9])[-/]{DAY}(?=[\sT_.,;)]|$))
    | (?P<month_first>(?P<m1>{MONTH})\s+(?P<d1>{DAY})(?:st|nd|rd|th)?\s*,?\s+(?P<y1>{YEAR})\b)
    | (?P<day_first>(?P<d2>{DAY})(?:st|nd|rd|th)?[\s-]+(?:of\s+)?(?P<m2>{MONTH})[\s,-]+(?P<y2>{YEAR})\b)
    | (?P<dotted>(?P<d3>{DAY})\.(?P<m3>0?[1-9]|1[0-2])\.(?P<y3>{YEAR})\b)
    | (?P<slashed>(?P<a>{DAY})/(?P<b>{DAY})/(?P<y4>{YEAR})\b)
    )"""
)


@cache
def month_number(word: str) -> int:
    """1 for "January", "jan.", and so on.

    Raises:
        ValueError: ``word`` is no month.
    """
    stem = word.lower().rstrip(".")[:3]
    return next(i for i, name in enumerate(MONTHS, 1) if name.startswith(stem))


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def date_of(match: re.Match[str]) -> date | None:
    """The day that a match of ``FULL_DATE`` names; None for a day that is in no calendar or could be two.

    "03/04/2024" is April to some and March to others: it names no day.
    """
    g = match.groupdict()
    if g["iso"]:
        year, month, day = map(int, re.split("[-/]", g["iso"]))
    elif g["month_first"]:
        year, month, day = int(g["y1"]), month_number(g["m1"]), int(g["d1"])
    elif g["day_first"]:
        year, month, day = int(g["y2"]), month_number(g["m2"]), int(g["d2"])
    elif g["dotted"]:
        year, month, day = int(g["y3"]), int(g["m3"]), int(g["d3"])
    else:
        a, b, year = int(g["a"]), int(g["b"]), int(g["y4"])
        if a <= 12 and b <= 12 and a != b:
            return None
        day, month = (a, b) if b <= 12 else (b, a)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def read_window(text: str) -> tuple[date, date] | None:
    """First and last day of the date that a container states: a day, or a month ("2024-10"); None if it is neither."""
    text = text.strip()
    if match := re.fullmatch(rf"({YEAR})-(0[1-9]|1[0-2])", text):
        year, month = int(match[1]), int(match[2])
        return date(year, month, 1), month_end(year, month)
    if match := re.match(rf"({YEAR})(0[1-9]|1[0-2])([0-2]\d|3[01])(?:T|$)", text):
        text = "-".join(match.groups())
    found = FULL_DATE.search(text)
    day = date_of(found) if found else None
    return (day, day) if day else None
