"""The HTTP API: the records that the command line prints, for programs. Each module holds the routes of one noun."""

from __future__ import annotations

from fastapi import APIRouter, Depends
from fastapi.security import HTTPBearer

from onrecord.web.routes.api.answers import REFUSALS

TOKEN = HTTPBearer(auto_error=False, description="A token of an account: `onrecord account token NAME`.")


def router() -> APIRouter:
    """All routes of the API."""
    from onrecord.web.routes.api import (
        articles,
        claims,
        human,
        judgements,
        keeping,
        questions,
        search,
        sources,
        stories,
    )
    from onrecord.web.routes.api import export as exports

    made = APIRouter(prefix="/api", responses=REFUSALS, dependencies=[Depends(TOKEN)])
    for module in (stories, questions, articles, claims, search, sources, judgements, exports, keeping):
        made.include_router(module.router)
    whole = APIRouter()
    whole.include_router(human.router)
    whole.include_router(made)
    return whole
