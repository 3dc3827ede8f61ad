"""What is shown while a page is being worked out: what is known already, and that the rest will follow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from fastapi import Request
from fastapi.responses import Response

from onrecord.errors import MissingInputError
from onrecord.ledger import cards, lookup
from onrecord.ledger.lookup import Line
from onrecord.web.desk import Desk
from onrecord.web.page import Page, shown
from onrecord.web.security import desk_of, visitor_of

SIZE = 40  # articles that are named


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingPage(Page):
    """A page that is not there yet.

    Attributes:
        story: The story that it is about; empty where it is about none.
        articles: Those of the story, the first that appeared first; ``total`` is how many it has.
    """

    template: ClassVar[str] = "waiting.html.j2"
    story: str = ""
    articles: tuple[Line, ...] = ()
    total: int = 0


def waiting_page(desk: Desk, key: str) -> WaitingPage:
    """What is known of the story that goes by this key before anything is reckoned; of no story, for no key."""
    try:
        story = desk.story(key)
    except MissingInputError:
        return WaitingPage(heading="This is being worked out")
    with desk.ledger.reading() as connection:
        card = cards.story_card(connection, story)
        articles = lookup.article_lines(connection, story, limit=SIZE)
    total = card.articles if card else 0
    return WaitingPage(heading=card.title if card else "Untitled", story=story, articles=articles, total=total)


def waiting(request: Request) -> Response:
    """The page, for whoever asked for another."""
    page = waiting_page(desk_of(request), str(request.path_params.get("story", "")))
    return shown(page, request, visitor_of(request), status=202)
