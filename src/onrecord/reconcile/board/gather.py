"""The same forecast once: what one forecaster says is one, however many articles carry it and however they word it.

Two claims of one forecaster are the same forecast when they share most of their words, the same numbers and the same
last day, and neither says the contrary of the other. Two forecasters on one matter are two forecasts.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from itertools import combinations

from onrecord.model import Article, Certainty, Claim
from onrecord.reconcile.origins import Origin
from onrecord.reconcile.ranges import point
from onrecord.reconcile.unions import join, root
from onrecord.stories.words import stem, stopwords, words_of
from onrecord.values.chance import Chance

SHARED = 0.5  # of all the words of two claims
HELD = 0.75  # of the words of the shorter one
LEAST_HELD = 4  # words
SAME_DUE = timedelta(days=7)  # "in the coming weeks", said again a few days later, is the same day
AGAIN = timedelta(days=60)  # after which a forecast without a last day is a new one
COMMON = 200  # claims of one forecaster with a word; one that more of them have says nothing
TIMELY = frozenset({"will", "would", "shall", "may", "might", "could", "can", "going", "year", "month", "week", "day"})


@dataclass(frozen=True)
class Word:
    """One claim about the future, ready to compare."""

    claim: Claim
    article: Article
    origin: Origin
    chance: Chance | None

    @property
    def made(self) -> tuple[date, date] | None:
        """The days on which its article can have been published."""
        published = self.article.published
        return (published.start, published.end) if published else None

    @property
    def order(self) -> tuple[date, date, str, int, str]:
        """The earliest first; the same for any order of arrival."""
        start, end = self.made or (date.max, date.max)
        return (start, end, self.article.id, self.claim.content[0].start, self.claim.id)

    @cached_property
    def stems(self) -> frozenset[str]:
        """The words that tell what is forecast."""
        kept = (w for w in words_of(self.claim.text) if w not in stopwords() and not re.search(r"\d", w))
        return frozenset(stem(w) for w in kept) - TIMELY

    @cached_property
    def numbers(self) -> frozenset[Decimal | None]:
        """The numbers of its figures."""
        return frozenset(point(f.quantity) for f in self.claim.figures)

    @property
    def conditional(self) -> bool:
        """Whether it holds only on a condition."""
        return self.claim.certainty is Certainty.CONDITIONAL


def gather(words: Sequence[Word]) -> list[list[Word]]:
    """The claims about the future in groups of one forecast each, every group and all groups the earliest first."""
    by_forecaster: dict[str, list[Word]] = defaultdict(list)
    for word in sorted(words, key=lambda w: w.order):
        by_forecaster[word.origin.key].append(word)
    groups = [group for own in by_forecaster.values() for group in _grouped(own)]
    return sorted(groups, key=lambda g: g[0].order)


def _grouped(own: Sequence[Word]) -> list[list[Word]]:
    home: dict[int, int] = {}
    for a, b in _candidates(own):
        if root(home, a) != root(home, b) and same_forecast(own[a], own[b]):
            join(home, a, b)
    groups: dict[int, list[Word]] = defaultdict(list)
    for at, word in enumerate(own):
        groups[root(home, at)].append(word)
    return list(groups.values())


def _candidates(own: Sequence[Word]) -> list[tuple[int, int]]:
    """Pairs that share two words that are not common among the forecasts of this forecaster."""
    holding: dict[str, list[int]] = defaultdict(list)
    for at, word in enumerate(own):
        for found in word.stems:
            holding[found].append(at)
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for places in holding.values():
        if len(places) <= COMMON:
            for pair in combinations(places, 2):
                shared[pair] += 1
    return sorted(pair for pair, count in shared.items() if count > 1)


def same_forecast(a: Word, b: Word) -> bool:
    """Whether two claims of one forecaster are the same forecast."""
    if a.claim.affirmed is not b.claim.affirmed or a.conditional is not b.conditional:
        return False
    if a.chance != b.chance or _range(a) != _range(b) or (a.numbers and b.numbers and a.numbers != b.numbers):
        return False
    return _alike(a, b) and _one_time(a, b)


def _range(word: Word) -> tuple[float | None, float | None]:
    found = word.claim.likelihood
    return (found.low, found.high) if found else (None, None)


def _alike(a: Word, b: Word) -> bool:
    both = len(a.stems & b.stems)
    shorter = min(len(a.stems), len(b.stems))
    if both >= SHARED * len(a.stems | b.stems):
        return True
    return shorter >= LEAST_HELD and both >= HELD * shorter


def _one_time(a: Word, b: Word) -> bool:
    """Whether the last days agree; without any, whether the two were said at about the same time."""
    if a.claim.due and b.claim.due:
        return abs(a.claim.due - b.claim.due) <= SAME_DUE
    if a.made is None or b.made is None:
        return a.article.id == b.article.id or a.stems == b.stems
    first, second = sorted((a.made, b.made))
    return second[0] - first[1] <= AGAIN
