"""Questions: which claims answer the same thing, and what the record says."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from onrecord.errors import MissingInputError
from onrecord.export.records import question_record
from onrecord.export.shapes import QuestionRecord
from onrecord.web.routes.api.answers import Listed, answered, listed
from onrecord.web.routes.api.asked import ByRule, QuestionsAsked
from onrecord.web.routes.asked import Reader, TheDesk

router = APIRouter(tags=["questions"])


@router.get("/stories/{story}/questions", response_model=Listed[QuestionRecord])
def questions(
    request: Request, desk: TheDesk, _: Reader, story: str, asked: Annotated[QuestionsAsked, Query()]
) -> Response:
    """The questions of a story, with verdict, range and reasons."""
    found = desk.questions(desk.story(story), asked.as_of, rule=asked.rule.value)
    return listed(request, asked, asked.wanted(found), question_record)


@router.get("/questions/{story}/{question}", response_model=QuestionRecord)
def question(desk: TheDesk, _: Reader, story: str, question: str, asked: Annotated[ByRule, Query()]) -> Response:
    """One question of a story."""
    found = desk.questions(desk.story(story), asked.as_of, rule=asked.rule.value)
    one = next((q for q in found if q.id == question), None)
    if one is None:
        raise MissingInputError("the story has no such question; with new articles it may go by another id")
    return answered(question_record(one))
