"""The typer application that every verb adds itself to."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord import __version__

app = typer.Typer(
    name="onrecord",
    help="The claim ledger for the news: who said what, on whose authority, how sure, and where the record disagrees.",
    epilog="Start here: onrecord brief examples/FOLDER.   Each verb has examples: onrecord brief --help.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback(invoke_without_command=True)
def top(
    version: Annotated[bool, typer.Option("--version", help="Print the version and stop.", is_eager=True)] = False,
) -> None:
    """The claim ledger for the news."""
    if version:
        typer.echo(f"onrecord {__version__}")
        raise typer.Exit
