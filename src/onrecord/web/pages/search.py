"""Searching: claims and articles that have the words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from onrecord.errors import UsageError
from onrecord.ledger.search import Found, Hit
from onrecord.web.desk import Desk
from onrecord.web.page import Page

SIZE = 20  # hits a page


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A hit with its passage cut at what was found."""

    hit: Hit
    pieces: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage(Page):
    """What was found.

    Attributes:
        wrong: Why nothing could be looked for; empty where it could.
        total: How many there are; ``many`` when they were not counted to the end, and the newest come first.
    """

    template: ClassVar[str] = "search.html.j2"
    q: str
    among: str
    hits: tuple[Shown, ...]
    total: int
    many: bool
    at: int
    last: int
    wrong: str = ""


def search_page(desk: Desk, q: str, among: str, at: int) -> SearchPage:
    """The page of hits with this number; ``among`` is "claims" or "articles"."""
    wrong, found = "", Found(hits=(), total=0)
    if q.strip():
        try:
            found = desk.ledger.search(q, kind=among.removesuffix("s"), limit=SIZE, offset=(at - 1) * SIZE)
        except UsageError as error:
            wrong = str(error)
    return SearchPage(
        heading=f"Search: {q}" if q.strip() else "Search",
        q=q,
        among=among,
        hits=tuple(Shown(hit=hit, pieces=tuple(pieces(hit))) for hit in found.hits),
        total=found.total,
        many=found.many,
        at=at,
        last=max(1, -(-found.total // SIZE)),
        wrong=wrong,
    )


def pieces(hit: Hit) -> list[tuple[str, bool]]:
    """The passage cut into what was found and what was not."""
    out, at = [], 0
    for start, end in hit.marks:
        out += [(hit.passage[at:start], False), (hit.passage[start:end], True)]
        at = end
    return [p for p in [*out, (hit.passage[at:], False)] if p[0]]
