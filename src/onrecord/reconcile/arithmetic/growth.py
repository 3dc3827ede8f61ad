"""Growth: what is added to a level against the later level, and counts that fall though they can only grow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from onrecord.model import Basis, Bound, Certainty, Check, Kind, Quantity, Relation
from onrecord.reconcile import lists
from onrecord.reconcile.arithmetic.group import Group, capital, counted
from onrecord.reconcile.items import Item
from onrecord.reconcile.numbers import day, in_words
from onrecord.reconcile.ranges import allowed, vague
from onrecord.reconcile.series import as_of, later


def increments(group: Group) -> Iterator[Check]:
    """An addition and the level it is added to, against a later figure where there is one."""
    if not lists.listed(group.first.measure):
        return
    for added in group.items:
        if vague(added.quantity):
            continue
        if added.figure.basis is not Basis.INCREMENT or group.roles.of[added.ref].relation is Relation.REPEATS:
            continue
        base = base_of(added, group.items)
        if base:
            yield increment_check(base, added, group)


def base_of(added: Item, items: Sequence[Item]) -> Item | None:
    """The last level before it in the same article that something is added to."""
    levels = [
        i
        for i in items
        if i.article.id == added.article.id and i.present and i.figure.span.start < added.figure.span.start
    ]
    return max(levels, key=lambda i: i.figure.span.start, default=None)


def increment_check(base: Item, added: Item, group: Group) -> Check:
    """The sum, and whether a later figure bears it out."""
    total = added_up(base.quantity, added.quantity)
    due = added.period.end if added.period else None
    words = f"{in_words(base.quantity)} and another {in_words(added.quantity)} make {in_words(total)}"
    words += f" by {day(due)}" if due else ""
    since = [i for i in group.roles.counted() if later(i, added) and (due is None or ((w := as_of(i)) and w[0] >= due))]
    on_top = "That the addition comes on top of the number that the article gives before it."
    if not since:
        forecast = added.claim.kind is Kind.FORECAST or added.claim.certainty is Certainty.FORECAST
        tail = ", if it comes true; no later figure shows it yet" if forecast else "; no later figure shows it yet"
        return Check(with_=(base.claim.id, added.claim.id), says=capital(f"{words}{tail}."), holds=None, assumes=on_top)
    still = f"{on_top[:-1]}, and that nothing else was added until the later figure."
    newest = max(since, key=lambda i: i.order)
    meets = allowed(total).meets(allowed(newest.quantity))
    says = f"{words}: {'consistent' if meets else 'not consistent'} with the later {in_words(newest.quantity)}."
    return Check(with_=(base.claim.id, added.claim.id, newest.claim.id), says=capital(says), holds=meets, assumes=still)


def added_up(a: Quantity, b: Quantity) -> Quantity:
    """The sum of two quantities, with the looser bound of the two."""
    low = None if a.low is None or b.low is None else a.low + b.low
    high = None if a.high is None or b.high is None else a.high + b.high
    bound = next((q.bound for q in (a, b) if q.bound is not Bound.EXACT), Bound.EXACT)
    return Quantity(low=low, high=high, bound=bound, unit=a.unit)


def falls(group: Group) -> Iterator[Check]:
    """A count that can only grow and yet falls, as one origin gives it."""
    if not lists.cumulative(group.first.measure) or group.first.family != "count":
        return
    series: dict[str, list[Item]] = {}
    for item in group.items:
        if item.present:
            series.setdefault(item.origin.key, []).append(item)
    for items in series.values():
        for old, new in pairwise(sorted(items, key=lambda i: (as_of(i) or (i.order[0],) * 2, i.order))):
            top, bottom = allowed(new.quantity).high, allowed(old.quantity).low
            if later(new, old) and top is not None and bottom is not None and top < bottom:
                words = f"{capital(counted(old))} fell to {in_words(new.quantity)}, as {new.origin.name} gives it"
                says = f"{words}: a count that can only grow was corrected, or the two do not count the same."
                alike = "That both count the same, and that the count never takes anything back."
                yield Check(
                    with_=(old.claim.id, new.claim.id), says=says, holds=False, against=(old.ref,), assumes=alike
                )
