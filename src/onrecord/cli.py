"""The command line: one verb a step. Records go to standard output as JSON Lines, all else to standard error.

Exit codes: 0 when the work was done (what was skipped is counted on standard error), 1 when a run had to stop, 2 for a
wrong call. Everything heavy is imported inside the verbs, so that ``--help`` answers at once.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from onrecord import __version__
from onrecord.errors import LedgerError, OnrecordError, UsageError

if TYPE_CHECKING:
    from onrecord.ledger.stories import StoryRow
    from onrecord.model import Question
    from onrecord.pipeline import Pile, Run

app = typer.Typer(
    name="onrecord",
    help="The claim ledger for the news: who said what, on whose authority, how sure, and where the record disagrees.",
    epilog="Start here: onrecord brief examples/FOLDER.   Each verb has examples: onrecord brief --help.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

PathsArgument = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH", help="Files, folders, globs, or - for standard input: text, HTML, feeds, WARC, CSV, PDF …"
    ),
]
OptionalPaths = Annotated[
    list[str] | None,
    typer.Argument(metavar="PATH", help="Files, folders, globs, or -; none with --ledger: all that is in it."),
]
LedgerOption = Annotated[
    str | None,
    typer.Option("--ledger", metavar="FILE", help="Keep what is read in this SQLite file, and do no work twice."),
]
AsOfOption = Annotated[
    str | None, typer.Option("--as-of", metavar="YYYY-MM-DD", help="What the record said on that day.")
]


class BriefFormat(StrEnum):
    """The forms a brief can take."""

    MD = "md"
    HTML = "html"
    PDF = "pdf"
    JSON = "json"


# -------------------------------------------------------------------------------- verbs


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
def articles(paths: OptionalPaths = None, ledger: LedgerOption = None) -> None:
    """Print what was read: cleaned text, title, byline, publisher, date, copies, and what was left out and why."""
    from onrecord.export.records import article_record

    with running() as run:
        emit(article_record(a) for a in pile_of(paths, ledger, run, claims=False).articles)


@app.command(epilog="Example: onrecord copies articles/ --text | less")
def copies(
    paths: OptionalPaths = None,
    ledger: LedgerOption = None,
    text: Annotated[bool, typer.Option("--text", help="To read, not to pipe.")] = False,
) -> None:
    """Print which articles have words of earlier ones: copies, updates, shared passages, each at its place in both."""
    from onrecord.export.copies import copy_record, to_text

    with running() as run:
        pile = pile_of(paths, ledger, run, claims=False)
        by_id = {a.id: a for a in pile.articles}
        sharing = [a for a in pile.articles if any(p.of in by_id for p in a.passages)]
        if text:
            sys.stdout.writelines(to_text(a, by_id) for a in sharing)
        else:
            emit(copy_record(a, by_id) for a in sharing)


@app.command(epilog="Example: onrecord stories --ledger story.db | jq -r '[.story, .first, .title] | @tsv'")
def stories(paths: OptionalPaths = None, ledger: LedgerOption = None) -> None:
    """Print which articles tell one story; with a ledger, also which stories were merged, and when."""
    from onrecord.export.stories import story_records
    from onrecord.ledger.store import Ledger

    with running() as run:
        pile = pile_of(paths, ledger, run, claims=False)
        rows: tuple[StoryRow, ...] = ()
        if ledger:
            with Ledger.open(ledger) as opened:
                rows = opened.stories()
        emit(story_records(pile.articles, rows))


@app.command(epilog="Example: onrecord claims articles/ | jq -r '[.attribution.chain[-1].name, .text] | @tsv'")
def claims(paths: OptionalPaths = None, ledger: LedgerOption = None) -> None:
    """Print who said what: every claim at its place, with its chain of speakers, its hedges and its figures."""
    from onrecord import pipeline
    from onrecord.export.records import claim_record

    with running() as run:
        if ledger:
            pile = pile_of(paths, ledger, run)
            by_id = {a.id: a for a in pile.articles}
            emit(claim_record(c, by_id[c.article]) for c in pile.claims)
        else:  # print each article's claims as they are found
            pile = pile_of(paths, None, run, claims=False)
            found = pipeline.claims(pile.articles, run)
            emit(claim_record(c, article) for article, some in found for c in some)


@app.command(epilog="Example: onrecord add articles/ --ledger story.db && onrecord brief --ledger story.db")
def add(paths: PathsArgument, ledger: LedgerOption = "onrecord.db") -> None:
    """Add articles and their claims to the ledger; a run that was killed is taken up where it stopped."""
    with running() as run:
        pile = pile_of(needed(paths), ledger or "onrecord.db", run)
        say(f"{ledger}: {count(len(pile.articles), 'article')}, {count(len(pile.claims), 'claim')}")


@app.command(epilog="Example: onrecord status --ledger story.db")
def status(ledger: LedgerOption = "onrecord.db") -> None:
    """Print how much the ledger holds."""
    from onrecord.ledger.store import Ledger

    with running(summary=False):
        where = existing_ledger(ledger)
        with Ledger.open(where) as opened:
            emit([{"ledger": where, **opened.counts()}])


@app.command(epilog="Example: onrecord evidence --ledger story.db | jq -r '[.url, .captured, .sha256, .bytes] | @tsv'")
def evidence(
    ledger: LedgerOption = "onrecord.db",
    content: Annotated[
        str | None, typer.Option("--bytes", metavar="SHA256", help="Write the bytes with this hash, as they came.")
    ] = None,
) -> None:
    """Print for each capture where its bytes came from, and whether they are kept and still have their hash."""
    from onrecord.export.records import evidence_record
    from onrecord.ledger.store import Ledger

    with running(summary=False), Ledger.open(existing_ledger(ledger)) as opened:
        if content is None:
            found = [evidence_record(c, opened.state(c.sha256)) for c in opened.captures()]
            emit(found)
            if damaged := sum(record["bytes"] == "damaged" for record in found):
                raise LedgerError(f"{ledger}: the bytes of {count(damaged, 'capture')} are damaged")
        elif (data := opened.content(content.strip().lower())) is None:
            raise UsageError(f"{ledger}: no bytes with the hash {content} are kept in it")
        else:
            deliver(data, None)


@app.command(epilog="Example: onrecord questions articles/ | jq -r '[.verdict, .text, .low, .high] | @tsv'")
def questions(
    paths: OptionalPaths = None,
    ledger: LedgerOption = None,
    as_of: AsOfOption = None,
    per_article: Annotated[bool, typer.Option("--per-article", help="Compare nothing across articles.")] = False,
) -> None:
    """Print which claims answer the same thing, what the record says, and why."""
    from onrecord import pipeline
    from onrecord.export.records import question_record

    with running() as run:
        day = parsed_day(as_of)
        pile = pile_of(paths, ledger, run)
        if per_article:
            found: Iterable[tuple[Any, tuple[Question, ...]]] = pipeline.questions_by_article(pile, run)
            emit({**question_record(q), "path": article.path} for article, some in found for q in some)
        else:
            emit(question_record(q) for q in pipeline.questions(pile, as_of=day))


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
) -> None:
    """Write the brief: summary, insights, outlook, figures, timeline, disputes, sources; every line cited."""
    from onrecord import pipeline

    with running() as run:
        day = parsed_day(as_of)
        write = writer(form, output)
        made = pipeline.brief(pile_of(paths, ledger, run), title=title, as_of=day)
        deliver(write(made), output)
        if made.refused:
            say(f"{count(len(made.refused), 'line')} refused: not found again in the source (listed in --format json)")


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


# The stages by their own names: a stage is a verb.
app.command("clean", hidden=True)(articles)
app.command("extract", hidden=True)(claims)
app.command("ledger", hidden=True)(add)
app.command("reconcile", hidden=True)(questions)


@app.callback(invoke_without_command=True)
def top(
    version: Annotated[bool, typer.Option("--version", help="Print the version and stop.", is_eager=True)] = False,
) -> None:
    """The claim ledger for the news."""
    if version:
        typer.echo(f"onrecord {__version__}")
        raise typer.Exit


# -------------------------------------------------------------------------------- what the verbs share


class running:  # noqa: N801  (reads as a phrase: with running() as run)
    """One run of a verb: progress on standard error, then what was skipped; errors of ours become a line and a code."""

    def __init__(self, *, summary: bool = True) -> None:
        from onrecord.pipeline import Run

        self.run = Run(progress=progress_bar())
        self.summary = summary

    def __enter__(self) -> Run:
        return self.run

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if self.summary:
            tell_issues(self.run, done=error is None)
        if isinstance(error, OnrecordError):
            say(f"onrecord: {error}")
            raise SystemExit(2 if isinstance(error, UsageError) else 1) from error


def pile_of(paths: list[str] | None, ledger: str | None, run: Run, *, claims: bool = True) -> Pile:
    """The articles to work on, with their claims if wanted: from paths, from a ledger, or from both."""
    from onrecord import pipeline

    if ledger:
        from onrecord.ledger.store import Ledger

        if not paths and not Path(ledger).expanduser().is_file():
            raise UsageError(f"{ledger}: there is no ledger; make one with: onrecord add PATH --ledger {ledger}")
        with Ledger.open(ledger) as opened:
            opened.start(" ".join(sys.argv[1:]))
            return pipeline.remembered(opened, paths or (), run)
    pile = pipeline.pile(needed(paths), run)
    return pipeline.extracted(pile, run) if claims else pile


def existing_ledger(ledger: str | None) -> str:
    """The ledger's file, which must be there."""
    where = ledger or "onrecord.db"
    if not Path(where).expanduser().is_file():
        raise UsageError(f"{where}: there is no ledger; make one with: onrecord add PATH --ledger {where}")
    return where


def needed(paths: list[str] | None) -> list[str]:
    """The paths, which must be there."""
    if not paths:
        raise UsageError("nothing to read: name a file, a folder, a glob or - (or a ledger with --ledger)")
    return paths


def something[T](items: Iterable[T]) -> Iterator[T]:
    """The items, of which there must be one."""
    from onrecord.errors import MissingInputError

    empty = True
    for item in items:
        empty = False
        yield item
    if empty:
        raise MissingInputError("nothing could be read: no article in what was given")


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


def deliver(made: str | bytes, output: Path | None) -> None:
    """Write to the file, or to standard output; bytes go out as they are."""
    if isinstance(made, str) and output is None:
        sys.stdout.write(made if made.endswith("\n") else made + "\n")
    elif isinstance(made, bytes) and output is None:
        sys.stdout.buffer.write(made)
        sys.stdout.buffer.flush()
    elif output is not None:
        try:
            output.write_bytes(made) if isinstance(made, bytes) else output.write_text(made, encoding="utf-8")
        except OSError as error:
            raise UsageError(f"{output}: cannot be written ({error.strerror})") from error
        say(f"written to {output}")


def parsed_day(text: str | None) -> date | None:
    """A day given as YYYY-MM-DD."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise UsageError(f"--as-of {text}: not a day; write it as 2024-10-20") from error


def emit(records: Iterable[dict[str, Any]]) -> None:
    """One JSON line a record on standard output."""
    for record in records:
        sys.stdout.write(json.dumps(record, ensure_ascii=False) + "\n")


def say(message: str) -> None:
    """A line for the person, on standard error."""
    sys.stderr.write(message + "\n")


def count(number: int, noun: str) -> str:
    """``3 articles``, ``1 article``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def tell_issues(run: Run, *, done: bool) -> None:
    """What was skipped or could be read only in part, and how much of it."""
    for issue in run.issues:
        say(f"{issue.where}: {issue.message}")
    if run.issues:
        say(count(len(run.issues), "issue") + ("; the rest of the work was done" if done else ""))


def progress_bar() -> Callable[[Iterable[Any], str, int | None], Iterable[Any]]:
    """A progress bar on standard error where that is a terminal; else nothing, so that logs stay clean."""
    from onrecord.pipeline import silent

    if not sys.stderr.isatty():
        return silent

    def show(items: Iterable[Any], what: str, total: int | None) -> Iterable[Any]:
        from rich.console import Console
        from rich.progress import track

        return track(items, description=what, total=total, console=Console(stderr=True), transient=True)

    return show


def main() -> None:
    """The console script."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        try:
            app()
        finally:
            sys.stdout.flush()
    except BrokenPipeError:  # the reader of the pipe has gone: `onrecord claims … | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(0) from None
    except OSError as error:  # a full disk, a file that went away
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        say(f"onrecord: {error.filename or 'the output'}: {error.strerror}")
        raise SystemExit(1) from None
    except KeyboardInterrupt:
        say("stopped")
        raise SystemExit(130) from None
