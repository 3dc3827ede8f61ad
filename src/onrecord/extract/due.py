"""By when a forecast should have come true: the times to come in it, and the last of their days.

Where the words leave the day open, a convention gives it, so that a board can say when a forecast is to be looked at
again: hours are over by the end of the next day, and counted ones on the day they reach; "days" last one week, "weeks"
eight, "months" half a year (the lengths that ``vague_days`` of ``values/data/times.toml`` gives the coming ones).
"Soon" and "in the near future" name no day, and are given none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from onrecord.model import Published, Span, TimeSpan
from onrecord.values.time import TimeMention
from onrecord.values.time.calendar import add
from onrecord.values.time.words import table

if TYPE_CHECKING:
    from spacy.tokens import Doc

_LENGTH = re.compile(r"P(?:T(?P<hours>X|\d{1,4})[HMS]|(?P<count>X|\d{1,3})(?P<unit>[DWMY]))")
_LED = re.compile(r"\b(?:with)?in(?: (?:a|the) (?:matter|space|course) of)?(?: the)?(?: next| coming)? *(?:a )?$", re.I)
_WITHIN = re.compile(r"\bwithin (?:about |the next |the coming )?$", re.I)
_COMING = re.compile(r"\b(?:next|coming)\b", re.I)
_BEFORE = 30  # characters before a length of time that say that it is counted from now
_DAY = 24  # hours
_UNTIL = frozenset({"before", "by", "until", "till"})


def times_ahead(
    doc: Doc, spans: tuple[Span, ...], times: Sequence[TimeMention], published: Published | None
) -> tuple[TimeMention, ...]:
    """The times inside a claim that end after the day of publication; without one, those that name a deadline."""
    inside = (m for m in times if any(s.contains(m.span) for s in spans))
    return tuple(m for m in (_ended(m, doc, published) for m in inside) if _ahead(m, published))


def _ended(mention: TimeMention, doc: Doc, published: Published | None) -> TimeMention:
    """A length of time with the day by which it is over, by convention; any other time as it is."""
    found = _LENGTH.fullmatch(mention.timex_value) if mention.timex_type == "DURATION" else None
    if found is None or published is None or mention.time.end is not None:
        return mention
    before = doc.text[max(mention.span.start - _BEFORE, 0) : mention.span.start]
    counted = found["count"] not in (None, "X")
    if not (_WITHIN if counted else _LED).search(before) and not _COMING.search(mention.text):
        return mention  # "fought for hours", "after weeks of rain", "built in two years"
    end = _end(found, published.end)
    return replace(mention, time=TimeSpan(start=published.start, end=end, precision=mention.time.precision))


def _end(length: re.Match[str], start: date) -> date | None:
    """The last day of a length of time from ``start``; where it is not counted, by convention."""
    if hours := length["hours"]:
        return start + timedelta(days=1 if hours == "X" else max(1, -(-int(hours) // _DAY)))
    if length["count"] == "X":
        return start + timedelta(days=int(table("vague_days")[length["unit"]]))
    return add(start, int(length["count"]), length["unit"])


def _ahead(mention: TimeMention, published: Published | None) -> bool:
    end = mention.time.end
    if end is None or mention.timex_type == "SET" or mention.timex_value.endswith("_REF"):
        return False
    if published is not None:
        return end > published.end
    return "X" not in mention.timex_value


def to_begin(ahead: Sequence[TimeMention], published: Published | None) -> tuple[TimeMention, ...]:
    """Of the times ahead, those that begin after the day of publication."""
    return tuple(m for m in ahead if published and m.time.start and m.time.start > published.end)


def due(doc: Doc, ahead: Sequence[TimeMention]) -> date | None:
    """The last day by which a forecast should have come true: the end of the latest time to come in it.

    Of a time and another that lies in it ("this year … on 23 August") the narrower one counts.
    """
    named = [m for m in ahead if m.time.end and not _names(doc, m)]
    return max((m.time.end for m in named if m.time.end and not _holds(m, named)), default=None)


def _holds(wide: TimeMention, others: Iterable[TimeMention]) -> bool:
    """Whether another time lies in this one and is narrower."""
    start, end = wide.time.start, wide.time.end
    if start is None or end is None:
        return False
    return any(
        o.time.start and o.time.end and start <= o.time.start and o.time.end <= end and o.time != wide.time
        for o in others
        if (o.time.start, o.time.end) != (start, end)
    )


def _names(doc: Doc, mention: TimeMention) -> bool:
    """Whether the time only names a thing: "her 2020 campaign"."""
    part = doc.char_span(mention.span.start, mention.span.end, alignment_mode="expand")
    if part is not None and part.start and doc[part.start - 1].lower_ in _UNTIL:
        return False  # "before winter sets in" is easily parsed as some sets of winter
    return part is not None and part.root.dep_ in ("nummod", "compound", "nmod", "amod")
