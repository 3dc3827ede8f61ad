"""Claims, one by one."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import APIRouter
from fastapi.responses import Response

from onrecord.errors import MissingInputError
from onrecord.export.records import claim_record
from onrecord.export.reviews import reviews_by_claim
from onrecord.export.shapes import ClaimRecord
from onrecord.ledger import lookup
from onrecord.model import Claim
from onrecord.pipeline import Pile
from onrecord.web.desk import Desk, is_id
from onrecord.web.routes.api.answers import Record, answered
from onrecord.web.routes.asked import Reader, TheDesk

router = APIRouter(tags=["claims"])


@router.get("/claims/{claim}", response_model=ClaimRecord)
def claim(desk: TheDesk, _: Reader, claim: str) -> Response:
    """One claim: who said what, where, how surely, with which figures. A refused one is told as it was read."""
    with desk.ledger.reading() as connection:
        where = lookup.article_of_claim(connection, claim) if is_id(claim) else None
    pile = pile_around(desk, where) if where else None
    found = next((c for c in pile.claims if c.id == claim), pile.read.get(claim)) if pile else None
    if pile is None or found is None:
        raise MissingInputError("there is no such claim in this ledger")
    return answered(as_said(pile)(found))


def pile_around(desk: Desk, article: str) -> Pile | None:
    """The story around an article; None while it is in none."""
    story = desk.story_of(article)
    return desk.pile(story) if story else None


def as_said(pile: Pile) -> Callable[[Claim], Record]:
    """How a claim of the pile is told: with what a person found of it."""
    by_id = {a.id: a for a in pile.articles}
    reviews = reviews_by_claim(pile.judgements, (*pile.claims, *pile.read.values()))
    return lambda c: claim_record(c, by_id[c.article], reviews.get(c.id))
