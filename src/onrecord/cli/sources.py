"""Verbs on sources: rate them, and see how their claims fared."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.app import app
from onrecord.cli.options import AsOfOption, LedgerOption, OptionalPaths, RatingsOption
from onrecord.cli.ratings import ratings_given
from onrecord.cli.work import audit_line, count, deliver, emit, opened_ledger, parsed_day, pile_of, running, say
from onrecord.errors import UsageError

if TYPE_CHECKING:
    from onrecord.ledger.store import Ledger
    from onrecord.model import Judgement


@app.command(
    epilog='Example: onrecord rate "Norwick Courier" B --because "Corrects its errors." --by Ana --ledger story.db'
)
def rate(
    source: Annotated[str | None, typer.Argument(metavar="SOURCE", help="The source by name.")] = None,
    letter: Annotated[
        str | None, typer.Argument(metavar="LETTER", help="A completely reliable … E unreliable, F cannot be judged.")
    ] = None,
    because: Annotated[str, typer.Option("--because", metavar="TEXT", help="The reason; kept with the rating.")] = "",
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who rates.")] = "",
    withdraw: Annotated[bool, typer.Option("--withdraw", help="Take the rating of the source back.")] = False,
    table: Annotated[
        str | None, typer.Option("--from", metavar="FILE", help="A CSV table: source, reliability, because.")
    ] = None,
    history: Annotated[bool, typer.Option("--history", help="Print also the ratings that have ended.")] = False,
    ledger: LedgerOption = "onrecord.db",
) -> None:
    """Rate how reliable a source is, A to F; with no source, print the ratings that stand. Older ones are kept."""
    from onrecord.ledger.ratings import rating, read_ratings

    with running(summary=False):
        if table is not None and (source or withdraw):
            raise UsageError("name a source or a table with --from, not both")
        with opened_ledger(ledger) as opened:
            if table is not None:
                keep_all(opened, [(made, because.strip()) for made in read_ratings(table, by=by)], table)
            elif source is None:
                show(opened, history=history)
            elif withdraw:
                withdrawn(opened, source, letter, by)
            elif letter is None:
                raise UsageError(f"{source}: give it a letter, A to F, or --withdraw")
            else:
                keep_all(opened, [(rating(source, letter, because, by), "")], source)


def keep_all(opened: Ledger, ratings: list[tuple[Judgement, str]], where: str) -> None:
    """Write ratings down, each with its reason or the one given for all: all of them or none."""
    from dataclasses import replace

    from onrecord.ledger.deciding import decide_all

    reasoned = [replace(made, because=made.because or common) for made, common in ratings]
    if bare := next((made for made in reasoned if not made.because), None):
        raise UsageError(f"{where}: a rating needs its reason ({bare.subject}): --because TEXT")
    decide_all(opened, [(m, audit_line(m.by, "reliability decided", m.subject, m.value)) for m in reasoned])
    for made in reasoned:
        say(f"{made.subject}: {made.value}")


def withdrawn(opened: Ledger, source: str, letter: str | None, by: str) -> None:
    """End the rating of a source."""
    from onrecord.ledger.deciding import take_back
    from onrecord.ledger.ratings import standing
    from onrecord.model import Matter

    if letter is not None:
        raise UsageError("give a letter or --withdraw, not both")
    before = standing(opened, source)
    line = audit_line(by, "reliability withdrawn", before.subject if before else source, "")
    if before is None or not take_back(opened, Matter.RELIABILITY, before.subject, line).done:
        raise UsageError(f"{source}: no rating of it stands; list them with: onrecord rate --ledger FILE")
    say(f"{before.subject}: {before.value} withdrawn")


def show(opened: Ledger, *, history: bool) -> None:
    """Print the ratings, the oldest first."""
    from onrecord.export.sources import rating_record
    from onrecord.model import Matter

    emit(rating_record(made) for made in opened.judgements(Matter.RELIABILITY, history=history))


@app.command(epilog="Example: onrecord sources articles/ --text && onrecord sources --ledger story.db | jq -r .source")
def sources(
    paths: OptionalPaths = None,
    ledger: LedgerOption = None,
    as_of: AsOfOption = None,
    ratings: RatingsOption = None,
    text: Annotated[bool, typer.Option("--text", help="A table for people, not JSON Lines.")] = False,
) -> None:
    """Print how each source fared: what others bore out, excluded, disputed or overtook, beside how you rate it."""
    from onrecord import pipeline
    from onrecord.cli.forecasts import settlements
    from onrecord.export.sources import source_record, sources_text

    with running() as run:
        day = parsed_day(as_of)
        letters = ratings_given(ledger, ratings, day)
        pile = pile_of(paths, ledger, run, day=day)
        today = day or datetime.now(UTC).date()
        settled = settlements(ledger, day)
        found = pipeline.sources(pile, today=today, as_of=day, ratings=letters, settlements=settled)
        if text:
            deliver(sources_text(found), None)
            say(count(len(found), "source"))
        else:
            emit(source_record(one) for one in found)
