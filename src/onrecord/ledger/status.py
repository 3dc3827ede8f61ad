"""How a ledger is: what it holds, where it lies, how large it is, and what became of its runs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, func, select, text
from sqlalchemy.sql.elements import ColumnElement

from onrecord.ledger.migrate import revision
from onrecord.ledger.tables import articles, captures, claims, issues, judgements, objects, readings, runs, stories


@dataclass(frozen=True, slots=True, kw_only=True)
class RunState:
    """One run: what was asked, by which version, when; ``finished`` is None where it still goes on or was stopped."""

    id: int
    command: str
    version: str
    started: datetime
    finished: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """How a ledger is.

    Attributes:
        database: Which database it lies in, and its version.
        size: In bytes, with what SQLite has not yet brought into its file.
        revision: Of the tables.
        stories: Living ones.
        superseded: Readings that a newer one replaced.
        without_bytes: Captures whose bytes are not kept: ledgers of early versions have such.
        judgements: How many stand, by what they are about.
        unfinished: The newest runs that did not come to their end, at most :data:`MOST`.
    """

    database: str
    size: int
    revision: str
    articles: int
    claims: int
    stories: int
    superseded: int
    without_bytes: int
    judgements: dict[str, int]
    issues: int
    runs: int
    last_run: RunState | None
    unfinished: tuple[RunState, ...]
    unfinished_in_all: int


MOST = 5


def read_status(connection: Connection) -> Status:
    """How the ledger is now."""
    living = claims.join(readings)
    kept = captures.outerjoin(objects, objects.c.sha256 == captures.c.sha256)
    by_matter = select(judgements.c.matter, func.count()).group_by(judgements.c.matter)
    standing = connection.execute(by_matter.where(judgements.c.ended.is_(None)))
    newest = select(runs).order_by(runs.c.id.desc())
    last = connection.execute(newest.limit(1)).first()
    open_ones = connection.execute(newest.where(runs.c.finished.is_(None)).limit(MOST))
    return Status(
        database=_database(connection),
        size=_size(connection),
        revision=revision(connection) or "",
        articles=_count(connection, articles),
        claims=_count(connection, living, readings.c.ended.is_(None)),
        stories=_count(connection, stories, stories.c.ended.is_(None)),
        superseded=_count(connection, readings, readings.c.ended.is_not(None)),
        without_bytes=_count(connection, kept, objects.c.sha256.is_(None)),
        judgements={row[0]: row[1] for row in sorted(tuple(row) for row in standing)},
        issues=_count(connection, issues),
        runs=_count(connection, runs),
        last_run=_state(last) if last else None,
        unfinished=tuple(_state(row) for row in open_ones),
        unfinished_in_all=_count(connection, runs, runs.c.finished.is_(None)),
    )


def _count(connection: Connection, of: object, *where: ColumnElement[bool]) -> int:
    query = select(func.count()).select_from(of).where(*where)  # type: ignore[arg-type]
    return connection.scalar(query) or 0


def _state(row: object) -> RunState:
    r = row._mapping  # type: ignore[attr-defined]
    return RunState(
        id=r["id"], command=r["command"], version=r["version"], started=r["started"], finished=r["finished"]
    )


def _database(connection: Connection) -> str:
    name = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[connection.dialect.name]
    numbers = connection.dialect.server_version_info or ()
    return f"{name} {'.'.join(str(n) for n in numbers)}".strip()


def _size(connection: Connection) -> int:
    if connection.dialect.name == "postgresql":
        return int(connection.scalar(text("SELECT pg_database_size(current_database())")) or 0)
    pages = connection.scalar(text("PRAGMA page_count")) or 0
    size = int(pages) * int(connection.scalar(text("PRAGMA page_size")) or 0)
    waiting = Path(f"{connection.engine.url.database or ''}-wal")
    return size + (waiting.stat().st_size if waiting.is_file() else 0)
