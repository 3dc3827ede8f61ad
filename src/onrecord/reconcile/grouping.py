"""Grouping: things that are compared in blocks, put together where they fit, and what was found before taken over.

A block gives **parts**: a small block is one part, in which every pair is compared; a large one has a part for each
thing, which is compared with those after it. Pairs that fit tie the things of a part into **knots**, and knots that
share a thing into a component. Groups are formed within a component from its best pairs on, and from nothing outside
it. So a part of the very same things has the same knots as before, and a component of the very same knots has the same
groups; only where something is new is anything worked out, and the result is that of working out everything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Protocol

HALF = 32  # bits of the number of a thing
FORGOTTEN = 1.25  # times as many scored things as there are: then the scores of those that are no more go
MOST_APART = 3  # of the pairs of two groups, one in so many may fall short without being forbidden
PAIR = 2
UNKNOWN = -(1 << HALF)  # no score

type Part = tuple[int, ...]  # positions, in order
type Edge = tuple[int, int, int]  # how well two things fit, and their numbers


class Rules[T](Protocol):
    """How things of one sort are compared."""

    sample: int  # so many members of a group stand for it

    def score(self, a: T, b: T) -> int | None:
        """How well two fit together; None where something forbids it."""

    def enough(self, score: int, thing: T) -> bool:
        """Whether the score is that of two that belong together."""

    def parts(self, things: Sequence[T], block: Sequence[int]) -> Iterator[tuple[Part, bool]]:
        """The parts of a block, each with whether only its first is compared with the others, or all with all."""


@dataclass(frozen=True, slots=True, eq=False)
class Knot:
    """Things of one part that are tied to one another, by their numbers, and the pairs that fit."""

    members: tuple[int, ...]
    edges: tuple[Edge, ...] = ()


@dataclass(frozen=True, slots=True)
class Component:
    """Things that knots tie to one another, and the groups that they form, by their numbers."""

    knots: frozenset[Knot]
    groups: tuple[tuple[int, ...], ...]


class Grouping[T]:
    """What was found of things of one sort; a thing is known by its number, and another one has another number."""

    def __init__(self, rules: Rules[T]) -> None:
        self._rules = rules
        self._scores: dict[int, int | None] = {}
        self._parts: dict[tuple[object, ...], tuple[Knot, ...]] = {}
        self._components: dict[int, Component] = {}  # by the number of the first of its things
        self._things: Sequence[T] = ()
        self._numbers: Sequence[int] = ()
        self._scored: set[int] = set()  # the numbers of all things that there may be scores of

    def groups(
        self, things: Sequence[T], numbers: Sequence[int], blocks: Iterable[Sequence[int]], runs: Iterable[Part] = ()
    ) -> list[list[int]]:
        """The groups of two and more, by position, each and all in order.

        Args:
            things: What is compared, in an order that does not depend on that of arrival.
            numbers: The number of each thing.
            blocks: Positions of those that may be compared with each other, each in order.
            runs: Positions of those that stand together whatever is compared, each in one run at the most.
        """
        self._things, self._numbers = things, numbers
        self._forget()
        place = {number: i for i, number in enumerate(numbers)}
        now: dict[int, Component] = {}
        for members, knots in _components(self._knots(blocks, runs), place):
            first, own = numbers[members[0]], frozenset(knots)
            known = self._components.get(first)
            if known is None or known.knots != own:
                known = Component(own, tuple(tuple(numbers[i] for i in g) for g in self._formed(members, knots, place)))
            now[first] = known
        self._components = now
        return sorted([place[number] for number in group] for known in now.values() for group in known.groups)

    def _forget(self) -> None:
        """Let go of the scores of things that are no more, once they are many."""
        alive = set(self._numbers)
        self._scored |= alive
        if len(self._scored) > FORGOTTEN * len(alive):
            low = (1 << HALF) - 1
            self._scores = {k: v for k, v in self._scores.items() if k >> HALF in alive and k & low in alive}
            self._scored = alive

    # ---- what is tied

    def _knots(self, blocks: Iterable[Sequence[int]], runs: Iterable[Part]) -> Iterator[Knot]:
        """The knots of all parts, those of parts that were there before taken over."""
        before, self._parts = self._parts, {}
        runs = tuple(runs)
        run_of = {i: self._numbers[run[0]] for run in runs for i in run}
        for run in runs:
            members = tuple(self._numbers[i] for i in run)
            self._parts["run", *members] = known = before.get(("run", *members)) or (Knot(members),)
            yield from known
        for part, star in (found for block in blocks for found in self._rules.parts(self._things, block)):
            if len(part) < PAIR:
                continue
            standing = tuple(run_of.get(i) for i in part) if any(i in run_of for i in part) else ()
            key = (star, *(self._numbers[i] for i in part), *standing)
            tied = before.get(key)
            self._parts[key] = tied = self._tied(part, star, run_of) if tied is None else tied
            yield from tied

    def _tied(self, part: Part, star: bool, run_of: Mapping[int, int]) -> tuple[Knot, ...]:
        """The knots of one part; those of one run are not compared, for they stand together already."""
        edges = []
        for a, b in ((part[0], b) for b in part[1:]) if star else combinations(part, 2):
            if a not in run_of or run_of[a] != run_of.get(b):
                score = self._score(a, b)
                if score is not None and self._rules.enough(score, self._things[a]):
                    edges.append((score, self._numbers[a], self._numbers[b]))
        groups = connected((a, b) for _, a, b in edges)
        home = {member: n for n, group in enumerate(groups) for member in group}
        own: list[list[Edge]] = [[] for _ in groups]
        for edge in edges:
            own[home[edge[1]]].append(edge)
        return tuple(Knot(tuple(group), tuple(some)) for group, some in zip(groups, own, strict=True))

    def _score(self, a: int, b: int) -> int | None:
        a, b = (a, b) if a < b else (b, a)
        key = self._numbers[a] << HALF | self._numbers[b]  # one number is kept in a third of the room of a pair
        found = self._scores.get(key, UNKNOWN)
        if found == UNKNOWN:
            found = self._scores[key] = self._rules.score(self._things[a], self._things[b])
        return found

    # ---- what is put together

    def _formed(self, members: Sequence[int], knots: Iterable[Knot], place: Mapping[int, int]) -> list[list[int]]:
        """The groups of one component, from its best pairs on, by position."""
        home = {i: i for i in members}
        groups = {i: [i] for i in members}
        scored: dict[tuple[int, int], int] = {}
        for knot in knots:
            if not knot.edges:
                run = sorted(place[number] for number in knot.members)
                groups[run[0]] = run
                for i in run[1:]:
                    home[i] = run[0]
                    del groups[i]
            for score, a, b in knot.edges:
                left, right = place[a], place[b]
                scored[(left, right) if left < right else (right, left)] = score
        for (a, b), _ in sorted(scored.items(), key=lambda s: (-s[1], s[0])):
            left, right = sorted((home[a], home[b]))
            if left != right and self._may_join(groups[left], groups[right]):
                groups[left] = sorted(groups[left] + groups.pop(right))
                home |= dict.fromkeys(groups[left], left)
        return [group for group in groups.values() if len(group) > 1]

    def _may_join(self, left: Sequence[int], right: Sequence[int]) -> bool:
        """Whether no pair across the two groups is forbidden, and most fit well enough."""
        across = [(a, b) for a in self._sample(left) for b in self._sample(right)]
        short = 0
        for a, b in across:
            score = self._score(a, b)
            if score is None:
                return False
            short += not self._rules.enough(score, self._things[a])
        return short * MOST_APART <= len(across)

    def _sample(self, members: Sequence[int]) -> Sequence[int]:
        """All of a small group; of a large one, members evenly spread over it with the first and the last."""
        size = self._rules.sample
        if len(members) <= size:
            return members
        return sorted({members[i * (len(members) - 1) // (size - 1)] for i in range(size)})


def _components(knots: Iterable[Knot], place: Mapping[int, int]) -> list[tuple[list[int], list[Knot]]]:
    """The things that knots tie to one another, by position and in order, with their knots."""
    knots = list(knots)
    groups = connected(knot.members for knot in knots)
    home = {member: n for n, group in enumerate(groups) for member in group}
    own: list[list[Knot]] = [[] for _ in groups]
    for knot in knots:
        own[home[knot.members[0]]].append(knot)
    return [(sorted(place[m] for m in group), some) for group, some in zip(groups, own, strict=True)]


def followed(block: Sequence[int], reach: int) -> Iterator[tuple[Part, bool]]:
    """The parts of a large block: each thing with so many after it."""
    for n in range(len(block) - 1):
        yield tuple(block[n : n + 1 + reach]), True


def connected(sets: Iterable[Sequence[int]]) -> list[list[int]]:
    """The numbers that a chain of sets ties to one another, by the order in which they come."""
    home: dict[int, int] = {}
    for some in sets:
        first = root(home, some[0])
        for other in some[1:]:
            last = root(home, other)
            if first != last:
                home[last] = first
    found: dict[int, list[int]] = {}
    for number in home:
        found.setdefault(root(home, number), []).append(number)
    return list(found.values())


def root(home: dict[int, int], number: int) -> int:
    """What stands for the set that a number is in; of one that is new, itself."""
    above = home.setdefault(number, number)
    while above != number:
        home[number] = home[above]
        number, above = above, home[above]
    return number
