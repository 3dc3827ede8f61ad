"""What the verbs share: the run with its messages, the pile to work on, and how records leave."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.errors import OnrecordError, UsageError

if TYPE_CHECKING:
    from onrecord.ledger.accounts import AuditRow
    from onrecord.ledger.store import Ledger
    from onrecord.model import Judgement, Matter
    from onrecord.pipeline import Pile, Run

PASSWORD = re.compile(r"(://[^\s:/@]*:)[^\s/@]*@")  # in postgresql://ana:secret@db.example/story


class running:  # noqa: N801  (reads as a phrase: with running() as run)
    """One run of a verb: progress on standard error, then what was skipped; errors of ours become a line and a code."""

    def __init__(self, *, summary: bool = True) -> None:
        from onrecord.pipeline import Run

        self.run = Run(progress=progress_bar())
        self.summary = summary

    def __enter__(self) -> Run:
        return self.run

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if self.summary:
            tell_issues(self.run, done=error is None)
        if isinstance(error, OnrecordError):
            say(f"onrecord: {error}")
            raise SystemExit(2 if isinstance(error, UsageError) else 1) from error


def pile_of(
    paths: list[str] | None, ledger: str | None, run: Run, *, claims: bool = True, day: date | None = None
) -> Pile:
    """The articles to work on, with their claims if wanted: from paths, from a ledger, or from both.

    Claims of a ledger come as people left them: by the reviews that stand, or that stood at the end of ``day``.
    """
    from onrecord import pipeline

    if ledger:
        from onrecord.ledger.store import Ledger

        if not paths:
            existing_ledger(ledger)
        with Ledger.open(ledger, command=command_line()) as opened:
            pile = pipeline.remembered(opened, paths or (), run)
            return pipeline.reviewed(pile, opened.judgements(at=end_of(day)))
    pile = pipeline.pile(needed(paths), run)
    return pipeline.extracted(pile, run) if claims else pile


def end_of(day: date | None) -> datetime | None:
    """The moment at which a day is over (UTC), where one is asked for."""
    return datetime.combine(day + timedelta(days=1), time(), UTC) if day else None


def decided(ledger: str | None, day: date | None, matter: Matter | None = None) -> tuple[Judgement, ...]:
    """What people decided: what stands, or what stood at the end of ``day``; nothing without a ledger."""
    from onrecord.ledger.engine import is_there
    from onrecord.ledger.store import Ledger

    if ledger is None or not is_there(ledger):
        return ()
    with Ledger.open(ledger) as opened:
        return opened.judgements(matter, at=end_of(day))


def standing(pile: Pile, day: date | None) -> Pile:
    """The pile as it stood on the day, where one is asked for."""
    from onrecord import pipeline

    return pipeline.as_it_stood(pile, day) if day else pile


def existing_ledger(ledger: str | None) -> str:
    """The ledger's file or address, which must be there."""
    from onrecord.ledger.engine import is_there, shown

    where = ledger or "onrecord.db"
    if not is_there(where):
        name = shown(where)
        raise UsageError(f"{name}: there is no ledger; make one with: onrecord add PATH --ledger {name}")
    return where


def opened_ledger(ledger: str | None) -> Ledger:
    """The ledger, which must be there, opened; what is written to it belongs to a run of this command."""
    from onrecord.ledger.store import Ledger

    return Ledger.open(existing_ledger(ledger), command=command_line())


def command_line() -> str:
    """What was called, as it is written down: without the passwords of addresses."""
    return PASSWORD.sub(r"\1***@", " ".join(sys.argv[1:]))


def audit_line(by: str, action: str, subject: str, detail: str) -> AuditRow:
    """A line of the audit log for what was done here."""
    from onrecord.ledger.accounts import AuditRow

    return AuditRow(at=datetime.now(UTC), by=by.strip(), action=action, subject=subject, detail=detail, address="")


def needed(paths: list[str] | None) -> list[str]:
    """The paths, which must be there."""
    if not paths:
        raise UsageError("nothing to read: name a file, a folder, a glob or - (or a ledger with --ledger)")
    return paths


def something[T](items: Iterable[T]) -> Iterator[T]:
    """The items, of which there must be one."""
    from onrecord.errors import MissingInputError

    empty = True
    for item in items:
        empty = False
        yield item
    if empty:
        raise MissingInputError("nothing could be read: no article in what was given")


def deliver(made: str | bytes, output: Path | None) -> None:
    """Write to the file, or to standard output; bytes go out as they are."""
    if isinstance(made, str) and output is None:
        sys.stdout.write(made if made.endswith("\n") else made + "\n")
    elif isinstance(made, bytes) and output is None:
        sys.stdout.buffer.write(made)
        sys.stdout.buffer.flush()
    elif output is not None:
        try:
            output.write_bytes(made) if isinstance(made, bytes) else output.write_text(made, encoding="utf-8")
        except OSError as error:
            raise UsageError(f"{output}: cannot be written ({error.strerror})") from error
        say(f"written to {output}")


def parsed_day(text: str | None, option: str = "--as-of") -> date | None:
    """A day given as YYYY-MM-DD."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise UsageError(f"{option} {text}: not a day; write it as 2024-10-20") from error


def emit(records: Iterable[dict[str, Any]]) -> None:
    """One JSON line a record on standard output."""
    for record in records:
        sys.stdout.write(json.dumps(record, ensure_ascii=False) + "\n")


def say(message: str) -> None:
    """A line for the person, on standard error."""
    sys.stderr.write(message + "\n")


def count(number: int, noun: str) -> str:
    """``3 articles``, ``1 article``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def tell_issues(run: Run, *, done: bool) -> None:
    """What was skipped or could be read only in part, and how much of it."""
    for issue in run.issues:
        say(f"{issue.where}: {issue.message}")
    if run.issues:
        say(count(len(run.issues), "issue") + ("; the rest of the work was done" if done else ""))


def progress_bar() -> Callable[[Iterable[Any], str, int | None], Iterable[Any]]:
    """A progress bar on standard error where that is a terminal; else nothing, so that logs stay clean."""
    from onrecord.pipeline import silent

    if not sys.stderr.isatty():
        return silent

    def show(items: Iterable[Any], what: str, total: int | None) -> Iterable[Any]:
        from rich.console import Console
        from rich.progress import track

        return track(items, description=what, total=total, console=Console(stderr=True), transient=True)

    return show
