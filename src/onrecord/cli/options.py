"""Arguments and options that several verbs share."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

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
    typer.Option(
        "--ledger", metavar="FILE", help="Keep what is read in this SQLite file, or PostgreSQL (postgresql://…)."
    ),
]
AsOfOption = Annotated[
    str | None, typer.Option("--as-of", metavar="YYYY-MM-DD", help="What the record said on that day.")
]

RatingsOption = Annotated[
    str | None,
    typer.Option("--ratings", metavar="FILE", help="How you rate sources, A to F: a CSV table of source, reliability."),
]


class RuleName(StrEnum):
    """The rules by which the best figure can be chosen; ``onrecord.reconcile.rules`` tells whose practice each is."""

    SUPPORTED = "supported"
    MAJORITY = "majority"
    LATEST = "latest"
    CONSERVATIVE = "conservative"
    HIGHEST = "highest"
    RELIABLE = "reliable"


RuleOption = Annotated[RuleName, typer.Option("--rule", help="By which rule the best figure is chosen.")]
