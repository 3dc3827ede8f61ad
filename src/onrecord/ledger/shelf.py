"""What the desk asks of the ledger page by page: which story goes by a key, and which version of it this is."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, Select, func, select, union

from onrecord.ledger.tables import claims, judgements, members, readings, stories
from onrecord.model import Matter


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A moment of a ledger: the numbers of its last rows of members and of readings, which only grow."""

    member: int = 0
    reading: int = 0


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


def mark_of(connection: Connection) -> Mark:
    """How far the ledger has come: rows of a later moment have higher numbers."""
    last = select(func.max(members.c.row), select(func.max(readings.c.id)).scalar_subquery())
    member, reading = connection.execute(last).one()
    return Mark(member=member or 0, reading=reading or 0)


def touched_since(connection: Connection, mark: Mark) -> frozenset[str]:
    """The stories whose articles or readings are otherwise since; also those that an article left."""
    moved = select(members.c.article).where(members.c.row > mark.member)
    read = select(readings.c.article).where(readings.c.id > mark.reading)
    return frozenset(connection.scalars(select(members.c.story).where(members.c.article.in_(union(moved, read)))))


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
