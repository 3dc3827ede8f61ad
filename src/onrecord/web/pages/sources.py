"""The sources of one story: how what each said fared, beside the letter that people gave it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from onrecord.model import SourceRecord
from onrecord.web.desk import Desk
from onrecord.web.page import source_href
from onrecord.web.pages.tab import Sheet, StoryTab, sheet_of

SIZE = 50  # sources a page


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcesPage(StoryTab):
    """The sources of a story, those with most figures first."""

    template: ClassVar[str] = "sources.html.j2"
    sources: tuple[SourceRecord, ...]
    sheet: Sheet

    @property
    def rows(self) -> tuple[tuple[str, str, SourceRecord], ...]:
        """The rows of the table: what stands at the head of each, where it leads, and the record."""
        return tuple((s.name, source_href(s.name), s) for s in self.sources)


def sources_page(desk: Desk, key: str, as_of: date | None = None, at: int = 1) -> SourcesPage:
    """The sources of the story that goes by this key.

    Raises:
        MissingInputError: There is no such story, or nothing of it was published by that day.
    """
    story = desk.story(key)
    shown, sheet = sheet_of(desk.sources(story, as_of), at, SIZE, f"/stories/{story}/sources", {"as_of": as_of})
    return SourcesPage(heading="Sources", story=story, title=desk.title(story), as_of=as_of, sources=shown, sheet=sheet)
