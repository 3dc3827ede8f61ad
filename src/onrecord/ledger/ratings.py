"""Ratings: how reliable a person holds a source to be, A to F of the Admiralty code, given one by one or as a table."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.errors import UsageError
from onrecord.model import Judgement, Matter
from onrecord.values.name import fold

if TYPE_CHECKING:
    from onrecord.ledger.store import Ledger

LETTERS = "ABCDEF"
COLUMNS = ("source", "reliability", "because")
NEEDED = ("source", "reliability")


def rating(source: str, reliability: str, because: str = "", by: str = "") -> Judgement:
    """One rating, its letter checked.

    Raises:
        UsageError: There is no source, or the letter is none of A to F.
    """
    name, given = re.sub(r"\s+", " ", source).strip(), reliability.strip().upper()
    if not fold(name):
        raise UsageError("no source is named")
    if len(given) != 1 or given not in LETTERS:
        raise UsageError(f"{reliability.strip()!r} is no rating: A (completely reliable) to E, or F (cannot be judged)")
    return Judgement(
        matter=Matter.RELIABILITY, subject=name, value=given, because=" ".join(because.split()), by=by.strip()
    )


def read_ratings(path: str, *, by: str = "") -> tuple[Judgement, ...]:
    """The ratings of a CSV file with the columns source, reliability and, if wanted, because.

    Raises:
        UsageError: The file cannot be read, or a line of it is wrong; the message says which and how.
    """
    try:
        text = Path(path).expanduser().read_text(encoding="utf-8-sig")
    except OSError as error:
        raise UsageError(f"{path}: cannot be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: not UTF-8 text; save the table as CSV in UTF-8") from error
    reader = csv.DictReader(text.splitlines(keepends=True), strict=True)
    try:
        check_header(path, reader.fieldnames or ())
        return tuple(checked(path, reader, by))
    except csv.Error as error:
        raise UsageError(f"{path}, line {reader.line_num}: {error}") from error


def check_header(path: str, found: Iterable[str]) -> None:
    """Refuse a table whose columns are not ours.

    Raises:
        UsageError: A column is missing, unknown, or there twice.
    """
    names = [name.strip().lower() for name in found]
    unknown = [name for name in names if name not in COLUMNS]
    if unknown:
        raise UsageError(f"{path}, line 1: unknown column {unknown[0]!r}; the columns are {', '.join(COLUMNS)}")
    missing = [name for name in NEEDED if name not in names]
    if missing:
        raise UsageError(f"{path}, line 1: the column {missing[0]!r} is missing; the columns are {', '.join(COLUMNS)}")
    if len(set(names)) < len(names):
        raise UsageError(f"{path}, line 1: a column occurs twice")


def checked(path: str, rows: csv.DictReader[str], by: str) -> Iterator[Judgement]:
    """The rows of a table as ratings, each source once."""
    lines: dict[str, int] = {}
    for row in rows:
        at = rows.line_num
        if None in row:
            raise UsageError(f"{path}, line {at}: more cells than columns; put a text with commas into quotation marks")
        cells = {str(key).strip().lower(): value or "" for key, value in row.items()}
        try:
            made = rating(cells["source"], cells["reliability"], cells.get("because", ""), by)
        except UsageError as error:
            raise UsageError(f"{path}, line {at}: {error}") from error
        key = fold(made.subject)
        if key in lines:
            raise UsageError(f"{path}, line {at}: {made.subject!r} occurs twice, first on line {lines[key]}")
        lines[key] = at
        yield made


def by_name(ratings: Iterable[Judgement]) -> dict[str, str]:
    """The letters by the name of the source."""
    return {made.subject: made.value for made in ratings}


def standing(opened: Ledger, source: str) -> Judgement | None:
    """The rating that stands on a source, under whatever spelling it was given."""
    key = fold(source)
    return next((j for j in opened.judgements(Matter.RELIABILITY) if fold(j.subject) == key), None)
