"""The brief: sections of lines, each with the places it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from onrecord.model.text import Span


class SectionName(StrEnum):
    """The sections of a brief, in their order."""

    SUMMARY = "summary"
    INSIGHTS = "insights"
    OUTLOOK = "outlook"
    FIGURES = "figures"
    TIMELINE = "timeline"
    DISPUTED = "disputed"
    SOURCES = "sources"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cite:
    """A place in a source: ``quote`` is exactly what stands at ``raw`` of the input."""

    article: str
    path: str
    raw: Span
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the brief and the places it rests on."""

    text: str
    cites: tuple[Cite, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One section of the brief."""

    name: SectionName
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A line that was not printed, and why."""

    text: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """One panel of the chart as a table: for each figure who gives it, the figure, and the days it stands for."""

    heading: str
    rows: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """The brief: sections of cited lines, the lines refused, and the chart.

    Attributes:
        chart: As SVG; empty when there is none.
        drawn: The same numbers as tables, one a panel.
    """

    title: str
    as_of: date | None
    sections: tuple[Section, ...]
    refused: tuple[Refused, ...] = ()
    chart: str = ""
    drawn: tuple[Drawn, ...] = ()
