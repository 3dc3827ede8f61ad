"""What was reckoned before, so that a pile that grows by a little is reconciled by reckoning a little.

Figures (and statements) are compared only where they share a block, so that they fall into components: two of one
component are tied by a chain of blocks, two of different ones are never compared, and what is found in a component
depends on nothing outside it. A component that holds the very same things as before is not worked out again. What is
known of the pile as a whole, such as who is who, is reckoned anew each time; where that changes a thing, however
little, the thing is another one, and its component is worked out again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

HALF = 32  # bits of the number of a thing

type Ref = tuple[str, int]
type Groups = Iterable[Sequence[int]]


class Thing(Protocol):
    """What is compared: a figure or a statement, named by its claim and its place in it."""

    @property
    def ref(self) -> Ref:
        """What names it."""


class Pairs[T: Thing, M]:
    """The matches of pairs of things, by position; each is reckoned once, and not at all where it was before.

    Attributes:
        things: What is compared.
    """

    def __init__(
        self,
        things: Sequence[T],
        match: Callable[[T, T], M],
        numbers: Sequence[int] | None = None,
        seen: dict[int, M] | None = None,
    ) -> None:
        self.things = things
        self._match = match
        self._numbers = range(len(things)) if numbers is None else numbers
        self.seen = {} if seen is None else seen

    def __getitem__(self, pair: tuple[int, int]) -> M:
        a, b = pair if pair[0] < pair[1] else (pair[1], pair[0])
        key = self._numbers[a] << HALF | self._numbers[b]  # one number is kept in a third of the room of a pair
        found = self.seen.get(key)
        if found is None:
            found = self.seen[key] = self._match(self.things[a], self.things[b])
        return found


@dataclass(slots=True)
class Component:
    """One component as it was: its things, its groups, and the matches of its pairs."""

    things: tuple[Any, ...]
    groups: tuple[tuple[int, ...], ...]
    seen: dict[int, Any]


class Memory:
    """Things of the last time, by kind, each with a number of its own, and what was found in each component."""

    def __init__(self) -> None:
        self._things: dict[str, dict[Ref, Any]] = {}
        self._numbers: dict[str, dict[Ref, int]] = {}
        self._components: dict[str, dict[Ref, Component]] = {}  # by each of its things
        self._next = 0

    def same[T: Thing](self, kind: str, things: Iterable[T]) -> list[T]:
        """The things, each that equals one of the last time given by that one, with all that was worked out of it."""
        before, numbers = self._things.get(kind, {}), self._numbers.get(kind, {})
        kept: list[T] = []
        now: dict[Ref, int] = {}
        for thing in things:
            old: T | None = before.get(thing.ref)
            if old is not None and old == thing:
                kept.append(old)
                now[thing.ref] = numbers[thing.ref]
            else:
                kept.append(thing)
                now[thing.ref] = self._next
                self._next += 1
        self._things[kind], self._numbers[kind] = {t.ref: t for t in kept}, now
        return kept

    def grouped[T: Thing, M](
        self,
        kind: str,
        things: Sequence[T],
        blocks: Iterable[Sequence[int]],
        match: Callable[[T, T], M],
        work: Callable[[Pairs[T, M]], Groups],
    ) -> list[list[int]]:
        """The groups of the things, by position, each and all in order.

        Args:
            kind: What sort of things they are; those of one kind are remembered together.
            things: What is compared, as :meth:`same` gives it, in an order that does not depend on that of arrival.
            blocks: Positions of those that may be compared with each other.
            match: How well two things fit together; never None.
            work: Finds the groups of one component by the matches of its pairs: positions among its things.
        """
        before, now, found = self._components.get(kind, {}), {}, []
        for members in components(len(things), blocks):
            mine = tuple(things[i] for i in members)
            known = before.get(mine[0].ref)
            if known is None or not identical(known.things, mine):
                numbers = [self._numbers[kind][t.ref] for t in mine]
                pairs = Pairs(mine, match, numbers, seen_before(mine, before))
                known = Component(mine, tuple(tuple(group) for group in work(pairs)), pairs.seen)
            now.update(dict.fromkeys((t.ref for t in mine), known))
            found += [[members[i] for i in group] for group in known.groups]
        self._components[kind] = now
        return sorted(found)


def seen_before(things: Iterable[Thing], before: Mapping[Ref, Component]) -> dict[int, Any]:
    """The matches of all components that the things were in."""
    homes = {id(home): home for t in things if (home := before.get(t.ref)) is not None}
    return {key: found for home in homes.values() for key, found in home.seen.items()}


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
