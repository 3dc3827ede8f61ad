"""Groups of articles that tell one story in different words: the same names run through them.

An opinion piece, a digest and a report on one event share few verbs and nouns, and each alone is too short to show it.
A group as a whole shows its names well: what is particular to one article cancels out, what runs through them adds up.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.stories.vectors import Vector, summed

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LEAST_SHARED = 0.5  # cosine of the names of two groups at which they tell one story
FEWEST_NAMES = 4  # words of names that both have: one place alone makes no story
SAME_NEWS_DAYS = 3  # between two articles or groups: no evidence against one story
ONE_UNDATED = 0.6  # times the likeness, where only one of the two is dated
DECAY_DAYS = 20.0  # between them: the likeness is halved in so many days


def merge_by_names(
    groups: Sequence[Sequence[int]], names: Sequence[Vector], days: NDArray[np.float64]
) -> list[list[int]]:
    """The groups, those merged whose names are the same; the same whatever the order of the groups.

    Args:
        groups: Indexes of articles.
        names: The weighted names of each article.
        days: The day of each article as an ordinal, not a number where it is unknown.
    """
    table = _Table([_group(members, names, days) for members in sorted(sorted(group) for group in groups)])
    while pairs := table.alike():
        gone: set[int] = set()
        for _, left, right in pairs:  # the likest first, each group once a round: its names change when it grows
            if not {left, right} & gone:
                gone |= {left, right}
                table.merge(left, right, _group(table.members(left, right), names, days))
    return sorted(group.members for group in table.groups.values())


@dataclass(frozen=True, slots=True, eq=False)
class _Group:
    members: list[int]
    names: Vector
    span: tuple[float, float] | None


def _group(members: list[int], names: Sequence[Vector], days: NDArray[np.float64]) -> _Group:
    return _Group(members, summed([names[i] for i in members]), _span(days[members]))


class _Table:
    """The groups by number, and which of them are alike; after a round only new groups are compared with the rest."""

    def __init__(self, groups: Sequence[_Group]) -> None:
        self.groups: dict[int, _Group] = {}
        self._holders: dict[int, list[int]] = defaultdict(list)
        self._weights: dict[int, list[float]] = defaultdict(list)
        self._fresh: list[int] = []
        self._pairs: list[tuple[float, int, int]] = []
        self._next = 0
        for group in groups:
            self._add(group)

    def members(self, left: int, right: int) -> list[int]:
        """The articles of two groups."""
        return sorted(self.groups[left].members + self.groups[right].members)

    def merge(self, left: int, right: int, group: _Group) -> None:
        """Put a group in place of two."""
        del self.groups[left], self.groups[right]
        self._add(group)

    def alike(self) -> list[tuple[float, int, int]]:
        """The pairs of groups that are alike enough, the likest first, then by their first articles."""
        self._pairs = [pair for pair in self._pairs if pair[1] in self.groups and pair[2] in self.groups]
        for at in self._fresh:
            self._pairs += self._alike_to(at)
        self._fresh = []
        first = {at: group.members[0] for at, group in self.groups.items()}
        return sorted(self._pairs, key=lambda p: (p[0], *sorted((first[p[1]], first[p[2]]))))

    def _add(self, group: _Group) -> None:
        at, self._next = self._next, self._next + 1
        self.groups[at] = group
        self._fresh.append(at)
        for word, weight in zip(group.names.words.tolist(), group.names.weights.tolist(), strict=True):
            self._holders[word].append(at)
            self._weights[word].append(weight)

    def _alike_to(self, at: int) -> list[tuple[float, int, int]]:
        """The earlier groups that one is alike to."""
        import numpy as np

        group = self.groups[at]
        row, shared = np.zeros(self._next), np.zeros(self._next, np.intp)
        for word, weight in zip(group.names.words.tolist(), group.names.weights.tolist(), strict=True):
            if len(self._holders[word]) > 1:
                row[self._holders[word]] += weight * np.array(self._weights[word])
                shared[self._holders[word]] += 1
        pairs = []
        for other in ((row[:at] >= LEAST_SHARED) & (shared[:at] >= FEWEST_NAMES)).nonzero()[0].tolist():
            if other in self.groups:
                likeness = float(row[other]) * _nearness(group.span, self.groups[other].span)
                if likeness >= LEAST_SHARED:
                    pairs.append((-round(likeness, 9), other, at))
        return pairs


def _span(days: NDArray[np.float64]) -> tuple[float, float] | None:
    known = [float(day) for day in days if not math.isnan(day)]
    return (min(known), max(known)) if known else None


def _nearness(left: tuple[float, float] | None, right: tuple[float, float] | None) -> float:
    """1 for groups of the same weeks or both of an unknown time, less the further apart they are."""
    if left is None or right is None:
        return 1.0 if left is right else ONE_UNDATED
    gap = max(left[0] - right[1], right[0] - left[1]) - SAME_NEWS_DAYS
    return math.exp2(-max(gap, 0.0) / DECAY_DAYS)
