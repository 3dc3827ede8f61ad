"""Which column of a table of figures holds what: a small TOML file beside the table, or the columns' own names.

``estimates.csv`` is read by ``estimates.csv.toml``::

    [columns]                                       # of the row
    date = { column = "date", format = "%d/%m/%Y" }
    source = "who said it"

    [[figure]]                                      # one for each figure that a row holds
    low = "min"
    high = "max"
    measure = { column = "type", means = { deaths = "killed" } }
    basis = { is = "total" }
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from onrecord.errors import MalformedError
from onrecord.ingest.fields import fold, listed
from onrecord.ingest.located import Cell

NUMBERS = ("value", "low", "high")
OF_ROW = (
    "date", "source", "source_type", "via", "publisher", "published", "url", "title", "id", "certainty", "kind",
    "words",
)  # fmt: skip
OF_FIGURE = (*NUMBERS, "bound", "unit", "measure", "who", "where", "basis", "per", "start", "end")
ENDING = ".toml"
BIGGEST = 1 << 20  # bytes of a mapping


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a value comes from: a column, read through ``means`` or by ``format``; or a constant."""

    column: str | None = None
    constant: str | None = None
    means: Mapping[str, str] = field(default_factory=dict)
    format: str | None = None

    def cell(self, row: Mapping[str, Cell], what: str) -> Cell | None:
        """The cell of a row; None where it is empty.

        Raises:
            MalformedError: What the cell holds is not among what is known to be meant.
        """
        if self.column is None:
            return Cell(self.constant, None)
        cell = row.get(self.column)
        if cell is None or not cell.words:
            return None
        if not self.means:
            return cell
        meant = self.means.get(cell.words) or self.means.get(cell.words.lower())
        if meant is None:
            known = listed(list(self.means))
            raise MalformedError(f'{cell.words[:40]!r} in column "{self.column}" is no {what} that is known: {known}')
        return Cell(meant, cell.span)


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """What the columns of a table hold: of the row, and of each figure in it."""

    row: Mapping[str, Place]
    figures: tuple[Mapping[str, Place], ...]


def by_names(names: Sequence[str]) -> Columns | None:
    """The columns of a table that go by our own names; None unless they name a measure and a number."""
    known = {fold(name): name for name in reversed(names)}

    def found(wanted: Sequence[str]) -> dict[str, Place]:
        return {w: Place(column=known[fold(w)]) for w in wanted if fold(w) in known}

    figure = found(OF_FIGURE)
    return Columns(row=found(OF_ROW), figures=(figure,)) if "measure" in figure and set(NUMBERS) & set(figure) else None


def beside(path: str) -> Path | None:
    """The mapping that lies beside a table; None where there is none."""
    place = Path(path + ENDING)
    return place if place.is_file() else None


def read_mapping(place: Path, names: Sequence[str]) -> Columns:
    """The columns as the mapping gives them, checked against the table's own.

    Raises:
        MalformedError: It is no TOML, names what is not known, or a column that the table has not.
    """
    try:
        with place.open("rb") as file:
            told = tomllib.loads(file.read(BIGGEST).decode("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise MalformedError(f"the mapping {place.name} cannot be read: {error}") from error
    figures = told.get("figure", [])
    if not isinstance(figures, list) or not figures or set(told) - {"columns", "figure"}:
        raise MalformedError(f"the mapping {place.name} must have [columns] and one or more [[figure]]")
    try:
        row = _places(told.get("columns", {}), OF_ROW, names)
        columns = Columns(row=row, figures=tuple(_figure(f, names) for f in figures))
    except MalformedError as error:
        raise MalformedError(f"the mapping {place.name}: {error.message}") from error
    return columns


def _figure(told: object, names: Sequence[str]) -> dict[str, Place]:
    places = _places(told, OF_FIGURE, names)
    if "measure" not in places or not set(NUMBERS) & set(places):
        raise MalformedError("each [[figure]] needs a measure, and a value, a low or a high")
    return places


def _places(told: object, known: Sequence[str], names: Sequence[str]) -> dict[str, Place]:
    if not isinstance(told, dict):
        raise MalformedError("[columns] and [[figure]] are tables")
    stray = [name for name in told if name not in known]
    if stray:
        raise MalformedError(f"{listed(stray)} is not known; it knows {listed(list(known))}")
    places = {what: _place(what, value) for what, value in told.items()}
    for place in places.values():
        if place.column is not None and place.column not in names:
            raise MalformedError(f'the table has no column "{place.column}"; it has {listed(list(names))}')
    if "source" in places and places["source"].column is None:
        raise MalformedError('"source" must be a column, so that each row names it; else give "publisher"')
    return places


def _place(what: str, told: Any) -> Place:
    if isinstance(told, str):
        return Place(column=told)
    if not isinstance(told, dict) or ("is" in told) == ("column" in told):
        raise MalformedError(f'"{what}" must be the name of a column, {{ column = "…" }} or {{ is = "…" }}')
    if stray := set(told) - {"is", "column", "means", "format"}:
        raise MalformedError(f'"{what}" has {listed(sorted(stray))}; it may have "column", "means", "format" or "is"')
    means = told.get("means", {})
    if not isinstance(means, dict):
        raise MalformedError(f'"means" of "{what}" must be a table: {{ deaths = "killed" }}')
    constant = str(told["is"]) if "is" in told else None
    column = str(told["column"]) if "column" in told else None
    spelt = {str(k): str(v) for k, v in means.items()}
    return Place(column=column, constant=constant, means=spelt, format=told.get("format"))
