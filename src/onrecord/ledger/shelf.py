"""What the desk asks of the ledger page by page: lists of stories, and which version of a story this is."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, Select, func, select

from onrecord.ledger.tables import articles, captures, judgements, members, readings, stories


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryCard:
    """A story in a list.

    Attributes:
        first, last: The days of its earliest and latest articles, where any is dated.
        title: Of its earliest article that has one.
    """

    id: str
    articles: int
    first: date | None
    last: date | None
    title: str


def count_stories(connection: Connection) -> int:
    """How many living stories have articles."""
    living = select(func.count(func.distinct(members.c.story))).where(members.c.ended.is_(None))
    return connection.scalar(living) or 0


def story_cards(connection: Connection, *, limit: int, offset: int = 0) -> tuple[StoryCard, ...]:
    """The stories with the latest articles first."""
    last = func.max(articles.c.published)
    query = (
        select(
            members.c.story, func.count().label("n"), func.min(articles.c.published).label("first"), last.label("last")
        )
        .join(articles, articles.c.id == members.c.article)
        .where(members.c.ended.is_(None))
        .group_by(members.c.story)
        .order_by(last.desc().nulls_last(), func.count().desc(), members.c.story)
        .limit(limit)
        .offset(offset)
    )
    rows = connection.execute(query).all()
    titles = _titles(connection, [r.story for r in rows])
    return tuple(
        StoryCard(id=r.story, articles=r.n, first=r.first, last=r.last, title=titles.get(r.story, "Untitled"))
        for r in rows
    )


def _titles(connection: Connection, keys: list[str]) -> dict[str, str]:
    """By story, the title of its earliest article that has one, else its path."""
    query = (
        select(members.c.story, articles.c.title, captures.c.path)
        .join(articles, articles.c.id == members.c.article)
        .join(captures, captures.c.id == articles.c.id)
        .where(members.c.ended.is_(None), members.c.story.in_(keys))
        .order_by(articles.c.title.is_(None), articles.c.published.is_(None), articles.c.published, articles.c.id)
    )
    found: dict[str, str] = {}
    for row in connection.execute(query):
        found.setdefault(row.story, row.title or row.path)
    return found


def story_title(connection: Connection, story: str) -> str:
    """What a story is called in lists."""
    return _titles(connection, [story]).get(story, "Untitled")


def living_story(connection: Connection, key: str) -> str | None:
    """The id of the story that goes by ``key``, or of the one it went into; None where there is none."""
    seen: set[str] = set()
    while key not in seen:
        seen.add(key)
        row = connection.execute(select(stories.c.id, stories.c.merged_into).where(stories.c.id == key)).first()
        if row is None:
            return None
        if row.merged_into is None:
            return str(row.id)
        key = row.merged_into
    return None


def story_of(connection: Connection, article: str) -> str | None:
    """The id of the story that an article is in."""
    query = select(members.c.story).where(members.c.article == article, members.c.ended.is_(None))
    return connection.scalar(query)


def story_articles(connection: Connection, story: str) -> tuple[str, ...]:
    """The ids of the articles of a story, in order."""
    return tuple(connection.scalars(_members(story)))


def _members(story: str) -> Select[tuple[str]]:
    living = (members.c.story == story) & members.c.ended.is_(None)
    return select(members.c.article).where(living).order_by(members.c.article)


def story_version(connection: Connection, story: str) -> str:
    """A hash of all that a story's pages are made of: its articles, how they were read, and what people decided."""
    query = (
        select(readings.c.article, readings.c.id)
        .join(members, members.c.article == readings.c.article)
        .where(members.c.story == story, members.c.ended.is_(None), readings.c.ended.is_(None))
        .order_by(readings.c.article)
    )
    read = [f"{row.article} {row.id}" for row in connection.execute(query)]
    ids = connection.scalars(_members(story))
    latest = select(func.max(judgements.c.row), func.max(judgements.c.ended))
    decided = connection.execute(latest).one()
    parts = [*read, *ids, str(decided[0]), str(decided[1])]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]
