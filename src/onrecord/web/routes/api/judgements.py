"""What people decided: to be read, written down and taken back."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response
from pydantic import Field

from onrecord.errors import MissingInputError
from onrecord.export.judgements import judgement_record
from onrecord.export.shapes import JudgementRecord
from onrecord.ledger.accounts import AuditRow
from onrecord.ledger.deciding import decide as decide_once
from onrecord.ledger.deciding import take_back
from onrecord.model import Judgement, Matter
from onrecord.web.desk import Desk
from onrecord.web.routes.api.answers import Listed, Problem, answered, listed
from onrecord.web.routes.api.asked import Asked, Dated
from onrecord.web.routes.api.deciding import Decision, judged
from onrecord.web.routes.api.guard import WRITING
from onrecord.web.routes.asked import Reader, Reviewer, TheDesk
from onrecord.web.security import Visitor, audit_row

router = APIRouter(tags=["judgements"])
UNFIT: dict[int | str, dict[str, Any]] = {
    400: {"model": Problem, "description": "The body cannot be read."},
    415: {"model": Problem, "description": "The body is not marked as JSON."},
}


class JudgementsAsked(Dated):
    """Which decisions."""

    matter: Matter | None = None
    """Only about this."""
    subject: str | None = Field(None, min_length=1, max_length=500)
    """Only about this source, claim or pair."""
    by: str | None = Field(None, min_length=1, max_length=100)
    """Only by this person."""
    history: bool = False
    """Also those that have ended."""


class Subject(Asked):
    """What was decided about."""

    matter: Matter
    """About what sort of thing."""
    subject: str = Field(min_length=1, max_length=500)
    """The source's name, the claim's id, or the pair, as the decision has it."""


@router.get("/judgements", response_model=Listed[JudgementRecord])
def judgements(request: Request, desk: TheDesk, _: Reader, asked: Annotated[JudgementsAsked, Query()]) -> Response:
    """The decisions that stand, or stood at the end of a day; the oldest first."""
    return listed(request, asked, wanted(desk, asked), judgement_record)


def wanted(desk: Desk, asked: JudgementsAsked) -> list[Judgement]:
    """The decisions that pass."""
    found = (
        desk.ledger.judgements(asked.matter, history=True)
        if asked.history and asked.as_of is None
        else desk.ledger.judgements(asked.matter)
        if asked.as_of is None
        else tuple(j for m in Matter if asked.matter in (None, m) for j in desk.judgements(m, asked.as_of))
    )
    return [
        j
        for j in found
        if (asked.subject is None or j.subject == asked.subject) and (asked.by is None or j.by == asked.by)
    ]


@router.post("/judgements", response_model=JudgementRecord, status_code=201, responses=UNFIT, dependencies=WRITING)
def decide(request: Request, desk: TheDesk, visitor: Reviewer, given: Decision) -> Response:
    """Write a decision down, in your name; the one that stood on the same subject ends."""
    made = judged(desk, given, visitor.name)
    decide_once(desk.ledger, made, line(request, visitor, "decided", made))
    kept = (j for j in desk.ledger.judgements(made.matter) if j.subject == made.subject)
    return answered(judgement_record(next(kept, made)), 201)


@router.delete("/judgements", response_model=JudgementRecord, dependencies=WRITING)
def withdraw(request: Request, desk: TheDesk, visitor: Reviewer, asked: Annotated[Subject, Query()]) -> Response:
    """Take a decision back; it is kept with its dates. The answer is the decision that ended."""
    standing = next((j for j in desk.ledger.judgements(asked.matter) if j.subject == asked.subject), None)
    if standing is None:
        raise MissingInputError("nothing stands on this subject that could be withdrawn")
    take_back(desk.ledger, asked.matter, asked.subject, line(request, visitor, "withdrawn", standing))
    ended = [j for j in desk.ledger.judgements(asked.matter, history=True) if j.subject == asked.subject]
    return answered(judgement_record(ended[-1]))


def line(request: Request, visitor: Visitor, what: str, made: Judgement) -> AuditRow:
    """The line of the audit log that goes with a decision."""
    return audit_row(request, visitor, f"{made.matter.value} {what}", made.subject, made.value)
