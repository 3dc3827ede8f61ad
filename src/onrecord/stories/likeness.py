"""How alike two articles of a pile are, and which pairs are alike enough, without comparing all with all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from onrecord.stories.named import DECAY_DAYS, ONE_UNDATED, SAME_NEWS_DAYS
from onrecord.stories.vectors import Vector

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    type Postings = tuple[NDArray[np.intp], NDArray[np.float64]]

COMMON = 0.6  # of the least likeness: what the common words of an article, which are not indexed, may add up to


@dataclass(slots=True)
class Pile:
    """What the likeness of two articles is computed from.

    Attributes:
        vectors: The weighted words of each article.
        days: The day of each article as an ordinal, not a number where it is unknown.
        twins: For an article the others that are copies of it or that it copies: these are as alike as can be.
    """

    vectors: Sequence[Vector]
    days: NDArray[np.float64]
    twins: Mapping[int, Sequence[int]]
    _scratch: NDArray[np.float64] = field(init=False)

    def __post_init__(self) -> None:
        import numpy as np

        most = max((int(v.words[-1]) for v in self.vectors if len(v.words)), default=0)
        self._scratch = np.zeros(most + 1)

    def likeness(self, at: int, others: NDArray[np.intp]) -> NDArray[np.float64]:
        """How alike the article at ``at`` is to the ``others``, 0 to 1: the cosine, less the days between."""
        import numpy as np

        vector, spread = self.vectors[at], self._scratch
        spread[vector.words] = vector.weights
        found = np.fromiter(
            (self.vectors[i].weights @ spread[self.vectors[i].words] for i in others), np.float64, len(others)
        )
        spread[vector.words] = 0
        found *= self.nearness(at, others)
        twins = self.twins.get(at)
        return np.where(np.isin(others, list(twins)), 1.0, found) if twins else found

    def nearness(self, at: int, others: NDArray[np.intp]) -> NDArray[np.float64]:
        """1 for articles of the same days or both of an unknown day, less the further apart they are.

        An article that stays undated beside dated ones shares no figure with them, which speaks a little against one
        story.
        """
        import numpy as np

        days, day = self.days[others], self.days[at]
        unknown = np.isnan(days)
        if np.isnan(day):
            return np.where(unknown, 1.0, ONE_UNDATED)
        apart = np.clip(np.abs(np.nan_to_num(days) - day) - SAME_NEWS_DAYS, 0, None)
        return np.where(unknown, ONE_UNDATED, np.exp2(-apart / DECAY_DAYS))

    def alike(self, least: float) -> Iterator[tuple[int, int, float]]:
        """Every pair that is at least so alike, with its likeness.

        Articles are taken in the order of their days, the undated last, and compared with those of the weeks before.
        Only the rarer words of an article are indexed. The common words left out have together a length below a share
        of ``least``, and no more than that can they add to a cosine (Bayardo, Ma and Srikant, Scaling up all pairs
        similarity search, 2007): what shares too little of the rarer words is never looked at.
        """
        import numpy as np

        order = np.lexsort((np.arange(len(self.days)), np.nan_to_num(self.days, nan=np.inf)))
        firsts = self._firsts(self.days[order], least)
        index = self._index(order, COMMON * least)
        place = {int(at): position for position, at in enumerate(order)}
        for position, at in enumerate(order.tolist()):
            first = int(firsts[position])
            row = _shared(self.vectors[at], index, first, position)
            maybe = order[(row >= (1 - COMMON) * least).nonzero()[0] + first]
            twins = [i for i in self.twins.get(at, ()) if place[i] < position]
            others = np.union1d(maybe, np.array(twins, np.intp)) if twins else maybe
            for other, likeness in zip(others.tolist(), self.likeness(at, others).tolist(), strict=True):
                if likeness >= least:
                    yield at, other, likeness

    @staticmethod
    def _firsts(days: NDArray[np.float64], least: float) -> NDArray[np.intp]:
        """For each article, of all in the order of their days, the first that is not too old to be alike."""
        import numpy as np

        reach = SAME_NEWS_DAYS + DECAY_DAYS * np.log2(1 / least)
        dated = days[~np.isnan(days)]
        firsts = np.searchsorted(dated, dated - reach)
        return np.concatenate((firsts, np.zeros(len(days) - len(dated), np.intp)))

    def _index(self, order: NDArray[np.intp], left_out: float) -> dict[int, Postings]:
        """For each word the places of the articles that have it among their rarer words, and its weight in each."""
        import numpy as np

        if not self.vectors:
            return {}
        spread = np.bincount(np.concatenate([v.words for v in self.vectors]), minlength=1)
        words, weights, holders = [], [], []
        for position, at in enumerate(order.tolist()):
            vector = self.vectors[at]
            commonest = np.lexsort((vector.words, -spread[vector.words]))
            kept = np.sqrt(np.cumsum(vector.weights[commonest] ** 2)) >= left_out
            words.append(vector.words[commonest][kept])
            weights.append(vector.weights[commonest][kept])
            holders.append(np.full(int(kept.sum()), position))
        every, where, weight = np.concatenate(words), np.concatenate(holders), np.concatenate(weights)
        by_word = np.lexsort((where, every))
        every, where, weight = every[by_word], where[by_word], weight[by_word]
        starts = np.concatenate(([0], np.diff(every).nonzero()[0] + 1, [len(every)])).tolist()
        return {int(every[a]): (where[a:b], weight[a:b]) for a, b in pairwise(starts) if b - a > 1}


def _shared(vector: Vector, index: Mapping[int, Postings], first: int, last: int) -> NDArray[np.float64]:
    """What the articles from place ``first`` up to ``last`` share of the rarer words, as a part of the cosine."""
    import numpy as np

    places, pieces = [], []
    for word, weight in zip(vector.words.tolist(), vector.weights.tolist(), strict=True):
        if word in index:
            holders, weights = index[word]
            start, end = holders.searchsorted((first, last))
            if start < end:
                places.append(holders[start:end])
                pieces.append(weight * weights[start:end])
    if not places:
        return np.zeros(last - first)
    return np.bincount(np.concatenate(places) - first, np.concatenate(pieces), last - first)
