"""Articles as weighted words, and how alike two of them are."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence

from onrecord.model import Article
from onrecord.stories.words import content_words, name_words

BACKGROUND, RARE = 200, 1
"""Articles of other news that are thought beside the pile, and in how many of them a word of the pile stands. Without
them the words of the story itself would weigh nothing in a small pile, where all articles have them."""


NAME_WEIGHT = 2.0
"""A name counts as so many other words of its rarity: two articles that speak of the same people and places speak of
the same events more often than two that have verbs and common nouns in common."""


def vectors_of(articles: Sequence[Article]) -> list[dict[str, float]]:
    """The weight of each content word of each article, names like others: TF-IDF, the counts damped; length 1."""
    counts = [content_words(article) for article in articles]
    rarity = _rarity(counts)
    return [_unit({w: (1 + math.log(n)) * _softened(rarity[w]) for w, n in words.items()}) for words in counts]


def vectors_and_names(articles: Sequence[Article]) -> tuple[list[dict[str, float]], list[dict[str, float]]]:
    """The vectors of the articles with their names weighted up, and the vectors of their names alone."""
    counts = [content_words(article) for article in articles]
    rarity = _rarity(counts)
    named = name_words(article.text for article in articles)
    weight = {w: _softened(r) * (NAME_WEIGHT if w in named else 1) for w, r in rarity.items()}
    every = [_unit({w: (1 + math.log(n)) * weight[w] for w, n in words.items()}) for words in counts]
    names = [_unit({w: (1 + math.log(n)) * rarity[w] for w, n in words.items() if w in named}) for words in counts]
    return every, names


def _rarity(counts: Sequence[Counter[str]]) -> dict[str, float]:
    spread = Counter(word for words in counts for word in words)
    return {word: math.log((len(counts) + BACKGROUND) / (n + RARE)) for word, n in spread.items()}


def _softened(rarity: float) -> float:
    """Log of one more than the ratio: a word that stands in all articles still weighs a little."""
    return math.log1p(math.exp(rarity))


def _unit(vector: Mapping[str, float]) -> dict[str, float]:
    length = math.sqrt(sum(v * v for v in vector.values())) or 1.0
    return {word: v / length for word, v in vector.items()}


def cosine(left: Mapping[str, float], right: Mapping[str, float]) -> float:
    """How alike two articles are, 0 to 1."""
    shorter, longer = sorted((left, right), key=len)
    return sum(weight * longer.get(word, 0.0) for word, weight in sorted(shorter.items()))
