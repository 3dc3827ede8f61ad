"""Claims, one by one."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import Response

from onrecord.errors import MissingInputError
from onrecord.export.records import claim_record
from onrecord.export.shapes import ClaimRecord
from onrecord.ledger import lookup
from onrecord.model import Article, Claim
from onrecord.web.desk import Desk, is_id
from onrecord.web.routes.api.answers import answered
from onrecord.web.routes.asked import Reader, TheDesk

router = APIRouter(tags=["claims"])


@router.get("/claims/{claim}", response_model=ClaimRecord)
def claim(desk: TheDesk, _: Reader, claim: str) -> Response:
    """One claim: who said what, where, how surely, with which figures."""
    return answered(claim_record(*claim_of(desk, claim)))


def claim_of(desk: Desk, key: str) -> tuple[Claim, Article]:
    """The claim with its article.

    Raises:
        MissingInputError: There is none, or a newer reading of its article has it no more.
    """
    with desk.ledger.reading() as connection:
        where = lookup.article_of_claim(connection, key) if is_id(key) else None
    article, claims, _ = desk.article(where) if where else (None, (), "")
    found = next((c for c in claims if c.id == key), None)
    if article is None or found is None:
        raise MissingInputError("there is no such claim in this ledger")
    return found, article
