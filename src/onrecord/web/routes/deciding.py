"""What people decide on the pages: what became of a forecast, and how reliable a source is. Plain forms."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from onrecord.errors import MissingInputError, UsageError
from onrecord.ledger import lookup, ratings
from onrecord.model import Judgement, Matter, Outcome
from onrecord.reconcile.board.sorts import is_forecast
from onrecord.web.desk import Desk
from onrecord.web.routes.asked import FORM_CHECKED, Reviewer, TheDesk
from onrecord.web.routes.signing import inside
from onrecord.web.security import Visitor, note

router = APIRouter(include_in_schema=False)

Then = Annotated[str, Form(max_length=1000)]
Because = Annotated[str, Form(max_length=2000)]


@router.post("/forecasts/{claim}/settle", dependencies=FORM_CHECKED)
def settle(
    request: Request,
    desk: TheDesk,
    visitor: Reviewer,
    claim: str,
    outcome: Annotated[Outcome, Form()],
    because: Because,
    then: Then = "/forecasts",
) -> Response:
    """Say what became of a forecast; the decision that stood ends."""
    check_forecast(desk, claim)
    decide(
        request,
        desk,
        visitor,
        Judgement(
            matter=Matter.SETTLEMENT, subject=claim, value=outcome.value, because=reason(because), by=visitor.name
        ),
    )
    return RedirectResponse(inside(then), 303)


@router.post("/forecasts/{claim}/withdraw", dependencies=FORM_CHECKED)
def unsettle(request: Request, desk: TheDesk, visitor: Reviewer, claim: str, then: Then = "/forecasts") -> Response:
    """Take back what was decided of a forecast; it is kept with its dates."""
    take_back(request, desk, visitor, Matter.SETTLEMENT, claim)
    return RedirectResponse(inside(then), 303)


@router.post("/rate", dependencies=FORM_CHECKED)
def rate(
    request: Request,
    desk: TheDesk,
    visitor: Reviewer,
    source: Annotated[str, Form(max_length=500)],
    letter: Annotated[str, Form(max_length=1)],
    because: Because,
    then: Then = "/sources",
) -> Response:
    """Give a source its letter; the rating that stood ends."""
    made = ratings.rating(source, letter, reason(because), visitor.name)
    ratings.keep(desk.ledger, made)
    note(request, visitor, "reliability decided", subject=made.subject, detail=made.value)
    return RedirectResponse(inside(then), 303)


@router.post("/unrate", dependencies=FORM_CHECKED)
def unrate(
    request: Request,
    desk: TheDesk,
    visitor: Reviewer,
    source: Annotated[str, Form(max_length=500)],
    then: Then = "/sources",
) -> Response:
    """Take back the letter of a source; it is kept with its dates."""
    standing = ratings.standing(desk.ledger, source)
    take_back(request, desk, visitor, Matter.RELIABILITY, standing.subject if standing else source)
    return RedirectResponse(inside(then), 303)


def check_forecast(desk: Desk, claim: str) -> None:
    """That a claim is on record and speaks of what is to come.

    Raises:
        MissingInputError: There is no such claim.
        UsageError: It is no forecast.
    """
    with desk.ledger.reading() as connection:
        article = lookup.article_of_claim(connection, claim)
    found = next((c for c in desk.ledger.claims([article]) if c.id == claim), None) if article else None
    if found is None:
        raise MissingInputError(f"there is no claim {claim} in this ledger")
    if not is_forecast(found):
        raise UsageError(f"the claim {claim} is no forecast")


def reason(because: str) -> str:
    """The reason on one line.

    Raises:
        UsageError: There is none.
    """
    words = " ".join(because.split())
    if not words:
        raise UsageError("a decision needs its reason: say because of what")
    return words


def decide(request: Request, desk: Desk, visitor: Visitor, made: Judgement) -> None:
    """Write a decision down, and a line in the audit log."""
    desk.ledger.judge(made)
    note(request, visitor, f"{made.matter.value} decided", subject=made.subject, detail=made.value)


def take_back(request: Request, desk: Desk, visitor: Visitor, matter: Matter, subject: str) -> None:
    """End a decision, and write a line in the audit log.

    Raises:
        MissingInputError: None stands.
    """
    if not desk.ledger.withdraw(matter, subject):
        raise MissingInputError("nothing stands here that could be undone: somebody may have been first")
    note(request, visitor, f"{matter.value} withdrawn", subject=subject)
