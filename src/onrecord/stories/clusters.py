"""Which articles tell one story: average-link clustering of weighted words, with time as evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from heapq import heapify, heappop, heappush

from onrecord.model import Article
from onrecord.stories.likeness import Pile
from onrecord.stories.named import merge_by_names
from onrecord.stories.vectors import Counted, vectors_and_names

LEAST_LIKENESS = 0.21  # average likeness at which two groups are one story


def find_stories(
    articles: Sequence[Article], copies: Mapping[str, str], counted: Counted | None = None
) -> list[list[int]]:
    """Groups of indexes, one a story; the same whatever the order of the articles.

    Args:
        articles: The articles, dated as far as they can be.
        copies: The original of each copy, by id.
        counted: The words of the articles in the order of their ids, where they are known already.
    """
    import numpy as np

    order = sorted(range(len(articles)), key=lambda i: articles[i].id)
    ordered = [articles[i] for i in order]
    vectors, names = vectors_and_names(ordered, counted)
    days = np.array([a.published.reference.toordinal() if a.published else np.nan for a in ordered], np.float64)
    groups = _Groups(Pile(vectors=vectors, days=days, twins=_twins(ordered, copies))).merged()
    return [sorted(order[i] for i in group) for group in merge_by_names(groups, names, days)]


def _twins(articles: Sequence[Article], copies: Mapping[str, str]) -> dict[int, list[int]]:
    """For each article by its index those that are copies of it, or that it copies."""
    place = {article.id: at for at, article in enumerate(articles)}
    twins: dict[int, list[int]] = defaultdict(list)
    for copy, original in copies.items():
        twins[place[copy]].append(place[original])
        twins[place[original]].append(place[copy])
    return dict(twins)


class _Groups:
    """Average-link clustering that looks only at groups with a pair of articles that are alike enough.

    Two groups can be alike enough on average only where one such pair is; the sum over all their pairs is kept for
    these groups and no others, and computed when a pair first ties them.
    """

    def __init__(self, pile: Pile) -> None:
        self.pile = pile
        self.members: dict[int, list[int]] = {at: [at] for at in range(len(pile.vectors))}
        self.sums: dict[int, dict[int, float]] = defaultdict(dict)
        self.heap: list[tuple[float, int, int]] = []
        for one, other, likeness in pile.alike(LEAST_LIKENESS):
            self.sums[one][other] = self.sums[other][one] = likeness
            self.heap.append((-likeness, min(one, other), max(one, other)))
        heapify(self.heap)

    def merged(self) -> list[list[int]]:
        """The groups when no two are alike enough on average; a group goes by its first member."""
        while self.heap:
            negative, left, right = heappop(self.heap)
            if self._average(left, right) == -negative:  # else of groups that have changed or are gone
                self._merge(left, right)
        return list(self.members.values())

    def _average(self, left: int, right: int) -> float | None:
        total = self.sums.get(left, {}).get(right)
        return None if total is None else total / (len(self.members[left]) * len(self.members[right]))

    def _merge(self, left: int, right: int) -> None:
        """Put ``right`` into ``left``, which has the lower first member."""
        ours, theirs = self.sums.pop(left), self.sums.pop(right)
        del ours[right], theirs[left]
        both = {}
        for other in sorted(ours.keys() | theirs.keys()):
            total = sum(
                sums[other] if other in sums else self._total(group, other)
                for sums, group in ((ours, left), (theirs, right))
            )
            self.sums[other].pop(right, None)
            self.sums[other][left] = both[other] = total
        self.sums[left] = both
        self.members[left] = sorted(self.members[left] + self.members.pop(right))
        for other in both:
            average = self._average(left, other) or 0.0
            if average >= LEAST_LIKENESS:
                heappush(self.heap, (-average, min(left, other), max(left, other)))

    def _total(self, left: int, right: int) -> float:
        """The sum of the likenesses of all pairs of two groups."""
        import numpy as np

        few, many = sorted((self.members[left], self.members[right]), key=len)
        others = np.array(many, np.intp)
        return float(sum(self.pile.likeness(at, others).sum() for at in few))
