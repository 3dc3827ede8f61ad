"""The day of publication, where the text, its file's name or its address states it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from onrecord.clean.lines import Line, heading_end
from onrecord.ingest.dates import FULL_DATE, date_of, read_window
from onrecord.ingest.moments import read_moment
from onrecord.model import DateSource, Published, Span

TOP, FOOT = 8, 4  # lines at either end in which a date line is looked for
LONGEST = 140
CHRONICLE = 3  # so many date lines are the heads of a chronicle's entries
WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?"
LABEL = r"(?:first\s+)?(?:published|posted|date|publication\s+date|created|filed|issued|release\s+date)"
UPDATE = r"(?:last\s+)?(?:updated?|modified|edited|revised)"
ZONE = r"ist|gmt|bst|utc|e[sd]?t|p[sd]?t|c[sd]?t|m[sd]t|cest?|eest?|msk"
AROUND = re.compile(  # what may stand beside the date on a date line
    rf"""
    {WEEKDAY}(?![a-z])
    | \b(?:{LABEL}|{UPDATE})\b
    | \b(?:at|on|by|of|am|pm|a\.m\.|p\.m\.|local\s+time|hrs?|noon|midnight|{ZONE})(?![a-z])
    | \d{{1,2}}[:.h]\d\d(?::\d\d)?(?:\.\d+)?
    | (?:z|[+-]\d\d:?\d\d)\b
    | \d{{1,2}}(?=\s*[ap]\.?m)
    | t(?=\d)
    | [\W_]+
    """,
    re.VERBOSE | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DateLine:
    """A line that says when, and nothing else."""

    day: date
    raw: Span
    words: str
    labelled: bool
    updated: bool


def is_date_line(text: str) -> bool:
    """Whether a line is a date, with or without a label, a weekday and an hour, and nothing else."""
    return len(text) <= LONGEST and bool(_days(text))


def _days(text: str) -> list[tuple[date, str]]:
    """The dates of a date line with the words before each; empty when the line says anything else."""
    found: list[tuple[date, str]] = []
    at, rest = 0, ""
    for match in FULL_DATE.finditer(text):
        day = date_of(match)
        if day is None:
            return []
        found.append((day, text[at : match.start()]))
        rest += text[at : match.start()] + " "
        at = match.end()
    rest += text[at:]
    return found if found and not AROUND.sub("", rest) else []


def dated_head(text: str) -> tuple[str, date] | None:
    """What stands before the date at the end of a line ("By Ada Byron, 6 April 2031 10:15 GMT"), and the day."""
    first = FULL_DATE.search(text) if len(text) <= LONGEST else None
    if first is None:
        return None
    head = re.sub(rf"(?:{AROUND.pattern})+$", "", text[: first.start()], flags=re.VERBOSE | re.IGNORECASE)
    days = _days(text[len(head) :])
    return (head.strip(), days[0][0]) if head.strip() and days else None


def find_date_lines(lines: Sequence[Line]) -> tuple[DateLine, ...]:
    """Date lines at the top, and labelled ones at the foot.

    In a text with three or more date lines (a chronicle) only those above its first sentence count.
    """
    dated = [(at, line, _days(line.text)) for at, line in enumerate(lines) if len(line.text) <= LONGEST]
    dated = [(at, line, days) for at, line, days in dated if days]
    long = next((at for at, line in enumerate(lines) if line.words >= 30), len(lines))
    sentence = next((at for at, line in enumerate(lines) if line.words >= 8 and line.ends_sentence), len(lines))
    top = sentence if len(dated) >= CHRONICLE else min(heading_end(lines, TOP), long + 2)
    found = []
    for at, line, days in dated:
        day, before = days[0]
        labelled = bool(re.search(rf"(?i)\b(?:{LABEL}|{UPDATE})\b", before))
        if at < top or (labelled and (at < heading_end(lines, TOP) or at >= len(lines) - FOOT)):
            updated = bool(re.search(rf"(?i)\b{UPDATE}\b", before))
            raw = Span(line.begin, line.stop)
            found.append(DateLine(day=day, raw=raw, words=line.text, labelled=labelled, updated=updated))
    return tuple(found)


def stated(found: Sequence[DateLine]) -> Published | None:
    """The date the text states: a labelled one first, and the day of an update only where there is no other."""
    best = min(found, key=lambda d: (d.updated, not d.labelled), default=None)
    if best is None:
        return None
    return Published(start=best.day, end=best.day, how=DateSource.STATED, evidence=(best.words,))


def from_container(
    published: str | None, how: DateSource = DateSource.METADATA, source: str | None = None
) -> Published | None:
    """The date that the container gives beside the text, with the moment where it states that and its zone."""
    window = read_window(published) if published else None
    if published is None or window is None:
        return None
    moment = read_moment(published)
    at = moment.astimezone(UTC) if isinstance(moment, datetime) and moment.tzinfo else None
    return Published(
        start=window[0],
        end=window[1],
        how=how,
        precision="day" if window[0] == window[1] else "window",
        evidence=(source or f"metadata: {published}",),
        at=at,
    )


def updated(found: Sequence[DateLine]) -> Published | None:
    """The day of the last change, where a date line with that label states it."""
    last = max((d for d in found if d.updated), key=lambda d: d.day, default=None)
    return Published(start=last.day, end=last.day, how=DateSource.STATED, evidence=(last.words,)) if last else None


def from_address(path: str, url: str | None) -> Published | None:
    """The date in the address ("/2024/10/20/") or at either end of the file's name ("2024-10-20_title.txt")."""
    in_url = re.search(r"/((?:19|20)\d\d)[/-](0?[1-9]|1[0-2])[/-]([0-2]?\d|3[01])(?:/|-|$)", url or "")
    if in_url and (day := _day(in_url[1], in_url[2], in_url[3])):
        return Published(start=day, end=day, how=DateSource.METADATA, evidence=(f"address: {in_url[0]}",))
    name = path.replace("\\", "/").rsplit("/", 1)[-1]
    pattern = r"(?<!\d)((?:19|20)\d\d)([-_.]?)(0[1-9]|1[0-2])\2([0-2]\d|3[01])(?!\d)"
    if (match := re.search(pattern, name)) and (day := _day(match[1], match[3], match[4])):
        return Published(start=day, end=day, how=DateSource.METADATA, evidence=(f"file name: {match[0]}",))
    return None


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
