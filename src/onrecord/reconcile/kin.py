"""Kin: what one question is to another of the same matter, and the sentence that says what sets them apart."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from onrecord.model import Basis, How, Question
from onrecord.reconcile import lists
from onrecord.reconcile.arithmetic.group import broadest, capital
from onrecord.reconcile.days import EVENT_DAY_GAP, STORY_DAYS, days_between, event_day, periods_meet, same_period
from onrecord.reconcile.items import Item, Scope
from onrecord.reconcile.numbers import span
from onrecord.reconcile.people import fights
from onrecord.values.name import fold, named, same_name, state_of

FAR = 200  # days between two levels from which they are of two times
LONGER = 1.5  # of two stretches of time that are set side by side, the one is at most so many times the other
DIRECTIONS = {"north", "south", "east", "west", "northern", "southern", "eastern", "western", "central"}
REGIONS = {"region", "province", "oblast", "district", "county", "governorate", "state", "valley", "prefecture"}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Face:
    """What a question shows of itself to others; the same as long as it is the same object.

    Attributes:
        first: The figure that stands for its measure and reach.
        who: Who in particular is counted; None where anybody is.
        texts: A few of its articles' texts.
        start, end: The first and last day of its articles.
    """

    question: Question
    first: Item
    who: str | None
    stories: frozenset[str]
    articles: frozenset[str]
    claims: frozenset[str]
    texts: tuple[str, ...]
    start: date | None
    end: date | None

    @property
    def broadest(self) -> str:
        """The broadest measure above its own."""
        return broadest(self.first.group)

    @property
    def rate(self) -> bool:
        """Whether it asks for a rate."""
        return self.first.figure.basis is Basis.RATE

    @property
    def order(self) -> tuple[str, str]:
        """By measure, then by day."""
        return (self.broadest, f"{self.start or date.max} {self.question.id}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """What the second question is to the first, why, and how many days lie between them."""

    how: How
    why: str
    apart: int = 0


def links_between(a: Face, b: Face) -> Link | None:
    """The nearest link of two questions; None where they have none."""
    for test in TESTS:
        if found := test(a, b):
            return found
        if found := test(b, a):
            return Link(how=found.how.back, why=found.why, apart=found.apart)
    return None


# -------------------------------------------------------------------------------- the same in all but one thing


def one_story(a: Face, b: Face) -> bool:
    """Whether some story, or some article, is of both."""
    return bool(a.stories & b.stories or a.articles & b.articles)


def same_who(a: Face, b: Face) -> bool:
    """Whether both count the same people or the same side."""
    if a.who is None or b.who is None:
        return a.who is b.who
    return a.who == b.who or same_name(a.who, b.who)


def same_some(a: Face, b: Face) -> bool:
    """Whether both count the same sort of people."""
    return a.first.some == b.first.some


def same_place(a: Face, b: Face) -> bool:
    """Whether both are of one place; one that is not said may be any within a story."""
    here, there = a.question.where, b.question.where
    if here and there:
        return fold(here) == fold(there)
    return here is there or one_story(a, b)


def same_time(a: Face, b: Face) -> bool:
    """Whether both are of one time, by their reach."""
    if a.first.scope is not b.first.scope:
        return False
    if a.first.scope is Scope.PERIOD:
        return same_period(a.question.period, b.question.period).points is not None
    if a.first.scope is Scope.EVENT:
        return same_event(a, b)
    return apart(a, b) <= FAR


def same_event(a: Face, b: Face) -> bool:
    """Whether the days allow that one event did both."""
    both = event_day(a.question.period) and event_day(b.question.period)
    gap = days_between(happened(a), happened(b)) or 0
    return gap <= EVENT_DAY_GAP if both else gap == 0 and apart(a, b) <= STORY_DAYS


def happened(one: Face) -> tuple[date, date] | None:
    """The days on which the event may have been: as it is dated, else in the weeks before it was reported."""
    day = event_day(one.question.period)
    if day or not (one.start and one.end):
        return day
    return one.start - timedelta(days=STORY_DAYS), one.end


def apart(a: Face, b: Face) -> int:
    """How many days surely lie between their articles."""
    if not (a.start and a.end and b.start and b.end):
        return 0
    return days_between((a.start, a.end), (b.start, b.end)) or 0


def counts(*faces: Face) -> bool:
    """Whether all ask how many, in the same unit."""
    return all(f.first.family == "count" for f in faces)


# -------------------------------------------------------------------------------- one test a sort of link


def wider_measure(a: Face, b: Face) -> Link | None:
    """Casualties are wider than the killed."""
    above = b.first.group
    if a.first.family != b.first.family or above not in ancestors(a.first.group):
        return None
    if not (same_who(a, b) and same_some(a, b) and same_place(a, b) and same_time(a, b)):
        return None
    inside = table()["takes_in"].get(above)
    why = f"“{capital(above)}” takes in {inside}" if inside else f"“{capital(above)}” is the wider measure"
    return Link(how=How.WIDER, why=f"{why}: “{a.first.measure}” is a part of it.", apart=apart(a, b))


def all_people(a: Face, b: Face) -> Link | None:
    """All the people are the whole of which the children are a part."""
    some = a.first.some
    if not some or b.first.some or fights(some) or a.first.group != b.first.group or not counts(a, b):
        return None
    if not (one_story(a, b) and same_place(a, b) and same_time(a, b)):
        return None
    if b.who is not None and not same_who(a, b):
        return None
    return Link(how=How.WHOLE, why=f"{capital(lists.plural(some))} are some of all who are counted.", apart=apart(a, b))


def wider_place(a: Face, b: Face) -> Link | None:
    """A state is wider than its capital."""
    here, there = a.question.where, b.question.where
    if not (here and there) or a.first.group != b.first.group or a.first.family != b.first.family:
        return None
    if not (same_who(a, b) and same_some(a, b) and same_time(a, b) and inside(here, there, (*a.texts, *b.texts))):
        return None
    return Link(how=How.WIDER, why=f"{capital(here)} lies in {there}.", apart=apart(a, b))


def longer_time(a: Face, b: Face) -> Link | None:
    """A year is wider than its October, and all that was lost so far the whole of what October cost."""
    if not alike_but_time(a, b) or a.first.scope is not Scope.PERIOD:
        return None
    mine, theirs = a.question.period, b.question.period
    if not (mine and mine.start and mine.end):
        return None
    if b.first.scope is Scope.STANDING and counts(a, b) and lists.cumulative(b.first.measure):
        if b.end and b.end >= mine.start and not (theirs and theirs.start and theirs.start > mine.start):
            why = f"The count for {span(mine)} is a part of the count of all, as far as that reaches."
            return Link(how=How.WHOLE, why=why)
        return None
    if b.first.scope is not Scope.PERIOD or not (theirs and theirs.start and theirs.end):
        return None
    if theirs.start <= mine.start and mine.end <= theirs.end and mine != theirs:
        return Link(how=How.WIDER, why=f"{capital(span(mine))} lies within {span(theirs)}.")
    days = (mine.end - mine.start).days + 1, (theirs.end - theirs.start).days + 1
    if mine.end < theirs.start and max(days) <= LONGER * min(days):  # a month beside a month, not beside a year
        gap = (theirs.start - mine.end).days
        return Link(how=How.LATER, why=f"The same count for {span(mine)} and for {span(theirs)}.", apart=gap)
    return None


def later_level(a: Face, b: Face) -> Link | None:
    """A level of another year is no answer to this one's question, and yet of the same thing."""
    standing = a.first.scope is b.first.scope and a.first.scope in (Scope.STANDING, Scope.SLOW)
    if not standing or not alike_but_time(a, b) or a.who is None or not same_place(a, b) or not telling(a):
        return None
    if not (a.end and b.start and a.end < b.start and apart(a, b) > FAR):
        return None
    return Link(how=How.LATER, why=f"The same count, {apart(a, b)} days apart.", apart=apart(a, b))


def telling(one: Face) -> bool:
    """Whether two numbers of its measure are worth a look side by side: a known measure, and no vague one."""
    measure = one.first.measure
    known = one.first.scope is Scope.SLOW or lists.listed(measure)
    return known and counts(one) and measure not in lists.words("meeting", "vague_measures")


def alike_but_time(a: Face, b: Face) -> bool:
    """Whether both ask for the same of the same people, whenever."""
    same = a.first.group == b.first.group and a.first.family == b.first.family
    return same and same_who(a, b) and same_some(a, b)


def by_rate(a: Face, b: Face) -> Link | None:
    """A rate beside the total that it adds up to."""
    if not b.rate or a.rate or not counts(a):
        return None
    summed = any(b.question.id in check.with_ for check in a.question.arithmetic)
    alike = a.first.group == b.first.group and same_who(a, b) and same_some(a, b)
    near = one_story(a, b) or same_place(a, b)
    if not summed and not (alike and near and periods_meet(a.question.period, b.question.period)):
        return None
    when = f" ({words})" if b.question.period and (words := span(b.question.period)) else ""
    why = f"One is counted by the {b.first.figure.per or 'unit of time'}{when}, the other in all."
    return Link(how=How.RATE, why=why, apart=apart(a, b))


def of_base(a: Face, b: Face) -> Link | None:
    """What a share is a share of, and what an addition is added to, told in the same breath."""
    if not a.claims & b.claims or a.first.group != b.first.group or not counts(b) or b.rate:
        return None
    if a.first.family == "share":
        return Link(how=How.WHOLE, why="One is a share of what the other counts.")
    if a.question.basis is Basis.INCREMENT and b.question.basis is not Basis.INCREMENT and same_who(a, b):
        return Link(how=How.WHOLE, why="What was added is a part of the whole.")
    return None


def other_definition(a: Face, b: Face) -> Link | None:
    """Measures that are near each other, and counted by other rules."""
    why = definitions().get(frozenset((a.first.group, b.first.group)))
    if why is None or not counts(a, b) or not same_some(a, b) or a.rate or b.rate:
        return None
    events = [f for f in (a, b) if f.first.scope is Scope.EVENT]
    if not same_who(a, b) or apart(a, b) > FAR or (events and not (same_place(a, b) and same_event(a, b))):
        return None
    if not one_story(a, b) and (events or a.who is None):
        return None
    return Link(how=How.DEFINITION, why=why, apart=apart(a, b))


def other_side(a: Face, b: Face) -> Link | None:
    """The losses of two parties to one fight."""
    if a.first.group != b.first.group or a.first.family != b.first.family or a.first.scope is not b.first.scope:
        return None
    if a.who is None or b.who is None or same_who(a, b) or not lists.cumulative(a.first.group):
        return None
    party = [f.first.state or fights(f.first.some) for f in (a, b)]
    if not all(party) or not one_story(a, b) or not same_time(a, b):
        return None
    return Link(how=How.OTHER_SIDE, why=f"The same count for {a.who} and for {b.who}.", apart=apart(a, b))


TESTS: tuple[Callable[[Face, Face], Link | None], ...] = (
    by_rate,
    wider_measure,
    all_people,
    of_base,
    wider_place,
    longer_time,
    later_level,
    other_definition,
    other_side,
)


# -------------------------------------------------------------------------------- what is known of words


def inside(here: str, there: str, texts: tuple[str, ...]) -> bool:
    """Whether the first place surely lies in the second: a state's city, a part by its name, or as an article says."""
    if state := named(there):
        return not named(here) and state_of(here) == state
    if named(here):
        return False
    small, large = set(fold(here).split()), set(fold(there).split())
    if large < small and small - large <= DIRECTIONS:
        return True
    if small < large and large - small <= REGIONS:
        return True
    said = re.compile(rf"\b{re.escape(here)},? in (?:the )?{re.escape(there)}\b")
    return any(said.search(text) for text in texts)


@cache
def ancestors(measure: str) -> frozenset[str]:
    """The groups of all broader measures."""
    from onrecord.extract.measures import Measures

    groups = lists.meeting_groups()
    above: Iterator[str] = Measures().ancestors(measure)
    return frozenset(groups.get(m, m) for m in above) - {groups.get(measure, measure)}


@cache
def table() -> dict[str, Any]:
    """What is known of measures that are near each other."""
    return tomllib.loads(files("onrecord.reconcile").joinpath("data/related.toml").read_text(encoding="utf-8"))


@cache
def definitions() -> dict[frozenset[str], str]:
    """By the two measures, what sets them apart."""
    return {frozenset(row["measures"]): row["why"] for row in table()["definition"]}
