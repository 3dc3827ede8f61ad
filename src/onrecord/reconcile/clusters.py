"""Clusters: figures that answer one question. Blocks first, then scored pairs, then groups in which all fit all.

Work grows near linearly with the pile: only figures that share a block are compared, in a large block only those near
each other by day or by number, and a group is checked against a sample of another. The result does not depend on the
order of arrival, because items and pairs are sorted by what they say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from onrecord.reconcile.items import Item, Scope, who_key
from onrecord.reconcile.memory import Memory, Pairs
from onrecord.reconcile.pairs import Match, match
from onrecord.reconcile.ranges import point
from onrecord.reconcile.runs import runs
from onrecord.values.name import fold

SMALL = 120  # in a block of this size every pair is compared
REACH = 25  # in a larger one, each item with so many after it, by day and by number
SAMPLE = 30  # so many members of a group stand for it
MOST_APART = 3  # of a group's pairs, one in so many may fall short without being forbidden


def cluster(items: Sequence[Item], memory: Memory | None = None) -> list[tuple[Item, ...]]:
    """The groups, each in the order of its items; every item is in exactly one. ``memory`` knows those of last time."""
    memory = memory or Memory()
    items = memory.same("figures", items)
    tied = [*blocks(items), *runs(items)]
    return [tuple(items[i] for i in group) for group in memory.grouped("figures", items, tied, match, groups_of)]


def groups_of(pairs: Pairs[Item, Match]) -> list[list[int]]:
    """The groups by the positions of their items."""
    items, series = pairs.things, runs(pairs.things)
    run_of = {i: n for n, run in enumerate(series) for i in run}
    candidates = {pair for block in blocks(items) for pair in within(items, block)}
    candidates = {(a, b) for a, b in candidates if a not in run_of or run_of[a] != run_of.get(b)}
    scored = [(pairs[p].value or 0, p) for p in candidates if pairs[p].enough(items[p[0]].scope)]
    groups, home = started(len(items), series)
    for _, (a, b) in sorted(scored, key=lambda s: (-s[0], s[1])):
        left, right = sorted((home[a], home[b]))
        if left != right and may_join(groups[left], groups[right], pairs):
            groups[left] = sorted(groups[left] + groups.pop(right))
            for i in groups[left]:
                home[i] = left
    return [members for _, members in sorted(groups.items())]


def started(count: int, series: Sequence[Sequence[int]]) -> tuple[dict[int, list[int]], list[int]]:
    """The groups to begin with, and the group of each item: a run stands together, all else alone."""
    home = list(range(count))
    for run in series:
        for i in run:
            home[i] = min(run)
    groups: dict[int, list[int]] = {}
    for i, first in enumerate(home):
        groups.setdefault(first, []).append(i)
    return groups, home


def may_join(left: Sequence[int], right: Sequence[int], pairs: Pairs[Item, Match]) -> bool:
    """Whether no pair across the two groups is forbidden, and most fit well enough."""
    across = [(a, b) for a in sample(left) for b in sample(right)]
    short = 0
    for pair in across:
        found = pairs[pair]
        if found.value is None:
            return False
        short += not found.enough(pairs.things[pair[0]].scope)
    return short * MOST_APART <= len(across)


def sample(members: Sequence[int]) -> Sequence[int]:
    """All of a small group; of a large one, members evenly spread over it with the first and the last."""
    if len(members) <= SAMPLE:
        return members
    return sorted({members[i * (len(members) - 1) // (SAMPLE - 1)] for i in range(SAMPLE)})


def blocks(items: Sequence[Item]) -> Iterable[list[int]]:
    """Items that share a key, by position; only these are ever compared."""
    found: dict[tuple[str, ...], list[int]] = {}
    for i, item in enumerate(items):
        for key in keys(item):
            found.setdefault(key, []).append(i)
    return found.values()


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


def within(items: Sequence[Item], block: list[int]) -> Iterator[tuple[int, int]]:
    """The pairs of a block that are worth comparing."""
    if len(block) <= SMALL:
        yield from ((a, b) for n, a in enumerate(block) for b in block[n + 1 :])
        return
    by_number = sorted(block, key=lambda i: (point(items[i].quantity) or Decimal(0), i))
    for order in (block, by_number):
        for n, a in enumerate(order):
            for b in order[n + 1 : n + 1 + REACH]:
                yield (a, b) if a < b else (b, a)
