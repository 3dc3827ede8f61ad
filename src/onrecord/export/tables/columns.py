"""What a table is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any

type Value = str | Decimal | int | bool | date | datetime | None


class Sort(StrEnum):
    """What sort of value stands in a column."""

    TEXT = "text"
    NUMBER = "decimal number"
    COUNT = "whole number"
    DAY = "day"
    MOMENT = "moment, UTC"
    FLAG = "true or false"


@dataclass(frozen=True, slots=True)
class Column[Row]:
    """One column: its name, the sort of its values, what it means, and how it is taken from a row's noun."""

    name: str
    sort: Sort
    means: str
    of: Callable[[Row], Value]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Columns and the rows under them, each as long as there are columns."""

    columns: tuple[Column[Any], ...]
    rows: tuple[tuple[Value, ...], ...]


def filled[Row](columns: Sequence[Column[Row]], rows: Iterable[Row]) -> Table:
    """The table of these nouns."""
    return Table(columns=tuple(columns), rows=tuple(tuple(c.of(row) for c in columns) for row in rows))


def joined(parts: Iterable[str]) -> str | None:
    """Several in one cell, parted by semicolons; nothing where there are none."""
    return "; ".join(parts) or None


def of[Thing](thing: Thing | None, part: Callable[[Thing], Value]) -> Value:
    """A part of something that may not be there."""
    return None if thing is None else part(thing)
