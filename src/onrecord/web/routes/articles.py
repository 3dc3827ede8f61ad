"""The reader."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from onrecord.web.page import shown
from onrecord.web.pages.reader import reader_page
from onrecord.web.routes.asked import Reader, TheDesk

router = APIRouter(include_in_schema=False)


@router.get("/articles/{article}")
def article(
    request: Request, desk: TheDesk, visitor: Reader, article: str, claim: Annotated[str | None, Query()] = None
) -> Response:
    """An article with its claims marked."""
    return shown(reader_page(desk, article, claim), request, visitor)
