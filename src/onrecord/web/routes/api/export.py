"""Tables to take away: a whole story as JSON Lines, CSV or Parquet."""

from __future__ import annotations

from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import Response, StreamingResponse

from onrecord.export.reviews import reviews_by_claim
from onrecord.export.tables import Form, Material, What, records, table
from onrecord.export.tables.writing import to_csv, to_jsonl, to_parquet
from onrecord.model import Matter
from onrecord.web.desk import Desk
from onrecord.web.routes.api.asked import ByRule
from onrecord.web.routes.api.stories import on_day
from onrecord.web.routes.asked import Reader, TheDesk

router = APIRouter(tags=["tables"])

MEDIA = {
    Form.JSONL: "application/x-ndjson",
    Form.CSV: "text/csv",
    Form.PARQUET: "application/vnd.apache.parquet",
}
FILES: dict[int | str, dict[str, Any]] = {
    200: {"content": {media: {} for media in MEDIA.values()}, "description": "The file."}
}


class ExportAsked(ByRule):
    """What, in which form."""

    what: What
    """Which table."""
    format: Form = Form.CSV
    """As a table for spreadsheets, as a table with types, or as the records."""
    bom: bool = False
    """Of CSV: with a mark that it is UTF-8, as Excel needs it."""


@router.get("/stories/{story}/export", response_class=Response, responses=FILES)
def export(desk: TheDesk, _: Reader, story: str, asked: Annotated[ExportAsked, Query()]) -> Response:
    """Everything of one sort in a story as a file, as `onrecord export` writes it."""
    key = desk.story(story)
    material = of_story(desk, key, asked)
    name = f"{asked.what.value}-{key}.{asked.format.value}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    media = MEDIA[asked.format]
    if asked.format is Form.PARQUET:
        return Response(to_parquet(table(asked.what, material)), headers=headers, media_type=media)
    if asked.format is Form.CSV:
        lines = to_csv(table(asked.what, material), bom=asked.bom)
    else:
        lines = to_jsonl(records(asked.what, material))
    return StreamingResponse((line.encode("utf-8", "replace") for line in lines), headers=headers, media_type=media)


def of_story(desk: Desk, key: str, asked: ExportAsked) -> Material:
    """What a story has to export.

    Raises:
        MissingInputError: Nothing of it was published by the day that is asked for.
    """
    day = asked.as_of
    known = on_day(desk, key, day)
    return Material(
        articles=known.articles,
        claims=known.claims,
        reviews=reviews_by_claim(known.judgements, (*known.claims, *known.read.values())),
        questions=partial(desk.questions, key, day, rule=asked.rule.value),
        citations=partial(desk.citations, key, day),
        forecasts=partial(desk.forecasts, key, day),
        sources=partial(desk.sources, key, day),
        judgements=lambda: tuple(j for matter in Matter for j in desk.judgements(matter, day)),
    )
