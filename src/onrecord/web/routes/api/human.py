"""The page for people: what can be asked of the API."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from onrecord.web.page import shown
from onrecord.web.pages.api import api_page
from onrecord.web.routes.asked import Reader

router = APIRouter(include_in_schema=False)


@router.get("/api")
def api(request: Request, visitor: Reader) -> Response:
    """The endpoints with what they take, made from the OpenAPI document."""
    return shown(api_page(request.app.openapi()), request, visitor)
