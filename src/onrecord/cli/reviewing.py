"""Verbs by which a person decides about claims: review one, put two figures under one question, or set them apart."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.app import app
from onrecord.cli.options import LedgerOption
from onrecord.cli.work import audit_line, emit, opened_ledger, running, say
from onrecord.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.ledger.store import Ledger
    from onrecord.model import Claim, Matter


class VerdictArgument(StrEnum):
    """What can be found of a claim."""

    ACCEPTED = "accepted"
    MENDED = "mended"
    REFUSED = "refused"
    UNSURE = "unsure"


BecauseOption = Annotated[str, typer.Option("--because", metavar="TEXT", help="The reason; kept with the decision.")]
ByOption = Annotated[str, typer.Option("--by", metavar="NAME", help="Who decides.")]
WithdrawOption = Annotated[
    bool, typer.Option("--withdraw", help="Take back what was decided; it stays, with its dates.")
]
FigureArgument = Annotated[
    str,
    typer.Argument(metavar="CLAIM:INDEX", help="A figure of a claim, the first is 0; a statement: CLAIM:says:INDEX."),
]


@app.command(
    epilog="Example: onrecord review 3f2a9c… mended --set figures.0.low=45 --set figures.0.high=45 "
    '--because "A slip: 45 in the table." --by Ana --ledger story.db'
)
def review(
    claim: Annotated[str | None, typer.Argument(metavar="CLAIM", help="The id of the claim.")] = None,
    verdict: Annotated[VerdictArgument | None, typer.Argument(help="What you found of it.")] = None,
    changes: Annotated[
        list[str] | None,
        typer.Option("--set", metavar="FIELD=VALUE", help="What to mend: speaker, figures.0.measure …"),
    ] = None,
    because: BecauseOption = "",
    by: ByOption = "",
    withdraw: WithdrawOption = False,
    listed: Annotated[bool, typer.Option("--list", help="Print the reviews that stand.")] = False,
    history: Annotated[bool, typer.Option("--history", help="Print also those that have ended.")] = False,
    ledger: LedgerOption = "onrecord.db",
) -> None:
    """Accept, mend or refuse a claim as it was read, or take that back; answers follow, the reading stays stored."""
    with running(summary=False), opened_ledger(ledger) as opened:
        if listed or history:
            emit(review_lines(opened, claim, history=history))
        elif claim is None:
            raise UsageError("name a claim and what you found of it, or print the reviews with --list")
        elif withdraw is (verdict is not None):
            raise UsageError("say what you found (accepted, mended, refused or unsure), or --withdraw, and not both")
        elif verdict is None:
            from onrecord.model import Matter

            withdrawn(opened, Matter.REVIEW, claim, because, by)
        else:
            reviewed(opened, claim, verdict, given(changes), (because.strip(), by.strip()))


def given(changes: list[str] | None) -> dict[str, str]:
    """The fields and values of ``--set``."""
    pairs = [one.partition("=") for one in changes or ()]
    if bare := next((name for name, sign, _ in pairs if not (name.strip() and sign)), None):
        raise UsageError(f"--set {bare}: write it as FIELD=VALUE")
    return {name.strip(): value for name, _, value in pairs}


def reviewed(
    opened: Ledger, claim: str, verdict: VerdictArgument, changes: dict[str, str], word: tuple[str, str]
) -> None:
    """Write down what was found of a claim; ``word`` is the reason and who gives it."""
    from onrecord.ledger.deciding import decide
    from onrecord.model import Judgement, Matter, Review, ReviewVerdict
    from onrecord.reconcile.reviewed import checked, kept_words

    because, by = word
    asked = Review(verdict=ReviewVerdict(verdict.value), changes=tuple(changes.items()))
    made = checked(claim_of(opened, claim), asked, because)
    said = Judgement(matter=Matter.REVIEW, subject=claim, value=kept_words(made), because=because, by=by)
    decide(opened, said, audit_line(by, f"review {verdict.value}", claim, because))
    say(f"{claim}: {verdict.value}" + "".join(f", {name} is {value or 'nothing'}" for name, value in made.changes))


def review_lines(opened: Ledger, claim: str | None, *, history: bool) -> Iterator[dict[str, object]]:
    """The reviews as records, the oldest first."""
    from onrecord.export.reviews import review_record
    from onrecord.model import Matter

    read = {c.id: c for c in opened.claims()}
    for made in opened.judgements(Matter.REVIEW, history=history):
        if claim in (None, made.subject):
            found = read.get(made.subject)
            yield {"claim": made.subject, "text": found.text if found else None, **review_record(made, found)}


def claim_of(opened: Ledger, key: str) -> Claim:
    """The claim with this id."""
    found = opened.claim(key)
    if found is None:
        raise UsageError(f"{key}: the ledger holds no claim with this id; list them with: onrecord claims --ledger …")
    return found


@app.command(epilog='Example: onrecord join 3f2a9c…:0 77b01d…:1 --because "Both count the ferry." --ledger story.db')
def join(
    left: FigureArgument,
    right: FigureArgument,
    because: BecauseOption = "",
    by: ByOption = "",
    withdraw: WithdrawOption = False,
    ledger: LedgerOption = "onrecord.db",
) -> None:
    """Put two figures, or two statements, under one question, whatever comparing finds; or take that back."""
    pair((left, right), "same", (because.strip(), by.strip()), ledger, withdraw=withdraw)


@app.command(epilog='Example: onrecord part 3f2a9c…:0 77b01d…:1 --because "Two ferries." --by Ana --ledger story.db')
def part(
    left: FigureArgument,
    right: FigureArgument,
    because: BecauseOption = "",
    by: ByOption = "",
    withdraw: WithdrawOption = False,
    ledger: LedgerOption = "onrecord.db",
) -> None:
    """Set two figures, or two statements, apart, whatever comparing finds; or take that back."""
    pair((left, right), "different", (because.strip(), by.strip()), ledger, withdraw=withdraw)


def pair(figures: tuple[str, str], value: str, word: tuple[str, str], ledger: str | None, *, withdraw: bool) -> None:
    """Write down, or take back, what was decided of two of a sort; ``word`` is the reason and who gives it."""
    from onrecord.ledger.deciding import decide
    from onrecord.model import Judgement, Matter, pair_subject
    from onrecord.reconcile.decided import check_ref, read_subject
    from onrecord.reconcile.decided import claim_of as claim_id

    because, by = word
    with running(summary=False):
        if figures[0] == figures[1]:
            raise UsageError(f"{figures[0]}: name two figures, or two statements")
        left, right = read_subject(" ".join(figures))
        with opened_ledger(ledger) as opened:
            subject = pair_subject(left, right)
            if withdraw:
                withdrawn(opened, Matter.PAIR, subject, because, by)
                return
            if not because:
                raise UsageError("a decision needs its reason: --because TEXT")
            for ref in (left, right):
                check_ref(ref, claim_of(opened, claim_id(ref)))
            made = Judgement(matter=Matter.PAIR, subject=subject, value=value, because=because, by=by)
            decide(opened, made, audit_line(by, f"pair {value}", subject, because))
            say(f"{subject}: {'one question' if value == 'same' else 'two questions'}")


def withdrawn(opened: Ledger, matter: Matter, subject: str, because: str, by: str) -> None:
    """End what was decided."""
    from onrecord.ledger.deciding import take_back

    if not take_back(opened, matter, subject, audit_line(by, f"{matter.value} undone", subject, because)).done:
        raise UsageError(f"{subject}: nothing stands that could be withdrawn")
    say(f"{subject}: the decision is withdrawn, and kept with its dates")
