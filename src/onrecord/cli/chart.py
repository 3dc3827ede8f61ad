"""The chart by itself: who says what over time, as a picture, a drawing or its Vega-Lite specification."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.app import app
from onrecord.cli.options import AsOfOption, LedgerOption, OptionalPaths
from onrecord.cli.work import deliver, parsed_day, pile_of, running
from onrecord.errors import UsageError


class ChartFormat(StrEnum):
    """The forms a chart can take."""

    SVG = "svg"
    PNG = "png"
    JSON = "json"


@app.command(epilog="Example: onrecord chart articles/ --measure killed --output killed.svg")
def chart(
    paths: OptionalPaths = None,
    question: Annotated[
        str | None, typer.Option("--question", metavar="ID", help="Only this question, by the start of its id.")
    ] = None,
    measure: Annotated[
        str | None, typer.Option("--measure", metavar="WORDS", help="Only questions that count this: killed.")
    ] = None,
    form: Annotated[
        ChartFormat | None, typer.Option("--format", "-f", help="Default: by the name of --output, else svg.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to this file, not to standard output.")
    ] = None,
    ledger: LedgerOption = None,
    as_of: AsOfOption = None,
) -> None:
    """Draw who says what over time: a panel for each contested question, or for those you name."""
    from onrecord import pipeline

    with running() as run:
        day = parsed_day(as_of)
        chosen = form or form_of(output)
        if chosen is ChartFormat.PNG and output is None and sys.stdout.isatty():
            raise UsageError("a picture is not for a terminal: name a file with --output, or send it on with > or |")
        panels = pipeline.charted(pile_of(paths, ledger, run, day=day), as_of=day, question=question, measure=measure)
        if not panels:
            raise UsageError(nothing(question, measure))
        from onrecord.brief.chart import draw

        deliver(draw(panels, chosen.value), output)


def form_of(output: Path | None) -> ChartFormat:
    """The form that the name of a file tells.

    Raises:
        UsageError: It tells none that a chart can take.
    """
    ending = output.suffix.lower().lstrip(".") if output else "svg"
    if ending not in [f.value for f in ChartFormat]:
        raise UsageError(f"{output}: a chart is written as .svg, .png or .json; or name the form with --format")
    return ChartFormat(ending)


def nothing(question: str | None, measure: str | None) -> str:
    """What to say where there is nothing to draw."""
    if question:
        return f"--question {question}: no question of this id has two figures that differ; see onrecord questions"
    if measure:
        return f'--measure {measure}: no question about "{measure}" has two figures that differ'
    return "nothing is contested: no question has two figures that differ. Name one with --question or --measure"
