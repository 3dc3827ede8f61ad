"""A panel of few figures: each a point with its own label, a range as a bar, an open bound as an arrow."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from onrecord.brief.marks import WIDTH, Frame, Mark, frame_of
from onrecord.brief.printable import printable
from onrecord.brief.subjects import subject
from onrecord.model import Question

# Okabe and Ito's palette without its yellow: told apart by eyes that do not see all colours, on white and on black.
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#b58900")
LETTER, LINE = 5.6, 14.0  # pixels that a letter of a label is wide, and a label is high
FAR = 1.7  # lines from which on a label is tied to its point by a hairline

SCALES = {10**12: "trillion", 10**9: "billion", 10**6: "million"}

type Spec = dict[str, Any]


def panel(question: Question, marks: Sequence[Mark]) -> Spec:
    """The Vega-Lite specification of a panel."""
    frame = frame_of(marks)
    order = list(dict.fromkeys(m.origin for m in marks))
    colours = {"domain": order, "range": [COLOURS[i % len(COLOURS)] for i in range(len(order))]}
    return {
        "width": WIDTH,
        "height": frame.height,
        "title": {"text": heading(question), "anchor": "start", "fontSize": 13, "offset": 8},
        "data": {"values": [_row(m) for m in marks]},
        "encoding": {
            "x": dated("day", frame),
            "y": sized("at", frame),
            "color": {"field": "origin", "type": "nominal", "scale": colours, "legend": None},
        },
        "resolve": {"scale": {"color": "independent"}},
        "layer": [*_shapes(frame), *_labels(marks, frame)],
    }


def heading(question: Question) -> str:
    """What the panel is about."""
    name = printable(subject(question).text)
    return name[:1].upper() + name[1:]


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


def dated(field: str, frame: Frame) -> Spec:
    """A field on the axis of days."""
    scale = {"domain": [frame.first.isoformat(), frame.last.isoformat()], "type": "utc", "nice": False}
    axis = {"format": "%-d %b %Y", "tickCount": 4, "grid": False, "labelFontSize": 11, "labelFlush": True}
    return {"field": field, "type": "temporal", "title": None, "scale": scale, "axis": axis}


def sized(field: str, frame: Frame) -> Spec:
    """A field on the axis of sizes, which starts at nought."""
    axis: Spec = {"format": ",~f", "tickCount": 4, "labelFontSize": 11, "gridOpacity": 0.5}
    for size, word in SCALES.items():
        if frame.top >= size:
            axis["labelExpr"] = f"datum.value ? format(datum.value / {size}, ',~f') + ' {word}' : '0'"
            break
    scale = {"domain": [0, frame.top], "nice": False}
    return {"field": field, "type": "quantitative", "title": None, "scale": scale, "axis": axis}


def _shapes(frame: Frame) -> list[Spec]:
    """An article's days as a thin line, a range as a bar, an open bound as a fading arrow, the figure as a point."""
    tip, is_open = {"y": sized("tip", frame)}, "isValid(datum.tip)"
    arrow = {"type": "point", "size": 55, "filled": True, "opacity": 0.9}
    return [
        {
            "mark": {"type": "rule", "strokeWidth": 1.2, "opacity": 0.4},
            "encoding": {"x": dated("start", frame), "x2": {"field": "end"}},
        },
        {
            "mark": {"type": "bar", "size": 7, "opacity": 0.5},
            "encoding": {"y": sized("low", frame), "y2": {"field": "high"}},
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
        if abs(dy) > FAR * LINE:
            layers.append(_leader((x, y), (start + wide if left else start, y + dy)))
        place = {"align": "right" if left else "left", "dx": -10 if left else 10, "dy": dy}
        layers.append(
            {
                "mark": {"type": "text", "fontSize": 11, **place},
                "encoding": {"text": {"field": "text", "type": "nominal"}},
                "transform": [{"filter": {"field": "text", "equal": mark.text}}],
            }
        )
    return layers


def _leader(point: tuple[float, float], label: tuple[float, float]) -> Spec:
    """A hairline from a point to a label that had to move away from it; both in pixels."""
    ends = {"x": point[0], "y": point[1], "x2": label[0], "y2": label[1]}
    return {
        "data": {"values": [{}]},
        "mark": {"type": "rule", "strokeWidth": 0.8},
        "encoding": {name: {"value": round(at, 1)} for name, at in ends.items()} | {"color": {"value": "#888888"}},
    }


def _drawn(mark: Mark, frame: Frame) -> list[float]:
    """The heights at which a label would cover the mark's point or its arrow."""
    ends = sorted((frame.y(mark.at), frame.y(mark.tip if mark.tip is not None else mark.at)))
    return [ends[0] + step * LINE / 2 for step in range(int((ends[1] - ends[0]) / LINE * 2) + 1)]


def _free(taken: list[tuple[float, float, float]], wide: tuple[float, float], y: float, height: int) -> float:
    """How far a label has to move to lie free: above its point first, then further up and down by turns."""
    for step in (-0.6, 0.6, -1.6, 1.6, -2.6, 2.6, 3.6, -3.6, 4.6, -4.6, -5.6):
        there = y + step * LINE
        if 4 < there < height - 4 and not any(
            s < wide[1] and wide[0] < e and abs(there - t) < LINE for s, e, t in taken
        ):
            return step * LINE
    return -0.6 * LINE
