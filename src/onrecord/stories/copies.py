"""Which articles are copies of one another: the same text under two mastheads, cut or with a paragraph added."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from onrecord.model import Article
from onrecord.stories.words import words_of

SHINGLE = 5  # words
PERMUTATIONS, BANDS, SEED = 128, 64, 7  # two rows a band: a pair that shares a third is found with 99.9 %
LEAST_JACCARD = 0.5  # of all shingles of the two
LEAST_CONTAINMENT = 0.75  # of the shingles of the shorter, so that an excerpt counts
FEWEST_SHINGLES = 25  # below it only a text that is the same word for word counts


def find_copies(articles: Sequence[Article]) -> dict[str, str]:
    """The id of each copy with the id of its original.

    The original is the earliest dated, and where none is dated the first given; it is no copy itself.
    """
    shingles = [_shingles(article) for article in articles]
    near = _candidates(shingles)
    originals: set[int] = set()
    found: dict[str, str] = {}
    for at in sorted(range(len(articles)), key=lambda i: (_day(articles[i]), i)):
        scores = {i: s for i in near[at] if i in originals and (s := overlap(shingles[at], shingles[i]))}
        if scores:
            best = max(scores, key=lambda i: (scores[i], -i))
            found[articles[at].id] = articles[best].id
        else:
            originals.add(at)
    return found


def overlap(left: frozenset[str], right: frozenset[str]) -> float:
    """How much of the shorter stands in the longer, if that makes one a copy of the other; else 0."""
    shorter, longer = sorted((left, right), key=len)
    if len(shorter) < FEWEST_SHINGLES:
        return float(bool(shorter) and shorter == longer)
    shared = len(shorter & longer)
    contained = shared / len(shorter)
    jaccard = shared / (len(left) + len(right) - shared)
    return contained if jaccard >= LEAST_JACCARD or contained >= LEAST_CONTAINMENT else 0.0


def _shingles(article: Article) -> frozenset[str]:
    words = words_of(article.text)
    return frozenset(" ".join(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1)))


def _candidates(shingles: Sequence[frozenset[str]]) -> list[list[int]]:
    """For each text the others that locality-sensitive hashing puts beside it."""
    from rensa import RMinHash, RMinHashLSH

    index = RMinHashLSH(threshold=LEAST_JACCARD, num_perm=PERMUTATIONS, num_bands=BANDS)
    signatures = []
    for at, parts in enumerate(shingles):
        signature = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
        signature.update(sorted(parts))
        signatures.append(signature)
        index.insert(at, signature)
    return [sorted(set(index.query(signature)) - {at}) for at, signature in enumerate(signatures)]


def _day(article: Article) -> date:
    return article.published.start if article.published else date.max
