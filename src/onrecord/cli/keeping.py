"""Verbs of the ledger: add, status, evidence, search, verify, backup."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import Annotated

import typer

from onrecord.cli.app import app
from onrecord.cli.options import LedgerOption, PathsArgument
from onrecord.cli.work import (
    command_line,
    count,
    deliver,
    emit,
    needed,
    opened_ledger,
    running,
    say,
)
from onrecord.errors import LedgerError, UsageError


@app.command(epilog="Example: onrecord add articles/ --ledger story.db && onrecord brief --ledger story.db")
def add(paths: PathsArgument, ledger: LedgerOption = "onrecord.db") -> None:
    """Add articles and their claims to the ledger; a run that was killed is taken up where it stopped."""
    from onrecord import pipeline
    from onrecord.export.status import rereading_summary
    from onrecord.ledger.store import Ledger

    with running() as run:
        given, where = needed(paths), ledger or "onrecord.db"
        with Ledger.open(where) as opened:
            number = opened.start(command_line())
            pipeline.added(opened, given, run)
            again, counts = rereading_summary(opened.rereadings(number)), opened.counts()
        say(f"{named(where)}: {count(counts['articles'], 'article')}, {count(counts['claims'], 'claim')}")
        if again:
            say(f"{again} (onrecord status --readings --ledger {named(where)} lists them)")


@app.command(epilog="Example: onrecord status --ledger story.db --text")
def status(
    ledger: LedgerOption = "onrecord.db",
    readings: Annotated[
        bool,
        typer.Option("--readings", help="Articles read again, and their claims that are not as before."),
    ] = False,
    text: Annotated[bool, typer.Option("--text", help="To read, not to pipe.")] = False,
) -> None:
    """Print what the ledger holds, where it lies, and what became of its runs."""
    from onrecord.export.status import rereading_record, rereading_summary, status_record, status_text

    with running(summary=False), opened_ledger(ledger) as opened:
        if readings:
            emit(rereading_record(found) for found in opened.rereadings() if found.differs)
            say(rereading_summary(opened.rereadings()) or "no article was read more than once")
        elif text:
            sys.stdout.writelines(status_text(named(ledger), opened.status()))
        else:
            emit([status_record(named(ledger), opened.status())])


@app.command(epilog="Example: onrecord evidence --ledger story.db | jq -r '[.url, .captured, .sha256, .bytes] | @tsv'")
def evidence(
    ledger: LedgerOption = "onrecord.db",
    content: Annotated[
        str | None, typer.Option("--bytes", metavar="SHA256", help="Write the bytes with this hash, as they came.")
    ] = None,
) -> None:
    """Print for each capture where its bytes came from, and whether they are kept and still have their hash."""
    from onrecord.export.records import evidence_record

    with running(summary=False), opened_ledger(ledger) as opened:
        if content is None:
            damaged = 0
            for capture in opened.each_capture():
                record = evidence_record(capture, opened.state(capture.sha256))
                damaged += record["bytes"] == "damaged"
                emit([record])
            if damaged:
                raise LedgerError(f"{named(ledger)}: the bytes of {count(damaged, 'capture')} are damaged")
        elif (data := opened.content(content.strip().lower())) is None:
            raise UsageError(f"{named(ledger)}: no bytes with the hash {content} are kept in it")
        else:
            deliver(data, None)


class Searched(StrEnum):
    """What is looked through."""

    CLAIMS = "claims"
    ARTICLES = "articles"


@app.command(epilog="""Example: onrecord search '"dam wall" speaker:directorate -reservoir' --ledger story.db --text""")
def search(
    words: Annotated[
        list[str],
        typer.Argument(metavar="WORDS", help='All must occur; "beside one another", -not, begin*, speaker:name.'),
    ],
    ledger: LedgerOption = "onrecord.db",
    among: Annotated[Searched, typer.Option("--in", help="Look through claims or articles.")] = Searched.CLAIMS,
    limit: Annotated[int, typer.Option("--limit", min=1, max=1000, help="How many to print at most.")] = 20,
    text: Annotated[bool, typer.Option("--text", help="To read, not to pipe.")] = False,
) -> None:
    """Find claims or articles by their words, the best first."""
    from onrecord.export.hits import hit_record, hit_text

    with running(summary=False), opened_ledger(ledger) as opened:
        found = opened.search(" ".join(words), kind=among.value.removesuffix("s"), limit=limit)
        if text:
            sys.stdout.writelines(hit_text(hit) for hit in found.hits)
        else:
            emit(hit_record(hit) for hit in found.hits)
        say(f"{len(found.hits)} of {found.total}{' or more' if found.many else ''}")


@app.command(epilog="Example: onrecord verify --ledger story.db && echo sound")
def verify(ledger: LedgerOption = "onrecord.db") -> None:
    """Find every span again in its source, and reckon every hash anew; print what is not as it was written down."""
    from onrecord.export.hits import fault_record
    from onrecord.ledger.verify import verify as verified

    with running(summary=False) as run, opened_ledger(ledger) as opened:
        total, faults = opened.counts()["articles"], 0
        for _, found in run.progress(verified(opened), "verifying", total):
            emit(fault_record(fault) for fault in found)
            faults += len(found)
        if faults:
            raise LedgerError(f"{named(ledger)}: {count(faults, 'fault')} in {count(total, 'article')}")
        say(f"{named(ledger)}: {count(total, 'article')}, every span and hash is as it was written down")


@app.command(epilog="Example: onrecord backup story-2031-05-04.db --ledger story.db")
def backup(
    target: Annotated[str, typer.Argument(metavar="FILE", help="A new file, or the address of an empty database.")],
    ledger: LedgerOption = "onrecord.db",
) -> None:
    """Copy the whole ledger as it is at this moment, also from SQLite to PostgreSQL or back."""
    with running(summary=False) as run, opened_ledger(ledger) as opened:
        rows = sum(number for _, number in run.progress(opened.backup(target), "copying", None))
        say(f"{named(target)}: {count(rows, 'row')} copied")


def named(where: str | None) -> str:
    """A ledger's name for messages: never with a password."""
    from onrecord.ledger.engine import shown

    return shown(where or "onrecord.db")
