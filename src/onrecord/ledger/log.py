"""What was done to the ledger run by run, what people decided, what outlets corrected, what is new since a moment."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, func, select, union

from onrecord.ledger.judgements import judgement_of
from onrecord.ledger.search import search
from onrecord.ledger.tables import articles, issues, judgements, members, readings, runs, stories
from onrecord.model import Judgement

MOST_STORIES = 12  # stories named of one run
NOTES = ('"correction"', '"corrected"', '"clarification"', '"an earlier version"', '"editor s note"')
MOST_NOTED = 300  # articles that have such words, of which it is looked whether an outlet speaks of itself


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRow:
    """What one run did.

    Attributes:
        finished: None where it still runs, or was stopped.
        articles: How many were added. reread: how many were read again. issues: how many things went wrong.
        made: Stories that were new, at most :data:`MOST_STORIES`; ``made_in_all`` is the number of all.
        merged: Stories that went into others: their ids, each with the other's.
    """

    id: int
    command: str
    version: str
    started: datetime
    finished: datetime | None
    articles: int
    reread: int
    issues: int
    made: tuple[str, ...]
    made_in_all: int
    merged: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What is new since a moment.

    Attributes:
        stories: Stories that articles came to, with the number of articles, those with most first.
        articles: How many articles came. decisions: how many decisions were made or taken back.
    """

    stories: tuple[tuple[str, int], ...]
    articles: int
    decisions: int


def run_ids(connection: Connection) -> tuple[int, ...]:
    """The runs that added or changed anything, the newest first; what people decided is told by itself."""
    query = union(
        select(members.c.run),
        select(readings.c.run),
        select(stories.c.ended_run).where(stories.c.ended_run.is_not(None)),
    )
    return tuple(sorted(connection.scalars(query), reverse=True))


def run_rows(connection: Connection, ids: tuple[int, ...]) -> tuple[RunRow, ...]:
    """What these runs did, the newest first."""
    added = counted(connection, articles.c.run, ids)
    read = counted(connection, readings.c.run, ids)
    wrong = counted(connection, issues.c.run, ids)
    made: dict[int, list[str]] = {key: [] for key in ids}
    for row in connection.execute(
        select(stories.c.run, stories.c.id).where(stories.c.run.in_(ids)).order_by(stories.c.row)
    ):
        made[row.run].append(row.id)
    merged: dict[int, list[tuple[str, str]]] = {key: [] for key in ids}
    gone = select(stories.c.ended_run, stories.c.id, stories.c.merged_into).where(stories.c.ended_run.in_(ids))
    for end in connection.execute(gone.order_by(stories.c.row)):
        if end.merged_into:
            merged[end.ended_run].append((end.id, end.merged_into))
    query = select(runs).where(runs.c.id.in_(ids)).order_by(runs.c.id.desc())
    return tuple(
        RunRow(
            id=r.id,
            command=r.command,
            version=r.version,
            started=r.started,
            finished=r.finished,
            articles=added[r.id],
            reread=max(0, read[r.id] - added[r.id]),
            issues=wrong[r.id],
            made=tuple(made[r.id][:MOST_STORIES]),
            made_in_all=len(made[r.id]),
            merged=tuple(merged[r.id]),
        )
        for r in connection.execute(query)
    )


def counted(connection: Connection, column: object, ids: tuple[int, ...]) -> Counter[int]:
    """How many rows belong to each of these runs."""
    query = select(column, func.count()).where(column.in_(ids)).group_by(column)  # type: ignore[attr-defined,call-overload]
    return Counter({row[0]: row[1] for row in connection.execute(query)})


def news(connection: Connection, since: datetime, *, most: int = 30) -> News:
    """What is new since a moment."""
    came = (members.c.made > since) & members.c.ended.is_(None)
    first = select(members.c.story, func.count().label("n")).where(came).group_by(members.c.story)
    rows = connection.execute(first.order_by(func.count().desc(), members.c.story).limit(most)).all()
    total = connection.scalar(select(func.count()).select_from(members).where(came)) or 0
    decided = (judgements.c.made > since) | (judgements.c.ended > since)
    decisions = connection.scalar(select(func.count()).select_from(judgements).where(decided)) or 0
    return News(stories=tuple((r.story, r.n) for r in rows), articles=total, decisions=decisions)


def decisions(connection: Connection, *, limit: int, offset: int) -> tuple[tuple[Judgement, ...], int]:
    """What people decided, also what has ended, the newest first; and how many decisions there are in all."""
    query = select(judgements).order_by(judgements.c.row.desc()).limit(limit).offset(offset)
    found = tuple(map(judgement_of, connection.execute(query)))
    return found, connection.scalar(select(func.count()).select_from(judgements)) or 0


def perhaps_corrected(connection: Connection) -> tuple[str, ...]:
    """The ids of articles that have the words of a correction in them, the likeliest first, each once."""
    found: dict[str, None] = {}
    for words in NOTES:
        hits = search(connection, words, kind="article", limit=MOST_NOTED).hits
        found.update(dict.fromkeys(h.article for h in hits))
    return tuple(found)


def versions(connection: Connection) -> tuple[str, ...]:
    """The versions of onrecord that wrote the ledger, the latest to write first."""
    query = select(runs.c.version).group_by(runs.c.version).order_by(func.max(runs.c.id).desc())
    return tuple(connection.scalars(query))
