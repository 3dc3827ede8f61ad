"""What the desk asks of the ledger page by page: lists of stories, and which version of a story this is."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, Select, func, select

from onrecord.ledger.tables import articles, captures, claims, judgements, members, readings, stories
from onrecord.model import Matter


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
        .with_hint(articles, "INDEXED BY article_days", "sqlite")  # the days alone, not the rows with their records
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


def story_titles(connection: Connection, keys: list[str]) -> dict[str, str]:
    """What stories are called in lists, by id; those that have ended have no title."""
    return _titles(connection, keys)


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
    """A hash of what a story's pages are made of, decisions left out: its articles and how they were read."""
    query = (
        select(members.c.article, readings.c.id)
        .outerjoin(readings, (readings.c.article == members.c.article) & readings.c.ended.is_(None))
        .where(members.c.story == story, members.c.ended.is_(None))
    )
    read = sorted(f"{article} {reading}" for article, reading in connection.execute(query))
    return _hash(read, 16)


def story_versions(connection: Connection) -> dict[str, str]:
    """The same of every story that has articles."""
    query = (
        select(members.c.story, members.c.article, readings.c.id)
        .outerjoin(readings, (readings.c.article == members.c.article) & readings.c.ended.is_(None))
        .where(members.c.ended.is_(None))
    )
    found: dict[str, list[str]] = {}
    for story, article, reading in connection.execute(query):
        found.setdefault(story, []).append(f"{article} {reading}")
    return {story: _hash(sorted(read), 16) for story, read in found.items()}


def latest_first(connection: Connection, keys: Collection[str]) -> list[str]:
    """These stories, those with the latest articles first, undated ones last."""
    if not keys:
        return []
    last = func.max(articles.c.published)
    query = (
        select(members.c.story)
        .join(articles, articles.c.id == members.c.article)
        .where(members.c.ended.is_(None))
        .group_by(members.c.story)
        .order_by(last.desc().nulls_last(), members.c.story)
    )
    return [story for story in connection.scalars(query) if story in keys]


def last_decision(connection: Connection) -> str:
    """What changes with every decision of anybody about anything."""
    last = connection.execute(select(func.max(judgements.c.row), func.max(judgements.c.ended))).one()
    return f"{last[0]} {last[1]}"


def story_decisions(connection: Connection, story: str) -> str:
    """A hash of what people decided that bears on a story: about its claims, and about any source."""
    rows = judgements.c
    decided = select(rows.row, rows.ended, rows.matter, func.substr(rows.subject, 1, 16).label("claim")).order_by(
        rows.row
    )
    found = connection.execute(decided).all()
    keys = {row.claim for row in found if row.matter != Matter.RELIABILITY}
    own: set[str] = set()
    if keys:
        query = (
            select(claims.c.id)
            .join(readings, readings.c.id == claims.c.reading)
            .join(members, members.c.article == readings.c.article)
            .where(members.c.story == story, members.c.ended.is_(None), readings.c.ended.is_(None))
        )
        own = keys.intersection(connection.scalars(query))
    return _hash((f"{r.row} {r.ended}" for r in found if r.matter == Matter.RELIABILITY or r.claim in own), 8)


def _hash(parts: Iterable[str], length: int) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:length]
