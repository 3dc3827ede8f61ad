"""Bringing a ledger up to the tables of this version, by Alembic; nothing is done to one that is up to date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect, text

from onrecord.errors import LedgerError
from onrecord.ledger.engine import lock_for_writing

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0009"  # the newest revision under migrations/versions; a test compares

# Ledgers from before there were revisions are known by their tables, the newest first.
BEFORE = (("judgements", "0003"), ("story_members", "0002"), ("captures", "0001"))


def migrate(engine: Engine, name: str, to: str = HEAD) -> None:
    """Bring the ledger up to revision ``to``, in one transaction; other openers wait.

    Raises:
        LedgerError: It was written by a newer version, or it is no ledger.
    """
    with engine.connect() as connection:
        if revision(connection) == to:
            return
    with engine.begin() as connection:
        lock_for_writing(connection)
        at = revision(connection)  # another may have been first
        if at == to:
            return
        if at is not None and at > HEAD:
            raise LedgerError(_newer(name, at))
        _upgrade(connection, at or _before(connection), to)


def is_current(engine: Engine, name: str) -> bool:
    """Whether a ledger that may only be read has the tables of this version.

    Raises:
        LedgerError: It is no ledger, was written by a newer version, or by an earlier one and lies on a server.
    """
    with engine.connect() as connection:
        at = revision(connection) or _before(connection)
    if at is None:
        raise LedgerError(f"{name}: there is no ledger in it, and none can be made where it may only be read")
    if at > HEAD:
        raise LedgerError(_newer(name, at))
    if at != HEAD and engine.dialect.name != "sqlite":
        raise LedgerError(
            f"{name}: written by an earlier onrecord (revision {at}, this one needs {HEAD}), and it may only be read: "
            "have it opened once by somebody who may write it"
        )
    return at == HEAD


def revision(connection: Connection) -> str | None:
    """The revision that a ledger is at; None where it says none."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return str(found) if found else None


def _newer(name: str, at: str) -> str:
    return f"{name}: written by a newer onrecord (revision {at}, this one knows {HEAD})"


def _before(connection: Connection) -> str | None:
    """The revision whose tables a ledger has that says none itself; None for an empty one."""
    tables = set(inspect(connection).get_table_names())
    return next((revision for table, revision in BEFORE if table in tables), None)


def _upgrade(connection: Connection, at: str | None, to: str) -> None:
    from alembic import command

    config = configuration(connection)
    if at:
        command.stamp(config, at)
    command.upgrade(config, to)


def configuration(connection: Connection | None = None) -> Config:
    """What Alembic needs to know: where the migrations are, and the connection to use."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "onrecord:ledger/migrations")
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config
