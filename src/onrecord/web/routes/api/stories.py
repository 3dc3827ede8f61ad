"""Stories: which there are, and what each holds."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from onrecord import pipeline
from onrecord.export.changes import change_record
from onrecord.export.citations import citation_records
from onrecord.export.records import article_record, brief_record
from onrecord.export.shapes import ArticleRecord, BriefRecord, ChangeRecord, CitationRecord, ClaimRecord, StoryShape
from onrecord.export.stories import story_records
from onrecord.ledger import cards
from onrecord.ledger.stories import read_stories
from onrecord.pipeline import Pile
from onrecord.web.desk import Desk
from onrecord.web.routes.api.answers import Listed, answered, listed, parted
from onrecord.web.routes.api.asked import (
    ArticlesAsked,
    ByRule,
    ChangesAsked,
    ClaimsAsked,
    Dated,
    StoriesAsked,
)
from onrecord.web.routes.api.claims import as_said
from onrecord.web.routes.asked import Reader, TheDesk

router = APIRouter(tags=["stories"])


@router.get("/stories", response_model=Listed[StoryShape])
def stories(request: Request, desk: TheDesk, _: Reader, asked: Annotated[StoriesAsked, Query()]) -> Response:
    """The stories, those with the latest articles first."""
    with desk.ledger.reading() as connection:
        keys, total = cards.story_ids(
            connection,
            since=asked.published_from,
            until=asked.published_to,
            limit=asked.limit,
            offset=asked.offset,
        )
    return parted(request, asked, [told(desk, key) for key in keys], total)


@router.get("/stories/{story}", response_model=StoryShape)
def story(desk: TheDesk, _: Reader, story: str) -> Response:
    """One story; by the id of one that went into another, that other."""
    return answered(told(desk, desk.story(story)))


def told(desk: Desk, key: str) -> dict[str, Any]:
    """The record of one living story."""
    with desk.ledger.reading() as connection:
        rows = read_stories(connection, [key])
    return next(story_records(desk.articles(key), rows))


@router.get("/stories/{story}/articles", response_model=Listed[ArticleRecord])
def articles(
    request: Request, desk: TheDesk, _: Reader, story: str, asked: Annotated[ArticlesAsked, Query()]
) -> Response:
    """The articles of a story."""
    known = on_day(desk, story, asked.as_of)
    return listed(request, asked, asked.wanted(known.articles), article_record)


@router.get("/stories/{story}/claims", response_model=Listed[ClaimRecord])
def claims(request: Request, desk: TheDesk, _: Reader, story: str, asked: Annotated[ClaimsAsked, Query()]) -> Response:
    """Who said what in a story."""
    known = on_day(desk, story, asked.as_of)
    by_id = {a.id: a for a in known.articles}
    return listed(request, asked, asked.wanted(known.claims, by_id), as_said(known))


def on_day(desk: Desk, story: str, day: date | None) -> Pile:
    """The articles and claims of a story; with a day, as they stood at its end.

    Raises:
        MissingInputError: There is no such story, or nothing of it was published by then.
    """
    pile = desk.pile(desk.story(story), day)
    return pipeline.as_it_stood(pile, day) if day else pile


class BriefForm(StrEnum):
    """The forms a brief can be had in."""

    JSON = "json"
    MD = "md"
    HTML = "html"
    PDF = "pdf"


class BriefAsked(ByRule):
    """In which form, as of which day, by which rule."""

    format: BriefForm = BriefForm.JSON
    """As a record, as Markdown, as a page or as a PDF."""


FORMS: dict[int | str, dict[str, Any]] = {
    200: {"content": {"text/markdown": {}, "text/html": {}, "application/pdf": {}}, "description": "The brief."}
}


@router.get("/stories/{story}/brief", response_model=BriefRecord, responses=FORMS)
def brief(desk: TheDesk, _: Reader, story: str, asked: Annotated[BriefAsked, Query()]) -> Response:
    """The brief of a story: every line cited, and found again in its source."""
    key = desk.story(story)
    made = desk.brief(key, asked.as_of, rule=asked.rule.value)
    if asked.format is BriefForm.JSON:
        return answered(brief_record(made))
    name = {"Content-Disposition": f'attachment; filename="brief-{key}.{asked.format.value}"'}
    if asked.format is BriefForm.PDF:
        from onrecord.brief.pdf import to_pdf

        return Response(to_pdf(made), headers=name, media_type="application/pdf")
    from onrecord.brief.render import to_html, to_markdown

    write, sort = (to_html, "text/html") if asked.format is BriefForm.HTML else (to_markdown, "text/markdown")
    return Response(write(made).encode("utf-8", "replace"), headers=name, media_type=sort)


@router.get("/stories/{story}/citations", response_model=Listed[CitationRecord])
def citations(request: Request, desk: TheDesk, _: Reader, story: str, asked: Annotated[Dated, Query()]) -> Response:
    """Who has what from whom in a story: nodes, edges, rings, dead ends and origins."""
    key = desk.story(story)
    by_id = {a.id: a for a in desk.articles(key)}
    records = list(citation_records(desk.citations(key, asked.as_of), by_id))
    return listed(request, asked, records, dict)


@router.get("/stories/{story}/changes", response_model=Listed[ChangeRecord])
def changes(
    request: Request, desk: TheDesk, _: Reader, story: str, asked: Annotated[ChangesAsked, Query()]
) -> Response:
    """What changed in a story from the end of one day to the end of another, the weightiest first."""
    found = desk.changes(desk.story(story), asked.since, asked.as_of, rule=asked.rule.value)
    return listed(request, asked, found, change_record)
