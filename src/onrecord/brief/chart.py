"""The chart: a small panel for each contested question, its figures by source over time.

It is written as a Vega-Lite specification and drawn by vl-convert, which is loaded here only.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from onrecord.brief.answers import worded
from onrecord.brief.pile import Answer, Pile, is_part
from onrecord.brief.printable import printable
from onrecord.brief.series import stands_for
from onrecord.brief.subjects import subject
from onrecord.model import Bound, Kind, Question, Relation, Verdict

MOST_PANELS, MOST_MARKS = 4, 8
WIDTH, HEIGHT, CROWD = 620, 150, 16  # pixels; a panel grows with each mark after the third
CONTESTED = (Verdict.CONFLICT, Verdict.DISPUTED, Verdict.COMPATIBLE, Verdict.SUPERSEDED)
UP, DOWN = (Bound.AT_LEAST, Bound.MORE_THAN), (Bound.AT_MOST, Bound.LESS_THAN)
SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
# Okabe and Ito's palette without its yellow: told apart by eyes that do not see all colours, on white and on black.
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#b58900")
LETTER, LINE = 5.6, 14.0  # pixels that a letter of a label is wide, and a label is high
LONGEST = 64  # letters of a label

type Spec = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Mark:
    """One figure in a panel; its colour is its origin's; ``tip`` is where the arrow of an open bound ends."""

    label: str
    origin: str
    words: str
    start: date
    end: date
    low: float
    high: float
    tip: float | None

    @property
    def day(self) -> date:
        """The middle of its days."""
        return self.start + (self.end - self.start) // 2

    @property
    def at(self) -> float:
        """Where its point stands: at the bound that was given."""
        return self.high if self.tip is None or self.tip > self.high else self.low

    @property
    def text(self) -> str:
        """What its label says."""
        text = f"{self.words} · {self.label}"
        return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip(" ,") + "…"


@dataclass(frozen=True, slots=True)
class Frame:
    """The scales of a panel: its first and last day and its largest value."""

    first: date
    last: date
    top: float
    height: int

    def x(self, day: date) -> float:
        """Pixels from the left."""
        return WIDTH * (day - self.first) / (self.last - self.first)

    def y(self, value: float) -> float:
        """Pixels from the top."""
        return self.height * (1 - value / self.top)


def chart(pile: Pile) -> str:
    """SVG with a panel for each contested question that has two or more figures; empty when there is none."""
    drawn = [(q, _marks(pile, q)) for q in pile.questions if q.verdict in CONTESTED]
    asked = [(q, marks) for q, marks in drawn if len({m.at for m in marks}) > 1]
    panels = asked[:MOST_PANELS]
    if not panels:
        return ""
    import vl_convert

    config = {"background": "transparent", "view": {"stroke": None}}
    spec = {"$schema": SCHEMA, "config": config, "spacing": 26, "vconcat": [_panel(q, ms) for q, ms in panels]}
    svg = vl_convert.vegalite_to_svg(spec)
    return _described(svg, panels)


# ------------------------------------------------------------------------------------------ what is drawn


def _marks(pile: Pile, question: Question) -> list[Mark]:
    origins = {a.entry.origin for a in pile.counted(question)}
    answers = [a for a in pile.answers(question) if a.entry.origin in origins and _shown(pile, a)]
    values = [float(v) for a in answers for v in (a.figure.quantity.low, a.figure.quantity.high) if v is not None]
    found = [m for a in answers if (m := _mark(pile, a, max(values, default=0.0)))]
    marks = {(m.label, m.words): m for m in reversed(found)}
    return sorted(marks.values(), key=lambda m: (m.day, -m.at, m.label))[:MOST_MARKS]


def _shown(pile: Pile, answer: Answer) -> bool:
    """Whether a figure belongs in the chart: also an earlier one that was replaced, but no part and no forecast."""
    silent = (Relation.DISPUTES, Relation.REPEATS)
    told = answer.entry.relation not in silent and answer.claim.kind is not Kind.FORECAST
    return told and not is_part(answer) and answer.claim.article not in pile.old and _days(pile, answer) is not None


def _days(pile: Pile, answer: Answer) -> tuple[date, date] | None:
    """The days a figure stands for, else those its article may have appeared on."""
    return stands_for(pile, answer)


def _mark(pile: Pile, answer: Answer, top: float) -> Mark | None:
    days, q = _days(pile, answer), answer.figure.quantity
    ends = [float(v) for v in (q.low, q.high) if v is not None]
    if not days or not ends:
        return None
    low, high, reach = min(ends), max(ends), top * 0.16
    tip = high + reach if q.bound in UP else (max(low - reach, 0.0) if q.bound in DOWN else None)
    chain, carrier = pile.chain(answer.claim), pile.carrier(answer.claim)
    label = f"{chain}, in {carrier}" if answer.claim.attribution.path and chain != carrier else carrier
    origin, words = printable(answer.entry.origin), printable(worded(answer)).strip("“”")
    return Mark(re.sub("[“”]", "", printable(label)), origin, words, *days, low, high, tip)


def _frame(marks: Sequence[Mark]) -> Frame:
    first, last = min(m.start for m in marks), max(m.end for m in marks)
    margin = max((last - first) // 12, timedelta(days=2))
    highest = max(max(m.high, m.tip or 0.0) for m in marks)
    return Frame(first - margin, last + margin, highest * 1.12 or 1.0, HEIGHT + CROWD * max(0, len(marks) - 3))


def _panel(question: Question, marks: Sequence[Mark]) -> Spec:
    frame = _frame(marks)
    name = printable(subject(question).text)
    order = list(dict.fromkeys(m.origin for m in marks))
    colours = {"domain": order, "range": [COLOURS[i % len(COLOURS)] for i in range(len(order))]}
    return {
        "width": WIDTH,
        "height": frame.height,
        "title": {"text": name[:1].upper() + name[1:], "anchor": "start", "fontSize": 13, "offset": 8},
        "data": {"values": [_row(m) for m in marks]},
        "encoding": {
            "x": _dated("day", frame),
            "y": _sized("at", frame),
            "color": {"field": "origin", "type": "nominal", "scale": colours, "legend": None},
        },
        "resolve": {"scale": {"color": "independent"}},
        "layer": [*_shapes(frame), *_labels(marks, frame)],
    }


def _row(mark: Mark) -> Spec:
    days = {name: day.isoformat() for name, day in (("day", mark.day), ("start", mark.start), ("end", mark.end))}
    sizes = {"low": mark.low, "high": mark.high, "tip": mark.tip, "at": mark.at}
    return {
        **days,
        **sizes,
        "up": mark.tip is not None and mark.tip > mark.high,
        "origin": mark.origin,
        "text": mark.text,
    }


def _dated(field: str, frame: Frame) -> Spec:
    scale = {"domain": [frame.first.isoformat(), frame.last.isoformat()], "type": "utc", "nice": False}
    axis = {"format": "%-d %b %Y", "tickCount": 4, "grid": False, "labelFontSize": 11, "labelFlush": True}
    return {"field": field, "type": "temporal", "title": None, "scale": scale, "axis": axis}


def _sized(field: str, frame: Frame) -> Spec:
    """A field on the axis of sizes, which starts at nought."""
    axis = {"format": ",~f", "tickCount": 4, "labelFontSize": 11, "gridOpacity": 0.5}
    scale = {"domain": [0, frame.top], "nice": False}
    return {"field": field, "type": "quantitative", "title": None, "scale": scale, "axis": axis}


def _shapes(frame: Frame) -> list[Spec]:
    """An article's days as a thin line, a range as a bar, an open bound as a fading arrow, the figure as a point."""
    tip, is_open = {"y": _sized("tip", frame)}, "isValid(datum.tip)"
    arrow = {"type": "point", "size": 55, "filled": True, "opacity": 0.9}
    return [
        {
            "mark": {"type": "rule", "strokeWidth": 1.2, "opacity": 0.4},
            "encoding": {"x": _dated("start", frame), "x2": {"field": "end"}},
        },
        {
            "mark": {"type": "bar", "size": 7, "opacity": 0.5},
            "encoding": {"y": _sized("low", frame), "y2": {"field": "high"}},
        },
        {
            "mark": {"type": "rule", "strokeWidth": 2.5, "strokeDash": [3, 2], "opacity": 0.7},
            "encoding": {"y2": {"field": "tip"}},
            "transform": [{"filter": is_open}],
        },
        *(
            {"mark": {**arrow, "shape": shape}, "encoding": tip, "transform": [{"filter": f"{is_open} && {which}"}]}
            for shape, which in (("triangle-up", "datum.up"), ("triangle-down", "!datum.up"))
        ),
        {"mark": {"type": "circle", "size": 75, "opacity": 1}},
    ]


# ------------------------------------------------------------------------------------------ labels


def _labels(marks: Sequence[Mark], frame: Frame) -> list[Spec]:
    """A label beside each point, moved up or down until it covers no other label and no arrow."""
    taken = [(frame.x(m.day) - 6, frame.x(m.day) + 6, y) for m in marks for y in _drawn(m, frame)]
    layers: list[Spec] = []
    for mark in sorted(marks, key=lambda m: -m.at):  # from the top down, so that labels stand in the order of points
        x, y, wide = frame.x(mark.day), frame.y(mark.at), len(mark.text) * LETTER
        left = x + 10 + wide > WIDTH + 20
        start = x - 10 - wide if left else x + 10
        dy = _free(taken, (start, start + wide), y, frame.height)
        taken.append((start, start + wide, y + dy))
        place = {"align": "right" if left else "left", "dx": -10 if left else 10, "dy": dy}
        layers.append(
            {
                "mark": {"type": "text", "fontSize": 11, **place},
                "encoding": {"text": {"field": "text", "type": "nominal"}},
                "transform": [{"filter": {"field": "text", "equal": mark.text}}],
            }
        )
    return layers


def _drawn(mark: Mark, frame: Frame) -> list[float]:
    """The heights at which a label would cover the mark's point or its arrow."""
    ends = sorted((frame.y(mark.at), frame.y(mark.tip if mark.tip is not None else mark.at)))
    return [ends[0] + step * LINE / 2 for step in range(int((ends[1] - ends[0]) / LINE * 2) + 1)]


def _free(taken: list[tuple[float, float, float]], wide: tuple[float, float], y: float, height: int) -> float:
    """How far a label has to move to lie free: above its point first, then further up and down by turns."""
    for step in (-0.6, 0.6, -1.6, 1.6, -2.6, 2.6, 3.6, -3.6):
        there = y + step * LINE
        if 4 < there < height - 4 and not any(
            s < wide[1] and wide[0] < e and abs(there - t) < LINE for s, e, t in taken
        ):
            return step * LINE
    return -0.6 * LINE


def _described(svg: str, panels: Sequence[tuple[Question, Sequence[Mark]]]) -> str:
    """The SVG with a title and a text that says what it shows, for those who do not see it; it scales to its place."""
    told = (f"{subject(question).text}: {'; '.join(f'{m.words} ({m.label})' for m in ms)}." for question, ms in panels)
    text = html.escape(printable(" ".join(told)), quote=True)
    head = f'<title id="chart-title">Figures by source over time</title><desc id="chart-desc">{text}</desc>'
    opened = re.sub(r"<svg\b", '<svg role="img" aria-labelledby="chart-title chart-desc"', svg, count=1)
    return re.sub(r"(<svg[^>]*>)", lambda m: m[1] + head, opened, count=1)
