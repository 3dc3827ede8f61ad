"""Which articles tell one story: average-link clustering of weighted words, with time as evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.model import Article
from onrecord.stories.named import DECAY_DAYS, ONE_UNDATED, SAME_NEWS_DAYS, merge_by_names
from onrecord.stories.vectors import vectors_and_names

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LEAST_LIKENESS = 0.21  # average cosine at which two groups are one story


@dataclass(frozen=True, slots=True)
class _Pile:
    """What the likeness of two articles of a pile is computed from, held once; a row of it is made when needed."""

    vectors: list[dict[str, float]]
    postings: dict[str, tuple[NDArray[np.intp], NDArray[np.float64]]]
    days: NDArray[np.float64]
    twins: dict[int, list[int]]

    def row(self, at: int) -> NDArray[np.float64]:
        """How alike the article at ``at`` is to each, 0 to 1: the cosine, lowered by the days between; a copy is 1."""
        import numpy as np

        row = np.zeros(len(self.vectors), np.float64)
        for word, weight in sorted(self.vectors[at].items()):
            if word in self.postings:
                where, values = self.postings[word]
                row[where] += weight * values
        row *= self._nearness(at)
        row[self.twins.get(at, [])] = 1
        row[at] = 0
        return row

    def _nearness(self, at: int) -> NDArray[np.float64]:
        """1 for articles of the same days or both of an unknown day, less the further apart they are.

        An article that stays undated beside dated ones shares no figure with them, which speaks a little against one
        story.
        """
        import numpy as np

        unknown = np.isnan(self.days)
        if unknown[at]:
            return np.where(unknown, 1.0, ONE_UNDATED)
        apart = np.clip(np.abs(np.nan_to_num(self.days) - self.days[at]) - SAME_NEWS_DAYS, 0, None)
        return np.where(unknown, ONE_UNDATED, np.exp2(-apart / DECAY_DAYS))


def find_stories(articles: Sequence[Article], copies: Mapping[str, str]) -> list[list[int]]:
    """Groups of indexes, one a story; the same whatever the order of the articles.

    Two groups are merged while they are alike enough on average. That needs at least one pair that is alike enough,
    so each set of articles that such pairs connect is clustered by itself, and memory holds one such set at a time.
    """
    import numpy as np

    order = sorted(range(len(articles)), key=lambda i: articles[i].id)
    ordered = [articles[i] for i in order]
    vectors, names = vectors_and_names(ordered)
    pile = _pile(ordered, vectors, copies)
    groups: list[list[int]] = []
    for members in _connected(pile):
        likeness = np.array([pile.row(at)[members] for at in members])
        groups += [[members[i] for i in group] for group in _average_link((likeness + likeness.T) / 2)]
    merged = merge_by_names(groups, names, pile.days)
    return [sorted(order[i] for i in group) for group in merged]


def _pile(articles: Sequence[Article], vectors: list[dict[str, float]], copies: Mapping[str, str]) -> _Pile:
    import numpy as np

    postings: dict[str, tuple[list[int], list[float]]] = defaultdict(lambda: ([], []))
    for at, vector in enumerate(vectors):
        for word, value in vector.items():
            postings[word][0].append(at)
            postings[word][1].append(value)
    place = {article.id: at for at, article in enumerate(articles)}
    twins: dict[int, list[int]] = defaultdict(list)
    for copy, original in copies.items():
        twins[place[copy]].append(place[original])
        twins[place[original]].append(place[copy])
    return _Pile(
        vectors=vectors,
        postings={w: (np.array(i), np.array(v, np.float64)) for w, (i, v) in postings.items() if len(i) > 1},
        days=np.array([a.published.reference.toordinal() if a.published else np.nan for a in articles], np.float64),
        twins=dict(twins),
    )


def _connected(pile: _Pile) -> list[list[int]]:
    """Sets of articles that pairs which are alike enough connect."""
    leader = list(range(len(pile.vectors)))

    def lead(at: int) -> int:
        while leader[at] != at:
            leader[at] = leader[leader[at]]
            at = leader[at]
        return at

    for at in range(len(leader)):
        for other in (pile.row(at) >= LEAST_LIKENESS).nonzero()[0]:
            leader[lead(int(other))] = lead(at)
    sets: dict[int, list[int]] = defaultdict(list)
    for at in range(len(leader)):
        sets[lead(at)].append(at)
    return list(sets.values())


def _average_link(likeness: NDArray[np.float64]) -> list[list[int]]:
    """Merge the two groups that are most alike on average until none are alike enough."""
    import numpy as np

    groups = [[i] for i in range(len(likeness))]
    score = likeness.copy()
    np.fill_diagonal(score, -1)
    while len(groups) > 1:
        best = int(score.argmax())
        left, right = sorted(divmod(best, len(groups)))
        if score[left, right] < LEAST_LIKENESS:
            break
        n, m = len(groups[left]), len(groups[right])
        merged = (score[left] * n + score[right] * m) / (n + m)
        score[left], score[:, left] = merged, merged
        score[left, left] = -1
        score = np.delete(np.delete(score, right, 0), right, 1)
        groups[left] += groups.pop(right)
    return groups
