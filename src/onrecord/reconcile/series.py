"""Series: which of two figures is the later state of things, which repeats the other, and which takes its place."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from onrecord.model import Basis
from onrecord.reconcile import lists
from onrecord.reconcile.items import Item, Scope, contradict, generic
from onrecord.reconcile.people import fights
from onrecord.reconcile.ranges import equal, point, same
from onrecord.reconcile.runs import running
from onrecord.reconcile.traits import tied
from onrecord.values.name import fold

GROWTH_A_DAY = Decimal("0.005")  # a loss count of a war that grows faster than this is no mere update by another source
LONG = 90  # days after which a larger count of losses is always the later state of things
CHANGE = 3  # days after which a higher level may be a later state of things, and no contradiction
WITHDRAWN = 60  # the same for a lower one
GROWTH_SLACK = Decimal("0.05")


def repeats(item: Item, first: Item) -> bool:
    """Whether an item says again what another one says: the same origin, a copy, or the outlet's own summary of it."""
    if not equal(item.quantity, first.quantity) or not of_one_kind(item, first):
        return False
    if item.origin.key == first.origin.key:
        return True
    if item.origin.own_voice and tied(item, first) and not first.origin.own_voice and not later(first, item):
        return item.figure.basis is not Basis.RATE
    same_side = item.origin.side is not None and item.origin.side == first.origin.side and not item.origin.known
    if same_side and tied(item, first):
        return True
    copied = {item.article.id, *item.article.taken_from(item.claim.content)}
    firsts = first.article.taken_from(first.claim.content) or (first.article.id,)
    if copied.intersection(firsts) and item.article.id != first.article.id:
        return True
    return item.article.id == first.article.id and item.origin.own_voice


def of_one_kind(a: Item, b: Item) -> bool:
    """Whether both are plain counts, or both rates, shares or additions."""
    plain = (Basis.LEVEL, Basis.TOTAL)
    return a.figure.basis is b.figure.basis or (a.figure.basis in plain and b.figure.basis in plain)


def second_hand(item: Item) -> bool:
    """Whether an article has from another outlet what that one says itself or has from somebody unnamed."""
    return (item.origin.own_voice or not item.origin.known) and fold(item.article.outlet) not in item.origin.key


def as_of(item: Item) -> tuple[date, date] | None:
    """The day a figure stands for, as a window: "as of" a day where the text says so, else when it was published."""
    period = item.period
    if period and period.end and period.start is None and (not item.days or period.end <= item.days[1]):
        return (period.end, period.end)
    return item.days


def as_of_start(item: Item) -> date:
    """The first day that a figure may stand for; the end of time where none is known."""
    days = as_of(item)
    return days[0] if days else date.max


def dated(item: Item) -> bool:
    """Whether the day that a figure stands for is known to the day."""
    days = as_of(item)
    return days is not None and days[0] == days[1]


def later(new: Item, old: Item) -> int:
    """By how many days ``new`` surely stands for a later day than ``old``; 0 when it may not.

    In one article, "initial reports" are older than what is set against them. Where the days of publication do not
    tell, those that the figures name do.
    """
    if new.article.id == old.article.id and old.early and not new.early:
        return 1
    ours, theirs = as_of(new), as_of(old)
    apart = (ours[0] - theirs[1]).days if ours and theirs else 0
    back = (theirs[0] - ours[1]).days if ours and theirs else 0
    if apart > 0 or back > 0:
        return max(apart, 0)
    return max(days_named(new, old), 0)


def days_named(new: Item, old: Item) -> int:
    """By how many days the day that ``new`` names is after the one that ``old`` names; 0 unless each names one day."""
    days = [i.period.end for i in (new, old) if i.period and i.period.end and i.period.start in (None, i.period.end)]
    return (days[0] - days[1]).days if len(days) == 2 else 0


def outlived(item: Item, old: Item) -> bool:
    """Whether an item gives the number of a figure that has been superseded, and not surely on a later day."""
    return tied(item, old) and same(item.quantity, old.quantity) and not later(item, old)


def unsourced(item: Item) -> bool:
    """Whether nobody is named who gives the number: the outlet itself, or a source that is not named."""
    return item.origin.own_voice or not item.origin.known


def moved_on(new: Item, old: Item) -> bool:
    """Whether ``new`` is the later of two and the larger, as a rising count is; the smaller of those that fall."""
    falling = old.measure in lists.words("meeting", "falling")
    after, before = point(new.quantity) or 0, point(old.quantity) or 0
    return bool(later(new, old)) and (after < before if falling else after > before)


def opposed(a: Item, b: Item) -> bool:
    """Whether two named parties to a fight count the losses of one of them: rivals, of whom none corrects the other."""
    named_both = a.origin.known and b.origin.known and not (a.origin.own_voice or b.origin.own_voice)
    sides = {a.origin.side, b.origin.side}
    counted = {w for w in (a.who, b.who) if w}
    return named_both and (fights(a.some or b.some) or (len(sides) == 2 and bool(sides & counted)))


def partisan(item: Item, parties: frozenset[str]) -> bool:
    """Whether a party to a war counts what its enemy lost: its number brings nobody else's up to date."""
    side = item.origin.side
    return side in parties and item.who in parties and side != item.who


def supersedes(new: Item, old: Item) -> bool:
    """Whether a later figure takes the place of an older one: a count grew, a level changed, a source spoke again."""
    days = later(new, old)
    if not days:
        return False
    own = new.origin.key == old.origin.key
    if own and running(new) and running(old):  # 950,000 then 1,000,000: a step, however round the numbers are
        return not equal(new.quantity, old.quantity)
    if same(new.quantity, old.quantity):
        return False
    if own or (old.early and not new.early and not new.origin.own_voice):
        return True
    after, before = point(new.quantity), point(old.quantity)
    if after is None or before is None:
        return False
    if old.measure in lists.words("meeting", "falling") and old.scope is Scope.EVENT:
        return after < before and tied(new, old)
    if not lists.cumulative(old.measure):
        changed = (
            days > (CHANGE if after > before else WITHDRAWN)
            and old.scope is not Scope.PERIOD
            and old.figure.basis is not Basis.RATE
        )
        return changed and contradict(new, old)
    if after <= before:
        return False
    grown = days > LONG or after <= before * (1 + GROWTH_SLACK + GROWTH_A_DAY * days)
    return old.scope is Scope.EVENT or grown or not warlike(old)


def warlike(item: Item) -> bool:
    """Whether it counts what a side lost or did in a war, which rivals count and nobody brings up to date for them."""
    deed = " " in item.measure and not item.measure.endswith(")")  # "tanks lost", not "area burned (hectares)"
    return item.state or fights(item.some) or not generic(item.who) or deed
