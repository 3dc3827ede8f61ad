"""Grouping: things that are compared in blocks, put together where they fit, and what was found before taken over.

A block says which of its things are compared with which: in a small one all that are not too far apart in time, in a
large one each with a few after it. What a thing is compared with is the sum of what its blocks say. Pairs that fit tie
things into a component, and groups are formed within a component from its best pairs on, and from nothing outside it.
So a block of the very same things says the same as before, a thing that is compared with the very same others has the
same pairs, and a component of the very same pairs has the same groups; only where something is new is anything worked
out, and the result is that of working out everything.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from onrecord.reconcile.unions import connected
from onrecord.reconcile.windows import Near

HALF = 32  # bits of the number of a thing
FORGOTTEN = 1.25  # times as many scored things as there are: then the scores of those that are no more go
MOST_APART = 3  # of the pairs of two groups, one in so many may fall short without being forbidden
PAIR = 2
UNKNOWN = -(1 << HALF)  # no score

type Run = tuple[int, ...]  # positions, in order
type Edge = tuple[int, int, int]  # how well two things fit, and their numbers, the earlier first
type Numbers = tuple[int, ...]
type Key = tuple[str, ...]


class Rules[T](Protocol):
    """How things of one sort are compared."""

    sample: int  # so many members of a group stand for it

    def keys(self, thing: T) -> Iterable[Key]:
        """The blocks that a thing belongs to, each once: only things that share one are ever compared."""

    def score(self, a: T, b: T) -> int | None:
        """How well two fit together; None where something forbids it."""

    def enough(self, score: int, thing: T) -> bool:
        """Whether the score is that of two that belong together."""

    def near(self, things: Sequence[T], block: Sequence[int]) -> Iterator[Near]:
        """Of a block of positions in order, each with those after it that it is compared with."""


@dataclass(slots=True)
class Block:
    """The things of a block, by their numbers, in order.

    Attributes:
        near: What the block says: each of them with those after it that it is compared with.
    """

    members: list[int] = field(default_factory=list)
    near: Mapping[int, Numbers] = field(default_factory=dict)


class Grouping[T]:
    """What was found of things of one sort; a thing is known by its number, and another one has another number."""

    def __init__(self, rules: Rules[T]) -> None:
        self._rules = rules
        self._scores: dict[int, int | None] = {}
        self._scored: set[int] = set()  # the numbers of all things that there may be scores of
        self._keys: dict[int, tuple[Key, ...]] = {}
        self._blocks: dict[Key, Block] = {}
        self._near: dict[int, frozenset[int]] = {}  # by its number, the later things that a thing was compared with
        self._edges: dict[int, tuple[Edge, ...]] = {}  # those of them that fit
        self._runs: set[Numbers] = set()
        self._run_of: dict[int, Numbers] = {}
        self._formed_of: dict[int, tuple[Numbers, tuple[Numbers, ...]]] = {}  # by the first of a component
        self._things: Sequence[T] = ()
        self._numbers: Sequence[int] = ()

    def groups(
        self,
        things: Sequence[T],
        numbers: Sequence[int],
        runs: Iterable[Run] = (),
    ) -> list[list[int]]:
        """The groups of two and more, by position, each and all in order.

        Args:
            things: What is compared, in an order that does not depend on that of arrival.
            numbers: The number of each thing.
            runs: Positions of those that stand together whatever is compared, each in one run at the most.
        """
        self._things, self._numbers = things, numbers
        self._forget()
        place = {number: i for i, number in enumerate(numbers)}
        standing = {tuple(numbers[i] for i in run) for run in runs}
        renewed = {number for run in standing ^ self._runs for number in run}
        self._runs, self._run_of = standing, {number: run for run in standing for number in run}
        changed = renewed | self._compared(self._said(place) | renewed, place)
        now = {}
        for members in self._components(changed, place):
            known = self._formed_of.get(members[0])
            if known is None or known[0] != members or not changed.isdisjoint(members):
                known = (members, self._formed(members, place))
            now[members[0]] = known
        self._formed_of = now
        return sorted([place[number] for number in group] for _, groups in now.values() for group in groups)

    def _forget(self) -> None:
        """Let go of the scores of things that are no more, once they are many."""
        alive = set(self._numbers)
        self._scored |= alive
        if len(self._scored) > FORGOTTEN * len(alive):
            low = (1 << HALF) - 1
            self._scores = {k: v for k, v in self._scores.items() if k >> HALF in alive and k & low in alive}
            self._scored = alive

    # ---- what is compared

    def _said(self, place: Mapping[int, int]) -> set[int]:
        """Ask the blocks that have other things now; returns the numbers of those of whom one says something else."""
        other = set[int]()
        for key in self._moved(place):
            block = self._blocks[key]
            positions = [place[n] for n in block.members]
            near = self._rules.near(self._things, positions) if len(positions) >= PAIR else ()
            said = {self._numbers[i]: tuple([self._numbers[k] for k in some]) for i, some in near}
            other.update(n for n in said.keys() | block.near.keys() if said.get(n) != block.near.get(n))
            block.near = said
            if not positions:
                del self._blocks[key]
        return other

    def _moved(self, place: Mapping[int, int]) -> set[Key]:
        """Take out of the blocks what is no more and put in what is new; returns the keys of those that are changed."""
        moved = set[Key]()
        for number in self._keys.keys() - place.keys():
            for key in self._keys.pop(number):
                self._blocks[key].members.remove(number)
                moved.add(key)
        for number, i in place.items():
            if number in self._keys:
                continue
            self._keys[number] = keys = tuple(self._rules.keys(self._things[i]))
            for key in keys:
                members = self._blocks.setdefault(key, Block()).members
                insort(members, number, key=place.__getitem__)
            moved.update(keys)
        return moved

    def _compared(self, those: set[int], place: Mapping[int, int]) -> set[int]:
        """Compare those with what their blocks say anew; returns the numbers of those whose pairs are others now."""
        found: dict[int, set[int]] = {number: set() for number in those}
        for number in those:
            for key in self._keys.get(number, ()):
                found[number].update(self._blocks[key].near.get(number, ()))
        changed = set()
        for number, others in found.items():
            others.difference_update(self._run_of.get(number, ()))  # they stand together already
            before = self._edges.get(number, ())
            if self._tied(number, others, place) != before:
                changed.add(number)
        return changed

    def _tied(self, number: int, others: set[int], place: Mapping[int, int]) -> tuple[Edge, ...]:
        """Keep the pairs of one with others that fit; only those that it was not compared with are scored."""
        before, known = self._near.pop(number, frozenset()), self._edges.pop(number, ())
        if not others:
            return ()
        edges = [edge for edge in known if edge[2] in others]
        here = place[number]
        for other in others - before:
            score = self._score(here, place[other])
            if score is not None and self._rules.enough(score, self._things[here]):
                edges.append((score, number, other))
        self._near[number] = frozenset(others)
        made = tuple(sorted(edges))
        if made:
            self._edges[number] = made
        return made

    def _score(self, a: int, b: int) -> int | None:
        a, b = (a, b) if a < b else (b, a)
        key = self._numbers[a] << HALF | self._numbers[b]  # one number is kept in a third of the room of a pair
        found = self._scores.get(key, UNKNOWN)
        if found == UNKNOWN:
            found = self._scores[key] = self._rules.score(self._things[a], self._things[b])
        return found

    # ---- what is put together

    def _components(self, changed: set[int], place: Mapping[int, int]) -> list[Numbers]:
        """The numbers of the things that pairs and runs tie to one another, each component in order.

        What was tied and has no other pairs than before still is.
        """
        kept = [members for members, _ in self._formed_of.values() if changed.isdisjoint(members)]
        still = {number for members in kept for number in members}
        tied = [(n, *[edge[2] for edge in edges]) for n, edges in self._edges.items() if n not in still]
        groups = connected([*kept, *self._runs, *tied])
        return [tuple(sorted(group, key=place.__getitem__)) for group in groups]

    def _formed(self, members: Numbers, place: Mapping[int, int]) -> tuple[Numbers, ...]:
        """The groups of one component, from its best pairs on, by numbers."""
        home = {place[m]: place[m] for m in members}
        groups = {i: [i] for i in home}
        for run in {self._run_of[m] for m in members if m in self._run_of}:
            some = sorted(place[number] for number in run)
            groups[some[0]] = some
            for i in some[1:]:
                home[i] = some[0]
                del groups[i]
        pairs = [(-score, place[a], place[b]) for m in members for score, a, b in self._edges.get(m, ())]
        apart: set[tuple[int, int, int, int]] = set()  # groups that may not be joined, as large as they were
        for _, a, b in sorted(pairs):
            left, right = (home[a], home[b]) if home[a] < home[b] else (home[b], home[a])
            if left == right or (both := (left, right, len(groups[left]), len(groups[right]))) in apart:
                continue
            if self._may_join(groups[left], groups[right]):
                moved = groups.pop(right)
                groups[left] = sorted(groups[left] + moved)
                for i in moved:
                    home[i] = left
            else:
                apart.add(both)
        return tuple(tuple(self._numbers[i] for i in group) for group in groups.values() if len(group) > 1)

    def _may_join(self, left: Sequence[int], right: Sequence[int]) -> bool:
        """Whether no pair across the two groups is forbidden, and most fit well enough."""
        ours, theirs = self._sample(left), self._sample(right)
        short = 0
        for a in ours:
            for b in theirs:
                score = self._score(a, b)
                if score is None:
                    return False
                short += not self._rules.enough(score, self._things[a])
        return short * MOST_APART <= len(ours) * len(theirs)

    def _sample(self, members: Sequence[int]) -> Sequence[int]:
        """All of a small group; of a large one, members evenly spread over it with the first and the last."""
        size = self._rules.sample
        if len(members) <= size:
            return members
        return sorted({members[i * (len(members) - 1) // (size - 1)] for i in range(size)})
