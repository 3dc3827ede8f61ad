"""Put a pile of articles in relation to one another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.model import Article, ArticleKind
from onrecord.stories.clusters import find_stories
from onrecord.stories.copies import Copies
from onrecord.stories.dating import find_dates
from onrecord.stories.naming import story_id
from onrecord.stories.outlets import find_outlets
from onrecord.stories.vectors import Counted
from onrecord.stories.words import content_words


def gather(articles: Sequence[Article]) -> tuple[Article, ...]:
    """The same articles in the same order, each with its story; copies, shared passages and dates where they are found.

    Stories and dates do not depend on the order of the articles; which of two undated copies is the original does.
    A row of a table copies nothing, however like the next one it looks, and is a story of its own.
    """
    prose = iter(_gathered([a for a in articles if a.kind is not ArticleKind.RECORD]))
    return tuple(replace(a, story=story_id((a.id,))) if a.kind is ArticleKind.RECORD else next(prose) for a in articles)


def _gathered(articles: Sequence[Article]) -> tuple[Article, ...]:
    """The articles in relation to one another."""
    if not articles:
        return ()
    counted = Counted.of(content_words(article) for article in sorted(articles, key=lambda a: a.id))
    dates = find_dates(articles, counted)
    dated = [replace(article, published=dates.get(article.id, article.published)) for article in articles]
    copies = Copies()
    copies.add(articles)
    originals = {a.id: original for a in articles if (original := copies.original(a.id))}
    story: dict[int, str] = {}
    for group in find_stories(dated, originals, counted):
        name = story_id(dated[i].id for i in group)
        story.update(dict.fromkeys(group, name))
    outlets = find_outlets(articles)
    return tuple(
        replace(
            a,
            copies_of=originals.get(a.id),
            story=story[i],
            publisher=outlets.get(a.id, a.publisher),
            overlap=shared.kind if (shared := copies.overlaps.get(a.id)) else None,
            passages=shared.passages if shared else (),
        )
        for i, a in enumerate(dated)
    )
