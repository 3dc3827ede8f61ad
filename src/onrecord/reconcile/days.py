"""Days of a pair of figures: whether the time they speak of allows one question, by the reach of the figures."""

from __future__ import annotations

from datetime import date

from onrecord.model import Basis, TimeSpan
from onrecord.reconcile import lists
from onrecord.reconcile.items import Item, Scope
from onrecord.reconcile.ranges import point
from onrecord.reconcile.runs import running
from onrecord.reconcile.traits import Part, tied

SLOW_YEARS = 5
STANDING_DAYS = {True: 400, False: 200}  # by whether the count only grows
RATE_DAYS = 120
LONG_PAST = 120  # days after which a stretch of time is over for who gives none
STRETCH = 7  # days from which a period is no mere day of counting
EVENT_DAYS = 10  # between articles on one event that nothing else ties together
STORY_DAYS = 30  # the same, when they tell one story
EVENT_DAY_GAP = 1  # reports differ over the day by time zone and by night
BIG_EVENT, BIG_DAYS = 1000, 45  # the toll of a disaster rises for weeks


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
    if gap is not None and gap > limit and not (running(a) and running(b)):
        return Part(None, True, "too long apart")
    if not stretches_meet(a.period, b.period) or long_past(a, b) or long_past(b, a):
        return Part(None, True, "of other stretches of time")
    if a.figure.basis is Basis.RATE:
        if not periods_meet(a.period, b.period):
            return Part(None, True, "rates of different times")
        return Part(1 if gap is not None else 0, (a.period is None) == (b.period is None), "")
    return Part(0 if gap is None else 1, True, "" if gap is None else "near in time")


def reach(item: Item) -> int | None:
    """The most days that may lie between its publication and that of one it is compared with; None for any number.

    Two that are both :func:`free` are not bound by it. Must never fall short of what :func:`when` allows.
    """
    if item.scope is Scope.PERIOD or item.article.entries:  # entries of one live blog may lie days apart
        return None
    if item.scope is Scope.EVENT:
        return BIG_DAYS if (point(item.quantity) or 0) >= BIG_EVENT else STORY_DAYS
    if item.scope is Scope.SLOW:
        return 366 * SLOW_YEARS
    return RATE_DAYS if item.figure.basis is Basis.RATE else STANDING_DAYS[lists.cumulative(item.measure)]


def free(item: Item) -> bool:
    """Whether it meets others that are free however late they were published: it names its own day."""
    return event_day(item.period) is not None if item.scope is Scope.EVENT else running(item)


def event_time(a: Item, b: Item, gap: int | None) -> Part:
    """Two tolls of one event: the day of the event where both give it, else the days of publication."""
    ours, theirs = event_day(a.period), event_day(b.period)
    if ours and theirs:
        if day_within(a, b):
            return Part(None, True, "one is of a day within the other's stretch of time")
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


def day_within(a: Item, b: Item) -> bool:
    """Whether the smaller is of a day or two, and the larger of a longer stretch that began well before."""
    small, large = sorted((a, b), key=lambda i: point(i.quantity) or 0)
    ours, theirs = event_day(small.period), event_day(large.period)
    if not (ours and theirs) or (theirs[1] - theirs[0]).days < STRETCH:
        return False
    return (ours[1] - ours[0]).days <= EVENT_DAY_GAP and (ours[0] - theirs[0]).days > EVENT_DAY_GAP


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


def stretches_meet(a: TimeSpan | None, b: TimeSpan | None) -> bool:
    """Whether two stretches of time of a week or more overlap; days, and periods that are open, set nothing apart."""
    if not (a and b and a.start and a.end and b.start and b.end):
        return True
    longer = max(a.end - a.start, b.end - b.start).days >= STRETCH
    return periods_meet(a, b) if longer else True


def long_past(old: Item, new: Item) -> bool:
    """Whether one is of a stretch of time long over when the other, which gives none, was published."""
    gone = event_day(old.period)
    told = new.period is not None and new.period.start is not None
    if gone is None or told or new.days is None or (gone[1] - gone[0]).days < STRETCH:
        return False
    return (new.days[0] - gone[1]).days > LONG_PAST and old.article.id != new.article.id


def periods_meet(a: TimeSpan | None, b: TimeSpan | None) -> bool:
    """Whether two periods overlap; one that is not given may be any."""
    if a is None or b is None:
        return True
    return (a.start or date.min) <= (b.end or date.max) and (b.start or date.min) <= (a.end or date.max)
