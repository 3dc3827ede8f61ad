"""How alike two articles of a pile are, and which pairs are alike enough, without comparing all with all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from onrecord.stories.named import DECAY_DAYS, ONE_UNDATED, SAME_NEWS_DAYS
from onrecord.stories.vectors import Vector

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

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
        """Every pair that is at least so alike, the later article first, with its likeness.

        Only the rarer words of an article are indexed. The common words left out have together a length below a share
        of ``least``, and no more than that can they add to a cosine (Bayardo, Ma and Srikant, Scaling up all pairs
        similarity search, 2007): what shares too little of the rarer words is never looked at.
        """
        import numpy as np

        index = self._index(COMMON * least)
        everyone = np.arange(len(self.vectors))
        for at, vector in enumerate(self.vectors):
            row = np.zeros(len(self.vectors))
            for word, weight in zip(vector.words.tolist(), vector.weights.tolist(), strict=True):
                if word in index:
                    holders, weights = index[word]
                    row[holders] += weight * weights
            maybe = (row[:at] >= (1 - COMMON) * least).nonzero()[0]
            maybe = maybe[(row[maybe] + COMMON * least) * self.nearness(at, maybe) >= least]
            twins = [i for i in self.twins.get(at, ()) if i < at]
            others = np.union1d(maybe, np.array(twins, np.intp)) if twins else maybe
            for other, likeness in zip(everyone[others], self.likeness(at, others), strict=True):
                if likeness >= least:
                    yield at, int(other), float(likeness)

    def _index(self, left_out: float) -> dict[int, tuple[NDArray[np.intp], NDArray[np.float64]]]:
        """For each word the articles that have it among their rarer words, and its weight in each."""
        import numpy as np

        spread = np.bincount(np.concatenate([v.words for v in self.vectors])) if self.vectors else np.zeros(0)
        words, weights, holders = [], [], []
        for at, vector in enumerate(self.vectors):
            commonest = np.lexsort((vector.words, -spread[vector.words]))
            kept = np.sqrt(np.cumsum(vector.weights[commonest] ** 2)) >= left_out
            words.append(vector.words[commonest][kept])
            weights.append(vector.weights[commonest][kept])
            holders.append(np.full(int(kept.sum()), at))
        if not words:
            return {}
        every, where, weight = np.concatenate(words), np.concatenate(holders), np.concatenate(weights)
        order = np.lexsort((where, every))
        every, where, weight = every[order], where[order], weight[order]
        starts = np.concatenate(([0], np.diff(every).nonzero()[0] + 1, [len(every)]))
        pairs = zip(starts[:-1].tolist(), starts[1:].tolist(), strict=True)
        return {int(every[a]): (where[a:b], weight[a:b]) for a, b in pairs if b > a}
