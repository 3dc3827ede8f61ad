"""The ledger: what was read and what was claimed is kept in it; every write is one transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Connection, Engine, insert, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from onrecord import __version__
from onrecord.errors import LedgerError
from onrecord.ledger.backup import copy_ledger
from onrecord.ledger.engine import engine_of, file_of, lock_for_writing, shown, still_there
from onrecord.ledger.judgements import end_judgement, write_judgement
from onrecord.ledger.migrate import is_current, migrate
from onrecord.ledger.objects import keep_object
from onrecord.ledger.opened import Opened, said
from onrecord.ledger.records import dump
from onrecord.ledger.sealed import COPY, copied, is_sealed
from onrecord.ledger.stories import overtaken, settle
from onrecord.ledger.tables import article_texts, articles, captures, claims, issues, readings, runs
from onrecord.model import Article, Capture, Claim, Issue, Judgement, Matter


class Ledger(Opened):
    """One ledger, opened to be read and written.

    Use :meth:`open`, as a context manager or with :meth:`close`. Writing methods commit before they return: a run that
    is killed loses at most the article in hand, and a run that is repeated finds what is there and adds nothing twice.
    Where it is sealed, every writing method raises a LedgerError.
    """

    def __init__(
        self,
        engine: Engine,
        *,
        sealed: bool = False,
        command: str = "api",
        copy: TemporaryDirectory[str] | None = None,
    ) -> None:
        super().__init__(engine, sealed=sealed)
        self._copy = copy
        self._file = None if sealed else file_of(engine)
        self._run: int | None = None
        self._command = command

    @classmethod
    def open(cls, where: str, *, command: str = "api") -> Ledger:
        """The ledger in the SQLite file ``where`` (made if missing), in memory for ``:memory:``, or at an address.

        One that may only be read is opened to be read, and left as it is; of a file of an earlier version a copy is
        brought up to date for as long as it is open.

        Args:
            where: Its name.
            command: What the run is called that is started when something is written and none was started.

        Raises:
            LedgerError: It cannot be opened, is no ledger, or was written by a newer version.
        """
        engine, copy = engine_of(where), None
        try:
            sealed = is_sealed(engine)
            if sealed and not is_current(engine, shown(where)):
                copy = copied(engine)
                engine.dispose()
                engine = engine_of(str(Path(copy.name) / COPY))
            if copy is not None or not sealed:
                migrate(engine, shown(where))
        except DBAPIError as error:
            engine.dispose()
            raise LedgerError(f"{shown(where)}: cannot be opened as a ledger ({said(error)})") from error
        except LedgerError:
            engine.dispose()
            raise
        return cls(engine, sealed=sealed, command=command, copy=copy)

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
        if self._copy is not None:
            self._copy.cleanup()

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


def plain(words: str | None) -> str | None:
    """The words for a column: PostgreSQL holds no NUL, and the record beside it has them as they are."""
    return words and words.replace("\0", " ")
