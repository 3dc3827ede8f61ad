"""Verbs that answer: claims, questions, brief."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from onrecord.cli.app import app
from onrecord.cli.forecasts import settlements
from onrecord.cli.options import AsOfOption, LedgerOption, OptionalPaths, RatingsOption, RuleName, RuleOption
from onrecord.cli.ratings import ratings_given
from onrecord.cli.work import (
    count,
    deliver,
    emit,
    parsed_day,
    pile_of,
    running,
    say,
    standing,
)
from onrecord.errors import UsageError

if TYPE_CHECKING:
    from onrecord.model import Question


class BriefFormat(StrEnum):
    """The forms a brief can take."""

    MD = "md"
    HTML = "html"
    PDF = "pdf"
    JSON = "json"


@app.command(epilog="Example: onrecord claims articles/ | jq -r '[.attribution.chain[-1].name, .text] | @tsv'")
def claims(paths: OptionalPaths = None, ledger: LedgerOption = None, as_of: AsOfOption = None) -> None:
    """Print who said what: every claim at its place, with its chain of speakers, its hedges and its figures."""
    from onrecord import pipeline
    from onrecord.export.records import claim_record
    from onrecord.export.reviews import reviews_by_claim
    from onrecord.reconcile.past import claimed_by

    with running() as run:
        day = parsed_day(as_of)
        if ledger:
            pile = standing(pile_of(paths, ledger, run, day=day), day)
            by_id = {a.id: a for a in pile.articles}
            said = reviews_by_claim(pile.judgements, (*pile.claims, *pile.read.values()))
            emit(claim_record(c, by_id[c.article], said.get(c.id)) for c in pile.claims)
        else:  # print each article's claims as they are found
            pile = standing(pile_of(paths, None, run, claims=False), day)
            found = pipeline.claims(pile.articles, run)
            emit(claim_record(c, a) for a, some in found for c in some if day is None or claimed_by(c, a, day))


@app.command(epilog="Example: onrecord questions articles/ | jq -r '[.verdict, .text, .low, .high] | @tsv'")
def questions(
    paths: OptionalPaths = None,
    ledger: LedgerOption = None,
    as_of: AsOfOption = None,
    rule: RuleOption = RuleName.SUPPORTED,
    ratings: RatingsOption = None,
    per_article: Annotated[bool, typer.Option("--per-article", help="Compare nothing across articles.")] = False,
) -> None:
    """Print which claims answer the same thing, what the record says, and why."""
    from onrecord import pipeline
    from onrecord.export.records import question_record

    with running() as run:
        day = parsed_day(as_of)
        letters = ratings_given(ledger, ratings, day)
        pile = pile_of(paths, ledger, run, day=day)
        if per_article:
            known = standing(pile, day)
            found: Iterable[tuple[Any, tuple[Question, ...]]]
            found = pipeline.questions_by_article(known, run, rule=rule.value, ratings=letters)
            emit({**question_record(q), "path": article.path} for article, some in found for q in some)
        else:
            emit(question_record(q) for q in pipeline.questions(pile, as_of=day, rule=rule.value, ratings=letters))


@app.command(epilog="Example: onrecord brief articles/ --output brief.html && onrecord brief articles/ | less")
def brief(
    paths: OptionalPaths = None,
    form: Annotated[
        BriefFormat | None, typer.Option("--format", "-f", help="Default: by the name of --output, else md.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to this file, not to standard output.")
    ] = None,
    title: Annotated[str | None, typer.Option("--title", help="A title of your own.")] = None,
    ledger: LedgerOption = None,
    as_of: AsOfOption = None,
    rule: RuleOption = RuleName.SUPPORTED,
    ratings: RatingsOption = None,
) -> None:
    """Write the brief: summary, insights, outlook, figures, timeline, disputes, sources; every line cited."""
    from onrecord import pipeline

    with running() as run:
        day = parsed_day(as_of)
        write = writer(form, output)
        letters = ratings_given(ledger, ratings, day)
        pile = pile_of(paths, ledger, run, day=day)
        decided = settlements(ledger, day)
        made = pipeline.brief(pile, title=title, as_of=day, rule=rule.value, ratings=letters, settlements=decided)
        deliver(write(made), output)
        if made.refused:
            say(f"{count(len(made.refused), 'line')} refused: not found again in the source (listed in --format json)")


def writer(form: BriefFormat | None, output: Path | None) -> Callable[[Any], str | bytes]:
    """The function that renders a brief in the form asked for, or the form that the file's name tells."""
    suffixes = {".md": BriefFormat.MD, ".markdown": BriefFormat.MD, ".html": BriefFormat.HTML, ".htm": BriefFormat.HTML}
    suffixes |= {".pdf": BriefFormat.PDF, ".json": BriefFormat.JSON}
    chosen = form or suffixes.get(output.suffix.lower() if output else "", BriefFormat.MD)
    if chosen is BriefFormat.JSON:
        from onrecord.export.records import brief_record

        return lambda made: json.dumps(brief_record(made), ensure_ascii=False) + "\n"
    if chosen is BriefFormat.PDF:
        from onrecord.brief.pdf import to_pdf

        if output is None and sys.stdout.isatty():
            raise UsageError("a PDF is not for a terminal: name a file with --output, or send it on with > or |")
        return to_pdf
    from onrecord.brief.render import to_html, to_markdown

    return to_html if chosen is BriefFormat.HTML else to_markdown
