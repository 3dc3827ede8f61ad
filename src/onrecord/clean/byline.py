"""Who wrote it: a byline of its own, or one glued to the text behind it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from onrecord.clean.dates import dated_head
from onrecord.clean.lines import Line, heading_end
from onrecord.model import Span

TOP, FOOT = 8, 3  # lines at either end in which a byline is looked for
LONGEST = 200
UPPER, LOWER = "A-ZÀ-ÖØ-ÞŁŚŻŹĆČŠŽĐ", "a-zà-öø-ÿąćęłńóśźżčďěňřšťůž"
PARTICLE = r"(?:de|da|del|della|der|den|di|du|la|le|van|von|bin|ibn|al|el|ter|ten|y)"
NAME_WORD = (
    rf"(?:[{UPPER}]\.(?:[A-Z]\.)*"  # an initial
    rf"|(?:Mc|Mac|O[’']|D[’']|[Aa]l-)?[{UPPER}](?:[{LOWER}]+|[{UPPER}]+)(?:[-’'][{UPPER}{LOWER}]{{2,}})*)"
)
NAME = rf"{NAME_WORD}(?:\s+(?:{PARTICLE}\s+)*{NAME_WORD}){{1,3}}"
ROLE = (
    r"(?i:staff\s+(?:writer|reporter)"
    r"|(?:[\w-]+\s+){0,3}(?:correspondent|reporter|editor|writer|columnist|bureau\s+chief|producer))"
)
NAMES = rf"{NAME}(?:(?:\s*,\s*|\s*,?\s+(?:and|&)\s+)(?!{ROLE}){NAME})*"
OPENING = (
    r"(?i:(?:(?:words|written|story|reported|reporting|analysis|opinion|text|posted|published)\s+)?by:?"
    r"|authors?(?:/author)?:|reporting\s+from)"
)
SEPARATOR = r"\s*[·•|/—–-]\s*"
OUTLET = r"(?:The\s+)?[A-Z][\w&.’']*(?:\s+(?:of\s+|the\s+|and\s+|&\s+)?[A-Z][\w&.’']*){0,4}"
LINE = re.compile(
    rf"{OPENING}\s*(?P<names>{NAMES})(?:\s*,\s*(?P<role>{ROLE}))?"
    rf"(?:(?:{SEPARATOR}|\s*,\s*|\s+(?:for|of|in)\s+)(?P<outlet>{OUTLET}))?\W*"
)
NEXT_WORD = r"(?=[A-Z“\"‘][\w’']*[ ,])"  # glued on: the text begins where a capital follows a small letter
GLUED_OUTLET = re.compile(
    rf"{OPENING}\s+(?P<names>{NAMES}){SEPARATOR}(?P<outlet>(?:The\s+)?[A-Z][\w&.’' ]{{0,40}}?[a-z]){NEXT_WORD}"
)
GLUED_NAME = re.compile(rf"{OPENING}\s+(?P<names>(?:{NAME_WORD}\s+){{1,3}}[A-Z][a-z]+){NEXT_WORD}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Byline:
    """Who wrote it and for whom, the span of the raw text that says so and nothing else, and the day if it is there."""

    names: tuple[str, ...]
    outlet: str | None
    raw: Span
    words: str
    day: date | None = None


def find_byline(lines: Sequence[Line]) -> Byline | None:
    """The byline above the text or at its foot: a line of its own, with or without a date, or glued to the text."""
    end = heading_end(lines, TOP)
    for line in (*lines[:end], *lines[end:][-FOOT:]):
        if found := _of_line(line):
            return found
    for line in lines[:end]:
        if match := GLUED_OUTLET.match(line.text) or GLUED_NAME.match(line.text):
            return _byline(match, Span(line.start, line.start + match.end()))
    return None


def _of_line(line: Line) -> Byline | None:
    if len(line.text) > LONGEST:
        return None
    if match := LINE.fullmatch(line.text):
        return _byline(match, Span(line.begin, line.stop))
    head = dated_head(line.text)
    if head and (match := LINE.fullmatch(head[0])):
        return replace(_byline(match, Span(line.begin, line.stop)), day=head[1])
    return None


def _byline(match: re.Match[str], raw: Span) -> Byline:
    names = re.split(r"\s*,?\s+(?:and|&)\s+|\s*,\s*", match["names"])
    outlet = match.groupdict().get("outlet")
    return Byline(
        names=tuple(_named(n) for n in names if n),
        outlet=outlet.strip() if outlet else None,
        raw=raw,
        words=match.string,
    )


def _named(words: str) -> str:
    """A name in capitals as names are written: "JANE DOE" as "Jane Doe"."""
    return words.title() if words.isupper() and len(words) > 3 else words.strip()
