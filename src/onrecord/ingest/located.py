"""The values of a record with the place of each in the record as written: cells of a row, values of a line of JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from onrecord.errors import MalformedError
from onrecord.model import Span

BLANK = re.compile(r"[ \t\r\n]*")
DEEPEST = 20  # objects inside one another: a claim needs four
DECODER = json.JSONDecoder()


@dataclass(frozen=True, slots=True)
class Cell:
    """A value and where it stands; quotation marks around it are not of it. Empty cells have no span."""

    value: Any
    span: Span | None

    @property
    def words(self) -> str:
        """The value as text, white space at its ends taken off; empty for null."""
        return "" if self.value is None else str(self.value).strip()


# ------------------------------------------------------------------------------------------ rows of a table


def row_cells(row: str, delimiter: str) -> list[Cell]:
    """The cells of one row of comma-separated text (RFC 4180), in order."""
    return [_cell(row, start, end) for start, end in _cuts(row, delimiter)]


def _cuts(row: str, delimiter: str) -> Iterator[tuple[int, int]]:
    """Where each cell starts and ends, its quotation marks included."""
    start, quoted = 0, False
    for at, char in enumerate(row):
        if char == '"':
            quoted = not quoted
        elif char == delimiter and not quoted:
            yield start, at
            start = at + 1
    yield start, len(row)


def _cell(row: str, start: int, end: int) -> Cell:
    written = row[start:end]
    inner = written.strip()
    start += len(written) - len(written.lstrip())
    if len(inner) > 1 and inner[0] == inner[-1] == '"':
        inner, start = inner[1:-1], start + 1
    kept = inner.strip()
    start += len(inner) - len(inner.lstrip())
    return Cell(kept.replace('""', '"'), Span(start, start + len(kept)) if kept else None)


# ------------------------------------------------------------------------------------------ JSON


def json_cell(text: str) -> Cell:
    """The JSON value in ``text``: objects as dictionaries of cells, lists as lists of cells, the rest as it is.

    Raises:
        MalformedError: It is no JSON, or nested deeper than a claim can be.
    """
    try:
        cell, _ = _value(text, _skip(text, 0), 0)
    except (json.JSONDecodeError, IndexError) as error:
        raise MalformedError(f"this line is no JSON: {error}") from error
    return cell


def _skip(text: str, at: int) -> int:
    match = BLANK.match(text, at)
    return match.end() if match else at


def _value(text: str, at: int, depth: int) -> tuple[Cell, int]:
    if depth > DEEPEST:
        raise MalformedError("this line is no claim: its JSON is nested too deep")
    if text[at] == "{":
        return _object(text, at, depth)
    if text[at] == "[":
        return _list(text, at, depth)
    value, end = DECODER.raw_decode(text, at)
    inside = (at + 1, end - 1) if isinstance(value, str) else (at, end)
    return Cell(value, Span(*inside) if inside[0] < inside[1] else None), end


def _object(text: str, start: int, depth: int) -> tuple[Cell, int]:
    found: dict[str, Cell] = {}
    at = _skip(text, start + 1)
    while text[at] != "}":
        name, at = DECODER.raw_decode(text, at)
        at = _skip(text, _skip(text, at) + 1)  # the colon
        found[str(name)], at = _value(text, at, depth + 1)
        at = _skip(text, at)
        at = _skip(text, at + 1) if text[at] == "," else at
    return Cell(found, Span(start, at + 1)), at + 1


def _list(text: str, start: int, depth: int) -> tuple[Cell, int]:
    found: list[Cell] = []
    at = _skip(text, start + 1)
    while text[at] != "]":
        cell, at = _value(text, at, depth + 1)
        found.append(cell)
        at = _skip(text, at)
        at = _skip(text, at + 1) if text[at] == "," else at
    return Cell(found, Span(start, at + 1)), at + 1
