"""Verbs for who may use the desk: account add, list, password, token, end."""

from __future__ import annotations

import getpass
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.cli.app import app
from onrecord.cli.options import LedgerOption
from onrecord.cli.work import emit, opened_ledger, running, say
from onrecord.errors import UsageError

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from onrecord.ledger.accounts import Account

accounts = typer.Typer(
    name="account",
    help="Say who may use the desk, and as what: reader, reviewer or admin.",
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(accounts)

NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="The account by name.")]
StdinOption = Annotated[
    bool, typer.Option("--password-stdin", help="Read the password from the first line of standard input.")
]


class RoleOption(StrEnum):
    """What an account may do, each also what those before may."""

    READER = "reader"
    REVIEWER = "reviewer"
    ADMIN = "admin"


@accounts.command(epilog="Example: onrecord account add ana --role reviewer --ledger story.db")
def add(
    name: NameArgument,
    role: Annotated[RoleOption, typer.Option("--role", help="What it may do.")] = RoleOption.READER,
    password_stdin: StdinOption = False,
    no_password: Annotated[bool, typer.Option("--no-password", help="For a program: it only has tokens.")] = False,
    ledger: LedgerOption = "onrecord.db",
) -> None:
    """Make an account; the password is asked for twice and not shown."""
    from onrecord.ledger.accounts import Role, add_account, check_new

    with running(summary=False):
        if no_password and password_stdin:
            raise UsageError("give --no-password or --password-stdin, not both")
        with looked_at(ledger) as connection:
            check_new(connection, name)  # before anybody types a password for nothing
        password = None if no_password else asked(from_stdin=password_stdin)
        with opened(ledger) as connection:
            add_account(connection, name, Role(role.value), password)
            write(connection, "account made", name, role.value)
        say(f"{name.strip()}: made, as {role.value}")


@accounts.command("list", epilog="Example: onrecord account list --ledger story.db | jq -r '[.name, .role] | @tsv'")
def list_(ledger: LedgerOption = "onrecord.db") -> None:
    """Print the accounts, the oldest first."""
    from onrecord.ledger.accounts import list_accounts, open_tokens

    with running(summary=False), looked_at(ledger) as connection:
        tokens = open_tokens(connection)
        emit(
            {
                "name": a.name,
                "role": a.role.value,
                "made": a.made.isoformat(),
                "password": a.has_password,
                "tokens": tokens.get(a.row, 0),
            }
            for a in list_accounts(connection)
        )


@accounts.command(epilog="Example: onrecord account end ana --ledger story.db")
def end(name: NameArgument, ledger: LedgerOption = "onrecord.db") -> None:
    """End an account: its sessions and tokens open nothing any more; what it decided stays."""
    from onrecord.ledger.accounts import end_account

    with running(summary=False), opened(ledger) as connection:
        if not end_account(connection, name):
            raise UsageError(unknown(name))
        write(connection, "account ended", name)
        say(f"{name.strip()}: ended")


@accounts.command(epilog="Example: onrecord account token ana --days 30 --ledger story.db > token.txt")
def token(
    name: NameArgument,
    days: Annotated[int, typer.Option("--days", min=1, max=3650, help="How long it opens the API.")] = 90,
    ledger: LedgerOption = "onrecord.db",
) -> None:
    """Print a token for a program, once: it is not kept, only its hash."""
    from onrecord.ledger.accounts import TicketKind, open_ticket

    with running(summary=False):
        with opened(ledger) as connection:
            account = found(connection, name)
            secret = open_ticket(connection, account, TicketKind.TOKEN, timedelta(days=days))
            last = (datetime.now(UTC) + timedelta(days=days)).date()
            write(connection, "token made", name, f"until {last}")
        sys.stdout.write(secret + "\n")
        say(f"{name.strip()}: until {last}; send it as: Authorization: Bearer TOKEN. It cannot be shown again")


@accounts.command(epilog="Example: onrecord account password ana --ledger story.db")
def password(name: NameArgument, password_stdin: StdinOption = False, ledger: LedgerOption = "onrecord.db") -> None:
    """Give an account another password; whoever is signed in with the old one is signed out."""
    from onrecord.ledger.accounts import change_password

    with running(summary=False):
        with looked_at(ledger) as connection:
            found(connection, name)
        secret = asked(from_stdin=password_stdin)
        with opened(ledger) as connection:
            change_password(connection, found(connection, name), secret)
            write(connection, "password changed", name)
        say(f"{name.strip()}: has another password")


# -------------------------------------------------------------------------------- what they share


@contextmanager
def opened(ledger: str | None) -> Iterator[Connection]:
    """A transaction on the ledger, which must be there. Nobody else writes meanwhile: ask for nothing in it."""
    with opened_ledger(ledger) as held, held.writing() as connection:
        yield connection


@contextmanager
def looked_at(ledger: str | None) -> Iterator[Connection]:
    """A connection that only reads the ledger, which must be there."""
    with opened_ledger(ledger) as held, held.reading() as connection:
        yield connection


def found(connection: Connection, name: str) -> Account:
    """The account of this name, which must be there."""
    from onrecord.ledger.accounts import find_account

    account = find_account(connection, name)
    if account is None:
        raise UsageError(unknown(name))
    return account


def unknown(name: str) -> str:
    """What to say of an account that is not there."""
    return f"{name}: there is no such account; list them with: onrecord account list --ledger FILE"


def asked(*, from_stdin: bool) -> str:
    """A password from standard input, or asked for twice without being shown.

    Raises:
        UsageError: The two are not the same, or there is no terminal to ask at.
    """
    if from_stdin:
        return sys.stdin.readline().rstrip("\r\n")
    if not sys.stdin.isatty():
        raise UsageError("there is no terminal to ask for the password at: use --password-stdin")
    first = getpass.getpass("Password (at least 12 characters): ")
    if getpass.getpass("Once more: ") != first:
        raise UsageError("the two passwords are not the same")
    return first


def write(connection: Connection, action: str, subject: str, detail: str = "") -> None:
    """A line of the audit log, by whoever is at this machine."""
    from onrecord.ledger.accounts import AuditRow, write_audit

    row = AuditRow(at=datetime.now(UTC), by="", action=action, subject=subject.strip(), detail=detail, address="here")
    write_audit(connection, row)
