"""Which articles tell one story: average-link clustering of weighted words, with time as evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from onrecord.model import Article
from onrecord.stories.vectors import vectors_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LEAST_LIKENESS = 0.19  # average cosine at which two groups are one story
SAME_NEWS_DAYS = 3  # apart: no evidence against one story
ONE_UNDATED = 0.75  # times the likeness, where only one of the two is dated
DECAY_DAYS = 20.0  # further apart: the likeness is halved in so many days


def find_stories(articles: Sequence[Article], copies: Mapping[str, str]) -> list[list[int]]:
    """Groups of indexes, one a story; the same whatever the order of the articles."""
    order = sorted(range(len(articles)), key=lambda i: articles[i].id)
    likeness = _likeness([articles[i] for i in order], copies)
    return [sorted(order[i] for i in group) for group in _average_link(likeness)]


def _likeness(articles: Sequence[Article], copies: Mapping[str, str]) -> NDArray[np.float64]:
    """How alike each pair is, 0 to 1: the cosine, lowered by the days between them; a copy is its original."""
    import numpy as np

    vectors = vectors_of(articles)
    postings: dict[str, tuple[list[int], list[float]]] = defaultdict(lambda: ([], []))
    for at, vector in enumerate(vectors):
        for word, value in vector.items():
            postings[word][0].append(at)
            postings[word][1].append(value)
    shared = {w: (np.array(i), np.array(v, np.float64)) for w, (i, v) in postings.items() if len(i) > 1}
    likeness = np.zeros((len(articles), len(articles)), np.float64)
    for at, vector in enumerate(vectors):
        for word in sorted(vector.keys() & shared.keys()):
            where, values = shared[word]
            likeness[at, where] += vector[word] * values
    likeness *= _nearness(articles)
    place = {article.id: at for at, article in enumerate(articles)}
    for copy, original in copies.items():
        likeness[place[copy], place[original]] = likeness[place[original], place[copy]] = 1
    np.fill_diagonal(likeness, 0)
    symmetric: NDArray[np.float64] = (likeness + likeness.T) / 2
    return symmetric


def _nearness(articles: Sequence[Article]) -> NDArray[np.float64]:
    """1 for two articles of the same days or both of an unknown day, less the further apart they are.

    An article that stays undated beside dated ones shares no figure with them, which speaks a little against one story.
    """
    import numpy as np

    days = [a.published.reference.toordinal() if a.published else np.nan for a in articles]
    column = np.array(days, np.float64)
    apart = np.abs(column[:, None] - column[None, :]) - SAME_NEWS_DAYS
    unknown = np.isnan(column)
    nearness: NDArray[np.float64] = np.exp2(-np.clip(np.nan_to_num(apart, nan=0.0), 0, None) / DECAY_DAYS)
    return np.where(unknown[:, None] ^ unknown[None, :], ONE_UNDATED, nearness)


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
