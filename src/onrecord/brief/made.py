"""Phrases that are made and not found: dates, counts, and titles cut short."""

from __future__ import annotations

import re
from collections.abc import Iterable

from onrecord.brief.draft import Derived, Made, Phrase
from onrecord.brief.wording import flat, when
from onrecord.model import TimeSpan


def made_date(words: str, *days: str) -> Phrase:
    """Words of a date with the days they were made of."""
    return Phrase(words, (), (Derived(words, Made.DATE, days),) if words else ())


def made_time(time: TimeSpan | None) -> Phrase:
    """The words of a span of days with the days they were made of."""
    days = [d.isoformat() for d in (time.start, time.end) if d] if time else []
    return made_date(when(time), *days) if time and days else Phrase("")


def made_count(words: str, things: Iterable[str]) -> Phrase:
    """Words that say how many with the things that were counted."""
    return Phrase(words, (), (Derived(words, Made.COUNT, tuple(sorted(set(things)))),))


def short_title(title: str, words: int = 8) -> str:
    """A title in quotation marks: as far as its first colon or dash, else its first words with an ellipsis outside.

    A quotation that opens in it is not broken off; empty when it has no end.
    """
    title = re.sub(r"[“”]", '"', flat(title))
    head = re.split(r":\s|\s[–—-]\s", title)[0]
    parts = head.split()
    for end in range(min(words, len(parts)), len(parts) + 1):
        shown = " ".join(parts[:end]).rstrip(",;")
        if _closed(shown):
            return f"“{shown}”" + ("…" if end < len(parts) else "")
    return ""


def _closed(words: str) -> bool:
    """Whether each quotation that opens in the words ends in them."""
    opened = len(re.findall(r"(?<!\w)[‘'](?=\w)", words))
    ended = len(re.findall(r"(?<=[\w.,!?…])[’'](?!\w)", words))
    return words.count('"') % 2 == 0 and opened <= ended
