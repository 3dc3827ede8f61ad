"""Kinship: articles that tell one story though nothing else ties them, known by the figures they share.

Two articles that give the same two tolls, neither of them small, and one of them not round, tell of one event.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import partial
from itertools import pairwise

from onrecord.model import Article, Claim
from onrecord.reconcile import lists
from onrecord.reconcile.memory import Memory
from onrecord.reconcile.ranges import point
from onrecord.reconcile.unions import join, root

LEAST = 10  # a toll below this is shared by chance
MOST = 60  # a toll that more articles give is no sign of one story
DAYS = 30  # between articles of one story

Toll = tuple[str, Decimal]


def joined_stories(
    articles: Mapping[str, Article], claims: Iterable[Claim], memory: Memory | None = None
) -> dict[str, Article]:
    """The articles, those that share tolls put into one story."""
    memory = memory or Memory()
    tolls: dict[str, set[Toll]] = {}
    for claim in claims:
        tolls.setdefault(claim.article, set()).update(memory.noted("tolls", claim, tolls_of) if claim.figures else ())
    keys = sorted({a.story or a.id for a in articles.values()})
    place = {key: i for i, key in enumerate(keys)}
    home: dict[int, int] = {}
    for a, b in sharing(tolls):
        if near(articles[a], articles[b]):
            join(home, place[articles[a].story or a], place[articles[b].story or b])
    shared = {k: root(home, place[a.story or a.id]) for k, a in articles.items()}
    sizes = Counter(shared.values())
    found: dict[str, Article] = {}
    for k, article in articles.items():
        story = keys[shared[k]] if article.story or sizes[shared[k]] > 1 else article.story
        found[k] = memory.noted(("in story", story), article, partial(replace, story=story))
    return found


def tolls_of(claim: Claim) -> set[Toll]:
    """What an event did to people, as the claim counts it."""
    found = set()
    for figure in claim.figures:
        number, measure = point(figure.quantity), lists.meeting_groups().get(figure.measure, figure.measure)
        if number is not None and number >= LEAST and measure in lists.words("meeting", "event"):
            found.add((measure, number))
    return found


def sharing(tolls: Mapping[str, set[Toll]]) -> Iterable[tuple[str, str]]:
    """Pairs of articles that share tolls enough, each article with the next one that does."""
    by_toll: dict[Toll, list[str]] = {}
    for article in sorted(tolls):
        for toll in tolls[article]:
            by_toll.setdefault(toll, []).append(article)
    for toll in sorted(by_toll):
        members = by_toll[toll]
        if toll[1] % 10 == 0 or not 1 < len(members) <= MOST:
            continue
        by_other: dict[Toll, list[str]] = {}
        for article in members:
            for other in tolls[article] - {toll}:
                by_other.setdefault(other, []).append(article)
        for other in sorted(by_other):
            yield from pairwise(by_other[other])


def near(a: Article, b: Article) -> bool:
    """Whether the two may have been published within a month of each other."""
    if a.published is None or b.published is None:
        return True
    later, earlier = max(a.published.start, b.published.start), min(a.published.end, b.published.end)
    return (later - earlier).days <= DAYS
