"""Searching."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from onrecord.export.hits import hit_record
from onrecord.export.shapes import HitRecord
from onrecord.web.routes.api.answers import Listed, parted
from onrecord.web.routes.api.asked import SearchAsked
from onrecord.web.routes.asked import Reader, TheDesk

router = APIRouter(tags=["search"])


@router.get("/search", response_model=Listed[HitRecord])
def search(request: Request, desk: TheDesk, _: Reader, asked: Annotated[SearchAsked, Query()]) -> Response:
    """Claims or articles by their words, the best first.

    The hits are counted up to 2000; where ``total`` says so, there are that many or more, and the newest come first.
    """
    kind = asked.among.value.removesuffix("s")
    found = desk.ledger.search(asked.q, kind=kind, limit=asked.limit, offset=asked.offset)
    return parted(request, asked, [hit_record(hit) for hit in found.hits], found.total)
