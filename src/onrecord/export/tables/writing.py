"""Tables as files: CSV that a spreadsheet cannot be tricked by, and Parquet with real types."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal, localcontext
from io import BytesIO, StringIO
from typing import Any

from onrecord.errors import UsageError
from onrecord.export.tables.columns import Column, Sort, Table, Value

RUN = ("=", "+", "-", "@", "\t", "\r")  # a cell that begins so is run by spreadsheets (OWASP, CSV injection)
BOM = "\ufeff"
SCALE, DIGITS = 9, 38  # of the decimals in Parquet: 29 digits before the point, 9 behind it


def to_jsonl(records: Iterable[dict[str, Any]]) -> Iterator[str]:
    """One JSON line a record."""
    yield from (json.dumps(record, ensure_ascii=False) + "\n" for record in records)


def to_csv(table: Table, *, bom: bool = False) -> Iterator[str]:
    """The table as CSV (RFC 4180), a line at a time, its heads first; with ``bom`` as Excel wants its UTF-8 marked."""
    buffer = StringIO()
    writer = csv.writer(buffer)
    writer.writerow([column.name for column in table.columns])
    yield (BOM if bom else "") + buffer.getvalue()
    for row in table.rows:
        buffer.seek(0)
        buffer.truncate()
        writer.writerow([cell(column, value) for column, value in zip(table.columns, row, strict=True)])
        yield buffer.getvalue()


def cell(column: Column[Any], value: Value) -> str:
    """One cell: nothing for none; a text that a spreadsheet would run has an apostrophe before it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, datetime | date):
        return value.isoformat()
    words = str(value)
    return f"'{words}" if column.sort is Sort.TEXT and words.startswith(RUN) else words


def to_parquet(table: Table) -> bytes:
    """The table as Parquet: decimals with nine places, days as dates.

    A number of more than 29 digits is null; its words stand in the column beside it.

    Raises:
        UsageError: Polars, which writes it, is not installed.
    """
    try:
        import polars as pl
    except ModuleNotFoundError as error:
        raise UsageError("Parquet is written by polars, which is not installed: install onrecord[parquet]") from error
    kinds: dict[Sort, pl.DataType] = {
        Sort.TEXT: pl.String(),
        Sort.NUMBER: pl.Decimal(DIGITS, SCALE),
        Sort.COUNT: pl.Int64(),
        Sort.DAY: pl.Date(),
        Sort.MOMENT: pl.Datetime("us", "UTC"),
        Sort.FLAG: pl.Boolean(),
    }
    made = [
        pl.Series(c.name, [typed(row[i]) for row in table.rows], dtype=kinds[c.sort])
        for i, c in enumerate(table.columns)
    ]
    out = BytesIO()
    pl.DataFrame(made).write_parquet(out)
    return out.getvalue()


def typed(value: Value) -> Value:
    """A value as the column can hold it."""
    if not isinstance(value, Decimal):
        return value
    if abs(value) >= Decimal(10) ** (DIGITS - SCALE):
        return None
    with localcontext(prec=2 * DIGITS):
        return round(value, SCALE)
