"""The verb that writes tables for spreadsheets and data frames."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.app import app
from onrecord.cli.forecasts import settlements
from onrecord.cli.options import AsOfOption, LedgerOption, OptionalPaths, RatingsOption, RuleName, RuleOption
from onrecord.cli.ratings import ratings_given
from onrecord.cli.work import count, decided, deliver, parsed_day, pile_of, running, say, standing
from onrecord.errors import UsageError
from onrecord.export.table_names import Form, What

if TYPE_CHECKING:
    from onrecord.export.tables import Material
    from onrecord.model import Judgement
    from onrecord.pipeline import Pile


@app.command(epilog="Example: onrecord export articles/ --what figures -o figures.csv && head -2 figures.csv")
def export(
    paths: OptionalPaths = None,
    what: Annotated[What, typer.Option("--what", "-w", help="Which table.")] = What.FIGURES,
    form: Annotated[
        Form | None, typer.Option("--format", "-f", help="Default: by the name of --output, else csv.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to this file, not to standard output.")
    ] = None,
    ledger: LedgerOption = None,
    as_of: AsOfOption = None,
    rule: RuleOption = RuleName.SUPPORTED,
    ratings: RatingsOption = None,
    bom: Annotated[bool, typer.Option("--bom", help="Mark a CSV as UTF-8, as Excel needs it.")] = False,
) -> None:
    """Write a flat table, one row a claim, figure, question …: CSV, Parquet, or the records as JSON Lines."""
    from onrecord.export.tables import records, table
    from onrecord.export.tables.writing import to_csv, to_jsonl, to_parquet

    with running() as run:
        day, chosen = parsed_day(as_of), form_of(form, output)
        if bom and chosen is not Form.CSV:
            raise UsageError("--bom is for --format csv")
        if what is What.JUDGEMENTS and not ledger:
            raise UsageError("judgements are kept in a ledger: name it with --ledger")
        if chosen is Form.PARQUET and output is None and sys.stdout.isatty():
            raise UsageError("Parquet is not for a terminal: name a file with --output, or send it on with > or |")
        letters = ratings_given(ledger, ratings, day)
        pile = standing(pile_of(paths, ledger, run, day=day), day)
        settled = settlements(ledger, day)
        material = of_pile(pile, ledger, day=day, rule=rule.value, ratings=letters, settled=settled)
        if chosen is Form.JSONL:
            deliver("".join(to_jsonl(records(what, material))), output)
            return
        made = table(what, material)
        deliver(to_parquet(made) if chosen is Form.PARQUET else "".join(to_csv(made, bom=bom)).encode(), output)
        say(count(len(made.rows), "row"))


def form_of(form: Form | None, output: Path | None) -> Form:
    """The form that is asked for, or that the file's name tells."""
    endings = {".jsonl": Form.JSONL, ".ndjson": Form.JSONL, ".parquet": Form.PARQUET}
    return form or endings.get(output.suffix.lower() if output else "", Form.CSV)


def of_pile(
    pile: Pile,
    ledger: str | None,
    *,
    day: date | None,
    rule: str,
    ratings: dict[str, str],
    settled: tuple[Judgement, ...],
) -> Material:
    """What a pile has to export; it is given as it stood on the day."""
    from onrecord import pipeline
    from onrecord.export.reviews import reviews_by_claim
    from onrecord.export.tables import Material

    today = day or datetime.now(UTC).date()
    return Material(
        articles=pile.articles,
        claims=pile.claims,
        reviews=reviews_by_claim(pile.judgements, (*pile.claims, *pile.read.values())),
        questions=partial(pipeline.questions, pile, rule=rule, ratings=ratings),
        citations=partial(pipeline.citations, pile),
        forecasts=partial(pipeline.forecasts, pile, today=today, settlements=settled),
        sources=partial(pipeline.sources, pile, today=today, ratings=ratings, settlements=settled),
        judgements=partial(decided, ledger, day),
    )
