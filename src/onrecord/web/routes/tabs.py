"""The further pages of a story: who cites whom, forecasts, sources, what changed."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response

from onrecord.errors import UsageError
from onrecord.model import Standing
from onrecord.web.page import shown
from onrecord.web.pages.changes import changes_page
from onrecord.web.pages.citations import citations_page, picture
from onrecord.web.pages.forecasts import forecasts_page
from onrecord.web.pages.sources import sources_page
from onrecord.web.routes.asked import AsOf, Reader, TheDesk

router = APIRouter(include_in_schema=False)

PageNumber = Annotated[int, Query(ge=1, le=100_000)]


def since_asked(since: Annotated[str | None, Query()] = None) -> date | None:
    """The day of ``?since=``, if one is given.

    Raises:
        UsageError: It is no day.
    """
    try:
        return date.fromisoformat(since) if since else None
    except ValueError as error:
        raise UsageError(f"since={since!r} is not a day; write it as 2031-10-20") from error


Since = Annotated[date | None, Depends(since_asked)]


@router.get("/stories/{story}/citations")
def citations(
    request: Request, desk: TheDesk, visitor: Reader, story: str, as_of: AsOf, page: PageNumber = 1
) -> Response:
    """Who cites whom."""
    return shown(citations_page(desk, story, as_of, page), request, visitor)


@router.get("/stories/{story}/citations.svg")
def citations_picture(desk: TheDesk, _visitor: Reader, story: str, as_of: AsOf) -> Response:
    """The picture of who cites whom, by itself."""
    return Response(picture(desk, story, as_of), media_type="image/svg+xml")


@router.get("/stories/{story}/forecasts")
def forecasts(
    request: Request,
    desk: TheDesk,
    visitor: Reader,
    story: str,
    as_of: AsOf,
    standing: Standing | None = None,
    page: PageNumber = 1,
) -> Response:
    """The board of forecasts."""
    return shown(forecasts_page(desk, story, as_of, standing, page), request, visitor)


@router.get("/stories/{story}/sources")
def sources(
    request: Request, desk: TheDesk, visitor: Reader, story: str, as_of: AsOf, page: PageNumber = 1
) -> Response:
    """How sources fared."""
    return shown(sources_page(desk, story, as_of, page), request, visitor)


@router.get("/stories/{story}/changes")
def changes(
    request: Request, desk: TheDesk, visitor: Reader, story: str, as_of: AsOf, since: Since, page: PageNumber = 1
) -> Response:
    """What changed since a day."""
    return shown(changes_page(desk, story, since, as_of, page), request, visitor)
