"""What programs look up in a ledger: stories by their days, where a claim stands, who did what."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, func, select

from onrecord.ledger.accounts import AuditRow
from onrecord.ledger.records import load
from onrecord.ledger.stories import StoryRow
from onrecord.ledger.tables import articles, audit, captures, claims, judgements, members, readings, stories
from onrecord.model import Claim

CHUNK = 500  # claims a query: below SQLite's limit on bound values


def kin(connection: Connection, story: str) -> tuple[StoryRow, ...]:
    """The story and those that went into it, the oldest first, without their articles."""
    wanted = (stories.c.id == story) | (stories.c.merged_into == story)
    names = ("id", "made", "ended", "parted_from", "merged_into")
    rows = connection.execute(select(*(stories.c[n] for n in names)).where(wanted).order_by(stories.c.row))
    return tuple(StoryRow(**row) for row in rows.mappings())


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """An article in a list: what it is called, who published it, if that is known, and the first day it can be of."""

    id: str
    title: str
    publisher: str | None
    day: date | None


def article_lines(connection: Connection, story: str, *, limit: int) -> tuple[Line, ...]:
    """The articles of a story by the day they appeared, undated ones last; nothing of them is reckoned."""
    query = (
        select(articles.c.id, articles.c.title, articles.c.publisher, articles.c.published, captures.c.path)
        .join(members, (members.c.article == articles.c.id) & members.c.ended.is_(None))
        .join(captures, captures.c.id == articles.c.id)
        .where(members.c.story == story)
        .order_by(articles.c.published.nulls_last(), articles.c.id)
        .limit(limit)
    )
    rows = connection.execute(query)
    return tuple(Line(id=r.id, title=r.title or r.path, publisher=r.publisher, day=r.published) for r in rows)


def story_by_article(connection: Connection) -> dict[str, str]:
    """The living story of every article."""
    query = select(members.c.article, members.c.story).where(members.c.ended.is_(None))
    return {row.article: row.story for row in connection.execute(query)}


def article_of_claim(connection: Connection, claim: str) -> str | None:
    """The id of the article that a living claim stands in."""
    if not claim.isascii() or not claim.isalnum():  # no id, and no word for a database
        return None
    query = (
        select(readings.c.article)
        .join(claims, claims.c.reading == readings.c.id)
        .where(claims.c.id == claim, readings.c.ended.is_(None))
    )
    return connection.scalar(query)


def living_claims(connection: Connection, keys: Collection[str]) -> tuple[Claim, ...]:
    """The claims with these ids that are still read so, article by article in the order of the text."""
    rows: list[tuple[str, int, str]] = []
    ordered = sorted(keys)
    for at in range(0, len(ordered), CHUNK):
        query = (
            select(readings.c.article, claims.c.row, claims.c.record)
            .join(readings, readings.c.id == claims.c.reading)
            .where(readings.c.ended.is_(None), claims.c.id.in_(ordered[at : at + CHUNK]))
        )
        rows += (tuple(row) for row in connection.execute(query))
    return tuple(load(Claim, record) for _, _, record in sorted(rows))


def ledger_version(connection: Connection) -> str:
    """A hash of all that answers over the whole ledger are made of."""
    parts: list[str] = []
    for rows, row in ((readings, readings.c.id), (members, members.c.row), (judgements, judgements.c.row)):
        found = connection.execute(select(func.max(row), func.max(rows.c.ended), func.count())).one()
        parts += [str(part) for part in found]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def audit_rows(connection: Connection, *, limit: int, offset: int) -> tuple[tuple[AuditRow, ...], int]:
    """Lines of the audit log, the newest first, and how many there are in all."""
    query = select(audit).order_by(audit.c.row.desc()).limit(limit).offset(offset)
    found = tuple(
        AuditRow(at=r.at, by=r.by, action=r.action, subject=r.subject, detail=r.detail, address=r.address)
        for r in connection.execute(query)
    )
    return found, connection.scalar(select(func.count()).select_from(audit)) or 0
