"""The ledger: what was read and what was claimed, kept in one SQLite file; every write is one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Engine, func, insert, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from onrecord import __version__
from onrecord.errors import LedgerError
from onrecord.ledger.backup import copy_ledger
from onrecord.ledger.engine import engine_of, file_of, lock_for_writing, shown, still_there
from onrecord.ledger.judgements import end_judgement, read_judgements, write_judgement
from onrecord.ledger.lookup import living_claims
from onrecord.ledger.migrate import check_revision, migrate
from onrecord.ledger.objects import keep_object, read_object
from onrecord.ledger.records import dump, load
from onrecord.ledger.rereading import Rereading, rereadings
from onrecord.ledger.sealed import as_it_lies, is_sealed, still_as_it_lay
from onrecord.ledger.search import Found, search
from onrecord.ledger.status import Status, read_status
from onrecord.ledger.stories import StoryRow, overtaken, read_stories, settle, settling
from onrecord.ledger.tables import article_texts, articles, captures, claims, issues, readings, runs
from onrecord.model import Article, Capture, Claim, Issue, Judgement, Matter

CHUNK = 500  # ids a query: below SQLite's limit on bound values


class Ledger:
    """One ledger, opened.

    Use :meth:`open`, as a context manager or with :meth:`close`. Writing methods commit before they return: a run that
    is killed loses at most the article in hand, and a run that is repeated finds what is there and adds nothing twice.

    Attributes:
        sealed: Whether it may only be read; then every writing method raises a LedgerError.
    """

    def __init__(self, engine: Engine, *, sealed: bool = False, command: str = "api") -> None:
        self._engine = engine
        self._file = None if sealed else file_of(engine)
        self._run: int | None = None
        self._command = command
        self.sealed = sealed

    @classmethod
    def open(cls, where: str, *, command: str = "api") -> Ledger:
        """The ledger in the SQLite file ``where`` (made if missing), in memory for ``:memory:``, or at an address.

        One that may only be read is opened to be read, and left as it is.

        Args:
            where: Its name.
            command: What the run is called that is started when something is written and none was started.

        Raises:
            LedgerError: It cannot be opened, is no ledger, or was written by a newer version.
        """
        engine = engine_of(where)
        try:
            sealed = is_sealed(engine)
            if sealed:
                check_revision(engine, shown(where))
            else:
                migrate(engine, shown(where))
        except DBAPIError as error:
            engine.dispose()
            raise LedgerError(f"{shown(where)}: cannot be opened as a ledger ({said(error)})") from error
        except LedgerError:
            engine.dispose()
            raise
        return cls(engine, sealed=sealed, command=command)

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is not None:  # a run that failed has not finished
            self._run = None
        self.close()

    def close(self) -> None:
        """End the run that was started, if any, and let go of the file."""
        if self._run is not None:
            self.finish()
        self._engine.dispose()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that is written when the block ends, beside no other; another writer is waited for.

        Raises:
            LedgerError: It may only be read, the database refuses to write, or has gone.
        """
        if self.sealed:
            raise LedgerError("the ledger cannot be written: it may only be read")
        try:
            with self._engine.begin() as connection:
                lock_for_writing(connection)
                yield connection
        except IntegrityError:  # another writer was first: for the caller to judge
            raise
        except DBAPIError as error:
            raise LedgerError(f"the ledger cannot be written ({said(error)})") from error
        if not still_there(self._file):
            raise LedgerError("the ledger cannot be written: its file was moved or deleted while it was open")

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

    # -------------------------------------------------------------------------------- runs

    def start(self, command: str) -> int:
        """A new run; what is written from now on belongs to it. Returns its number."""
        with self.writing() as connection:
            row = insert(runs).values(version=__version__, command=command, started=datetime.now(UTC))
            self._run = int(connection.scalars(row.returning(runs.c.id)).one())
        return self._run

    def finish(self) -> None:
        """Mark the run as finished."""
        with self.writing() as connection:
            connection.execute(update(runs).where(runs.c.id == self._run).values(finished=datetime.now(UTC)))
        self._run = None

    @property
    def run(self) -> int:
        """The number of the run; one is started when none was."""
        return self._run if self._run is not None else self.start(self._command)

    def note(self, found: Iterable[Issue]) -> None:
        """Write down what went wrong in this run."""
        met = tuple(found)
        if met:
            run = self.run
            rows = [{"run": run, "stage": i.stage, "where": i.where, "message": i.message} for i in met]
            with self.writing() as connection:
                connection.execute(insert(issues), rows)

    # -------------------------------------------------------------------------------- writing

    def keep(self, capture: Capture, article: Article) -> bool:
        """Keep one article with its capture; False when it is there already."""
        if self.has(article.id):
            return False
        run = self.run
        try:
            with self.writing() as connection:
                if capture.content:
                    keep_object(connection, capture.sha256, capture.content)
                connection.execute(
                    insert(captures).values(
                        id=article.id,
                        path=plain(capture.path),
                        url=plain(capture.url),
                        sha256=capture.sha256,
                        captured=capture.captured,
                        record=dump(Capture, replace(capture, content=b"", left_out=())),  # the article has it
                    )
                )
                connection.execute(
                    insert(articles).values(
                        id=article.id,
                        run=run,
                        title=plain(article.title),
                        publisher=plain(article.publisher),
                        language=article.language,
                        record=dump(Article, article),
                        published=article.published.start if article.published else None,
                    )
                )
                words = {"title": plain(article.title) or "", "body": plain(article.text)}
                connection.execute(insert(article_texts).values(article=article.id, **words))
        except IntegrityError:
            return False
        return True

    def keep_claims(self, article: str, found: Sequence[Claim], *, made_with: str) -> bool:
        """Keep the claims of one article as read ``made_with``; an older reading ends. False when it is there."""
        run, now = self.run, datetime.now(UTC)
        try:
            with self.writing() as connection:
                living = (readings.c.article == article) & readings.c.ended.is_(None)
                if connection.scalar(select(readings.c.made_with).where(living)) == made_with:
                    return False
                connection.execute(update(readings).where(living).values(ended=now))
                row = insert(readings).values(article=article, run=run, made_with=made_with, made=now)
                reading = connection.scalars(row.returning(readings.c.id)).one()
                rows = [
                    {
                        "id": c.id,
                        "reading": reading,
                        "kind": c.kind.value,
                        "certainty": c.certainty.value,
                        "text": plain(c.text),
                        "record": dump(Claim, c),
                        "speakers": plain(" ".join(dict.fromkeys(link.name for link in c.attribution.path))),
                        "due": c.due,
                    }
                    for c in found
                ]
                if rows:
                    connection.execute(insert(claims), rows)
        except IntegrityError:  # another writer was first
            return False
        return True

    def settle(self, gathered: Sequence[Article]) -> tuple[Article, ...]:
        """The articles, each with the id that its story goes by in this ledger; what has changed is written down.

        A story keeps its id while it grows. One that goes into another ends, with the id of the other, and stays.
        """
        run = self.run
        with self.writing() as connection:
            story = settle(connection, run, gathered)
        return tuple(replace(a, story=story[a.id]) for a in gathered)

    def settle_all(self, gather: Callable[[Sequence[Article]], Sequence[Article]]) -> tuple[Article, ...]:
        """All articles of the ledger, gathered, each with the id of its story: see :meth:`settle`.

        Gathering takes a while. Where another run wrote down stories of articles that came since, it is done again, so
        that what an older view would say does not take the place of what a newer one says. Where all is as it is
        written down, nothing is written.
        """
        while True:
            found = gather(self.articles())
            if (story := self.settled(found)) is not None:
                return tuple(replace(a, story=story[a.id]) for a in found)
            run = self.run
            with self.writing() as connection:
                if not overtaken(connection, found):
                    story = settle(connection, run, found)
                    return tuple(replace(a, story=story[a.id]) for a in found)

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

    def judge(self, made: Judgement) -> None:
        """Write down what a person decided; an older judgement on the same subject ends."""
        run = self.run
        with self.writing() as connection:
            write_judgement(connection, run, made)

    def withdraw(self, matter: Matter, subject: str) -> bool:
        """End the judgement that stands on the subject; False where there is none."""
        with self.writing() as connection:
            return end_judgement(connection, matter, subject, datetime.now(UTC))

    def backup(self, target: str) -> Iterator[tuple[str, int]]:
        """Copy all of it, as it is at this moment, into a new ledger: see :mod:`onrecord.ledger.backup`.

        Raises:
            LedgerError: The target is a ledger with something in it, or cannot be written.
        """
        try:
            yield from copy_ledger(self._engine, target)
        except DBAPIError as error:
            raise LedgerError(f"{shown(target)}: the backup cannot be written ({said(error)})") from error

    # -------------------------------------------------------------------------------- reading

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


def plain(words: str | None) -> str | None:
    """The words for a column: PostgreSQL holds no NUL, and the record beside it has them as they are."""
    return words and words.replace("\0", " ")


def said(error: DBAPIError) -> str:
    """What the database says, on one line."""
    return " ".join(str(error.orig).split())


def _chunks(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for at in range(0, len(ids), CHUNK):
        yield ids[at : at + CHUNK]
