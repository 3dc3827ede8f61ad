"""The record as it stood on a day: which articles and claims had surely been published by then, in the words of today.

What cannot be known: a page that was changed without saying so is read as it stands now. One that says when it was last
changed counts from that day only, unless the pile holds an earlier capture of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from onrecord.model import Article, Claim, Published


def published_by(article: Article, day: date) -> bool:
    """Whether the article, or an entry of it where it is a live blog, was surely published on or before ``day``."""
    return surely(article.published, day) or any(surely(e.published, day) for e in article.entries)


def surely(published: Published | None, day: date) -> bool:
    """Whether the whole window lies on or before ``day``; what has no date is never surely there."""
    return published is not None and published.end <= day


def changed_after(article: Article, day: date) -> bool:
    """Whether the text says that it was changed after ``day``; a live blog's entries are dated one by one."""
    return article.updated is not None and article.updated.end > day and not article.entries


def standing(articles: Iterable[Article], day: date) -> tuple[Article, ...]:
    """The articles that had surely been published by ``day``, in the words they had then as far as that is known."""
    kept = [a for a in articles if published_by(a, day) and not changed_after(a, day)]
    early = {a.url for a in kept if a.url and taken_by(a, day)}
    return tuple(a for a in kept if a.url not in early or taken_by(a, day))


def taken_by(article: Article, day: date) -> bool:
    """Whether its capture was taken on or before ``day``: of several of one address, that one shows what stood then."""
    return article.captured is not None and article.captured.date() <= day


def said_by(claims: Iterable[Claim], articles: Sequence[Article], day: date) -> tuple[Claim, ...]:
    """Those claims of ``articles`` that had surely been published by ``day``."""
    by_id = {a.id: a for a in articles}
    return tuple(c for c in claims if c.article in by_id and claimed_by(c, by_id[c.article], day))


def claimed_by(claim: Claim, article: Article, day: date) -> bool:
    """Whether the claim had surely been published by ``day``: in a live blog, its entry."""
    return surely(article.published_at(claim.content[0]), day)


def last_day(articles: Iterable[Article]) -> date | None:
    """The last day on which one of the articles, or an entry of one, was surely published; None where none is dated."""
    known = [p for a in articles for p in (a.published, *(e.published for e in a.entries)) if p]
    return max((p.end for p in known), default=None)
