"""Running totals: counts from the start of something up to a day that is named, and the runs that one origin gives.

A ministry that says each morning how many were lost so far gives one count a thousand times. Its figures are one run:
each takes the place of the one before, and none has to be held against all the others.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from onrecord.model import Basis
from onrecord.reconcile import lists
from onrecord.reconcile.items import Item
from onrecord.reconcile.ranges import Range, allowed
from onrecord.reconcile.traits import unit_class

MOST_APART = 45  # days between two steps of a run, from which what it held between them can be told
SHORTEST = 3  # so many figures make a run


def running(item: Item) -> bool:
    """Whether a figure is a total from the start of something up to a day that it names."""
    period = item.period
    upto = period is not None and period.start is None and period.end is not None
    return upto and item.figure.basis is Basis.TOTAL and item.family == "count" and lists.cumulative(item.measure)


def runs(items: Sequence[Item]) -> list[list[int]]:
    """The positions of the items of each run: one known origin, one thing counted, a figure for each of its days."""
    found: dict[tuple[object, ...], dict[date, int]] = {}
    for i, item in enumerate(items):
        if running(item) and item.origin.known and item.period and item.period.end:
            days = found.setdefault(run_key(item), {})
            days.setdefault(item.period.end, i)  # a second figure for one day is no step of the run
    return [list(days.values()) for days in found.values() if len(days) >= SHORTEST]


def run_key(item: Item) -> tuple[object, ...]:
    """What the figures of one run share."""
    counted = (item.group, item.family, item.scope, unit_class(item), item.some)
    return (*counted, item.measure, item.who, item.where, item.origin.key)


def around(items: Sequence[Item], day: date) -> Range | None:
    """What the running totals of one origin allow for a day: from the step before it to the step after it.

    None where it gave no figure both before and after, or none near.
    """
    dated = [(i.period.end, i) for i in items if running(i) and i.period and i.period.end]
    before = max((d for d, _ in dated if d <= day), default=None)
    after = min((d for d, _ in dated if d >= day), default=None)
    if before is None or after is None or (after - before).days > MOST_APART:
        return None
    lows = [allowed(i.quantity).low for d, i in dated if d == before]
    highs = [allowed(i.quantity).high for d, i in dated if d == after]
    floor = min((low for low in lows if low is not None), default=None)
    return Range(floor, None if None in highs else max(high for high in highs if high is not None))
