"""Sources and forecasts, of one story or of the whole ledger."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from onrecord.export.forecasts import forecast_record
from onrecord.export.shapes import ForecastRecord, SourceShape
from onrecord.export.sources import source_record
from onrecord.model import Forecast, SourceRecord
from onrecord.pipeline import Pile
from onrecord.web import whole
from onrecord.web.routes.api.answers import Listed, listed
from onrecord.web.routes.api.asked import ForecastsAsked, SourcesAsked
from onrecord.web.routes.asked import Reader, TheDesk

router = APIRouter(tags=["sources and forecasts"])


@router.get("/stories/{story}/sources", response_model=Listed[SourceShape])
def sources_of_story(
    request: Request, desk: TheDesk, _: Reader, story: str, asked: Annotated[SourcesAsked, Query()]
) -> Response:
    """How each source of a story fared, those with most figures first."""
    return told(request, asked, desk.sources(desk.story(story), asked.as_of))


@router.get("/sources", response_model=Listed[SourceShape])
def sources(request: Request, desk: TheDesk, _: Reader, asked: Annotated[SourcesAsked, Query()]) -> Response:
    """How each source of the ledger fared; of a large ledger this is told story by story only."""
    return told(request, asked, whole.sources(desk, asked.as_of))


def told(request: Request, asked: SourcesAsked, found: Sequence[SourceRecord]) -> Response:
    """The sources that pass, as records."""
    passing = [s for s in found if asked.reliability is None or s.reliability == asked.reliability.value]
    return listed(request, asked, passing, source_record)


@router.get("/stories/{story}/forecasts", response_model=Listed[ForecastRecord])
def forecasts_of_story(
    request: Request, desk: TheDesk, _: Reader, story: str, asked: Annotated[ForecastsAsked, Query()]
) -> Response:
    """The board of forecasts of a story."""
    key = desk.story(story)
    return board(request, asked, desk.forecasts(key, asked.as_of), desk.pile(key, asked.as_of))


@router.get("/forecasts", response_model=Listed[ForecastRecord])
def forecasts(request: Request, desk: TheDesk, _: Reader, asked: Annotated[ForecastsAsked, Query()]) -> Response:
    """The board of forecasts of the ledger; of a large ledger this is told story by story only."""
    return board(request, asked, whole.forecasts(desk, asked.as_of), whole.pile(desk, asked.as_of))


def board(request: Request, asked: ForecastsAsked, found: Sequence[Forecast], pile: Pile) -> Response:
    """The forecasts that pass, as records."""
    claims, articles = {c.id: c for c in pile.claims}, {a.id: a for a in pile.articles}
    passing = [f for f in found if asked.standing is None or f.standing is asked.standing]
    return listed(request, asked, passing, lambda f: forecast_record(f, claims, articles))
