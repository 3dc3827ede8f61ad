"""Articles, one by one, and their claims."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from onrecord.errors import MissingInputError
from onrecord.export.records import article_record
from onrecord.export.shapes import ArticleRecord, ClaimRecord
from onrecord.web.desk import is_id
from onrecord.web.routes.api.answers import Listed, answered, listed
from onrecord.web.routes.api.asked import Paging
from onrecord.web.routes.api.claims import as_said, pile_around
from onrecord.web.routes.asked import Reader, TheDesk

router = APIRouter(tags=["articles"])


@router.get("/articles/{article}", response_model=ArticleRecord)
def article(desk: TheDesk, _: Reader, article: str) -> Response:
    """One article: its cleaned text and what is known about it."""
    return answered(article_record(desk.article(article)[0]))


@router.get("/articles/{article}/claims", response_model=Listed[ClaimRecord])
def claims(request: Request, desk: TheDesk, _: Reader, article: str, asked: Annotated[Paging, Query()]) -> Response:
    """Who said what in an article, in the order of its text."""
    pile = pile_around(desk, article) if is_id(article) else None
    if pile is None:
        raise MissingInputError("there is no such article in this ledger")
    return listed(request, asked, [c for c in pile.claims if c.article == article], as_said(pile))
