"""A panel of a long series: who says what over time.

An origin that gives figure after figure is a line that steps from one to the next; who spoke once or twice is a grey
point. Lines are named at their right end, points beside themselves where there is room.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from onrecord.brief.marks import WIDTH, Frame, Mark, mark_of
from onrecord.brief.panel import COLOURS, LETTER, LINE, Spec, dated, heading, sized
from onrecord.brief.pile import Answer, Pile, is_part
from onrecord.model import Kind, Question, Relation

STEPS, DAYS = 4, 30  # so many figures of one origin over so many days are a line
HEIGHT = 340
GREY = "#767676"  # the darkest that shows as well on white as on black
DRAWN = 240  # points of a line: more would lie on the same pixel
DOTS = 45  # a line of more figures than this is drawn without a dot for each
SHORT = 46  # letters of a label
MANY, LONG = 6, 180  # so many figures over so many days are a series, also where no origin gives enough for a line
SPARSE = 45  # days between two figures of a line, from which it is dashed: nothing is said of the time between
KEY = "Step: one source’s count, until its next. Dashed: one source, spoken now and then. Grey: others. Bar: range."
SHIFTS = (0.0, -0.8, 0.8, -1.6, 1.6, -2.4, 2.4, -3.4, 3.4, -4.4, 4.4, -5.6, 5.6, -7.0, 7.0, -8.5, 8.5)
ARROW = 0.05
GAP = 6.0  # pixels between a point and its label


@dataclass(frozen=True, slots=True)
class Run:
    """The figures of one origin, one a day, in order; ``colour`` is grey for those that make no line."""

    name: str
    marks: tuple[Mark, ...]
    colour: str = GREY

    @property
    def line(self) -> bool:
        """Whether they are drawn as a line."""
        return len(self.marks) >= STEPS and (self.marks[-1].day - self.marks[0].day).days >= DAYS

    @property
    def sparse(self) -> bool:
        """Whether most of its figures are long apart, so that none of them stands until the next."""
        return (self.marks[-1].day - self.marks[0].day).days > SPARSE * (len(self.marks) - 1)

    @property
    def words(self) -> str:
        """What it is in words, for those who do not see it."""
        first, last = self.marks[0], self.marks[-1]
        if len(self.marks) <= STEPS:
            return f"{self.name}: {', '.join(f'{m.words} ({m.day})' for m in self.marks)}"
        least = min(self.marks, key=lambda m: m.at)
        fell = "" if least is first else f", with {least.words} ({least.day}) the least"
        ends = f"from {first.words} ({first.day}) to {last.words} ({last.day})"
        return f"{self.name}: {len(self.marks)} figures, {ends}{fell}"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle of pixels that is taken."""

    left: float
    right: float
    top: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether the two overlap."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


@dataclass(frozen=True, slots=True)
class Label:
    """A text in the panel: its left or right end and its middle in pixels, and the point that it names."""

    text: str
    colour: str
    x: float
    y: float
    right: bool
    point: tuple[float, float]

    @property
    def led(self) -> bool:
        """Whether it stands so far off that a thin line has to lead to its point."""
        return abs(self.y - self.point[1]) > LINE


# ------------------------------------------------------------------------------------------ what is drawn


def runs_of(pile: Pile, question: Question) -> tuple[Run, ...]:
    """The figures of a question by origin, those with most of them first; empty where none makes a line."""
    told = [a for a in pile.answers(question) if _told(a)]
    values = [float(v) for a in told for v in (a.figure.quantity.low, a.figure.quantity.high) if v is not None]
    top = max(values, default=0.0)
    found: dict[str, dict[Any, Mark]] = {}
    for answer in told:
        if mark := mark_of(pile, answer, top, ARROW):
            found.setdefault(mark.origin, {}).setdefault((mark.end, mark.words), mark)
    runs = [_run(list(marks.values())) for marks in found.values()]
    runs = sorted(runs, key=lambda r: (not r.line, -len(r.marks), r.name))
    coloured = [replace(r, colour=c) for r, c in zip((r for r in runs if r.line), COLOURS, strict=False)]
    return (*coloured, *runs[len(coloured) :]) if coloured or _long([m for r in runs for m in r.marks]) else ()


def _long(marks: Sequence[Mark]) -> bool:
    """Whether figures are many and far apart."""
    days = [m.day for m in marks]
    return len(days) >= MANY and (max(days) - min(days)).days >= LONG


def _told(answer: Answer) -> bool:
    aside = answer.entry.relation is Relation.DISPUTES or answer.claim.kind is Kind.FORECAST
    return not aside and not is_part(answer) and answer.claim.affirmed


def _run(marks: list[Mark]) -> Run:
    marks.sort(key=lambda m: (m.day, m.at))
    return Run(marks[-1].label, tuple(marks))


def time_panel(question: Question, runs: Sequence[Run]) -> Spec:
    """The Vega-Lite specification of the panel."""
    marks = [m for r in runs for m in r.marks]
    first, last = min(m.start for m in marks), max(m.end for m in marks)
    margin = max((last - first) // 40, timedelta(days=2))
    top = max(max(m.high, m.tip or 0.0) for m in marks) * 1.12 or 1.0
    frame = Frame(first - margin, last + margin, top, HEIGHT)
    labels = list(_labels(runs, frame))
    return {
        "width": WIDTH,
        "height": HEIGHT,
        "title": {
            "text": heading(question),
            "subtitle": KEY,
            "subtitleFontSize": 10,
            "subtitleColor": GREY,
            "anchor": "start",
            "fontSize": 13,
            "offset": 8,
        },
        "layer": [*_lines(runs, frame), *_ranges(runs, frame), *_points(runs, frame), *_named(labels, frame)],
    }


def _thinned(marks: Sequence[Mark]) -> list[Mark]:
    """At most so many figures of a line as can be seen, the last among them."""
    every = -(-len(marks) // DRAWN)
    return [*marks[:-1:every], marks[-1]]


def _lines(runs: Sequence[Run], frame: Frame) -> Iterable[Spec]:
    """A line a run: a count stands until the next is given."""
    for run in runs:
        if run.line:
            dashed = {"strokeWidth": 1.3, "strokeDash": [4, 3]}
            style = dashed if run.sparse else {"strokeWidth": 2, "interpolate": "step-after"}
            yield {
                "data": {"values": [{"day": m.day.isoformat(), "at": _middle(m)} for m in _thinned(run.marks)]},
                "mark": {"type": "line", "color": run.colour, **style},
                "encoding": {"x": dated("day", frame), "y": sized("at", frame)},
            }


def _middle(mark: Mark) -> float:
    """Where a line goes through a figure: of a range, its middle."""
    return (mark.low + mark.high) / 2


def _ranges(runs: Sequence[Run], frame: Frame) -> Iterable[Spec]:
    rows = [
        {"day": m.day.isoformat(), "low": m.low, "high": m.high, "colour": r.colour}
        for r in runs
        for m in r.marks
        if m.high > m.low
    ]
    bar = {"type": "bar", "size": 5, "opacity": 0.5}
    yield {
        "data": {"values": rows},
        "mark": bar,
        "encoding": {
            "x": dated("day", frame),
            "y": sized("low", frame),
            "y2": {"field": "high"},
            "color": {"field": "colour", "type": "nominal", "scale": None},
        },
    }


def _points(runs: Sequence[Run], frame: Frame) -> Iterable[Spec]:
    """A dot for each figure, a triangle that points to the open side where there is only a bound."""
    drawn = [(r, m) for r in runs for m in r.marks if len(r.marks) <= DOTS]
    rows = [
        {"day": m.day.isoformat(), "at": m.at, "colour": r.colour, "shape": _shape(m)}
        for r, m in drawn
        if m.high == m.low
    ]
    yield {
        "data": {"values": rows},
        "mark": {"type": "point", "filled": True, "size": 42, "opacity": 1},
        "encoding": {
            "x": dated("day", frame),
            "y": sized("at", frame),
            "color": {"field": "colour", "type": "nominal", "scale": None},
            "shape": {"field": "shape", "type": "nominal", "scale": None},
        },
    }


def _shape(mark: Mark) -> str:
    if mark.tip is None:
        return "circle"
    return "triangle-up" if mark.tip > mark.high else "triangle-down"


# ------------------------------------------------------------------------------------------ labels


def _labels(runs: Sequence[Run], frame: Frame) -> Iterable[Label]:
    """The labels that find room: lines first, then points, the largest first."""
    taken = [Box(frame.x(m.day) - 5, frame.x(m.day) + 5, y - 5, y + 5) for m, y in _inked(runs, frame)]
    todo = [(run, run.marks[-1]) for run in runs if run.line]
    rest = [(run, mark) for run in runs if not run.line for mark in run.marks]
    for run, mark in [*todo, *sorted(rest, key=lambda pair: -pair[1].at)]:
        if label := _placed(run, mark, taken, frame):
            taken.append(_box(label))
            yield label


def _inked(runs: Sequence[Run], frame: Frame) -> Iterable[tuple[Mark, float]]:
    """Marks with the heights that they and their ranges cover."""
    for run in runs:
        for mark in _thinned(run.marks):
            low, high = frame.y(mark.low), frame.y(mark.high)
            steps = int((low - high) / 8) + 1
            yield from ((mark, high + (low - high) * n / steps) for n in range(steps + 1))


def _placed(run: Run, mark: Mark, taken: Sequence[Box], frame: Frame) -> Label | None:
    """The first free place beside a point: right or left of it, then further up and down."""
    words = f"{mark.words} · {run.name}" if not run.line else f"{run.name}, {mark.words}"
    text = words if len(words) <= SHORT else words[: SHORT - 1].rstrip(" ,(") + "…"
    x, y = frame.x(mark.day), frame.y(_middle(mark))
    for shift in SHIFTS:
        for right in (False, True) if run.line is False else (True, False):
            label = Label(text, run.colour, x - GAP if right else x + GAP, y + shift * LINE, right, (x, y))
            box = _box(label)
            inside = box.left >= 0 and box.right <= WIDTH + 12 and box.top >= 0 and box.bottom <= frame.height
            if inside and not any(box.meets(other) for other in taken):
                return label
    return None


def _box(label: Label) -> Box:
    wide = len(label.text) * LETTER
    left = label.x - wide if label.right else label.x
    return Box(left, left + wide, label.y - LINE / 2, label.y + LINE / 2)


def _named(labels: Sequence[Label], frame: Frame) -> Iterable[Spec]:
    rows = [
        {
            "lx": _moment(label.x, frame),
            "ly": _value(label.y, frame),
            "px": _moment(label.point[0], frame),
            "py": _value(label.point[1], frame),
            "text": label.text,
            "right": label.right,
            "led": label.led,
        }
        for label in labels
    ]
    yield {
        "data": {"values": rows},
        "transform": [{"filter": "datum.led"}],
        "mark": {"type": "rule", "strokeWidth": 0.7, "opacity": 0.6, "color": GREY},
        "encoding": {
            "x": dated("px", frame),
            "y": sized("py", frame),
            "x2": {"field": "lx"},
            "y2": {"field": "ly"},
        },
    }
    for right in (False, True):
        yield {
            "data": {"values": rows},
            "transform": [{"filter": f"datum.right === {str(right).lower()}"}],
            "mark": {"type": "text", "fontSize": 11, "align": "right" if right else "left", "baseline": "middle"},
            "encoding": {
                "x": dated("lx", frame),
                "y": sized("ly", frame),
                "text": {"field": "text", "type": "nominal"},
            },
        }


def _moment(x: float, frame: Frame) -> int:
    """The moment that stands at so many pixels, in milliseconds, as Vega counts it."""
    start = datetime(frame.first.year, frame.first.month, frame.first.day, tzinfo=UTC)
    return round((start + (frame.last - frame.first) * (x / WIDTH)).timestamp() * 1000)


def _value(y: float, frame: Frame) -> float:
    return frame.top * (1 - y / frame.height)
