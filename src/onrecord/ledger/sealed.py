"""Ledgers that may only be read: a file or folder that is not ours to write, or a role that may select and no more.

A SQLite file with a write-ahead log is not simply read: two files are laid beside it. Where the folder allows that,
they stay, belong to whoever read, and keep out those who may write; where it does not, the ledger cannot be opened at
all. So a file that nobody has open is read as it lies (``immutable``), and afterwards it is looked whether somebody
wrote to it meanwhile. One that somebody has open is read beside the writer, as ever.
"""

from __future__ import annotations

import logging
import os
import sqlite3
from contextlib import closing
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Engine, create_engine
from sqlalchemy.pool import NullPool

from onrecord.errors import LedgerError

LOG = logging.getLogger(__name__)

WAIT = 30  # seconds that a reader waits for a file that is locked for a moment
COPY = "ledger.db"
SEALED = "sealed"  # the execution option of an engine by which nothing is written

RIGHTS = """SELECT current_setting('transaction_read_only') = 'off'
    AND coalesce(has_table_privilege(to_regclass('captures'), 'INSERT'), true)"""


def may_be_written(path: Path) -> bool:
    """Whether we may write to a ledger's file, and lay beside it what that needs; one that is missing can be made."""
    if not path.exists():
        return True
    if not os.access(path, os.W_OK):
        return False
    return os.access(path.parent, os.W_OK) or all(os.access(p, os.W_OK) for p in (_log(path), _shared(path)))


def sealed_engine(path: Path) -> Engine:
    """An engine that reads the file and writes nothing, neither into it nor beside it.

    Raises:
        LedgerError: There is no such file.
    """
    if not path.is_file():
        raise LedgerError(f"{path}: there is no ledger, and none is made where it may only be read")
    # Each connection looks anew whether somebody has the file open, so none is kept.
    engine = create_engine(f"sqlite:///{path}", creator=partial(_open, path), poolclass=NullPool)
    return engine.execution_options(**{SEALED: True})


def is_sealed(engine: Engine) -> bool:
    """Whether the ledger may only be read: the file, or by the rights that the server gives us."""
    if engine.dialect.name == "sqlite":
        return bool(engine.get_execution_options().get(SEALED))
    with engine.connect() as connection:
        return not connection.exec_driver_sql(RIGHTS).scalar()


def copied(engine: Engine) -> TemporaryDirectory[str]:
    """A folder with a copy of a sealed file, :data:`COPY`, to be brought up to date; it goes with the folder."""
    folder = TemporaryDirectory(prefix="onrecord-sealed-")
    LOG.warning("the ledger is of an earlier version and may only be read: a copy is brought up to date, and not kept")
    with engine.connect() as reading, closing(sqlite3.connect(Path(folder.name) / COPY)) as copy:
        held = reading.connection.driver_connection
        assert isinstance(held, sqlite3.Connection)
        held.backup(copy)
    return folder


def as_it_lies(engine: Engine) -> os.stat_result | None:
    """What a sealed file is known by; None where a writer's log or a server sees to it that what is read is whole."""
    if engine.dialect.name != "sqlite" or not is_sealed(engine):
        return None
    path = Path(str(engine.url.database))
    return path.stat() if path.is_file() and not _log(path).exists() else None


def still_as_it_lay(engine: Engine, before: os.stat_result | None) -> bool:
    """Whether nobody wrote to the file since; what a writer has only laid beside it was not read."""
    if before is None:
        return True
    path = Path(str(engine.url.database))
    return path.is_file() and _known_by(path.stat()) == _known_by(before)


def _known_by(found: os.stat_result) -> tuple[int, int, int]:
    return found.st_ino, found.st_size, found.st_mtime_ns


def _open(path: Path) -> sqlite3.Connection:
    address = f"{path.absolute().as_uri()}?mode=ro" + ("" if _log(path).exists() else "&immutable=1")
    connection = sqlite3.connect(address, uri=True, check_same_thread=False, timeout=WAIT)
    connection.execute("PRAGMA query_only = ON")
    return connection


def _log(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")


def _shared(path: Path) -> Path:
    return path.with_name(f"{path.name}-shm")
