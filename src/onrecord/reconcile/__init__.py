"""Reconciling: which figures answer the same question, who first said each, and what the record says in answer.

Pure functions of claims and articles: nothing is stored, and the result is the same for any order of arrival.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from onrecord.errors import UsageError

if TYPE_CHECKING:
    from onrecord.model import Article, Claim, Question
    from onrecord.reconcile.items import Item

__all__ = ["reconcile"]


def reconcile(
    claims: Sequence[Claim], articles: Sequence[Article], *, as_of: date | None = None
) -> tuple[Question, ...]:
    """The questions that the figures of ``claims`` answer, each figure in exactly one.

    Args:
        claims: Claims of ``articles``, in any order.
        articles: The articles, with ``copies_of`` and ``story`` set where they are known.
        as_of: Only articles surely published by this day are used: the last day of an inferred window decides, and an
            article without a date is left out, because nothing shows that it was there.

    Raises:
        UsageError: A claim belongs to none of the articles.
    """
    from onrecord.reconcile.build import Record, build
    from onrecord.reconcile.capitals import capitals
    from onrecord.reconcile.challenges import disputers_of
    from onrecord.reconcile.clusters import cluster
    from onrecord.reconcile.identities import identities
    from onrecord.reconcile.items import make_items
    from onrecord.reconcile.kinship import joined_stories
    from onrecord.reconcile.origins import Tracer
    from onrecord.reconcile.peoples import learn
    from onrecord.reconcile.units import in_one_unit

    everything = {a.id: a for a in articles}
    stray = sorted(c.id for c in claims if c.article not in everything)
    if stray:
        raise UsageError(f"claim {stray[0]} belongs to none of the articles given")
    pile = {key: a for key, a in everything.items() if as_of is None or published_by(a, as_of)}
    kept = sorted({c.id: c for c in claims if c.article in pile}.values(), key=lambda c: (c.article, c.content, c.id))
    pile = joined_stories(pile, kept)
    peoples = learn(a.text for a in pile.values())
    speaking = [c for c in kept if c.figures or c.disputes]
    who = identities(kept, pile.values(), peoples)
    origins = Tracer(pile, speaking, who, peoples).trace()
    if learned := capitals(speaking, pile, origins):
        origins = Tracer(pile, speaking, who, {**peoples, **learned}).trace()
    items = in_one_unit(make_items(kept, pile, origins, peoples))
    record = Record(origins=origins, disputers=disputers_of(kept, origins), at_war=sides_with_losses(items))
    return build(cluster(items), record)


def published_by(article: Article, day: date) -> bool:
    """Whether the article was surely published on or before ``day``."""
    return article.published is not None and article.published.end <= day


def sides_with_losses(items: Iterable[Item]) -> frozenset[str]:
    """The states whose losses the pile counts: the parties to its wars, as far as the figures show them."""
    from onrecord.reconcile import lists
    from onrecord.values.name import named

    return frozenset(i.who for i in items if i.who and named(i.who) and lists.cumulative(i.measure))
