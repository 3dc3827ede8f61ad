"""Citations: the graph of who has what from whom, its rings, its dead ends and the origins on which most rests.

Pure functions of claims and articles; the result is the same for any order of arrival.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from onrecord.errors import UsageError
from onrecord.model import Article, Citations, Claim

__all__ = ["find_citations"]


def find_citations(claims: Sequence[Claim], articles: Sequence[Article], *, as_of: date | None = None) -> Citations:
    """Who has what from whom in a pile.

    Args:
        claims: Claims of ``articles``, in any order.
        articles: The articles, with copies and passages where they are known.
        as_of: Only articles surely published by this day are used.

    Raises:
        UsageError: A claim belongs to none of the articles.
    """
    from onrecord.reconcile.citations.edges import Links
    from onrecord.reconcile.citations.ends import dead_ends
    from onrecord.reconcile.citations.rings import rings
    from onrecord.reconcile.citations.weights import weights
    from onrecord.reconcile.identities import identities
    from onrecord.reconcile.origins import Tracer
    from onrecord.reconcile.past import published_by
    from onrecord.reconcile.peoples import learn

    everything = {a.id: a for a in articles}
    stray = sorted(c.id for c in claims if c.article not in everything)
    if stray:
        raise UsageError(f"claim {stray[0]} belongs to none of the articles given")
    pile = {key: a for key, a in sorted(everything.items()) if as_of is None or published_by(a, as_of)}
    kept = sorted({c.id: c for c in claims if c.article in pile}.values(), key=lambda c: (c.article, c.content, c.id))
    peoples = learn(a.text for a in pile.values())
    tracer = Tracer(pile, kept, identities(kept, pile.values(), peoples), peoples)
    links = Links(tracer)
    links.gather()
    return Citations(
        nodes=links.nodes(),
        edges=links.edges(),
        rings=rings(links),
        dead_ends=dead_ends(links),
        weights=weights(links),
    )
