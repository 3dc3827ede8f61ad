"""Pairs: whether two figures may answer one question, scored, with the reasons; no score where something forbids it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from onrecord.model import Basis, TimeSpan
from onrecord.reconcile import lists
from onrecord.reconcile.items import Item, Scope, contradict, generic
from onrecord.reconcile.people import counted_noun, fights
from onrecord.reconcile.ranges import equal, point, ratio, same
from onrecord.values.name import fold, named, same_name, state_of

ENOUGH = {Scope.SLOW: 6, Scope.EVENT: 9, Scope.PERIOD: 6, Scope.STANDING: 6}
SLOW_YEARS = 5
STANDING_DAYS = {True: 400, False: 200}  # by whether the count only grows
RATE_DAYS = 120
EVENT_DAYS = 10  # between articles on one event that nothing else ties together
STORY_DAYS = 30  # the same, when they tell one story
EVENT_DAY_GAP = 3  # reports differ over the day by time zone and by when a body was found
BIG_EVENT, BIG_DAYS = 1000, 45  # the toll of a disaster rises for weeks
OPEN_RATIO = 2  # two numbers of a noun that is no known measure are hardly of one thing when farther apart
FAR = {Scope.EVENT: 4, Scope.STANDING: 10}  # so many times larger is hardly the same count
LONG_DAYS = 90  # after which a count of losses may be many times larger
FAR_APART = 4  # the same for a level, and for losses in two articles that nothing ties together


@dataclass(frozen=True, slots=True)
class Match:
    """How well two figures fit one question. ``value`` None: something forbids it, which ``reasons`` names."""

    value: int | None
    reasons: tuple[str, ...]

    def enough(self, scope: Scope) -> bool:
        """Whether the two may stand under one question."""
        return self.value is not None and self.value >= ENOUGH[scope]


@dataclass(frozen=True, slots=True)
class Part:
    """One trait of a pair: points for it (None forbids), whether it is beyond doubt, and its reason in a few words."""

    points: int | None
    firm: bool
    reason: str


def match(a: Item, b: Item) -> Match:
    """Score two items. Two that cannot both hold stay apart unless they surely count the same thing."""
    if (a.group, a.family, a.scope, unit_class(a)) != (b.group, b.family, b.scope, unit_class(b)):
        return Match(None, ("another measure, basis, reach or unit",))
    parts = [measures(a, b), who(a, b), where(a, b), when(a, b), nearness(a, b)]
    forbidden = tuple(p.reason for p in parts if p.points is None)
    if forbidden:
        return Match(None, forbidden)
    reasons = tuple(p.reason for p in parts if p.reason)
    if not same(a.quantity, b.quantity) and (apart := one_number_each(a, b)):
        return Match(None, (apart, *reasons))
    if a.present and b.present and contradict(a, b):
        if a.family == "share" or not all(p.firm for p in parts):
            return Match(short(a, b), ("cannot both hold, and may not count the same", *reasons))
        parts.append(distance(a, b))
        if parts[-1].points is None:
            return Match(None, (parts[-1].reason, *reasons))
        if sum(p.points or 0 for p in parts) < ENOUGH[a.scope]:
            return Match(short(a, b), ("cannot both hold, and too little ties them", *reasons))
    return Match(sum(p.points or 0 for p in parts), reasons)


def short(a: Item, b: Item) -> int | None:
    """What two that cannot both hold are worth when it is unsure that they count the same.

    In one story it does not forbid that the others of a question bring them together; anywhere else it does.
    """
    named_both = a.origin.known and b.origin.known and a.origin.key != b.origin.key
    open_to_it = a.scope is Scope.EVENT and a.family == "count" and tied(a, b)
    return 0 if open_to_it and (a.article.id != b.article.id or named_both) else None


def one_number_each(a: Item, b: Item) -> str:
    """Why two figures that are not the same number cannot be of one question; empty when they may be."""
    if a.family == "share":
        return "shares of what is seldom the same"
    if a.figure.basis is Basis.INCREMENT and b.figure.basis is Basis.INCREMENT:
        return "two additions are added, not compared"
    return "" if comparable(a, b) else f"numbers of {a.measure} are too many to compare"


def unit_class(item: Item) -> str:
    """The unit where it decides what may be compared: money and measures; counted nouns do not."""
    unit = (item.quantity.unit or "").lower()
    named_after_unit = item.measure.endswith(")") or item.measure in ("money", "share")
    return unit if named_after_unit or unit in lists.words("meeting", "measured_units") else ""


def measures(a: Item, b: Item) -> Part:
    """The same measure, or two that may meet."""
    firm = comparable(a, b)
    if a.measure == b.measure or (a.scope is Scope.EVENT and tied(a, b)):
        return Part(4, firm, f"both count {a.measure}")
    return Part(3, firm, f"{a.measure} and {b.measure} may meet")


def comparable(a: Item, b: Item) -> bool:
    """Whether two numbers of the measure may be held against each other: not of vague ones, seldom of mere nouns."""
    if a.measure in lists.words("meeting", "vague_measures"):
        return False
    known = lists.listed(a.measure) or a.measure in lists.meeting_groups()
    if tied(a, b) and a.measure.removesuffix(" (money)") in lists.words("meeting", "whole_sums"):
        return True
    again = a.origin.key == b.origin.key and a.measure == b.measure and " " in a.measure
    return known or (again and tied(a, b)) or (tied(a, b) and ratio(a.quantity, b.quantity) <= OPEN_RATIO)


def who(a: Item, b: Item) -> Part:
    """Whether the same people or the same side are counted."""
    event = a.scope is Scope.EVENT
    if a.scope is Scope.SLOW:
        return owner(a, b)
    if a.some != b.some and not one_force(a, b):
        return Part(None, True, "one counts only some of the people")
    if a.who and b.who and (a.who == b.who or same_name(a.who, b.who)):
        return Part(2 if event else 3, True, f"both of {a.who}")
    if generic(a.who) and generic(b.who):
        specific = tied(a, b) and a.measure == b.measure and len(a.measure.split()) > 1
        return Part(2 if event else 1, event or specific, "nobody in particular is counted")
    sides = [i.state or fights(i.some) for i in (a, b) if not generic(i.who)]
    one_story = event and tied(a, b) and all(sides)  # a party of its own, or "children", are not all the people
    if a.who and b.who and not (one_story and (generic(a.who) or generic(b.who))):
        return Part(None, True, f"{a.who} is not {b.who}")
    known = a.who if b.who is None or generic(b.who) else b.who
    if generic(known) and not event:
        return Part(1, False, "")
    if one_story and not generic(known):
        return Part(2, True, "told in one story, where only one names whose people they are")
    return Part(0, False, f"only one names {known}")


def one_force(a: Item, b: Item) -> bool:
    """Whether both count those of one side, of whom only one figure says that they are soldiers."""
    nouns = {a.some, b.some}
    bare = all(i.some or not counted_noun(i.figure) for i in (a, b))
    one = a.who == b.who or (equal(a.quantity, b.quantity) and (generic(a.who) or generic(b.who)))
    return bare and any(map(fights, nouns)) and "" in nouns and one and not generic(a.who or b.who) and tied(a, b)


def owner(a: Item, b: Item) -> Part:
    """Whose army or population it is: the side named, else the place."""
    ours, theirs = (i.where if generic(i.who) else i.who for i in (a, b))
    if ours and theirs:
        return Part(3 if same_name(ours, theirs) else None, True, f"of {ours} and of {theirs}")
    return Part(0, False, "only one says whose it is")


def where(a: Item, b: Item) -> Part:
    """Whether the places may be the same, or one lie in the other."""
    if a.scope is Scope.SLOW:
        return Part(0, True, "")
    if a.where is None or b.where is None:
        return _one_place(a, b)
    if fold(a.where) == fold(b.where):
        state = named(a.where) is not None
        return Part((1 if state else 3) if a.scope is Scope.EVENT else 2, True, f"both in {a.where}")
    return _two_places(a, b)


def _one_place(a: Item, b: Item) -> Part:
    known = a.where or b.where
    if a.scope is Scope.EVENT:
        apart = a.article.id != b.article.id or a.early or b.early or ratio(a.quantity, b.quantity) <= OPEN_RATIO
        return Part(0, tied(a, b) and (apart or rivals(a, b)), "")
    return Part(0, known is None or a.land or b.land, "")


def _two_places(a: Item, b: Item) -> Part:
    here, there = a.where or "", b.where or ""
    words, others = set(fold(here).split()), set(fold(there).split())
    if not (a.land or b.land):
        if words <= others or others <= words:
            return Part(2, True, f"{here} and {there} are one place or one in the other")
        return Part(None, True, f"{here} is not {there}")
    if a.land and b.land:
        return Part(None, True, f"{here} is not {there}")
    inside = state_of(there if a.land else here)
    if inside and inside != (named(here) or named(there)):
        return Part(None, True, f"{here} and {there} lie apart")
    return Part(1 if inside else 0, a.scope is Scope.EVENT and tied(a, b), "one may lie in the other")


def tied(a: Item, b: Item) -> bool:
    """Whether the two stand in one article or in one story."""
    return a.article.id == b.article.id or (bool(a.article.story) and a.article.story == b.article.story)


def nearness(a: Item, b: Item) -> Part:
    """One article or one story speaks for one question, most of all for events."""
    if not tied(a, b):
        return Part(0, True, "")
    same_voice = a.article.id == b.article.id and a.origin.key == b.origin.key and not (a.early or b.early)
    same_voice = same_voice and not (a.borrowed or b.borrowed)
    if same_voice and a.present and b.present and contradict(a, b):
        return Part(None, True, "one voice gives two numbers, which are hardly of one thing")
    return Part(2, True, "told in one story")


def distance(a: Item, b: Item) -> Part:
    """Numbers that lie very far apart are hardly of the same thing, unless a count had long to grow."""
    enemies = tied(a, b) and lists.cumulative(a.measure)  # who do give each other's losses ten times apart
    far = FAR_APART if a.scope is Scope.STANDING and not enemies else FAR.get(a.scope)
    again = a.origin.key == b.origin.key and (a.scope is Scope.STANDING or (a.origin.known and tied(a, b)))
    if far is None or again or rivals(a, b) or ratio(a.quantity, b.quantity) <= far or grew(a, b):
        return Part(0, True, "")
    return Part(-3 if a.scope is Scope.EVENT else None, True, "the numbers lie far apart")


def rivals(a: Item, b: Item) -> bool:
    """Whether two speakers give the toll of one story, each in full: these may be as far apart as they like.

    In one article both must be named, for it may well tell of two places.
    """
    main = all(i.scope is Scope.EVENT and i.present and (i.borrowed or not i.origin.own_voice) for i in (a, b))
    known = [i.borrowed or i.origin.known or i.origin.circular for i in (a, b)]
    enough = all(known) if a.article.id == b.article.id else any(known)
    return main and enough and tied(a, b) and lists.cumulative(a.measure)


def grew(a: Item, b: Item) -> bool:
    """Whether the later of two counts that can only grow is the larger, and much later."""
    old, new = sorted((a, b), key=lambda i: i.order)
    gap = days_between(a.days, b.days) or 0
    larger = (point(new.quantity) or 0) > (point(old.quantity) or 0)
    return lists.cumulative(a.measure) and gap > LONG_DAYS and larger


# -------------------------------------------------------------------------------- time


def when(a: Item, b: Item) -> Part:
    """Whether the days allow one question, by the reach of the figures."""
    gap = 0 if a.article.id == b.article.id else days_between(a.days, b.days)
    if a.scope is Scope.PERIOD:
        return same_period(a.period, b.period)
    if a.scope is Scope.EVENT:
        return event_time(a, b, gap)
    if a.scope is Scope.SLOW:
        limit = 366 * SLOW_YEARS
    else:
        limit = RATE_DAYS if a.figure.basis is Basis.RATE else STANDING_DAYS[lists.cumulative(a.measure)]
    if gap is not None and gap > limit:
        return Part(None, True, "too long apart")
    if a.figure.basis is Basis.RATE:
        if not periods_meet(a.period, b.period):
            return Part(None, True, "rates of different times")
        return Part(1 if gap is not None else 0, (a.period is None) == (b.period is None), "")
    return Part(0 if gap is None else 1, True, "" if gap is None else "near in time")


def event_time(a: Item, b: Item, gap: int | None) -> Part:
    """Two tolls of one event: the day of the event where both give it, else the days of publication."""
    ours, theirs = event_day(a.period), event_day(b.period)
    if ours and theirs:
        apart = days_between(ours, theirs) or 0
        if apart > EVENT_DAY_GAP:
            spoken = tied(a, b) and apart <= EVENT_DAYS  # one of the days may be that on which somebody spoke
            return Part(-1 if spoken else None, not spoken, "events of different days")
        return Part(2 if apart == 0 else 1, True, "the same day")
    big = min(point(a.quantity) or 0, point(b.quantity) or 0) >= BIG_EVENT
    if gap is not None and gap > (BIG_DAYS if big else STORY_DAYS if tied(a, b) else EVENT_DAYS):
        return Part(None, True, "too long apart")
    unknown = gap is None and not tied(a, b)
    return Part(0 if unknown else 1, True, "" if unknown else "near in time")


def event_day(period: TimeSpan | None) -> tuple[date, date] | None:
    """The day or days of an event; None for "as of" a day, whose start is open."""
    return (period.start, period.end) if period and period.start and period.end else None


def days_between(a: tuple[date, date] | None, b: tuple[date, date] | None) -> int | None:
    """How many days surely lie between two windows; 0 when they overlap, None when one is not known."""
    if a is None or b is None:
        return None
    return max((max(a[0], b[0]) - min(a[1], b[1])).days, 0)


def same_period(a: TimeSpan | None, b: TimeSpan | None) -> Part:
    """Two stretches of time that are the same but for a few days."""
    if not (a and b and a.start and a.end and b.start and b.end):
        return Part(None, True, "only one gives its period")
    shared = (min(a.end, b.end) - max(a.start, b.start)).days + 1
    whole = (max(a.end, b.end) - min(a.start, b.start)).days + 1
    if shared < whole * 0.8:
        return Part(None, True, "other periods")
    return Part(2, True, "the same period")


def periods_meet(a: TimeSpan | None, b: TimeSpan | None) -> bool:
    """Whether two periods overlap; one that is not given may be any."""
    if a is None or b is None:
        return True
    return (a.start or date.min) <= (b.end or date.max) and (b.start or date.min) <= (a.end or date.max)
