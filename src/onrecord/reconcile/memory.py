"""What was reckoned before, so that a pile that grows by a little is reconciled by reckoning a little.

Figures (and statements) are compared only where they share a block, so that they fall into components: two of one
component are tied by a chain of blocks, two of different ones are never compared, and what is found in a component
depends on nothing outside it. A component that holds the very same things as before is not worked out again. What is
known of the pile as a whole, such as who is who, is reckoned anew each time; where that changes a thing, however
little, the thing is another one, and its component is worked out again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Protocol

type Ref = tuple[str, int]
type Groups = Iterable[Sequence[int]]


class Thing(Protocol):
    """What is compared: a figure or a statement, named by its claim and its place in it."""

    @property
    def ref(self) -> Ref:
        """What names it."""


class Memory:
    """Things of the last time, by kind, and the groups found in each of their components."""

    def __init__(self) -> None:
        self._things: dict[str, dict[Ref, Any]] = {}
        self._groups: dict[str, dict[Ref, tuple[tuple[Any, ...], tuple[tuple[int, ...], ...]]]] = {}

    def same[T: Thing](self, kind: str, things: Iterable[T]) -> list[T]:
        """The things, each that equals one of the last time given by that one, with all that was worked out of it."""
        before = self._things.get(kind, {})
        kept = [old if (old := before.get(t.ref)) is not None and old == t else t for t in things]
        self._things[kind] = {t.ref: t for t in kept}
        return kept

    def grouped[T: Thing](
        self, kind: str, things: Sequence[T], blocks: Iterable[Sequence[int]], work: Callable[[Sequence[T]], Groups]
    ) -> list[list[int]]:
        """The groups of the things, by position, each and all in order.

        Args:
            kind: What sort of things they are; those of one kind are remembered together.
            things: What is compared, as :meth:`same` gives it, in an order that does not depend on that of arrival.
            blocks: Positions of those that may be compared with each other.
            work: Finds the groups of one component: positions among the things that it is given.
        """
        before, now, found = self._groups.get(kind, {}), {}, []
        for members in components(len(things), blocks):
            mine = tuple(things[i] for i in members)
            known = before.get(mine[0].ref)
            if known is None or not identical(known[0], mine):
                known = mine, tuple(tuple(group) for group in work(mine))
            now[mine[0].ref] = known
            found += [[members[i] for i in group] for group in known[1]]
        self._groups[kind] = now
        return sorted(found)


def identical(left: Sequence[object], right: Sequence[object]) -> bool:
    """Whether both hold the very same objects in the same order."""
    return len(left) == len(right) and all(a is b for a, b in zip(left, right, strict=True))


def components(count: int, blocks: Iterable[Sequence[int]]) -> list[list[int]]:
    """The positions from 0 up to ``count``, those together that a chain of blocks ties, each and all in order."""
    home = list(range(count))
    for block in blocks:
        first = _root(home, block[0]) if block else 0
        for other in block[1:]:
            low, high = sorted((first, _root(home, other)))
            home[high], first = low, low
    found: dict[int, list[int]] = {}
    for i in range(count):
        found.setdefault(_root(home, i), []).append(i)
    return list(found.values())


def _root(home: list[int], i: int) -> int:
    while home[i] != i:
        home[i] = home[home[i]]
        i = home[i]
    return i
