"""How much the ledger holds, and who did what at the desk."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from onrecord.export.judgements import audit_record
from onrecord.export.shapes import AuditRecord, StatusRecord
from onrecord.ledger import lookup
from onrecord.web.routes.api.answers import Listed, answered, parted
from onrecord.web.routes.api.asked import Paging
from onrecord.web.routes.asked import Admin, Reader, TheDesk

router = APIRouter(tags=["the ledger"])


@router.get("/status", response_model=StatusRecord)
def status(desk: TheDesk, _: Reader) -> Response:
    """How much the ledger holds."""
    return answered({"ledger": desk.config.ledger_name, **desk.ledger.counts()})


@router.get("/audit", response_model=Listed[AuditRecord])
def audit(request: Request, desk: TheDesk, _: Admin, asked: Annotated[Paging, Query()]) -> Response:
    """Who did what to what, when, and from which address; the newest first. For admins."""
    with desk.ledger.reading() as connection:
        rows, total = lookup.audit_rows(connection, limit=asked.limit, offset=asked.offset)
    return parted(request, asked, [audit_record(row) for row in rows], total)
