"""The verb that opens the desk, and those for who may use it."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from onrecord.cli.app import app
from onrecord.cli.options import LedgerOption
from onrecord.cli.work import existing_ledger, running, say
from onrecord.errors import UsageError


@app.command(epilog="Example: onrecord add examples/kessarin-dam --ledger dam.db && onrecord desk --ledger dam.db")
def desk(
    ledger: LedgerOption = "onrecord.db",
    host: Annotated[
        str, typer.Option("--host", help="The address to listen on; any but loopback needs accounts.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="0: any that is free.")] = 8350,
    name: Annotated[list[str] | None, typer.Option("--name", help="A further name that browsers call it by.")] = None,
    https: Annotated[bool, typer.Option("--https", help="It is reached by HTTPS only, through a proxy.")] = False,
) -> None:
    """Read and review the ledger in a browser; nothing leaves this machine."""
    import uvicorn

    from onrecord.web.app import create_app
    from onrecord.web.config import Config

    with running(summary=False):
        config = Config(
            ledger=existing_ledger(ledger), host=host, port=port, hosts=tuple(name or ()), https=https, apart=True
        )
        made = create_app(config)
        if not config.alone and not made.state.desk.accounts():
            raise UsageError(
                f"on {host} the desk is for people with accounts, and there is none: onrecord account add NAME "
                f"--role admin --ledger {config.ledger_name}"
            )
        say(f"the desk is at http://{host}:{port}/  (Ctrl-C ends it)")
        uvicorn.run(made, host=host, port=port, log_level="warning", server_header=False, proxy_headers=False)
    sys.stderr.flush()
