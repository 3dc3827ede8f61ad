"""The pages of stories."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from onrecord.web.page import shown
from onrecord.web.pages.question import question_page
from onrecord.web.pages.questions import questions_page
from onrecord.web.pages.stories import stories_page
from onrecord.web.pages.story import story_page
from onrecord.web.routes.asked import AsOf, Reader, TheDesk

router = APIRouter(include_in_schema=False)

PageNumber = Annotated[int, Query(ge=1, le=100_000)]


@router.get("/")
def stories(
    request: Request, desk: TheDesk, visitor: Reader, page: Annotated[int, Query(ge=1, le=100_000)] = 1
) -> Response:
    """The list of stories."""
    return shown(stories_page(desk, page), request, visitor)


@router.get("/stories/{story}")
def story(request: Request, desk: TheDesk, visitor: Reader, story: str, as_of: AsOf, page: PageNumber = 1) -> Response:
    """The overview of one story."""
    return shown(story_page(desk, story, as_of, page), request, visitor)


@router.get("/stories/{story}/questions")
def questions(
    request: Request, desk: TheDesk, visitor: Reader, story: str, as_of: AsOf, page: PageNumber = 1
) -> Response:
    """All questions of one story."""
    return shown(questions_page(desk, story, as_of, page), request, visitor)


@router.get("/stories/{story}/questions/{question}")
def question(request: Request, desk: TheDesk, visitor: Reader, story: str, question: str, as_of: AsOf) -> Response:
    """One question."""
    return shown(question_page(desk, story, question, as_of), request, visitor)
