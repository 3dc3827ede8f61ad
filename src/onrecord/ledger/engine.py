"""Where a ledger lies, a SQLite file or a PostgreSQL database, and how a connection to it is made ready."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, NoSuchModuleError

from onrecord.errors import LedgerError

WAIT = 30  # seconds that a second writer waits for the first
LOCK = 0x6F6E7265  # the number of our advisory lock in PostgreSQL ("onre")


def is_address(where: str) -> bool:
    """Whether a ledger is named by a database's address, not by a file's path."""
    return "://" in where


def shown(where: str) -> str:
    """The name of a ledger for messages: an address without its password."""
    return make_url(where).render_as_string(hide_password=True) if is_address(where) else where


def engine_of(where: str) -> Engine:
    """An engine for the ledger at a path, at ``sqlite:///PATH``, at ``postgresql://…``, or in memory (``:memory:``).

    Raises:
        LedgerError: The folder does not exist, the address is none, or what it needs is not installed.
    """
    if not is_address(where):
        return _sqlite(where)
    try:
        url = make_url(where)
    except ArgumentError as error:
        raise LedgerError("the ledger's address cannot be read: write postgresql://USER@HOST/DATABASE") from error
    if url.get_backend_name() == "sqlite":
        return _sqlite(url.database or ":memory:")
    if url.get_backend_name() != "postgresql":
        raise LedgerError(f"{shown(where)}: a ledger lies in a SQLite file or in PostgreSQL, nowhere else")
    try:
        return create_engine(url.set(drivername="postgresql+psycopg"), pool_pre_ping=True)
    except (ModuleNotFoundError, NoSuchModuleError) as error:
        raise LedgerError("PostgreSQL needs psycopg: install onrecord[postgresql]") from error


def is_there(where: str) -> bool:
    """Whether there is a ledger by this name: a file, or a database at the address that has our tables."""
    if not is_address(where):
        return Path(where).expanduser().is_file()
    engine = engine_of(where)
    try:
        return inspect(engine).has_table("captures")
    except DatabaseError as error:
        raise LedgerError(f"{shown(where)}: cannot be reached ({' '.join(str(error.orig).split())})") from error
    finally:
        engine.dispose()


def lock_for_writing(connection: Connection) -> None:
    """Let no other writer in until the transaction ends, so that what is read here still holds when it is written."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")


def _sqlite(path: str) -> Engine:
    if path != ":memory:" and not Path(path).expanduser().parent.is_dir():
        raise LedgerError(f"{path}: the folder for the ledger does not exist")
    engine = create_engine(f"sqlite:///{Path(path).expanduser()}" if path != ":memory:" else "sqlite://")
    event.listen(engine, "connect", _tune)
    return engine


def _tune(connection: Any, _record: object) -> None:
    """Readers beside one writer, whole transactions after a crash, and patience with another writer."""
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {WAIT * 1000}")
    _write_ahead(cursor)
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _write_ahead(cursor: Any) -> None:
    """Switch to the write-ahead log; SQLite does not wait by itself where another is switching the same new file."""
    last = monotonic() + WAIT
    while True:
        try:
            cursor.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or monotonic() > last:
                raise
            sleep(0.02)
        else:
            return
