"""The command line: one verb a step. Records go to standard output as JSON Lines, all else to standard error.

Exit codes: 0 when the work was done (what was skipped is counted on standard error), 1 when a run had to stop, 2 for a
wrong call. Everything heavy is imported inside the verbs, so that ``--help`` answers at once.
"""

from __future__ import annotations

import os
import sys

from onrecord.cli import reading, asking, chart, changes, citations, forecasts, keeping, sources, reviewing, desk  # isort: skip  # noqa: F401  (in the order of --help)
from onrecord.cli import accounts, export  # isort: skip  # noqa: F401
from onrecord.cli.app import app
from onrecord.cli.work import say

__all__ = ["app", "asking", "citations", "forecasts", "keeping", "main", "reading", "sources"]

# The stages by their own names: a stage is a verb.
app.command("clean", hidden=True)(reading.articles)
app.command("extract", hidden=True)(asking.claims)
app.command("ledger", hidden=True)(keeping.add)
app.command("reconcile", hidden=True)(asking.questions)


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
