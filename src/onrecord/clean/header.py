"""The block of short lines above the text: masthead, section, title, authors, date, in any order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.clean.byline import NAME
from onrecord.clean.dates import DateLine, is_date_line
from onrecord.clean.fields import Fields, read_fields
from onrecord.clean.lines import PARAGRAPH, Line, heading_end
from onrecord.model import Removal, Removed, Span

TOP = 8  # lines in which the block is looked for at least
LONGEST_BLOCK = 10  # lines of a header above the first paragraph
BIO = re.compile(rf"{NAME} (?:is|was|has been|writes|covers|reports|edits)\b")
SENTENCE = 12  # words of a line that is text of the article and no heading
FOOT = 2  # lines at the end in which a column says who its author is
CHRONICLE = 3  # so many lines that are a date are the heads of a chronicle's entries


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What the block says of the article, and the lines that say it.

    Attributes:
        outlets: Names of the outlet, the surest first.
        whose: Words before "investigation" and the like, of which one may be the outlet's short name.
        opinion: Labels of the piece, such as "OPINION".
    """

    cuts: tuple[Removed, ...] = ()
    names: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    days: tuple[DateLine, ...] = ()
    labels: tuple[str, ...] = ()
    whose: tuple[str, ...] = ()


def read_header(lines: Sequence[Line]) -> Header:
    """The header of a text whose menus and buttons are taken off."""
    first = _first_paragraph(lines)
    dated = sum(is_date_line(line.text) for line in lines)
    end = first if dated >= CHRONICLE else min(heading_end(lines, TOP), first + 3)
    begin = max(0, first - LONGEST_BLOCK)  # what stands further up is the page's menu
    found = {at: f for at in range(begin, end) if (f := read_fields(lines[at].text))}
    foot = len(lines) - FOOT
    body = " ".join(
        line.text for at, line in enumerate(lines) if at >= first and (at < foot or not BIO.match(line.text))
    )
    taken = {at for at, fields in found.items() if fields.strong}
    titled = any(at not in found and lines[at].words >= 3 for at in range(begin, first))
    if titled:  # a masthead or a label by itself is one only where another line can be the title
        taken |= {at for at, f in found.items() if at < first and (f.outlets or f.labels) and not f.bare}
    beside = {at for at in taken if found[at].strong or found[at].outlets}
    taken |= {at for at in found if at < first and _is_name_line(at, found[at], beside, lines, body)}
    return _header(lines, {at: found[at] for at in sorted(taken)}, body)


def _first_paragraph(lines: Sequence[Line]) -> int:
    for at, line in enumerate(lines):
        if (line.words >= SENTENCE and line.ends_sentence) or line.words >= PARAGRAPH:
            return at
    return len(lines)


def _is_name_line(at: int, fields: Fields, beside: set[int], lines: Sequence[Line], body: str) -> bool:
    """Names without "by": beside a line that is metadata, or between a title and the text.

    A name that the text goes on to speak of is rather its subject.
    """
    if not fields.bare or fields.names or at == 0 or any(name in body for name in fields.bare):
        return False
    below = lines[at + 1] if at + 1 < len(lines) else None
    under_title = lines[at - 1].words >= 4 and below is not None and below.words >= SENTENCE
    return bool({at - 1, at + 1} & beside) or under_title


def _header(lines: Sequence[Line], found: dict[int, Fields], body: str) -> Header:
    names: list[str] = []
    sure: list[str] = []
    likely: list[str] = []
    days, cuts = [], []
    for at, fields in found.items():
        line = lines[at]
        raw = Span(line.begin, line.stop)
        cuts.append(Removed(raw=raw, why=Removal.METADATA, note=_note(fields)))
        days += [
            DateLine(day=d.day, raw=raw, words=line.text, labelled=d.labelled, updated=d.updated) for d in fields.days
        ]
        (sure if fields.strong else likely).extend(fields.outlets)
        names += fields.names
        for name in fields.bare:
            if fields.names or (fields.outlets and not fields.days):
                likely.append(name)
            elif name not in body:  # a name that the text speaks of is a place or its subject
                names.append(name)
    return Header(
        cuts=tuple(cuts),
        names=tuple(dict.fromkeys(names)),
        outlets=tuple(dict.fromkeys([*sure, *likely])),
        days=tuple(days),
        labels=tuple(label for fields in found.values() for label in fields.labels),
        whose=tuple(word for fields in found.values() for word in fields.whose),
    )


def _note(fields: Fields) -> str:
    if fields.names or (fields.bare and not fields.days):
        return "the byline"
    if fields.days:
        return "the date line"
    return "the masthead" if fields.outlets else "the section"
