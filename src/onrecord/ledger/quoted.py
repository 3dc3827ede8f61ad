"""Who is in the ledger: its outlets, who is quoted lately, and what one of them published and said."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, select

from onrecord.errors import UsageError
from onrecord.ledger.search import search
from onrecord.ledger.tables import articles, captures, claims, members, readings
from onrecord.model import SpeakerType
from onrecord.values.name import fold

LATELY = 5000  # the newest claims, of which it is told who is quoted most: to count all would take as long as there are


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """An outlet with the number of its articles and the days of the first and the last that are dated."""

    name: str
    articles: int
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """Somebody who is quoted by name: how often, and in how many articles, among the newest claims."""

    name: str
    claims: int
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """An article in a list."""

    id: str
    title: str
    day: date | None
    story: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Where something is said: the claim, its article and its story; ``day`` is the first on which it can have been."""

    claim: str
    article: str
    day: date | None


def outlets(connection: Connection) -> tuple[Outlet, ...]:
    """The outlets, those with most articles first."""
    number = func.count()
    query = (
        select(
            articles.c.publisher,
            number.label("n"),
            func.min(articles.c.published).label("first"),
            func.max(articles.c.published).label("last"),
        )
        .where(articles.c.publisher.is_not(None))
        .group_by(articles.c.publisher)
        .order_by(number.desc(), articles.c.publisher)
    )
    return tuple(Outlet(name=r.publisher, articles=r.n, first=r.first, last=r.last) for r in connection.execute(query))


def quoted(connection: Connection) -> tuple[Quoted, ...]:
    """Who said most among the newest claims, by name; whoever is quoted without a name is left out."""
    query = (
        select(claims.c.record, readings.c.article)
        .join(readings, readings.c.id == claims.c.reading)
        .where(readings.c.ended.is_(None), claims.c.speakers != "")
        .order_by(claims.c.row.desc())
        .limit(LATELY)
    )
    said: dict[str, list[str]] = defaultdict(list)
    for row in connection.execute(query):
        last = json.loads(row.record)["attribution"]["chain"][-1:]
        if last and last[0]["type"] != SpeakerType.UNNAMED:
            said[last[0]["name"]].append(row.article)
    found = (Quoted(name=k, claims=len(v), articles=len(set(v))) for k, v in said.items())
    return tuple(sorted(found, key=lambda q: (-q.claims, q.name)))


def published(connection: Connection, name: str, *, limit: int, offset: int = 0) -> tuple[Published, ...]:
    """The articles of an outlet, the latest first."""
    query = (
        select(articles.c.id, articles.c.title, articles.c.published, captures.c.path, members.c.story)
        .join(captures, captures.c.id == articles.c.id)
        .outerjoin(members, (members.c.article == articles.c.id) & members.c.ended.is_(None))
        .where(articles.c.publisher == name)
        .order_by(articles.c.published.desc().nulls_last(), articles.c.id)
        .limit(limit)
        .offset(offset)
    )
    return tuple(
        Published(id=r.id, title=r.title or file_name(r.path), day=r.published, story=r.story)
        for r in connection.execute(query)
    )


def file_name(path: str) -> str:
    """The name of a file without its folders."""
    return path.replace("\\", "/").rsplit("/", 1)[-1]


def count_published(connection: Connection, name: str) -> int:
    """How many articles an outlet has."""
    return connection.scalar(select(func.count()).select_from(articles).where(articles.c.publisher == name)) or 0


def said_by(connection: Connection, name: str, *, most: int) -> tuple[tuple[Said, ...], bool]:
    """The claims in which somebody of just this name is a speaker, the latest first; and whether there may be more.

    Args:
        connection: To read by.
        name: The name; "the Herald" and "Herald" are one.
        most: How many of those that have its words are looked at.
    """
    try:
        found = search(connection, f'speaker:"{name.replace(chr(34), " ")}"', limit=most)
    except UsageError:  # no letter in it that could be looked for
        return (), False
    ids = [h.claim for h in found.hits]
    query = (
        select(claims.c.id, claims.c.record, readings.c.article, articles.c.published)
        .join(readings, readings.c.id == claims.c.reading)
        .join(articles, articles.c.id == readings.c.article)
        .where(claims.c.id.in_(ids), readings.c.ended.is_(None))
        .order_by(articles.c.published.desc().nulls_last(), claims.c.row.desc())
    )
    wanted = fold(name)
    rows = [r for r in connection.execute(query) if wanted in {fold(link["name"]) for link in speakers(r.record)}]
    said = tuple(Said(claim=r.id, article=r.article, day=r.published) for r in rows)
    return said, found.total > len(found.hits)


def speakers(record: str) -> list[dict[str, Any]]:
    """The links of a claim's chain, as its record has them."""
    attribution = json.loads(record)["attribution"]
    return [*attribution.get("via", []), *attribution["chain"]]


def stories_of(connection: Connection, ids: list[str]) -> dict[str, str]:
    """The living story of each of these articles."""
    query = select(members.c.article, members.c.story).where(members.c.ended.is_(None), members.c.article.in_(ids))
    return {r.article: r.story for r in connection.execute(query)}
