"""The chart: a small panel for each contested question, its figures by source over time.

It is written as a Vega-Lite specification and drawn by vl-convert, which is loaded here only.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from onrecord.brief.marks import Mark, marks_of
from onrecord.brief.panel import Spec, heading, panel
from onrecord.brief.pile import Pile
from onrecord.brief.printable import printable
from onrecord.brief.subjects import subject
from onrecord.brief.timepanel import runs_of, time_panel
from onrecord.brief.wording import day, window
from onrecord.model import Question, Verdict
from onrecord.model.brief import Drawn

MOST_PANELS, MOST_NAMED = 4, 12  # of the contested questions, and of those that are asked for by name
CONTESTED = (Verdict.CONFLICT, Verdict.DISPUTED, Verdict.COMPATIBLE, Verdict.SUPERSEDED)
SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
SCALE = 2.0  # pixels of a PNG for one of the drawing's


@dataclass(frozen=True, slots=True)
class Panel:
    """One question as it is drawn, in words, and as a table: who, what, when."""

    spec: Spec
    words: str
    heading: str
    rows: tuple[tuple[str, str, str], ...]


def chart(pile: Pile) -> str:
    """SVG with a panel for each contested question that has two or more figures; empty when there is none."""
    panels = panels_for(pile)
    return str(draw(panels, "svg")) if panels else ""


def panels_for(pile: Pile, *, question: str | None = None, measure: str | None = None) -> list[Panel]:
    """The panels of the contested questions; or of all whose id starts so, or that count ``measure``."""
    if question is None and measure is None:
        return panels_of(pile, [q for q in pile.questions if q.verdict in CONTESTED], MOST_PANELS)
    counted = " ".join((measure or "").lower().split())
    wanted = [q for q in pile.questions if q.id.startswith(question or "") and counted in ("", q.measure.lower())]
    return panels_of(pile, wanted, MOST_NAMED)


def panels_of(pile: Pile, questions: Iterable[Question], most: int) -> list[Panel]:
    """The panels of the first questions that have two or more figures to draw."""
    found: list[Panel] = []
    for question in questions:
        if len(found) < most and (one := _panel(pile, question)):
            found.append(one)
    return found


def _panel(pile: Pile, question: Question) -> Panel | None:
    name = subject(question).text
    if runs := runs_of(pile, question):
        words = f"{name}: {'; '.join(r.words for r in runs)}."
        return Panel(time_panel(question, runs), words, heading(question), _rows(m for r in runs for m in r.marks))
    marks = marks_of(pile, question)
    if len({m.at for m in marks}) < 2:
        return None
    words = f"{name}: {'; '.join(f'{m.words} ({m.label})' for m in marks)}."
    return Panel(panel(question, marks), words, heading(question), _rows(marks))


def _rows(marks: Iterable[Mark]) -> tuple[tuple[str, str, str], ...]:
    """The figures of a panel in the order of their days."""
    ordered = sorted(marks, key=lambda m: (m.start, m.end, m.at, m.label))
    return tuple((m.label, m.words, day(m.end) if m.start == m.end else window(m.start, m.end)) for m in ordered)


def tables(panels: Sequence[Panel]) -> tuple[Drawn, ...]:
    """What is drawn, as tables: for those who do not see it, and for whoever wants the numbers."""
    return tuple(Drawn(heading=p.heading, rows=p.rows) for p in panels)


def draw(panels: Sequence[Panel], form: str) -> str | bytes:
    """The chart as "svg" or "json" (the Vega-Lite specification), both text, or as "png"."""
    import vl_convert

    if form == "json":
        return json.dumps(specification(panels), ensure_ascii=False, indent=1) + "\n"
    if form == "png":
        return bytes(vl_convert.vegalite_to_png(specification(panels, paper="white"), scale=SCALE))
    return _described(vl_convert.vegalite_to_svg(specification(panels)), panels)


def specification(panels: Sequence[Panel], paper: str = "transparent") -> Spec:
    """The Vega-Lite specification of the chart."""
    config = {"aria": False, "background": paper, "view": {"stroke": None}}  # the drawing is told as a whole
    return {
        "$schema": SCHEMA,
        "config": config,
        "description": _words(panels),
        "spacing": 26,
        "vconcat": [p.spec for p in panels],
    }


def _words(panels: Sequence[Panel]) -> str:
    return printable(" ".join(p.words for p in panels))


def _described(svg: str, panels: Sequence[Panel]) -> str:
    """The SVG with a title and a text that says what it shows, for those who do not see it; it scales to its place."""
    text = html.escape(_words(panels), quote=True)
    head = f'<title id="chart-title">Figures by source over time</title><desc id="chart-desc">{text}</desc>'
    svg = re.sub(r' (?:role="graphics-|aria-roledescription=")[^"]*"', "", svg)  # parts are no pictures
    opened = re.sub(r"<svg\b", '<svg role="img" aria-labelledby="chart-title chart-desc"', svg, count=1)
    return re.sub(r"(<svg[^>]*>)", lambda m: m[1] + head, opened, count=1)
