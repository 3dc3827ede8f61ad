"""Pages over the whole ledger: forecasts, sources, one source, changes, and how the desk reckons."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from onrecord.model import Standing
from onrecord.web.page import shown
from onrecord.web.pages.board import board_page
from onrecord.web.pages.log import log_page, visits
from onrecord.web.pages.methodology import methodology_page
from onrecord.web.pages.source import source_page
from onrecord.web.pages.whole_sources import whole_sources_page
from onrecord.web.routes.asked import Reader, TheDesk

router = APIRouter(include_in_schema=False)

PageNumber = Annotated[int, Query(ge=1, le=100_000)]
SEEN = "onrecord_seen"
YEAR = 366 * 24 * 60 * 60  # seconds


@router.get("/forecasts")
def forecasts(
    request: Request, desk: TheDesk, visitor: Reader, standing: Standing | None = None, page: PageNumber = 1
) -> Response:
    """The board of forecasts over all stories."""
    return shown(board_page(desk, standing, page), request, visitor)


@router.get("/sources")
def sources(
    request: Request,
    desk: TheDesk,
    visitor: Reader,
    view: Literal["quoted", "outlets", "rated"] = "quoted",
    q: Annotated[str, Query(max_length=200)] = "",
    page: PageNumber = 1,
) -> Response:
    """Who is in the ledger."""
    return shown(whole_sources_page(desk, view, q, page), request, visitor)


@router.get("/sources/{name:path}")
def source(request: Request, desk: TheDesk, visitor: Reader, name: str, page: PageNumber = 1) -> Response:
    """One source."""
    return shown(source_page(desk, name, page), request, visitor)


@router.get("/changes")
def changes(
    request: Request,
    desk: TheDesk,
    visitor: Reader,
    view: Literal["runs", "decisions", "corrections"] = "runs",
    page: PageNumber = 1,
) -> Response:
    """What changed in the ledger, and since the visitor was last here; his browser remembers when that was."""
    before, kept = visits(request.cookies.get(SEEN, ""), datetime.now(UTC))
    response = shown(log_page(desk, view, page, before), request, visitor)
    response.set_cookie(SEEN, kept, max_age=YEAR, httponly=True, samesite="strict", secure=desk.config.https, path="/")
    return response


@router.get("/methodology")
def methodology(request: Request, desk: TheDesk, visitor: Reader) -> Response:
    """How the desk reckons."""
    return shown(methodology_page(desk), request, visitor)
