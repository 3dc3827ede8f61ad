"""Live blogs in plain text: lines that begin with a time of day ("14:05 GMT", "2.32pm"), each the head of an entry.

A list of hours may as well be a chronicle of what happened, or a timetable. So times that go back, as a live blog's
do, tell one; times that go on do so only where the text calls itself live or its entries updates.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta, timezone
from itertools import pairwise

from onrecord.clean.lines import Line
from onrecord.model import Published, Span

FEWEST = 4  # entries
TOP = 4  # lines in which a text may call itself live
SENTENCES = 0.75  # of the entries that have a sentence in them: a timetable has none
HOURS = {  # of offset; names that stand for two zones are left out
    "gmt": 0, "utc": 0, "bst": 1, "cet": 1, "cest": 2, "eet": 2, "eest": 3, "msk": 3, "edt": -4, "est": -5, "pdt": -7,
    "pst": -8,
}  # fmt: skip
STAMP = re.compile(
    rf"\W{{0,3}}(?P<update>updated?\W{{1,3}})?(?:at\s+)?(?P<hour>[01]?\d|2[0-3])(?:[:.h](?P<minute>[0-5]\d))?"
    rf"\s*(?P<half>[ap]\.?m\b\.?)?\s*(?P<zone>(?:{'|'.join(HOURS)})\b)?"
    rf"(?:\W{{1,3}}updated? (?:at )?[\d:.]{{4,5}}\s?(?:[ap]m)?)?(?=\W|$)",
    re.IGNORECASE,
)
LIVE = re.compile(r"\b(?:live|liveblog|as it happened|as it happens|latest updates|live updates)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Stamp:
    """A time at the start of a line: minutes of the day, its zone's hours, and whether it is called an update."""

    minutes: int
    zone: int | None
    update: bool


def find_stamped(lines: Sequence[Line], published: Published | None) -> tuple[tuple[Span, str], ...]:
    """The entries of a live blog with the moment of each in ISO 8601; empty where the text is none.

    The day is that of the article: entries of several days are not told apart, so times must go one way.
    """
    if published is None or published.precision != "day":
        return ()
    heads = [(at, stamp) for at, line in enumerate(lines) if (stamp := read_stamp(line.text))]
    if len(heads) < FEWEST or not _is_live(lines, [stamp for _, stamp in heads]):
        return ()
    edges = [at for at, _ in heads] + [len(lines)]
    parts = [lines[a:b] for a, b in pairwise(edges)]
    told = sum(any(line.words >= 6 and line.ends_sentence for line in part) for part in parts)
    if told < SENTENCES * len(parts):
        return ()
    return tuple(
        (Span(part[0].begin, part[-1].stop), _moment(stamp, published))
        for part, (_, stamp) in zip(parts, heads, strict=True)
    )


def read_stamp(text: str) -> Stamp | None:
    """The time that a line begins with: with minutes, or with am or pm; a bare number is none."""
    match = STAMP.match(text)
    if match is None or not (match["minute"] or match["half"]) or text[match.end() :].lstrip()[:1].isdigit():
        return None
    rest = text[match.end() :]
    if re.match(r"\s*(?:%|percent|per cent|million|billion|m\b|km\b|kg\b)", rest, re.IGNORECASE):
        return None  # "2.32 million"
    hour = int(match["hour"])
    if match["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match["half"][0] in "pP" else 0)
    zone = HOURS[match["zone"].lower()] if match["zone"] else None
    return Stamp(hour * 60 + int(match["minute"] or 0), zone, bool(match["update"]))


def _is_live(lines: Sequence[Line], stamps: Sequence[Stamp]) -> bool:
    """Whether the times go back; or go on, in a text that says that it is live."""
    minutes = [stamp.minutes for stamp in stamps]
    if len(set(minutes)) < FEWEST or len({stamp.zone for stamp in stamps}) > 1:
        return False
    if all(a >= b for a, b in pairwise(minutes)):
        return True
    on = all(a <= b for a, b in pairwise(minutes))
    called = any(LIVE.search(line.text) for line in lines[:TOP]) or sum(s.update for s in stamps) * 2 > len(stamps)
    return on and called


def _moment(stamp: Stamp, published: Published) -> str:
    zone = timezone(timedelta(hours=stamp.zone)) if stamp.zone is not None else None
    clock = time(stamp.minutes // 60, stamp.minutes % 60)
    return datetime.combine(published.start, clock, zone).isoformat()
