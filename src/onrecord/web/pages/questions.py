"""All questions of a story, page by page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from onrecord.web.desk import Desk
from onrecord.web.headlines import Headline, ranked
from onrecord.web.pages.tab import Sheet, StoryTab, sheet_of

SIZE = 60  # questions a page


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionsPage(StoryTab):
    """The questions of a story, contested ones first."""

    template: ClassVar[str] = "questions.html.j2"
    questions: tuple[Headline, ...]
    sheet: Sheet


def questions_page(desk: Desk, key: str, as_of: date | None = None, at: int = 1) -> QuestionsPage:
    """The questions of the story that goes by this key.

    Raises:
        MissingInputError: There is no such story, or nothing of it was published by that day.
    """
    story = desk.story(key)
    found = ranked(desk.questions(story, as_of, soon=True))
    shown, sheet = sheet_of(found, at, SIZE, f"/stories/{story}/questions", {"as_of": as_of})
    return QuestionsPage(
        heading="Questions",
        story=story,
        title=desk.title(story),
        as_of=as_of,
        questions=tuple(map(Headline.of, shown)),
        sheet=sheet,
    )
