"""What a ledger holds, read back: articles, captures, claims, stories, what people decided, and how it is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, func, select
from sqlalchemy.exc import DBAPIError

from onrecord.errors import LedgerError
from onrecord.ledger.judgements import read_judgements
from onrecord.ledger.lookup import living_claims
from onrecord.ledger.objects import read_object
from onrecord.ledger.records import load
from onrecord.ledger.rereading import Rereading, rereadings
from onrecord.ledger.sealed import as_it_lies, still_as_it_lay
from onrecord.ledger.search import Found, search
from onrecord.ledger.status import Status, read_status
from onrecord.ledger.stories import StoryRow, overtaken, read_stories, settling
from onrecord.ledger.tables import articles, captures, claims, issues, readings, runs
from onrecord.model import Article, Capture, Claim, Judgement, Matter

CHUNK = 500  # ids a query: below SQLite's limit on bound values


class Opened:
    """A ledger, opened: all that is asked of it and writes nothing.

    Attributes:
        sealed: Whether it may only be read.
    """

    def __init__(self, engine: Engine, *, sealed: bool = False) -> None:
        self._engine = engine
        self.sealed = sealed

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection to read by.

        Raises:
            LedgerError: The database cannot be read, or a file that is read as it lies was written to meanwhile.
        """
        before = as_it_lies(self._engine) if self.sealed else None
        try:
            with self._engine.connect() as connection:
                yield connection
        except DBAPIError as error:
            raise LedgerError(f"the ledger cannot be read ({said(error)})") from error
        if not still_as_it_lay(self._engine, before):
            raise LedgerError("the ledger was written to while it was read: do it again")

    def judgements(
        self, matter: Matter | None = None, *, at: datetime | None = None, history: bool = False
    ) -> tuple[Judgement, ...]:
        """The judgements that stand, or stood at the moment ``at``; with ``history`` also those that have ended."""
        with self.reading() as connection:
            return tuple(read_judgements(connection, matter, at=at, history=history))

    @property
    def backend(self) -> str:
        """Which database it lies in: "sqlite" or "postgresql"."""
        return self._engine.dialect.name

    def search(self, words: str, *, kind: str = "claim", limit: int = 20, offset: int = 0) -> Found:
        """The living claims, or the articles, that have the words: see :mod:`onrecord.ledger.search`.

        Raises:
            UsageError: There is nothing to look for.
        """
        with self.reading() as connection:
            return search(connection, words, kind=kind, limit=limit, offset=offset)

    def stories(self) -> tuple[StoryRow, ...]:
        """Every story that ever was, the oldest first, with what became of it."""
        with self.reading() as connection:
            return read_stories(connection)

    def articles(self, ids: Sequence[str] | None = None) -> tuple[Article, ...]:
        """The articles with these ids, or all, in the order of their ids."""
        return tuple(self.each_article(ids))

    def each_article(self, ids: Sequence[str] | None = None) -> Iterator[Article]:
        """The articles as :meth:`articles` gives them, one by one: a ledger may be larger than memory."""
        yield from (load(Article, r) for r in self._records(articles, ids))

    def captures(self, ids: Sequence[str] | None = None) -> tuple[Capture, ...]:
        """The captures behind the articles with these ids, or all, in the order of the ids."""
        return tuple(self.each_capture(ids))

    def each_capture(self, ids: Sequence[str] | None = None) -> Iterator[Capture]:
        """The captures as :meth:`captures` gives them, one by one."""
        yield from (load(Capture, r) for r in self._records(captures, ids))

    def content(self, sha256: str) -> bytes | None:
        """The bytes that were read, by their SHA-256, checked against it; None if they were not kept.

        Raises:
            LedgerError: Other bytes are kept under this hash.
        """
        with self.reading() as connection:
            return read_object(connection, sha256)

    def state(self, sha256: str) -> str:
        """How the bytes with this hash are: "kept", "missing", or "damaged" when they are other bytes by now."""
        with self.reading() as connection:
            try:
                return "kept" if read_object(connection, sha256) is not None else "missing"
            except LedgerError:
                return "damaged"

    def raws(self, ids: Sequence[str] | None = None) -> dict[str, str]:
        """The input text of each article, by article id: what ``raw`` offsets count in."""
        keys = self.ids() if ids is None else sorted(ids)
        return {key: capture.text for key, capture in zip(keys, self.captures(keys), strict=True)}

    def has(self, article: str) -> bool:
        """Whether an article with this id is kept."""
        with self.reading() as connection:
            return connection.scalar(select(articles.c.id).where(articles.c.id == article)) is not None

    def ids(self) -> tuple[str, ...]:
        """The ids of all articles, in order."""
        with self.reading() as connection:
            return tuple(connection.scalars(select(articles.c.id).order_by(articles.c.id)))

    def made_with(self) -> dict[str, str]:
        """What the living reading of each article was made with."""
        query = select(readings.c.article, readings.c.made_with).where(readings.c.ended.is_(None))
        with self.reading() as connection:
            return {row.article: row.made_with for row in connection.execute(query)}

    def claims(self, ids: Sequence[str] | None = None) -> tuple[Claim, ...]:
        """The living claims of the articles with these ids, or of all, article by article in the order of the text."""
        found: list[Claim] = []
        with self.reading() as connection:
            for part in _chunks(self.ids() if ids is None else sorted(ids)):
                query = (
                    select(claims.c.record)
                    .join(readings)
                    .where(readings.c.ended.is_(None), readings.c.article.in_(part))
                    .order_by(readings.c.article, claims.c.row)
                )
                found += (load(Claim, r) for r in connection.scalars(query))
        return tuple(found)

    def claim(self, key: str) -> Claim | None:
        """The living claim with this id."""
        with self.reading() as connection:
            return next(iter(living_claims(connection, [key])), None) if key.isascii() and key.isalnum() else None

    def counts(self) -> dict[str, int]:
        """How many articles, living claims, runs and issues the ledger holds."""
        every = select(func.count()).select_from(claims)
        ended = select(func.count()).select_from(claims.join(readings)).where(readings.c.ended.is_not(None))
        with self.reading() as connection:
            return {
                "articles": connection.scalar(select(func.count()).select_from(articles)) or 0,
                "claims": (connection.scalar(every) or 0) - (connection.scalar(ended) or 0),
                "runs": connection.scalar(select(func.count()).select_from(runs)) or 0,
                "issues": connection.scalar(select(func.count()).select_from(issues)) or 0,
            }

    def status(self) -> Status:
        """How the ledger is: what it holds, where it lies, how large it is, what its runs came to."""
        with self.reading() as connection:
            return read_status(connection)

    def rereadings(self, run: int | None = None) -> Iterator[Rereading]:
        """Each article that was read again, with what is otherwise since; with ``run`` only those read in that run."""
        with self.reading() as connection:
            yield from rereadings(connection, run)

    def _records(self, table: Any, ids: Sequence[str] | None) -> Iterator[str]:
        with self.reading() as connection:
            for part in _chunks(self.ids() if ids is None else sorted(ids)):
                yield from connection.scalars(select(table.c.record).where(table.c.id.in_(part)).order_by(table.c.id))

    # -------------------------------------------------------------------------------- stories as they would be

    def settled(self, gathered: Sequence[Article]) -> dict[str, str] | None:
        """The story of each article; None where they are not those that are written down."""
        with self.reading() as connection:
            found = settling(connection, gathered)
            done = not found.differs and not overtaken(connection, gathered)
        return found.named.story if done else None

    def placed(self, gathered: Sequence[Article]) -> tuple[Article, ...]:
        """The articles, each with the id that its story has or would get here; nothing is written."""
        with self.reading() as connection:
            story = settling(connection, gathered).named.story
        return tuple(replace(a, story=story[a.id]) for a in gathered)

    def overtaken(self, gathered: Sequence[Article]) -> bool:
        """Whether another run has written down stories of articles that are not among those gathered."""
        with self.reading() as connection:
            return overtaken(connection, gathered)


def said(error: DBAPIError) -> str:
    """What the database says, on one line."""
    return " ".join(str(error.orig).split())


def _chunks(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for at in range(0, len(ids), CHUNK):
        yield ids[at : at + CHUNK]
