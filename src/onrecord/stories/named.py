"""Groups of articles that tell one story in different words: the same names run through them.

An opinion piece, a digest and a report on one event share few verbs and nouns, and each alone is too short to show it.
A group as a whole shows its names well: what is particular to one article cancels out, what runs through them adds up.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LEAST_SHARED = 0.5  # cosine of the names of two groups at which they tell one story
FEWEST_NAMES = 4  # words of names that both have: one place alone makes no story
SAME_NEWS_DAYS = 3  # between two articles or groups: no evidence against one story
ONE_UNDATED = 0.6  # times the likeness, where only one of the two is dated
DECAY_DAYS = 20.0  # between them: the likeness is halved in so many days


def merge_by_names(
    groups: Sequence[Sequence[int]], names: Sequence[dict[str, float]], days: NDArray[np.float64]
) -> list[list[int]]:
    """The groups, those merged whose names are the same; the same whatever the order of the groups.

    Args:
        groups: Indexes of articles.
        names: The weighted names of each article.
        days: The day of each article as an ordinal, not a number where it is unknown.
    """
    found = sorted(sorted(group) for group in groups)
    while pairs := _alike(found, names, days):
        gone: set[int] = set()
        merged = []
        for _, left, right in pairs:  # the likest first, each group once a round: its names change when it grows
            if not {left, right} & gone:
                gone |= {left, right}
                merged.append(sorted(found[left] + found[right]))
        found = sorted([*merged, *(group for at, group in enumerate(found) if at not in gone)])
    return found


def _alike(
    groups: Sequence[Sequence[int]], names: Sequence[dict[str, float]], days: NDArray[np.float64]
) -> list[tuple[float, int, int]]:
    """The pairs of groups that are alike enough, the likest first."""
    import numpy as np

    sums = [_sum([names[i] for i in group]) for group in groups]
    postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for at, vector in enumerate(sums):
        for word, value in vector.items():
            postings[word].append((at, value))
    arrays = {
        word: (np.array([at for at, _ in places]), np.array([value for _, value in places]))
        for word, places in postings.items()
        if len(places) > 1
    }
    spans = [_span(days[list(group)]) for group in groups]
    pairs = []
    for at, vector in enumerate(sums):
        row, shared = np.zeros(len(groups)), np.zeros(len(groups), np.intp)
        for word, value in vector.items():
            if word in arrays:
                where, values = arrays[word]
                row[where] += value * values
                shared[where] += 1
        for other in ((row[:at] >= LEAST_SHARED) & (shared[:at] >= FEWEST_NAMES)).nonzero()[0]:
            likeness = float(row[other]) * _nearness(spans[at], spans[int(other)])
            if likeness >= LEAST_SHARED:
                pairs.append((-round(likeness, 9), int(other), at))
    return sorted(pairs)


def _sum(vectors: Sequence[dict[str, float]]) -> dict[str, float]:
    total: dict[str, float] = defaultdict(float)
    for vector in vectors:
        for word, value in vector.items():
            total[word] += value
    length = math.sqrt(sum(value * value for value in total.values())) or 1.0
    return {word: value / length for word, value in total.items()}


def _span(days: NDArray[np.float64]) -> tuple[float, float] | None:
    known = [float(day) for day in days if not math.isnan(day)]
    return (min(known), max(known)) if known else None


def _nearness(left: tuple[float, float] | None, right: tuple[float, float] | None) -> float:
    """1 for groups of the same weeks or both of an unknown time, less the further apart they are."""
    if left is None or right is None:
        return 1.0 if left is right else ONE_UNDATED
    gap = max(left[0] - right[1], right[0] - left[1]) - SAME_NEWS_DAYS
    return math.exp2(-max(gap, 0.0) / DECAY_DAYS)
