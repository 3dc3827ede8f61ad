"""Words of a text that narrow a window in which it must have been written: "this autumn", "in July"."""

from __future__ import annotations

import re
from datetime import date

from onrecord.clean.infer import mentions
from onrecord.ingest.dates import month_end

SEASONS = {"spring": (3, 6), "summer": (6, 9), "autumn": (9, 12), "fall": (9, 12), "winter": (12, 3)}
"""First and last month of a season, north of the equator; half a month of grace lies at either end."""
THIS_SEASON = re.compile(r"\bthis (spring|summer|autumn|fall|winter)\b", re.IGNORECASE)

PAST = re.compile(r"\b(?:\w{2,}ed|was|were|had|came|fell|took|began|met|said|left|sent|won|lost|made|held|went)\s+$")
"""The verb before "in July" that tells of the past; without one, "in July" may as well lie ahead."""


def narrow(text: str, start: date, end: date) -> tuple[date, date, tuple[str, ...]] | None:
    """The part of a window that the words of the text allow, with those words; None if they allow no part of it.

    "This autumn" puts the text in an autumn or the months before; a month behind a verb in the past has begun; a full
    date in the past lies before it.
    """
    words: list[str] = []
    for mention in mentions(text):
        told = mention.past and (mention.year or PAST.search(text[max(0, mention.at - 30) : mention.at]))
        begun = _begun(mention.year, mention.month, mention.day, start, end) if told else None
        if begun and begun > end:
            return None
        if begun and begun > start:
            start = begun
            words.append(mention.words)
    for match in THIS_SEASON.finditer(text):
        last = _season_end(match[1].lower(), start)
        if last < end:
            end = last
            words.append(match[0])
    return (start, end, tuple(dict.fromkeys(words))) if start <= end else None


def _begun(year: int | None, month: int, day: int | None, start: date, end: date) -> date | None:
    """The first day on which the date a text speaks of as past can be spoken of so; a bare month may be of any year."""
    if year is None:
        years = [y for y in (start.year, end.year) if start <= date(y, month, 1) <= end]
        if not years:
            return None
        year = years[0]
    try:
        return date(year, month, day or 1)
    except ValueError:
        return None


def _season_end(season: str, start: date) -> date:
    """The last day of the next such season that ends on or after ``start``."""
    month = SEASONS[season][1]
    year = start.year if month_end(start.year, month) >= start else start.year + 1
    return month_end(year, month)
