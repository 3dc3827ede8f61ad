"""A brief as Markdown and as one HTML file; every line with marks that lead to the quoted passages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from onrecord.brief.reading import numbers
from onrecord.brief.wording import count, day, flat
from onrecord.model import Brief, Cite, Line, SectionName

if TYPE_CHECKING:
    from jinja2 import Template

HEADINGS = {
    SectionName.SUMMARY: "In brief",
    SectionName.INSIGHTS: "What is easily missed",
    SectionName.OUTLOOK: "Outlook",
    SectionName.FIGURES: "Figures",
    SectionName.TIMELINE: "Timeline",
    SectionName.DISPUTED: "Disputed",
    SectionName.SOURCES: "Sources",
}
QUOTED = re.compile(r"“([^“”]+)”")
SPECIAL = re.compile(r"([\\`*_\[\]<>#|])")


@dataclass(frozen=True, slots=True)
class Note:
    """A cited place as a note: its number, its source, and its words as (words, marked) pieces."""

    number: int
    source: str
    pieces: tuple[tuple[str, bool], ...]
    back: str


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the page with the numbers of its notes."""

    id: str
    text: str
    notes: tuple[int, ...]


# ------------------------------------------------------------------------------------------ Markdown


def to_markdown(brief: Brief) -> str:
    """The brief as Markdown with a footnote a cited place; reads as plain text in a terminal too."""
    numbered = _numbered(brief)
    sources = source_names(brief)
    parts = [f"# {_escaped(brief.title)}"]
    if brief.as_of:
        parts.append(f"*As of {as_of(brief)}*")
    for section in (s for s in brief.sections if s.lines):
        rows = [_escaped(line.text) + "".join(f"[^{numbered[c]}]" for c in line.cites) for line in section.lines]
        body = " ".join(rows) if section.name is SectionName.SUMMARY else "\n".join(f"- {r}" for r in rows)
        parts.append(f"## {HEADINGS[section.name]}\n\n{body}")
    if note := left_out(brief):
        parts.append(f"*{note}*")
    notes = (f"[^{n}]: {_escaped(sources[c.article])}: “{_escaped(flat(c.quote))}”" for c, n in numbered.items())
    return "\n\n".join((*parts, "\n".join(notes))).rstrip() + "\n"


def _escaped(text: str) -> str:
    return SPECIAL.sub(r"\\\1", text)


def _numbered(brief: Brief) -> dict[Cite, int]:
    """A number for each cited place, in order of first use."""
    cites = dict.fromkeys(c for s in brief.sections for line in s.lines for c in line.cites)
    return {c: n for n, c in enumerate(cites, 1)}


def as_of(brief: Brief) -> str:
    """The day the record ends; "about" it where no source states that day, so that it was inferred."""
    if brief.as_of is None:
        return ""
    words = day(brief.as_of)
    texts = [x.text for s in brief.sections if s.name is SectionName.SOURCES for x in s.lines]
    return words if any(f"published {words} (" in t for t in texts) or not texts else f"about {words}"


def left_out(brief: Brief) -> str:
    """A sentence on the lines that were refused; empty when there are none."""
    n = len(brief.refused)
    return (
        f"{count(n, 'further line')} not printed: not all in them was found again in the sources.".capitalize()
        if n
        else ""
    )


def source_names(brief: Brief) -> dict[str, str]:
    """What each cited article is called, from the section on sources; its path where that has no line for it."""
    names = {
        c.article: c.path.replace("\\", "/").rsplit("/", 1)[-1]
        for s in brief.sections
        for x in s.lines
        for c in x.cites
    }
    for section in brief.sections:
        if section.name is SectionName.SOURCES:
            names |= {line.cites[0].article: _name_and_day(line.text) for line in section.lines}
    return names


def _name_and_day(text: str) -> str:
    """The start of a line on a source, with the day that the line gives: "The Courier, 2 May 2031"."""
    name = re.sub(r"^(Source \d+) \(.*\)$", r"\1", text.split(": ", 1)[0].rstrip("."))
    dated = re.search(r"; published ([^(]+) \((?:stated|from)", text)
    if dated:
        return f"{name}, {dated[1]}"
    return f"{name}, undated" if re.search(r"; (?:undated|no date)\b", text) else name


# ------------------------------------------------------------------------------------------ HTML


def to_html(brief: Brief) -> str:
    """The brief as one HTML file that needs nothing from outside; marks open the notes, which print as a list."""
    from markupsafe import Markup

    rows, notes = noted(brief)
    return _template().render(
        brief=brief,
        as_of=as_of(brief),
        sections=[(s.name.value, HEADINGS[s.name], rows[s.name]) for s in brief.sections if s.lines],
        notes=notes,
        left_out=left_out(brief),
        # The chart is our own drawing: its labels were escaped when it was drawn.
        chart=Markup(brief.chart),
    )


@cache
def _template() -> Template:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("onrecord.brief"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("brief.html.j2")


def noted(brief: Brief) -> tuple[dict[SectionName, list[Row]], list[Note]]:
    """The lines by section with the numbers of their notes, and the notes in the order of their numbers."""
    numbered, sources = _numbered(brief), source_names(brief)
    users: dict[Cite, list[tuple[str, Line]]] = {}
    rows: dict[SectionName, list[Row]] = {}
    for section in brief.sections:
        for at, line in enumerate(section.lines, 1):
            row = Row(f"{section.name.value}-{at}", line.text, tuple(numbered[c] for c in line.cites))
            rows.setdefault(section.name, []).append(row)
            for cite in line.cites:
                users.setdefault(cite, []).append((row.id, line))
    notes = [
        Note(n, sources[c.article], marked(c.quote, [line.text for _, line in users[c]]), users[c][0][0])
        for c, n in numbered.items()
    ]
    return rows, notes


def marked(quote: str, lines: list[str]) -> tuple[tuple[str, bool], ...]:
    """The quote cut into pieces, those marked that the lines use: quoted words and numbers; all of it if none is."""
    spans = sorted(span for text in lines for span in _used(quote, text))
    pieces: list[tuple[str, bool]] = []
    at = 0
    for start, end in spans:
        if start < at:
            start = at
        if start < end:
            pieces += [(quote[at:start], False), (quote[start:end], True)]
            at = end
    pieces.append((quote[at:], False))
    kept = tuple((words, mark) for words, mark in pieces if words)
    return kept if any(mark for _, mark in kept) else ((quote, True),)


def _used(quote: str, text: str) -> list[tuple[int, int]]:
    values = {n.value for n in numbers(text) if n.value is not None and n.value >= 10}
    found = [(n.start, n.end) for n in numbers(quote) if n.value in values]
    for m in QUOTED.finditer(text):
        pattern = r"\s+".join(re.escape(w) for w in m[1].split())
        found += [hit.span() for hit in re.finditer(pattern, quote)]
    return found
