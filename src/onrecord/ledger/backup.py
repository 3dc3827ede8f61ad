"""Backing up: a whole copy of a ledger, taken at one moment, in a new SQLite file or an empty PostgreSQL database.

The copy is a ledger itself. So it also is the way from one database to the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Engine, Table, func, insert, select, text

from onrecord.errors import LedgerError
from onrecord.ledger.engine import engine_of, shown
from onrecord.ledger.migrate import migrate
from onrecord.ledger.tables import articles, metadata, runs

ROWS = 500  # rows a step


def copy_ledger(source: Engine, target: str) -> Iterator[tuple[str, int]]:
    """Copy all rows of every table; after each step the table's name and how many rows were copied.

    Raises:
        LedgerError: The target is a ledger with something in it, or cannot be written.
    """
    engine = engine_of(target)
    try:
        migrate(engine, shown(target))
        with source.connect() as reading, engine.begin() as writing:
            if source.dialect.name == "postgresql":  # one state of things for all tables
                reading.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            else:
                reading.exec_driver_sql("BEGIN")
            if writing.scalar(select(func.count()).select_from(runs)) or writing.scalar(select(articles.c.id).limit(1)):
                raise LedgerError(f"{shown(target)}: there is a ledger already; a backup goes into a new one")
            for table in metadata.sorted_tables:
                yield from _copy_table(table, reading, writing)
            if engine.dialect.name == "postgresql":
                _set_counters(writing)
    finally:
        engine.dispose()


def _copy_table(table: Table, reading: Connection, writing: Connection) -> Iterator[tuple[str, int]]:
    rows = reading.execution_options(yield_per=ROWS).execute(select(table))
    for part in rows.mappings().partitions(ROWS):
        found: list[dict[str, Any]] = [dict(row) for row in part]
        writing.execute(insert(table), found)
        yield table.name, len(found)


def _set_counters(writing: Connection) -> None:
    """Let PostgreSQL number new rows after those that were copied with their numbers."""
    for table in metadata.sorted_tables:
        (key,) = table.primary_key.columns
        if key.type.python_type is int:
            last = f'(SELECT coalesce(max("{key.name}"), 0) + 1 FROM "{table.name}")'
            counter = f"pg_get_serial_sequence('{table.name}', '{key.name}')"
            writing.execute(text(f"SELECT setval({counter}, {last}, false)"))
