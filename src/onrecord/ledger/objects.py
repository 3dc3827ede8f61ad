"""The bytes behind the captures, each kept once under its SHA-256, packed, and checked when they are read."""

from __future__ import annotations

import hashlib
import zlib

from sqlalchemy import Connection, Table, select
from sqlalchemy.dialects import postgresql, sqlite

from onrecord.errors import LedgerError
from onrecord.ledger.tables import objects


def keep_object(connection: Connection, sha256: str, content: bytes) -> bool:
    """Keep ``content``, if it is not there already; False when it was.

    Raises:
        LedgerError: It is not what the hash is of.
    """
    if hashlib.sha256(content).hexdigest() != sha256:
        raise LedgerError(f"bytes that should have the hash {sha256} have another; they were not kept")
    if connection.scalar(select(objects.c.sha256).where(objects.c.sha256 == sha256)) is not None:
        return False
    row = insert_if_new(connection, objects)  # another writer may have been first since we looked
    connection.execute(row.values(sha256=sha256, size=len(content), packed=zlib.compress(content)))
    return True


def insert_if_new(connection: Connection, table: Table) -> sqlite.Insert | postgresql.Insert:
    """An insert that leaves a row alone which is there already."""
    if connection.dialect.name == "sqlite":
        return sqlite.insert(table).on_conflict_do_nothing()
    return postgresql.insert(table).on_conflict_do_nothing()


def read_object(connection: Connection, sha256: str) -> bytes | None:
    """The bytes with this hash; None if they are not kept.

    Raises:
        LedgerError: What is kept under the hash are other bytes: the file was damaged or changed.
    """
    row = connection.execute(select(objects.c.size, objects.c.packed).where(objects.c.sha256 == sha256)).first()
    if row is None:
        return None
    unpacker = zlib.decompressobj()
    try:
        content = unpacker.decompress(row.packed, row.size + 1)
    except zlib.error as error:
        raise LedgerError(f"the ledger is damaged: the bytes kept under {sha256} cannot be unpacked") from error
    if hashlib.sha256(content).hexdigest() != sha256:
        raise LedgerError(f"the ledger is damaged: the bytes kept under {sha256} have another hash")
    return content
