"""Articles as weighted words, and how alike two of them are."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence

from onrecord.model import Article
from onrecord.stories.words import content_words

BACKGROUND, RARE = 200, 1
"""Articles of other news that are thought beside the pile, and in how many of them a word of the pile stands. Without
them the words of the story itself would weigh nothing in a small pile, where all articles have them."""


def vectors_of(articles: Sequence[Article]) -> list[dict[str, float]]:
    """The weight of each content word of each article, the squares summing to 1: TF-IDF, the counts damped."""
    counts = [content_words(article) for article in articles]
    spread = Counter(word for words in counts for word in words)
    weight = {word: math.log(1 + (len(articles) + BACKGROUND) / (n + RARE)) for word, n in spread.items()}
    vectors = []
    for words in counts:
        vector = {word: (1 + math.log(n)) * weight[word] for word, n in words.items()}
        length = math.sqrt(sum(v * v for v in vector.values())) or 1.0
        vectors.append({word: v / length for word, v in vector.items()})
    return vectors


def cosine(left: Mapping[str, float], right: Mapping[str, float]) -> float:
    """How alike two articles are, 0 to 1."""
    shorter, longer = sorted((left, right), key=len)
    return sum(weight * longer.get(word, 0.0) for word, weight in sorted(shorter.items()))
