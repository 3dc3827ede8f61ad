"""Searching."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from onrecord.web.page import shown
from onrecord.web.pages.search import search_page
from onrecord.web.routes.asked import Reader, TheDesk

router = APIRouter(include_in_schema=False)


@router.get("/search")
def search(
    request: Request,
    desk: TheDesk,
    visitor: Reader,
    q: Annotated[str, Query(max_length=300)] = "",
    among: Literal["claims", "articles"] = "claims",
    page: Annotated[int, Query(ge=1, le=100)] = 1,
) -> Response:
    """What has the words."""
    return shown(search_page(desk, q, among, page), request, visitor)
