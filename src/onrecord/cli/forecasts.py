"""Verbs of the forecasts board: forecasts, settle."""

from __future__ import annotations

from datetime import UTC, date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.app import app
from onrecord.cli.options import AsOfOption, LedgerOption, OptionalPaths
from onrecord.cli.work import audit_line, decided, deliver, emit, opened_ledger, parsed_day, pile_of, running, say
from onrecord.errors import UsageError

if TYPE_CHECKING:
    from onrecord.ledger.store import Ledger
    from onrecord.model import Judgement


class StandingOption(StrEnum):
    """The standings a forecast can have."""

    OPEN = "open"
    DUE = "due"
    PAST = "past"
    SETTLED = "settled"


class OutcomeArgument(StrEnum):
    """What can become of a forecast."""

    TRUE = "true"
    FALSE = "false"
    VOID = "void"


@app.command(epilog="Example: onrecord forecasts articles/ --text && onrecord forecasts --ledger story.db --scores")
def forecasts(
    paths: OptionalPaths = None,
    ledger: LedgerOption = None,
    as_of: AsOfOption = None,
    standing: Annotated[StandingOption | None, typer.Option("--standing", help="Only those that stand so.")] = None,
    text: Annotated[bool, typer.Option("--text", help="A board for people, not JSON Lines.")] = False,
    scores: Annotated[bool, typer.Option("--scores", help="How each forecaster fared, with the Brier score.")] = False,
) -> None:
    """Print the forecasts board: what, by whom, how likely in whose words, by when, and what became of it."""
    from onrecord import pipeline
    from onrecord.export.board_text import board_text, scores_text
    from onrecord.export.forecasts import forecast_record, score_record
    from onrecord.reconcile.board.scores import scores as scored

    with running() as run:
        day = parsed_day(as_of)
        pile = pile_of(paths, ledger, run, day=day)
        today = day or datetime.now(UTC).date()
        found = pipeline.forecasts(pile, as_of=day, today=today, settlements=settlements(ledger, day))
        if standing is not None:
            found = tuple(f for f in found if f.standing.value == standing.value)
        claims, articles = {c.id: c for c in pile.claims}, {a.id: a for a in pile.articles}
        if scores:
            table = scored(found)
            deliver(scores_text(table), None) if text else emit(map(score_record, table))
        elif text:
            deliver(board_text(found, claims, articles, today), None)
        else:
            emit(forecast_record(f, claims, articles) for f in found)


def settlements(ledger: str | None, day: date | None) -> tuple[Judgement, ...]:
    """What people decided of forecasts: what stands, or what stood at the end of ``day``; nothing without a ledger."""
    from onrecord.model import Matter

    return decided(ledger, day, Matter.SETTLEMENT)


@app.command(
    epilog='Example: onrecord settle 3f2a9c… true --because "The ministry counted 12,000." --by Ana --ledger story.db'
)
def settle(
    claim: Annotated[
        str, typer.Argument(metavar="CLAIM", help="The id of the forecast, or of any claim that gives it.")
    ],
    outcome: Annotated[OutcomeArgument | None, typer.Argument(help="What became of it.")] = None,
    because: Annotated[str, typer.Option("--because", metavar="TEXT", help="The reason; kept with the decision.")] = "",
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who decides.")] = "",
    withdraw: Annotated[bool, typer.Option("--withdraw", help="Take back what was decided.")] = False,
    ledger: LedgerOption = "onrecord.db",
) -> None:
    """Settle a forecast as true, false or void, or take that back; older decisions are kept with their dates."""
    with running(summary=False):
        if withdraw is (outcome is not None):
            raise UsageError("say what became of it (true, false or void), or --withdraw, and not both")
        if outcome is not None and not because.strip():
            raise UsageError("a decision needs its reason: --because TEXT")
        with opened_ledger(ledger) as opened:
            if outcome is None:
                withdrawn(opened, claim, by)
            else:
                decide(opened, claim, outcome, because.strip(), by.strip())


def decide(opened: Ledger, claim: str, outcome: OutcomeArgument, because: str, by: str) -> None:
    """Write down what became of the forecast that a claim gives."""
    from onrecord.ledger.deciding import decide as decide_once
    from onrecord.model import Judgement, Matter
    from onrecord.reconcile.board.sorts import is_forecast

    found = opened.claim(claim)
    if found is None:
        raise UsageError(
            f"{claim}: the ledger holds no claim with this id; list them with: onrecord forecasts --ledger …"
        )
    if not is_forecast(found):
        raise UsageError(f"{claim}: this claim is no forecast: “{' '.join(found.text.split())[:80]}”")
    made = Judgement(matter=Matter.SETTLEMENT, subject=claim, value=outcome.value, because=because, by=by)
    decide_once(opened, made, audit_line(by, "settlement decided", claim, outcome.value))
    say(f"{claim}: settled as {outcome.value}")


def withdrawn(opened: Ledger, claim: str, by: str) -> None:
    """End what was decided of a claim."""
    from onrecord.ledger.deciding import take_back
    from onrecord.model import Matter

    if not take_back(opened, Matter.SETTLEMENT, claim, audit_line(by, "settlement withdrawn", claim, "")).done:
        raise UsageError(f"{claim}: nothing stands that could be withdrawn")
    say(f"{claim}: the decision is withdrawn, and kept with its dates")
