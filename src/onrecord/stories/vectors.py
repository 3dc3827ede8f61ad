"""Articles as weighted words, and how alike two of them are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.model import Article
from onrecord.stories.words import content_words, name_words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BACKGROUND, RARE = 200, 1
"""Articles of other news that are thought beside the pile, and in how many of them a word of the pile stands. Without
them the words of the story itself would weigh nothing in a small pile, where all articles have them."""


NAME_WEIGHT = 2.0
"""A name counts as so many other words of its rarity: two articles that speak of the same people and places speak of
the same events more often than two that have verbs and common nouns in common."""


@dataclass(frozen=True, slots=True, eq=False)
class Vector:
    """The weights of the words of a text; words by number, in order, those of weight zero left out. Its length is 1."""

    words: NDArray[np.int32]
    weights: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Counted:
    """How often each word stands in each article, and in how many articles each word stands; words by number."""

    numbers: dict[str, int]
    rows: list[tuple[NDArray[np.int32], NDArray[np.float64]]]
    spread: NDArray[np.float64]

    @classmethod
    def of(cls, counts: Iterable[Counter[str]]) -> Counted:
        """Numbers are given in the order in which words are met."""
        import numpy as np

        numbers: dict[str, int] = {}
        rows = []
        for words in counts:
            ids = np.fromiter((numbers.setdefault(w, len(numbers)) for w in words), np.int32, len(words))
            order = ids.argsort()
            rows.append((ids[order], np.fromiter(words.values(), np.float64, len(words))[order]))
        spread = np.zeros(len(numbers))
        for ids, _ in rows:
            spread[ids] += 1
        return cls(numbers, rows, spread)

    @property
    def rarity(self) -> NDArray[np.float64]:
        """Log of how much rarer than all a word is, in the pile and the news that is thought beside it."""
        import numpy as np

        return np.log((len(self.rows) + BACKGROUND) / (self.spread + RARE))

    def weighted(self, weight: NDArray[np.float64]) -> list[Vector]:
        """The vectors of the articles: TF-IDF, the counts damped."""
        import numpy as np

        return [unit(ids, (1 + np.log(n)) * weight[ids]) for ids, n in self.rows]


def vectors_of(articles: Sequence[Article], counted: Counted | None = None) -> list[Vector]:
    """The weight of each content word of each article, names like others."""
    counted = counted or Counted.of(map(content_words, articles))
    return counted.weighted(_softened(counted.rarity))


def vectors_and_names(articles: Sequence[Article], counted: Counted | None = None) -> tuple[list[Vector], list[Vector]]:
    """The vectors of the articles with their names weighted up, and the vectors of their names alone."""
    import numpy as np

    counted = counted or Counted.of(map(content_words, articles))
    named = name_words(article.text for article in articles)
    is_name = np.fromiter((word in named for word in counted.numbers), np.bool_, len(counted.numbers))
    rarity = counted.rarity
    every = counted.weighted(_softened(rarity) * np.where(is_name, NAME_WEIGHT, 1.0))
    return every, counted.weighted(np.where(is_name, rarity, 0.0))


def unit(ids: NDArray[np.int32], weights: NDArray[np.float64]) -> Vector:
    """The vector brought to length 1."""
    import numpy as np

    kept = weights > 0
    length = float(np.sqrt(weights @ weights)) or 1.0
    return Vector(ids[kept], weights[kept] / length)


def summed(vectors: Sequence[Vector]) -> Vector:
    """The sum of vectors, brought to length 1."""
    import numpy as np

    if len(vectors) == 1:
        return vectors[0]
    ids, places = np.unique(np.concatenate([v.words for v in vectors]), return_inverse=True)
    return unit(ids, np.bincount(places, np.concatenate([v.weights for v in vectors]), len(ids)))


def cosine(left: Vector, right: Vector) -> float:
    """How alike two texts are, 0 to 1."""
    import numpy as np

    _, here, there = np.intersect1d(left.words, right.words, assume_unique=True, return_indices=True)
    return float(left.weights[here] @ right.weights[there])


def _softened(rarity: NDArray[np.float64]) -> NDArray[np.float64]:
    """Log of one more than the ratio: a word that stands in all articles still weighs a little."""
    import numpy as np

    return np.log1p(np.exp(rarity))
