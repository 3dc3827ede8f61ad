"""When a text that does not state its date must have been written, from the dates it speaks of.

Only words that tie the present of the text to a calendar count: a weekday with its date, a date in the dateline, or a
month without a year that follows on one with a year. A year by itself, or a full date far back, is background and
gives nothing: a wide window is worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import takewhile

from onrecord.clean.lines import Line
from onrecord.clean.publisher import dateline
from onrecord.ingest.dates import DAY, MONTH, MONTHS, YEAR, month_end, month_number
from onrecord.model import DateSource, Published

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WEEKDAY = r"(?:Mon|Tues?|Wednes|Wed|Thurs?|Thu|Fri|Satur|Sat|Sun)(?:day)?\.?"
MENTION = re.compile(
    rf"(?:\b(?P<weekday>{WEEKDAY})\s*,?\s*(?:the\s+)?)?"
    rf"(?:\b(?P<m1>(?i:{MONTH}))\s+(?P<d1>{DAY})(?:st|nd|rd|th)?(?![\d:])(?:\s*,?\s+(?P<y1>{YEAR}))?\b"
    rf"|\b(?P<d2>{DAY})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<m2>(?i:{MONTH}))(?:\s*,?\s+(?P<y2>{YEAR}))?\b"
    rf"|\b(?P<m3>(?i:{MONTH}))\s*,?\s+(?:of\s+)?(?P<y3>{YEAR})\b"
    r"|\b(?:so far in|in|into|during|since|through|throughout|of|early|late|mid|last)[\s-]+"
    rf"(?P<m4>(?i:{MONTH}))(?![\w-]|\s*,?\s+(?:of\s+)?(?:{YEAR}|{DAY}\b)))"
)
A_MONTH = re.compile(rf"\b(?:{'|'.join(name[:3].capitalize() for name in MONTHS)}|{'|'.join(MONTHS).upper()})")
SENTENCE = re.compile(r"[^.!?\n]*(?:\.(?=\S)[^.!?\n]*)*[.!?\n]?")
NOT_YET = re.compile(
    r"\b(?:will|shall|(?:would|could|might|may)(?! have)|expected|scheduled|planned|plans?|set to|due|until|next"
    r"|by the end of|upcoming)\b"
)
RUNS_ON = re.compile(r"(?:into|through|throughout|so far in)\s")  # with which a month goes on from the one before
LATER = re.compile(r"(?:correction|clarification|editor[’']s note)\b", re.IGNORECASE)  # added after publication
REACH = 600  # characters after a month with its year in which a month without one follows on it
MOST_MONTHS = 2  # between the two: further on it rather lies before
AFTER_DAY = timedelta(days=14)  # a dated event is news for about so long
AFTER_WEEKDAY = timedelta(days=7)  # a weekday with its date is of this week or the last
AFTER_MONTH = timedelta(days=30)
LATE = 20  # the day of a month from which it can be spoken of as a whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A date as the text writes it; ``past`` is False where the sentence looks ahead."""

    at: int
    words: str
    month: int
    day: int | None
    year: int | None
    weekday: int | None
    past: bool


def infer(lines: Sequence[Line], captured: date) -> Published | None:
    """The window in which the text was written, with the words it is inferred from; None if they do not say."""
    text = "\n".join(line.text for line in takewhile(lambda line: not LATER.match(line.text), lines))
    found = tuple(mentions(text))
    return (
        _by_dateline(lines, found, captured)
        or _by_weekday(text, found, captured)
        or _by_report_day(text, found, captured)
        or _by_month(found, captured)
    )


def mentions(text: str) -> Iterator[Mention]:
    """The days and months that a text speaks of, in order; a month without a year only behind a preposition."""
    if not A_MONTH.search(text):
        return
    for sentence in SENTENCE.finditer(text):
        if not A_MONTH.search(sentence[0]):
            continue
        past = not NOT_YET.search(sentence[0])
        for m in MENTION.finditer(sentence[0]):
            month = m["m1"] or m["m2"] or m["m3"] or m["m4"]
            if not month[0].isupper():
                continue
            day, year = m["d1"] or m["d2"], m["y1"] or m["y2"] or m["y3"]
            yield Mention(
                at=sentence.start() + m.start(),
                words=" ".join(m[0].split()).rstrip("."),
                month=month_number(month),
                day=int(day) if day else None,
                year=int(year) if year else None,
                weekday=WEEKDAYS.index(m["weekday"].lower()[:3]) if m["weekday"] else None,
                past=past,
            )


def _by_dateline(lines: Sequence[Line], found: Sequence[Mention], captured: date) -> Published | None:
    """A dateline, "KYIV, Oct 20 (Agency) -": its year follows from a date with a year in the text."""
    match = next((m for line in lines[:3] if (m := dateline(line.text)) and m.groupdict().get("date")), None)
    if match is None:
        return None
    opening = next(mentions(match["date"]), None)
    if opening is None or opening.day is None:
        return None
    if opening.year:
        day = _date(opening.year, opening.month, opening.day)
        return _window(day, day, (match[0].strip(),), "day") if day and day <= captured else None
    for anchor in (m for m in found if m.year and m.past):
        same_month = anchor.month == opening.month and (anchor.day or 0) < opening.day
        day = _date(anchor.year or 0, opening.month, opening.day) if same_month else None
        day = day or _following(anchor, opening.month, opening.day)
        if day and day <= captured:
            return _window(day, day, (match[0].strip(), anchor.words), "day")
    return None


def _by_weekday(text: str, found: Sequence[Mention], captured: date) -> Published | None:
    """A weekday with its date, "Saturday, Feb. 12": of the years since the last one named, only one fits."""
    years = [int(y) for y in re.findall(rf"\b{YEAR}\b", text) if int(y) <= captured.year]
    windows = []
    for mention in found:
        if mention.weekday is None or mention.day is None or not mention.past:
            continue
        if mention.year is None and not years:
            continue
        first = mention.year or max(years)
        days = [_date(y, mention.month, mention.day) for y in range(first, (mention.year or captured.year) + 1)]
        fitting = [d for d in days if d and d.weekday() == mention.weekday and d <= captured]
        if len(fitting) == 1 or (fitting and fitting[0].year - first <= 1):
            windows.append((fitting[0], mention.words))
    if not windows:
        return None
    day, words = max(windows)
    return _window(day, day + AFTER_WEEKDAY, (words,))


def _by_report_day(text: str, found: Sequence[Mention], captured: date) -> Published | None:
    """A day up to which a figure is given: "as of 12 October 2024"."""
    days = []
    for mention in found:
        if mention.year and mention.day and text[max(0, mention.at - 6) : mention.at].lower() == "as of ":
            day = _date(mention.year, mention.month, mention.day)
            if day and day <= captured:
                days.append((day, f"as of {mention.words}"))
    if not days:
        return None
    day, words = max(days)
    return _window(day, day + AFTER_DAY, (words,))


def _by_month(found: Sequence[Mention], captured: date) -> Published | None:
    """Months that run on from one with its year: "August and September 2024 … continued into October"."""
    dated = [m for m in found if m.year and m.past]
    running = [m for m in found if not m.year and not m.day and m.past and RUNS_ON.match(m.words)]
    windows = []
    for later in running:
        for anchor in dated:
            if not 0 < later.at - anchor.at <= REACH:
                continue
            day = _following(anchor, later.month, LATE)
            if day and day <= captured:
                windows.append((day, (anchor.words, later.words)))
    newest = max((m.year * 12 + m.month for m in dated if m.year), default=0)
    if not windows or max(windows)[0].year * 12 + max(windows)[0].month < newest:
        return None
    day, words = max(windows)
    return _window(day, month_end(day.year, day.month) + AFTER_MONTH, words)


def _following(anchor: Mention, month: int, day: int) -> date | None:
    """The first such day after the month of ``anchor``, if it lies within a few months of it."""
    if anchor.year is None or not 0 < (month - anchor.month) % 12 <= MOST_MONTHS:
        return None
    return _date(anchor.year + (month < anchor.month), month, day)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _window(start: date, end: date, words: tuple[str, ...], precision: str = "window") -> Published:
    return Published(start=start, end=end, how=DateSource.INFERRED, precision=precision, evidence=words)
