"""Clusters: figures that answer one question. Blocks first, then scored pairs, then groups in which all fit all.

Work grows near linearly with the pile: only figures that share a block are compared, in a large block only those near
each other by day or by number, and a group is checked against a sample of another. The result does not depend on the
order of arrival, because items and pairs are sorted by what they say. See :mod:`onrecord.reconcile.grouping`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from onrecord.reconcile.days import free, reach
from onrecord.reconcile.grouping import Key
from onrecord.reconcile.items import Item, Scope, who_key
from onrecord.reconcile.memory import Memory
from onrecord.reconcile.pairs import ENOUGH, match
from onrecord.reconcile.ranges import point
from onrecord.reconcile.runs import runs
from onrecord.reconcile.windows import Near, Window, near, window
from onrecord.values.name import fold

SMALL = 120  # in a block of this size every pair is compared
REACH = 25  # in a larger one, each item with so many after it, by day and by number


class Figures:
    """How figures are compared."""

    sample = 30

    def keys(self, thing: Item) -> Iterable[Key]:
        """The blocks of a figure."""
        return dict.fromkeys(keys(thing))

    def score(self, a: Item, b: Item) -> int | None:
        """How well two figures fit one question; None where something forbids it."""
        return match(a, b).value

    def enough(self, score: int, thing: Item) -> bool:
        """Whether two figures of this score may stand under one question."""
        return score >= ENOUGH[thing.scope]

    def __init__(self, memory: Memory) -> None:
        self._memory = memory

    def near(self, things: Sequence[Item], block: Sequence[int]) -> Iterator[Near]:
        """In a small block each figure with all after it; in a large one with a few after it by day and by number.

        Only those are named that the days allow.
        """
        windows = [self._window(things[i]) for i in block]
        if len(block) <= SMALL:
            yield from near(block, windows)
            return
        found = {i: set(some) for i, some in near(block, windows, REACH)}
        of = dict(zip(block, windows, strict=True))
        by_number = sorted(block, key=lambda i: (point(things[i].quantity) or Decimal(0), i))
        for n, one in enumerate(by_number):
            for other in by_number[n + 1 : n + 1 + REACH]:
                a, b = (one, other) if one < other else (other, one)
                if of[a].reaches(of[b]):
                    found.setdefault(a, set()).add(b)
        yield from ((i, tuple(some)) for i, some in found.items())

    def _window(self, item: Item) -> Window:
        return self._memory.noted("window", item, lambda i: window(i.days, reach(i), free=free(i)))


def cluster(items: Sequence[Item], memory: Memory | None = None) -> list[tuple[Item, ...]]:
    """The groups, each in the order of its items; every item is in exactly one. ``memory`` knows those of last time."""
    memory = memory or Memory()
    items = memory.same("figures", items)
    series = [tuple(run) for run in runs(items)]
    groups = memory.grouped("figures", items, Figures(memory), series)
    grouped = {i for group in groups for i in group}
    alone = [[i] for i in range(len(items)) if i not in grouped]
    return [tuple(items[i] for i in group) for group in sorted([*groups, *alone])]


def keys(item: Item) -> Iterator[tuple[str, ...]]:
    """The blocks that an item belongs to: by who for a side's count, by place for an event, by story for both."""
    base = (item.group, item.family, item.scope)
    yield (*base, "article", item.article.id)
    if item.article.story:
        yield (*base, "story", item.article.story)
    if item.scope is Scope.EVENT:
        for word in fold(item.where).split() if item.where else ():
            yield (*base, "place", word)
    elif owner := item.who or (item.where if item.scope is Scope.SLOW else None):
        yield (*base, "who", who_key(owner))
