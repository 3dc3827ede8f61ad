"""What can be asked of a story, by name: each part is reckoned once for a version of the story, and kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from onrecord.brief.render import HEADINGS, Note, Row, left_out, noted
from onrecord.extract.version import digest_of
from onrecord.model import (
    Article,
    ArticleKind,
    Brief,
    Change,
    Citations,
    CopyKind,
    Forecast,
    Published,
    Question,
    SourceRecord,
)
from onrecord.model import Passage as Shared
from onrecord.model.brief import Drawn
from onrecord.pipeline import Pile
from onrecord.web.headlines import Glance, Headline, glance, ranked

MOST_SPEAKERS = 12  # named on the page of a story
OPENLY = 12  # questions that the page of a story shows; all are on a page of their own
RULE = "supported"  # by which the best figure is chosen where nobody asks for another
ROOMS = ("model", "values", "stories", "extract", "reconcile", "brief", "pipeline")
PAGES = ("web/asked.py", "web/desk.py", "web/headlines.py")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One thing that is asked of a story.

    Attributes:
        part: Which thing: a key of :data:`PARTS`.
        as_of: The day whose record is asked for; None for all that is there.
        today: The day that "due" and "past" are reckoned from, where that matters.
    """

    story: str
    part: str
    as_of: date | None = None
    rule: str = RULE
    since: date | None = None
    today: date | None = None

    @property
    def name(self) -> str:
        """What it is kept under."""
        said = {"as_of": self.as_of, "rule": self.rule if self.rule != RULE else None, "since": self.since}
        said["today"] = self.today
        return " ".join([self.part, *(f"{key}={value}" for key, value in said.items() if value)])


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """What an article is among the others of its story: see the fields of this name in :class:`Article`."""

    id: str
    published: Published | None
    publisher: str | None
    copies_of: str | None
    overlap: CopyKind | None
    passages: tuple[Shared, ...]

    @classmethod
    def of(cls, article: Article) -> Placed:
        """Of an article that was gathered with the others."""
        return cls(**{name: getattr(article, name) for name in cls.__slots__})


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """An article in the list of its story: see the fields of this name in :class:`Article`."""

    id: str
    title: str | None
    outlet: str
    published: Published | None
    copies_of: str | None
    kind: ArticleKind

    @classmethod
    def of(cls, article: Article) -> Listed:
        """Of an article."""
        return cls(**{name: getattr(article, name) for name in cls.__slots__})


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A story as its page shows it: all that is on the page, so that nothing else is read to show it.

    Attributes:
        sections: Name, heading, and rows with the numbers of their notes.
        chart: A drawing of ours, as SVG; empty where there is nothing to draw. drawn: its numbers as tables.
        speakers: Who said most: the name, how many claims, and in how many articles.
        questions: Those that a desk looks at first, of so many ``questions_in_all``.
        articles: All of them, in the order of their ids.
        glance: The story in the list of stories.
    """

    title: str
    sections: tuple[tuple[str, str, tuple[Row, ...]], ...]
    notes: tuple[Note, ...]
    left_out: str
    chart: str
    drawn: tuple[Drawn, ...] = ()
    speakers: tuple[tuple[str, int, int], ...] = ()
    questions: tuple[Headline, ...] = ()
    questions_in_all: int = 0
    articles: tuple[Listed, ...] = ()
    glance: Glance | None = None


def told(brief: Brief, speakers: tuple[tuple[str, int, int], ...], asked: Sequence[Question], pile: Pile) -> Told:
    """The story as its page shows it: its brief, those who said most, its questions and its articles."""
    rows, notes = noted(brief)
    return Told(
        title=brief.title,
        sections=tuple((s.name.value, HEADINGS[s.name], tuple(rows[s.name])) for s in brief.sections if s.lines),
        notes=tuple(notes),
        left_out=left_out(brief),
        chart=brief.chart,
        drawn=brief.drawn,
        speakers=speakers[:MOST_SPEAKERS],
        questions=tuple(map(Headline.of, ranked(asked)[:OPENLY])),
        questions_in_all=len(asked),
        articles=tuple(map(Listed.of, pile.articles)),
        glance=glance(asked, pile.claims),
    )


def as_fields(placed: Placed | None) -> dict[str, Any]:
    """What is to be put into the article; nothing where it is not placed yet."""
    return {name: getattr(placed, name) for name in Placed.__slots__} if placed else {}


PARTS: dict[str, Any] = {
    "articles": tuple[Placed, ...],
    "questions": tuple[Question, ...],
    "brief": Brief,
    "told": Told,
    "glance": Glance,
    "sources": tuple[SourceRecord, ...],
    "changes": tuple[Change, ...],
    "citations": Citations,
    "forecasts": tuple[Forecast, ...],
}


@cache
def code() -> str:
    """A hash of the code that reckons: what another version of it reckoned is not shown as this one's."""
    return digest_of((*ROOMS, *PAGES))
