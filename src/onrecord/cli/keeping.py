"""Verbs of the ledger: add, status, evidence."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli.app import app
from onrecord.cli.options import LedgerOption, PathsArgument
from onrecord.cli.work import (
    count,
    deliver,
    emit,
    existing_ledger,
    needed,
    pile_of,
    running,
    say,
)
from onrecord.errors import LedgerError, UsageError


@app.command(epilog="Example: onrecord add articles/ --ledger story.db && onrecord brief --ledger story.db")
def add(paths: PathsArgument, ledger: LedgerOption = "onrecord.db") -> None:
    """Add articles and their claims to the ledger; a run that was killed is taken up where it stopped."""
    with running() as run:
        pile = pile_of(needed(paths), ledger or "onrecord.db", run)
        say(f"{ledger}: {count(len(pile.articles), 'article')}, {count(len(pile.claims), 'claim')}")


@app.command(epilog="Example: onrecord status --ledger story.db")
def status(ledger: LedgerOption = "onrecord.db") -> None:
    """Print how much the ledger holds."""
    from onrecord.ledger.store import Ledger

    with running(summary=False):
        where = existing_ledger(ledger)
        with Ledger.open(where) as opened:
            emit([{"ledger": where, **opened.counts()}])


@app.command(epilog="Example: onrecord evidence --ledger story.db | jq -r '[.url, .captured, .sha256, .bytes] | @tsv'")
def evidence(
    ledger: LedgerOption = "onrecord.db",
    content: Annotated[
        str | None, typer.Option("--bytes", metavar="SHA256", help="Write the bytes with this hash, as they came.")
    ] = None,
) -> None:
    """Print for each capture where its bytes came from, and whether they are kept and still have their hash."""
    from onrecord.export.records import evidence_record
    from onrecord.ledger.store import Ledger

    with running(summary=False), Ledger.open(existing_ledger(ledger)) as opened:
        if content is None:
            found = [evidence_record(c, opened.state(c.sha256)) for c in opened.captures()]
            emit(found)
            if damaged := sum(record["bytes"] == "damaged" for record in found):
                raise LedgerError(f"{ledger}: the bytes of {count(damaged, 'capture')} are damaged")
        elif (data := opened.content(content.strip().lower())) is None:
            raise UsageError(f"{ledger}: no bytes with the hash {content} are kept in it")
        else:
            deliver(data, None)
