"""Verbs that take in and clean: fetch, ingest, articles, copies, stories, and the two readers underneath."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.app import app
from onrecord.cli.options import AsOfOption, LedgerOption, OptionalPaths, PathsArgument
from onrecord.cli.work import (
    count,
    emit,
    needed,
    parsed_day,
    pile_of,
    running,
    say,
    something,
    standing,
)

if TYPE_CHECKING:
    from onrecord.ledger.stories import StoryRow


@app.command(epilog="Example: onrecord fetch https://news.example/feed.xml --out pile.warc.gz")
def fetch(
    addresses: Annotated[
        list[str],
        typer.Argument(
            metavar="ADDRESS", help="Web addresses of pages, feeds, sitemaps; files with one a line; - for such a list."
        ),
    ],
    out: Annotated[
        Path, typer.Option("--out", "-o", metavar="FILE", help="The web archive to add to: .warc.gz or .warc.")
    ] = Path("pile.warc.gz"),
    max_pages: Annotated[int, typer.Option("--max-pages", min=1, help="The most pages of one run.")] = 1000,
    delay: Annotated[
        float, typer.Option("--delay", min=0, metavar="SECONDS", help="Between two requests to one host.")
    ] = 1.0,
    contact: Annotated[
        str | None, typer.Option("--contact", help="How a site can reach you: stands in the User-Agent.")
    ] = None,
    proxy: Annotated[
        str | None,
        typer.Option("--proxy", metavar="ADDRESS", help="An HTTP proxy; none is taken from the environment."),
    ] = None,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Also ask loopback and private addresses: one's own network.")
    ] = False,
) -> None:
    """Fetch pages, the pages of feeds and of sitemaps, into a web archive (WARC) that every other verb reads."""
    from onrecord.errors import MissingInputError
    from onrecord.ingest.fetch import Limits, Options, Tally
    from onrecord.ingest.fetch import fetch as fetched

    with running() as run:
        limits = Limits(pages=max_pages)
        options = Options(limits=limits, delay=delay, contact=contact, proxy=proxy, allow_private=allow_private)
        tally = Tally()
        for _ in run.progress(fetched(addresses, out, options, run.issues, tally), "fetching", None):
            pass
        if not tally.kept and not tally.unchanged:
            raise MissingInputError("no page could be fetched")
        say(f"{out}: {count(tally.kept, 'page')} added, {tally.unchanged} unchanged, {tally.failed} not fetched")


@app.command(epilog="Example: onrecord ingest articles/ | head -1")
def ingest(paths: PathsArgument) -> None:
    """Print what was taken in: one record a file or JSON line, with its hash and how it was decoded."""
    from onrecord import pipeline
    from onrecord.export.records import capture_record

    with running() as run:
        emit(capture_record(c) for c in something(pipeline.captures(needed(paths), run)))


@app.command(epilog="Example: onrecord articles articles/ | jq -r '.title'")
def articles(paths: OptionalPaths = None, ledger: LedgerOption = None, as_of: AsOfOption = None) -> None:
    """Print what was read: cleaned text, title, byline, publisher, date, copies, and what was left out and why."""
    from onrecord.export.records import article_record

    with running() as run:
        day = parsed_day(as_of)
        emit(article_record(a) for a in standing(pile_of(paths, ledger, run, claims=False), day).articles)


@app.command(epilog="Example: onrecord copies articles/ --text | less")
def copies(
    paths: OptionalPaths = None,
    ledger: LedgerOption = None,
    as_of: AsOfOption = None,
    text: Annotated[bool, typer.Option("--text", help="To read, not to pipe.")] = False,
) -> None:
    """Print which articles have words of earlier ones: copies, updates, shared passages, each at its place in both."""
    from onrecord.export.copies import copy_record, to_text

    with running() as run:
        day = parsed_day(as_of)
        pile = standing(pile_of(paths, ledger, run, claims=False), day)
        by_id = {a.id: a for a in pile.articles}
        sharing = [a for a in pile.articles if any(p.of in by_id for p in a.passages)]
        if text:
            sys.stdout.writelines(to_text(a, by_id) for a in sharing)
        else:
            emit(copy_record(a, by_id) for a in sharing)


@app.command(epilog="Example: onrecord stories --ledger story.db | jq -r '[.story, .first, .title] | @tsv'")
def stories(paths: OptionalPaths = None, ledger: LedgerOption = None, as_of: AsOfOption = None) -> None:
    """Print which articles tell one story; with a ledger, also which stories were merged, and when."""
    from onrecord.export.stories import story_records
    from onrecord.ledger.store import Ledger

    with running() as run:
        day = parsed_day(as_of)
        pile = standing(pile_of(paths, ledger, run, claims=False), day)
        rows: tuple[StoryRow, ...] = ()
        if ledger and day is None:  # what it knew on a day is another matter
            with Ledger.open(ledger) as opened:
                rows = opened.stories()
        emit(story_records(pile.articles, rows))


@app.command(epilog="Example: echo 'More than 600,000 people' | onrecord quantities -")
def quantities(
    paths: PathsArgument,
    standard: Annotated[
        bool, typer.Option("--standard", help="Give measures also in one unit of their sort: lengths in metres.")
    ] = False,
) -> None:
    """Print every quantity in the text, also those that are no figure of the story."""
    from onrecord import pipeline
    from onrecord.export.records import quantity_mention_record

    with running() as run:
        pile = pile_of(needed(paths), None, run, claims=False)
        found = pipeline.quantities(pile, run)
        emit(quantity_mention_record(m, article, standard=standard) for article, some in found for m in some)


@app.command(epilog="Example: onrecord times articles/ | jq -r '[.text, .start, .end] | @tsv'")
def times(paths: PathsArgument) -> None:
    """Print every time expression in the text, resolved against the article's date."""
    from onrecord import pipeline
    from onrecord.export.records import time_mention_record

    with running() as run:
        pile = pile_of(needed(paths), None, run, claims=False)
        emit(time_mention_record(m, article) for article, some in pipeline.times(pile, run) for m in some)
