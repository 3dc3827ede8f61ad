"""Where a ledger lies, a SQLite file or a PostgreSQL database, and how a connection to it is made ready."""

from __future__ import annotations

import logging
import sqlite3
from pathlib import Path
from time import monotonic, sleep
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, inspect, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, OperationalError

from onrecord.errors import LedgerError
from onrecord.ledger.sealed import may_be_written, sealed_engine

LOG = logging.getLogger(__name__)  # where nobody listens, Python prints warnings on standard error: what we want

PATIENCE = 2  # seconds after which a writer says that it waits for another
WAIT = 30  # seconds that it waits before it says that it gives up, where nothing can be told
LONGEST = 600  # seconds that a writer waits for another in all
POOL = 20  # connections that are kept for those who read at once; made when they are asked for
LOCK = 0x6F6E7265  # the number of our advisory lock in PostgreSQL ("onre")


def is_address(where: str) -> bool:
    """Whether a ledger is named by a database's address, not by a file's path."""
    return "://" in where


def shown(where: str) -> str:
    """The name of a ledger for messages: an address without its password."""
    return make_url(where).render_as_string(hide_password=True) if is_address(where) else where


def engine_of(where: str) -> Engine:
    """An engine for the ledger at a path, at ``sqlite:///PATH``, at ``postgresql://…``, or in memory (``:memory:``).

    Where the file may not be written, or by ``sqlite:///PATH?mode=ro``, it is one by which nothing is written.

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
        return _sqlite(url.database or ":memory:", sealed=url.query.get("mode") == "ro")
    if url.get_backend_name() != "postgresql":
        raise LedgerError(f"{shown(where)}: a ledger lies in a SQLite file or in PostgreSQL, nowhere else")
    try:
        address = url.set(drivername="postgresql+psycopg")
        return create_engine(address, pool_pre_ping=True, pool_size=POOL, max_overflow=POOL)
    except (ModuleNotFoundError, NoSuchModuleError) as error:
        raise LedgerError("PostgreSQL needs psycopg: install onrecord[postgresql]") from error


def is_there(where: str) -> bool:
    """Whether there is a ledger by this name: a file, or a database at the address that has our tables."""
    if not is_address(where):
        return Path(where).expanduser().is_file()
    engine = engine_of(where)
    if engine.dialect.name == "sqlite":
        return Path(engine.url.database or "").is_file()
    try:
        return inspect(engine).has_table("captures")
    except DBAPIError as error:
        raise LedgerError(f"{shown(where)}: cannot be reached ({' '.join(str(error.orig).split())})") from error
    finally:
        engine.dispose()


def lock_for_writing(connection: Connection) -> None:
    """Let no other writer in until the transaction ends, so that what is read here still holds when it is written.

    Another writer is waited for: its transactions are short. Where it takes long, a warning is logged.

    Raises:
        LedgerError: The other has been writing for :data:`LONGEST` seconds.
    """
    started, told = monotonic(), False
    while not (_lock_file(connection) if connection.dialect.name == "sqlite" else _lock_server(connection)):
        if not told:
            LOG.warning("waiting for another run that writes to the same ledger")
            told = True
        if monotonic() - started > LONGEST:
            raise LedgerError(f"another run has been writing to the ledger for {LONGEST // 60} minutes")


def _lock_file(connection: Connection) -> bool:
    """Whether the file could be locked within our patience."""
    connection.exec_driver_sql(f"PRAGMA busy_timeout = {int(PATIENCE * 1000)}")
    try:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    except OperationalError as error:
        if getattr(error.orig, "sqlite_errorcode", None) != sqlite3.SQLITE_BUSY:
            raise
        return False
    finally:
        connection.exec_driver_sql(f"PRAGMA busy_timeout = {WAIT * 1000}")
    return True


def _lock_server(connection: Connection) -> bool:
    """Whether our lock could be had within our patience; the server lets those who wait in one after the other."""
    if connection.exec_driver_sql(f"SELECT pg_try_advisory_xact_lock({LOCK})").scalar():
        return True
    try:
        with connection.begin_nested():
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = {int(PATIENCE * 1000)}")
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")
            connection.exec_driver_sql("SET LOCAL lock_timeout = 0")
    except OperationalError as error:
        if getattr(error.orig, "sqlstate", None) != "55P03":  # lock_not_available
            raise
        return False
    return True


def file_of(engine: Engine) -> tuple[Path, int] | None:
    """The file a ledger lies in and its inode, by which it is told from another that took its place."""
    if engine.dialect.name != "sqlite" or engine.url.database in (None, "", ":memory:"):
        return None
    path = Path(str(engine.url.database))
    return path, path.stat().st_ino


def still_there(file: tuple[Path, int] | None) -> bool:
    """Whether the file is where it was: SQLite goes on writing to one that was deleted, and nobody would know."""
    try:
        return file is None or file[0].stat().st_ino == file[1]
    except OSError:
        return False


def _sqlite(name: str, *, sealed: bool = False) -> Engine:
    if name == ":memory:":
        engine = create_engine("sqlite://")
    else:
        path = Path(name).expanduser()
        try:
            if not path.parent.is_dir():
                raise LedgerError(f"{name}: the folder for the ledger does not exist")
            if sealed or not may_be_written(path):
                return sealed_engine(path)
        except OSError as error:
            raise LedgerError(f"{name}: cannot be opened as a ledger ({error.strerror})") from error
        engine = create_engine(f"sqlite:///{path}", pool_size=POOL, max_overflow=POOL)
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
