"""One source: how it is rated and why, how it fared story by story, what it said, and what it published."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from onrecord.errors import MissingInputError
from onrecord.ledger import quoted, ratings
from onrecord.ledger.quoted import Published, Said
from onrecord.model import Claim, Judgement, Matter, SourceRecord
from onrecord.values.name import fold
from onrecord.web.desk import Desk
from onrecord.web.page import Page
from onrecord.web.pages.tab import Place, Sheet, place, sheet_of

SIZE = 20  # claims a page
MOST_SAID = 200  # claims that are looked at
MOST_STORIES = 3  # in which it is reckoned how the source fared: the latest
MOST_PUBLISHED = 20
LETTERS = (
    ("A", "completely reliable"),
    ("B", "usually reliable"),
    ("C", "fairly reliable"),
    ("D", "not usually reliable"),
    ("E", "unreliable"),
    ("F", "cannot be judged"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Something that the source said."""

    claim: Claim
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcePage(Page):
    """A source.

    Attributes:
        rating: The letter that stands, with its reason; None where nobody gave one.
        history: Every rating there ever was, the newest first.
        rows: How it fared in its latest stories: the story's title, its address, the record.
        stories: How many stories its claims are in, of those that were looked at.
        said: What it said, the latest first; ``more`` where not all was looked at.
        published: Its latest articles, if it is an outlet; ``articles`` is the number of all.
    """

    template: ClassVar[str] = "source.html.j2"
    name: str
    rating: Judgement | None
    history: tuple[Judgement, ...]
    rows: tuple[tuple[str, str, SourceRecord], ...]
    stories: int
    said: tuple[Words, ...]
    more: bool
    sheet: Sheet
    published: tuple[Published, ...]
    articles: int
    letters: tuple[tuple[str, str], ...] = LETTERS


def source_page(desk: Desk, name: str, at: int = 1) -> SourcePage:
    """The page of the source of this name.

    Raises:
        MissingInputError: Nobody of this name is on record, and nobody rated it.
    """
    name = " ".join(name.split())
    with desk.ledger.reading() as connection:
        said, more = quoted.said_by(connection, name, most=MOST_SAID)
        articles = quoted.count_published(connection, name)
        published = quoted.published(connection, name, limit=MOST_PUBLISHED) if articles else ()
        homes = quoted.stories_of(connection, [s.article for s in said])
    rating = ratings.standing(desk.ledger, name) if fold(name) else None
    history = rated(desk, name)
    if not (said or articles or history):
        raise MissingInputError(f"nobody by the name of {name} is on record in this ledger")
    shown, sheet = sheet_of(said, at, SIZE, source_path(name))
    latest = list(dict.fromkeys([*(p.story for p in published if p.story), *(homes[s.article] for s in said)]))
    return SourcePage(
        heading=name,
        name=name,
        rating=rating,
        history=history,
        rows=tuple(fared(desk, name, latest)),
        stories=len(latest),
        said=worded(desk, shown),
        more=more,
        sheet=sheet,
        published=published,
        articles=articles,
    )


def source_path(name: str) -> str:
    """The address of the page."""
    from onrecord.web.page import source_href

    return source_href(name)


def rated(desk: Desk, name: str) -> tuple[Judgement, ...]:
    """Every rating of the source, under whatever spelling, the newest first."""
    every = desk.ledger.judgements(Matter.RELIABILITY, history=True)
    return tuple(j for j in reversed(every) if fold(j.subject) == fold(name))


def fared(desk: Desk, name: str, stories: Sequence[str]) -> list[tuple[str, str, SourceRecord]]:
    """How it fared in the first of these stories in which it said anything first, or published."""
    rows = []
    for story in stories[:MOST_STORIES]:
        found = next((r for r in desk.sources(story) if fold(r.name) == fold(name)), None)
        if found:
            rows.append((desk.title(story), f"/stories/{story}/sources", found))
    return rows


def worded(desk: Desk, shown: Sequence[Said]) -> tuple[Words, ...]:
    """The claims of one page."""
    ids = sorted({s.article for s in shown})
    articles = {a.id: a for a in desk.ledger.articles(ids)}
    claims = {c.id: c for c in desk.ledger.claims(ids)}
    found = (claims[s.claim] for s in shown if s.claim in claims)
    return tuple(Words(claim=c, place=place(c, articles[c.article])) for c in found)
