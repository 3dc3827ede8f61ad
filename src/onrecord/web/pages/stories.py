"""The list of stories: where a visit begins."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from onrecord.ledger import cards
from onrecord.ledger.cards import StoryCard
from onrecord.web.desk import Desk
from onrecord.web.headlines import Glance
from onrecord.web.page import Page

SIZE = 30  # stories a page


@dataclass(frozen=True, slots=True, kw_only=True)
class StoriesPage(Page):
    """The stories of the ledger, those with the latest articles first.

    Attributes:
        glances: What there is of each to be seen at a glance, by id; a story that was not reckoned yet has none.
    """

    template: ClassVar[str] = "stories.html.j2"
    stories: tuple[StoryCard, ...]
    glances: Mapping[str, Glance]
    total: int
    at: int  # the number of this page, from 1
    last: int  # the number of the last one
    articles: int
    claims: int


def stories_page(desk: Desk, at: int = 1) -> StoriesPage:
    """The page with this number; how much is in a large ledger is told as it was some seconds ago."""
    with desk.ledger.reading() as connection:
        total = cards.count_stories(connection)
        shown = cards.story_cards(connection, limit=SIZE, offset=(at - 1) * SIZE)
    counts = desk.counts()
    return StoriesPage(
        heading="Stories",
        stories=shown,
        glances=desk.glances([card.id for card in shown]),
        total=total,
        at=at,
        last=max(1, -(-total // SIZE)),
        articles=counts["articles"],
        claims=counts["claims"],
    )
