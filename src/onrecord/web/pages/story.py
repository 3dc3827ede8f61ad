"""One story: its brief with a picture, what was asked of it, and its articles."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from markupsafe import Markup

from onrecord.brief.render import Note, Row
from onrecord.ledger import lookup
from onrecord.ledger.stories import StoryRow
from onrecord.model.brief import Drawn
from onrecord.web.asked import Listed, Told
from onrecord.web.desk import Desk
from onrecord.web.drawing import drawing
from onrecord.web.headlines import Glance, Headline
from onrecord.web.pages.tab import Sheet, StoryTab, sheet_of

SIZE = 40  # articles that the page shows at once


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryPage(StoryTab):
    """The overview of a story.

    Attributes:
        sections: Of the brief: name, heading, and rows with the numbers of their notes.
        chart: A drawing of ours, as SVG. drawn: its numbers as tables.
        speakers: Who said most, with the numbers of claims and of articles.
        originals: What the articles are called that those on this page copy, by id.
        merged: Stories that went into this one, and the one that it parted from.
        glance: How much of it is in contest.
        told: What was told of it, of which all of this is made.
        behind: Whether articles came since, that are still being worked in.
    """

    template: ClassVar[str] = "story.html.j2"
    sections: tuple[tuple[str, str, tuple[Row, ...]], ...]
    notes: tuple[Note, ...]
    left_out: str
    chart: Markup
    drawn: tuple[Drawn, ...]
    speakers: tuple[tuple[str, int, int], ...]
    questions: tuple[Headline, ...]
    questions_in_all: int
    articles: tuple[Listed, ...]
    originals: dict[str, str]
    merged: tuple[StoryRow, ...]
    sheet: Sheet
    glance: Glance | None
    told: Told
    at: int
    behind: bool = False

    @property
    def same(self) -> Hashable:
        """What was told, and what is shown of it: see :class:`Page`."""
        return self.told, self.title, self.merged, self.as_of, self.at, self.behind


def story_page(desk: Desk, key: str, as_of: date | None = None, at: int = 1) -> StoryPage:
    """The overview of the story that goes by this key.

    Raises:
        MissingInputError: There is no such story, or nothing of it was published by that day.
    """
    story = desk.story(key)
    brief, behind = desk.front(story, as_of)
    every = by_day(brief.articles, as_of)
    shown, sheet = sheet_of(every, at, SIZE, f"/stories/{story}", {"as_of": as_of})
    copied = {a.copies_of for a in shown if a.copies_of}
    with desk.ledger.reading() as connection:
        rows = lookup.kin(connection, story)
    return StoryPage(
        heading=brief.title,
        story=story,
        title=desk.title(story),
        as_of=as_of,
        sections=brief.sections,
        notes=brief.notes,
        left_out=brief.left_out,
        chart=drawing(brief.chart),
        drawn=brief.drawn,
        speakers=brief.speakers,
        questions=brief.questions,
        questions_in_all=brief.questions_in_all,
        articles=shown,
        originals={a.id: a.title or a.outlet for a in every if a.id in copied},
        merged=tuple(r for r in rows if r.merged_into or r.parted_from),
        sheet=sheet,
        glance=brief.glance,
        told=brief,
        at=at,
        behind=behind,
    )


def by_day(articles: tuple[Listed, ...], as_of: date | None) -> tuple[Listed, ...]:
    """The articles by the day they appeared, undated ones last; with ``as_of`` only those of that day or before."""
    dated = [a for a in articles if as_of is None or (a.published and a.published.end <= as_of)]
    return tuple(sorted(dated, key=lambda a: (a.published is None, a.published and a.published.start, a.outlet)))
