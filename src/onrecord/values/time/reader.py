"""Time expressions in a text: the grammar's matches, given a meaning and resolved against the day of publication."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from onrecord.model import Published, Span, TimeSpan
from onrecord.values.time import dates, durations, periods, relative
from onrecord.values.time.calendar import add, third
from onrecord.values.time.grammar import Match, grammar, matches
from onrecord.values.time.narrative import moves_on, tells_history
from onrecord.values.time.now import Now, Reading
from onrecord.values.time.numbers import year_of
from onrecord.values.time.tense import tense
from onrecord.values.time.words import Tokens, tokenise


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeMention:
    """A time expression at its place.

    Attributes:
        span: Its characters, without the preposition before it.
        time: The days it covers, both ends included. The preposition counts: "since June" has no start later than
            June and ends on the day of publication, "before May" has an end only. Open where the words name no day,
            and where they are relative to a day of publication that is not known.
        timex_type: DATE, TIME, DURATION or SET, and
        timex_value: the value, as in TIMEX3 of TimeML 1.2.1.
    """

    span: Span
    text: str
    time: TimeSpan
    timex_type: str
    timex_value: str


Read = Callable[[Match, Now], Reading | None]


@cache
def _readers() -> dict[str, Read]:
    """The readers by the names that the rules call them."""
    known = {
        name: read
        for room in (dates, periods, durations, relative)
        for name, read in vars(room).items()
        if callable(read)
    }
    wanted = {rule.how for rule in grammar()[0]}
    return {name: known[name] for name in wanted}


def read_times(text: str, published: Published | None) -> tuple[TimeMention, ...]:
    """The time expressions of a text, in order and not overlapping, resolved against the day of publication.

    Args:
        text: Any English text.
        published: The day or the window of publication. Without it, relative expressions stay unresolved: X stands in
            the value where TIMEX3 writes an unknown part, and both ends of the time are open. From a window, times
            are reckoned from its middle, and a day so reckoned is widened by the window.
    """
    tokens = tokenise(text, grammar()[1])
    now = Now(published)
    now.narrative = tells_history(tokens, now.ref)
    return tuple(_mention(match, reading, tokens, now) for match, reading in _readings(tokens, now))


def _readings(tokens: Tokens, now: Now) -> Iterator[tuple[Match, Reading]]:
    end, told_at = 0, 0
    readers = _readers()
    for match in matches(tokens):
        if match.start < end:
            continue
        now.tense = tense(tokens, match.start, match.end)
        if now.tense > 0 or not _same_passage(tokens, told_at, match.start):
            now.told_year = None
        try:
            reading = readers[match.rule.how](match, now)
        except (OverflowError, ValueError):  # reckoned past either end of the calendar, the years 1 and 9999
            continue
        if reading is None:
            continue
        now.remember(reading)
        end = match.end
        if year := _spelled_out(match, dated=now.ref is not None):
            now.told_year, told_at = year, end
        if now.narrative and moves_on(match, reading):
            now.tell(reading)
        yield match, reading


NEAR = 40  # words that a year spelled out reaches
_PARAGRAPH = re.compile(r"[.!?:\"”’)]\s*\n|\n\s*\n")


def _same_passage(tokens: Tokens, told_at: int, start: int) -> bool:
    """Whether a year told just before ``told_at`` still rules: a few words back, in the same paragraph."""
    if not told_at > 0 or start - told_at > NEAR:
        return False
    return not _PARAGRAPH.search(tokens.text, tokens.places[told_at - 1][1], tokens.places[start][0])


def _spelled_out(match: Match, *, dated: bool) -> int | None:
    """The year that an expression spells out: with its month, or in an undated text by itself ("in 1911")."""
    alone = match.end - match.start == 1
    if alone and (dated or match.tokens.word(match.start - 1) != "in"):
        return None
    return year_of(match.words("year")) if match.words("month") or not dated else None


def _mention(match: Match, reading: Reading, tokens: Tokens, now: Now) -> TimeMention:
    last = match.end - 1 - _ends_sentence(match)
    span = Span(tokens.places[match.start][0], tokens.places[last][1])
    days = third(reading.days, reading.part) if reading.span is None else reading.span
    value = reading.value
    if reading.by_day and now.blur:
        days, value = _blurred(days, now.blur), _masked(value)
    return TimeMention(
        span=span,
        text=span.of(tokens.text),
        time=days if _owned(tokens, match) else _opened(days, tokens, match.start, now, last=reading.part == "END"),
        timex_type=reading.type,
        timex_value=value,
    )


def _ends_sentence(match: Match) -> bool:
    """Whether the last word is a full stop behind a month written out, which is none of an abbreviation."""
    word = match.tokens.word(match.end - 2)
    return match.tokens.word(match.end - 1) == "." and (len(word) > 4 or word in {"may", "june", "july"})


def _masked(value: str) -> str:
    """The value without the day or week that an uncertain day of publication cannot tell."""
    if value.endswith("_REF") or value.startswith("P"):
        return value
    day, mark, rest = value.partition("T")
    weekend = "-WE" if day.endswith("-WE") else ""
    return ("XXXX-WXX" + weekend if "-W" in day else "XXXX-XX-XX") + mark + rest


def _blurred(days: TimeSpan, blur: timedelta) -> TimeSpan:
    """The days, widened by as much as the day of publication may lie off."""
    start = add(days.start, -blur.days, "D") if days.start else None
    end = add(days.end, blur.days, "D") if days.end else None
    if start is None or end is None:
        return TimeSpan(start=start, end=end, precision=days.precision)
    length = (end - start).days
    return TimeSpan(start=start, end=end, precision="week" if length < 7 else "month" if length < 31 else "quarter")


_UP_TO = frozenset({"by", "until", "till", "til", "through"})
_BEFORE = frozenset({"before", "pre"})
_CLOSE = frozenset({"shortly", "just", "soon", "right", "moments", "minutes"})  # "just before noon on Friday": Friday


def _owned(tokens: Tokens, match: Match) -> bool:
    """Whether an event of that day is meant, and no day: "missing after Monday's landslide" is since Monday."""
    ending = tokens.word(match.end - 1), tokens.word(match.end)
    return tokens.word(match.start - 1) == "after" and any(w.endswith(("'s", "’s")) for w in ending)


def _opened(days: TimeSpan, tokens: Tokens, start: int, now: Now, *, last: bool) -> TimeSpan:
    """The span with the ends that the preposition before it opens: since, by, until, before, after.

    "Before the end of June" (``last``) is by the end of June: what ends is the month, not the last third of it.
    """
    word, earlier = tokens.word(start - 1), tokens.word(start - 2)
    if days.end is None or days.start is None or (earlier in _CLOSE and word in {"before", "after"}):
        return days
    if word == "since" or (word == "from" and tokens.word(start - 2) == "starting"):
        until = now.published.end if now.published else None
        return TimeSpan(
            start=days.start, end=until if until and until >= days.start else None, precision=days.precision
        )
    if word in _UP_TO or (word in _BEFORE and last):
        return TimeSpan(start=None, end=days.end, precision=days.precision)
    if word in _BEFORE or (word == "to" and earlier == "prior"):
        return TimeSpan(start=None, end=add(days.start, -1, "D"), precision=days.precision)
    if word == "after":
        return TimeSpan(start=add(days.end, 1, "D"), end=None, precision=days.precision)
    return days
