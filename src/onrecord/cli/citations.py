"""The verb that shows who cites whom."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.app import app
from onrecord.cli.options import AsOfOption, LedgerOption, OptionalPaths
from onrecord.cli.work import deliver, emit, parsed_day, pile_of, running


class CitationsFormat(StrEnum):
    """The forms in which the graph can be had."""

    JSONL = "jsonl"
    TEXT = "text"
    DOT = "dot"
    SVG = "svg"


@app.command(epilog="Example: onrecord citations articles/ --format text | less")
def citations(
    paths: OptionalPaths = None,
    form: Annotated[
        CitationsFormat, typer.Option("--format", "-f", help="Records, text to read, Graphviz, or a picture.")
    ] = CitationsFormat.JSONL,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to this file, not to standard output.")
    ] = None,
    ledger: LedgerOption = None,
    as_of: AsOfOption = None,
) -> None:
    """Print who has what from whom: citing, copies and agency marks; circular reporting, dead ends, heavy origins."""
    from onrecord import pipeline
    from onrecord.export import citations as forms

    with running() as run:
        day = parsed_day(as_of)
        pile = pile_of(paths, ledger, run, day=day)
        found = pipeline.citations(pile, as_of=day)
        records = forms.citation_records(found, {a.id: a for a in pile.articles})
        if form is CitationsFormat.JSONL and output is None:
            emit(records)
        elif form is CitationsFormat.JSONL:
            deliver("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), output)
        elif form is CitationsFormat.SVG:
            from onrecord.export.citation_svg import citations_svg

            deliver(citations_svg(found), output)
        else:
            deliver(forms.citations_text(found) if form is CitationsFormat.TEXT else forms.citations_dot(found), output)
