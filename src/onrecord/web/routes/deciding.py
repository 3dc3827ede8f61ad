"""What people decide on the pages: what became of a forecast, and how reliable a source is. Plain forms."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import RedirectResponse, Response

from onrecord.errors import MissingInputError, UsageError
from onrecord.ledger import deciding, ratings
from onrecord.model import Judgement, Matter, Outcome
from onrecord.reconcile.board.sorts import is_forecast
from onrecord.web.desk import Desk
from onrecord.web.routes.asked import FORM_CHECKED, Reviewer, TheDesk
from onrecord.web.routes.signing import inside
from onrecord.web.security import Visitor, audit_row

router = APIRouter(include_in_schema=False)

Then = Annotated[str, Form(max_length=1000)]
Because = Annotated[str, Form(max_length=2000)]
Seen = Annotated[str | None, Form(max_length=60)]  # the stamp of what stood when the page was made


@router.post("/forecasts/{claim}/settle", dependencies=FORM_CHECKED)
def settle(
    request: Request,
    desk: TheDesk,
    visitor: Reviewer,
    claim: str,
    outcome: Annotated[Outcome, Form()],
    because: Because,
    then: Then = "/forecasts",
    seen: Seen = None,
) -> Response:
    """Say what became of a forecast; the decision that stood ends."""
    check_forecast(desk, claim)
    because = reason(because)
    made = Judgement(matter=Matter.SETTLEMENT, subject=claim, value=outcome.value, because=because, by=visitor.name)
    decide(request, desk, visitor, made, seen=stamp_seen(seen))
    return RedirectResponse(inside(then), 303)


@router.post("/forecasts/{claim}/withdraw", dependencies=FORM_CHECKED)
def unsettle(
    request: Request, desk: TheDesk, visitor: Reviewer, claim: str, then: Then = "/forecasts", seen: Seen = None
) -> Response:
    """Take back what was decided of a forecast; it is kept with its dates."""
    take_back(request, desk, visitor, (Matter.SETTLEMENT, claim), seen=stamp_seen(seen))
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
    decide(request, desk, visitor, made, seen=None)
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
    take_back(request, desk, visitor, (Matter.RELIABILITY, source), seen=None)
    return RedirectResponse(inside(then), 303)


def check_forecast(desk: Desk, claim: str) -> None:
    """That a claim is on record and speaks of what is to come.

    Raises:
        MissingInputError: There is no such claim.
        UsageError: It is no forecast.
    """
    found = desk.ledger.claim(claim)
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


def stamp_seen(seen: str | None) -> str | None:
    """The stamp as the ledger has it: a dash stands for nothing, since an empty field says nothing at all."""
    return "" if seen == "-" else seen


def decide(request: Request, desk: Desk, visitor: Visitor, made: Judgement, *, seen: str | None) -> None:
    """Write a decision down, with its line of the audit log.

    Raises:
        UsageError: Somebody decided meanwhile.
    """
    audit = audit_row(request, visitor, f"{made.matter.value} decided", made.subject, made.value)
    if not deciding.decide(desk.ledger, made, audit, seen=seen).done:
        raise UsageError("somebody decided this since you looked: load the page again and see")


def take_back(request: Request, desk: Desk, visitor: Visitor, of: tuple[Matter, str], *, seen: str | None) -> None:
    """End a decision, with its line of the audit log.

    Raises:
        MissingInputError: None stands, or another than was seen.
    """
    audit = audit_row(request, visitor, f"{of[0].value} withdrawn", of[1], "")
    if not deciding.take_back(desk.ledger, *of, audit, seen=seen).done:
        raise MissingInputError(
            "nothing stands here that could be undone, or something else by now: load the page again"
        )
