"""What a chart draws: one mark a figure, the scales of its panel, and the places that labels may take."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from onrecord.brief.answers import worded
from onrecord.brief.pile import Answer, Pile, is_part, is_row
from onrecord.brief.printable import printable
from onrecord.brief.series import stands_for
from onrecord.model import Bound, Kind, Question, Relation

MOST_MARKS = 8
WIDTH, HEIGHT, CROWD = 620, 150, 16  # pixels; a panel grows with each mark after the third
UP, DOWN = (Bound.AT_LEAST, Bound.MORE_THAN), (Bound.AT_MOST, Bound.LESS_THAN)
LONGEST = 64  # letters of a label
REACH = 0.16  # of the panel's height that the arrow of an open bound takes

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


# ------------------------------------------------------------------------------------------ what is drawn


def marks_of(pile: Pile, question: Question) -> list[Mark]:
    """The figures of a question that are still counted, and earlier ones by the same origins, in order of days."""
    origins = {a.entry.origin for a in pile.counted(question)}
    answers = [a for a in pile.answers(question) if a.entry.origin in origins and _shown(pile, a)]
    values = [float(v) for a in answers for v in (a.figure.quantity.low, a.figure.quantity.high) if v is not None]
    found = [m for a in answers if (m := mark_of(pile, a, max(values, default=0.0)))]
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


def mark_of(pile: Pile, answer: Answer, top: float, reach: float = REACH) -> Mark | None:
    """The mark of one figure; None where its days are not known.

    Args:
        pile: The pile.
        answer: The figure.
        top: The largest number of its panel.
        reach: How long the arrow of an open bound is, as a share of that.
    """
    days, q = _days(pile, answer), answer.figure.quantity
    ends = [float(v) for v in (q.low, q.high) if v is not None]
    if not days or not ends:
        return None
    low, high, length = min(ends), max(ends), top * reach
    tip = high + length if q.bound in UP else (max(low - length, 0.0) if q.bound in DOWN else None)
    origin, words = printable(answer.entry.origin), printable(worded(answer)).strip("“”")
    return Mark(re.sub("[“”]", "", printable(_label(pile, answer))), origin, words, *days, low, high, tip)


def _label(pile: Pile, answer: Answer) -> str:
    """Who says it, and where; of a row of a table only who, for the table is no outlet."""
    chain, carrier = pile.chain(answer.claim), pile.carrier(answer.claim)
    if not answer.claim.attribution.path:
        return carrier
    if is_row(pile.article[answer.claim.article]):
        return chain.removeprefix("the ")
    return carrier if chain == carrier else f"{chain}, in {carrier}"


def frame_of(marks: Sequence[Mark]) -> Frame:
    """The scales of a panel of few marks."""
    first, last = min(m.start for m in marks), max(m.end for m in marks)
    margin = max((last - first) // 12, timedelta(days=2))
    highest = max(max(m.high, m.tip or 0.0) for m in marks)
    return Frame(first - margin, last + margin, highest * 1.12 or 1.0, HEIGHT + CROWD * max(0, len(marks) - 3))
