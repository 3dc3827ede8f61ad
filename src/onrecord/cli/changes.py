"""The verb that tells what changed between two days."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from onrecord.cli.app import app
from onrecord.cli.options import AsOfOption, LedgerOption, OptionalPaths, RatingsOption, RuleName, RuleOption
from onrecord.cli.ratings import ratings_given
from onrecord.cli.work import emit, parsed_day, pile_of, running, say
from onrecord.errors import UsageError


@app.command(epilog="Example: onrecord changes articles/ --since 2024-10-20 --text | less")
def changes(
    paths: OptionalPaths = None,
    since: Annotated[
        str | None, typer.Option("--since", metavar="YYYY-MM-DD", help="The day to compare with. Needed.")
    ] = None,
    as_of: AsOfOption = None,
    ledger: LedgerOption = None,
    rule: RuleOption = RuleName.SUPPORTED,
    ratings: RatingsOption = None,
    text: Annotated[bool, typer.Option("--text", help="To read, not to pipe.")] = False,
) -> None:
    """Print what changed since a day: new questions, other answers and why, corrections, new articles and origins."""
    from onrecord import pipeline
    from onrecord.export.changes import change_record, to_text

    with running() as run:
        start, end = parsed_day(since, "--since"), parsed_day(as_of)
        if start is None:
            raise UsageError("--since is missing: the day to compare with, written as 2024-10-20")
        letters = ratings_given(ledger, ratings, end)
        pile = pile_of(paths, ledger, run, day=end)
        found = pipeline.changes(pile, since=start, as_of=end, rule=rule.value, ratings=letters)
        if text:
            sys.stdout.writelines(to_text(found))
            if not found:
                say("nothing changed")
        else:
            emit(change_record(c) for c in found)
