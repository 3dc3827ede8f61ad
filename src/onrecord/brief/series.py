"""Series: how one source's figure for one thing changed from day to day."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from onrecord.brief.answers import cites, worded
from onrecord.brief.draft import Phrase, join, listed
from onrecord.brief.made import made_date
from onrecord.brief.pile import Answer, Pile, is_part
from onrecord.brief.subjects import is_sound, measures, subject
from onrecord.brief.wording import day, in_time, window
from onrecord.model import Basis, Figure, Kind, Published, Question, TimeSpan, Verdict
from onrecord.reconcile.periods import counted_period

LONGEST_WINDOW = 14  # days: an article whose day is known no better has no place in a series
SHOWN = 5


@dataclass(frozen=True, slots=True)
class Step:
    """One figure of a series: the days it stands for, its value and the answers that give it."""

    start: date
    end: date
    value: Decimal
    answer: Answer


def all_series(pile: Pile) -> Iterator[tuple[Question, tuple[Step, ...]]]:
    """For each question and origin with two or more values on different days: the steps in order of days."""
    for question in pile.questions:
        if question.basis in (Basis.RATE, Basis.SHARE, Basis.INCREMENT) or not is_sound(pile, question):
            continue
        by_origin: dict[str, list[Step]] = {}
        for answer in pile.answers(question):
            step = _step(pile, answer)
            joint = question.verdict is Verdict.SUPERSEDED
            named = joint or bool(answer.claim.attribution.path)
            if step and named and answer.claim.kind is not Kind.FORECAST and not is_part(answer):
                by_origin.setdefault("" if question.verdict is Verdict.SUPERSEDED else answer.entry.origin, []).append(
                    step
                )
        for steps in by_origin.values():
            if len(kept := _run(steps)) > 1:
                yield question, kept


def weightiest(pile: Pile) -> list[tuple[Question, tuple[Step, ...]]]:
    """The series of the pile: those of the dead first, then those with most steps."""
    return sorted(all_series(pile), key=lambda s: (s[0].measure not in measures()["gravest"], -len(s[1])))


def _step(pile: Pile, answer: Answer) -> Step | None:
    days, value = stands_for(pile, answer), _value(answer)
    if days is None or value is None or answer.claim.article in pile.old or (days[1] - days[0]).days > LONGEST_WINDOW:
        return None
    return Step(*days, value, answer)


def stands_for(pile: Pile, answer: Answer) -> tuple[date, date] | None:
    """The days a figure stands for: its own if it has them, else those its article may have appeared on.

    What Monday's article counts of Saturday's dead is the toll as of Monday.
    """
    figure, article = answer.figure, pile.article[answer.claim.article]
    period, published = counted_period(figure, answer.claim, article), article.published_at(figure.span)
    if period and period.end and not (published and _counted_afterwards(figure, period, published)):
        start = period.start if period.precision != "day" and period.start else period.end
        return start, period.end
    return (published.start, published.end) if published else None


def _counted_afterwards(figure: Figure, period: TimeSpan, published: Published) -> bool:
    """Whether the figure is a total of one day's event, told on a later day."""
    told = published.start == published.end and period.end is not None and period.end < published.start
    return told and figure.basis is Basis.TOTAL and period.start == period.end


def _value(answer: Answer) -> Decimal | None:
    q = answer.figure.quantity
    return q.low if q.low is not None else q.high


def _run(steps: list[Step]) -> tuple[Step, ...]:
    """The steps in order of days, each value once, as long as they go one way; empty where they go to and fro."""
    steps = sorted(steps, key=lambda s: (s.end, s.start))
    steps = [s for i, s in enumerate(steps) if not i or s.end != steps[i - 1].end]
    kept = [s for i, s in enumerate(steps) if not i or s.value != steps[i - 1].value]
    if len({s.end for s in kept}) < len(kept):
        return ()
    rising = [b.value > a.value for a, b in itertools.pairwise(kept)]
    return tuple(kept) if rising and (all(rising) or not any(rising)) else ()


def told_series(pile: Pile, question: Question, steps: tuple[Step, ...]) -> Phrase:
    """As in "the dead: from at least 41 (3 March 2031) to 58 (5 March 2031) and 94 (16 March 2031), all by Kyiv"."""
    ends = (steps[0], *steps[-(SHOWN - 1) :]) if len(steps) > SHOWN else steps
    first, *rest = (_worded(pile, s) for s in ends)
    verb = "rose" if steps[-1].value > steps[0].value else "fell"
    who = Phrase(_name(pile, steps[-1]))
    shape = "{} {} from {} to {}, by the count of {}"
    return join(shape, subject(question, timed=False), Phrase(verb), first, listed(tuple(rest)), who)


def _name(pile: Pile, step: Step) -> str:
    chain = step.answer.claim.attribution.path
    if chain:
        return pile.speaker(chain[-1], pile.article[step.answer.claim.article])
    return pile.label(pile.article[step.answer.claim.article])


def _worded(pile: Pile, step: Step) -> Phrase:
    words = day(step.end) if step.start == step.end else window(step.start, step.end)
    days = made_date(words, *dict.fromkeys((step.start.isoformat(), step.end.isoformat())))
    before = in_time(words).removesuffix(words)
    places = cites(pile, (step.answer,))
    text = step.answer.figure.text  # a statement of several pieces is cited by the one that holds the figure
    figure = Phrase(worded(step.answer), tuple(c for c in places if text in c.quote)[:1] or places[:1])
    return join(f"{{}} {before}{{}}", figure, days)
