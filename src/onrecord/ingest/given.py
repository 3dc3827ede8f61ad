"""Claims that an input brings ready made: named cells to a claim, each value with its place in the source."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from onrecord.errors import MalformedError
from onrecord.ingest.amounts import LOWER, UPPER, between, bounded, read_amount
from onrecord.ingest.dates import read_window
from onrecord.ingest.located import Cell
from onrecord.model import (
    Attribution,
    Basis,
    Bound,
    Certainty,
    Claim,
    Figure,
    Kind,
    Mode,
    Quantity,
    Span,
    Speaker,
    SpeakerType,
    TimeSpan,
    hull,
)
from onrecord.values.states import body_state, named

NOBODY = re.compile(r"\b(?:officials?|sources?|diplomats?|analysts?|unknown|unnamed|anonymous)$", re.IGNORECASE)
VIA = re.compile(r"(?P<who>\S.*?)\s*\((?:via|in|through|reported by|cited by)\s+(?P<via>[^()]+)\)")
PER = ("hour", "day", "week", "month", "year")

type Cells = Mapping[str, Cell]


def make_claim(text: str, of_row: Cells, of_figures: Sequence[Cells], content: Sequence[Span] = ()) -> Claim:
    """One claim, of no article yet; ``text`` is what the spans count in.

    Args:
        text: The source: the record as written, or the words that it brings.
        of_row: ``date``, ``source``, ``via``, ``certainty``, ``kind``, ``affirmed``, ``due``.
        of_figures: For each figure ``value``, ``low``, ``high``, ``bound``, ``measure`` and so on.
        content: Where the claim's words stand; without it, the cells that it was made of.

    Raises:
        MalformedError: A value is missing or cannot be read.
    """
    figures = tuple(make_figure(text, cells, of_row.get("date")) for cells in of_figures)
    spoken = speakers(of_row)
    mode = Mode.INDIRECT if spoken else Mode.NARRATOR
    dated = {"date": of_row["date"]} if "date" in of_row else {}
    used = [c.span for cells in (dated, *of_figures) for c in cells.values() if c.span]
    spans = tuple(content) or tuple(joined(text, used))
    if not spans:
        raise MalformedError("there is nothing in it to make a claim of")
    kind = choice(Kind, of_row, "kind") or Kind.FACT
    usual = Certainty.FORECAST if kind is Kind.FORECAST else Certainty.ASSERTED
    due = day_of(of_row["due"], "due") if "due" in of_row else None
    carrying, saying = spoken[:-1], spoken[-1:]
    return Claim(
        id="",
        article="",
        content=spans,
        text=" … ".join(s.of(text) for s in spans),
        kind=kind,
        attribution=Attribution(mode=mode, chain=saying, via=carrying),
        certainty=choice(Certainty, of_row, "certainty") or usual,
        affirmed=of_row.get("affirmed", Cell(True, None)).value is not False,
        due=due[1] if due else None,
        figures=figures,
    )


def joined(text: str, spans: Sequence[Span]) -> list[Span]:
    """Spans in order, those that only a separator parts put together."""
    found: list[Span] = []
    for span in sorted(set(spans)):
        if found and not any(c.isalnum() for c in text[found[-1].end : span.start]):
            found[-1] = hull((found[-1], span))
        else:
            found.append(span)
    return found


# ------------------------------------------------------------------------------------------ figures


def make_figure(text: str, cells: Cells, row_date: Cell | None) -> Figure:
    """One figure; its place is that of its numbers.

    Raises:
        MalformedError: It has no number or no measure, or one of its values cannot be read.
    """
    numbers = [cells[n] for n in ("value", "low", "high") if n in cells and cells[n].words]
    spans = [c.span for c in numbers if c.span]
    if not spans:
        raise MalformedError("there is no number in it: no value, no low and no high")
    if "measure" not in cells:
        raise MalformedError("it does not say what it counts (no measure)")
    basis = choice(Basis, cells, "basis") or Basis.TOTAL
    per = cells["per"].words.lower() if "per" in cells else None
    if per and per not in PER:
        raise MalformedError(f'"per" is {per[:40]!r}, not one of {", ".join(PER)}')
    place = cells["place"].span if "place" in cells and cells["place"].span else hull(spans)
    return Figure(
        span=place,
        text=place.of(text),
        quantity=quantity_of(cells),
        measure=" ".join(cells["measure"].words.lower().split()),
        who=cells["who"].words if "who" in cells else None,
        where=cells["where"].words if "where" in cells else None,
        basis=basis,
        per=per,
        period=period_of(cells, row_date, basis),
    )


def quantity_of(cells: Cells) -> Quantity:
    """The quantity: a range where low and high are given, a limit where one of them is, else the value."""
    amounts = {n: _amount(cells[n], n) for n in ("value", "low", "high") if n in cells and cells[n].words}
    bound = choice(Bound, cells, "bound")
    unit = cells["unit"].words if "unit" in cells else None
    if "low" in amounts and "high" in amounts:
        found = between(_end(amounts["low"]), _end(amounts["high"]))
    elif "value" in amounts:
        one = amounts["value"]
        found = one if one.bound is Bound.RANGE else bounded(_end(one), bound or one.bound, one.unit)
    else:
        (name, one), usual = next(iter(amounts.items())), {"low": Bound.AT_LEAST, "high": Bound.AT_MOST}
        wanted = bound if bound in (LOWER if name == "low" else UPPER) else None
        found = bounded(_end(one), wanted or usual[name], one.unit)
    return replace(found, unit=unit or found.unit)


def _amount(cell: Cell, name: str) -> Quantity:
    if isinstance(cell.value, bool | dict | list):
        raise MalformedError(f'"{name}" is no number')
    try:
        return read_amount(cell.words)
    except MalformedError as error:
        raise MalformedError(f'"{name}": {error.message}') from error


def _end(quantity: Quantity) -> Decimal:
    value = quantity.low if quantity.low is not None else quantity.high
    assert value is not None  # an amount has a number
    return value


def period_of(cells: Cells, row_date: Cell | None, basis: Basis) -> TimeSpan | None:
    """The days of a figure: from ``start`` to ``end``; else up to its date, or on it where it is an addition."""
    start, end = (day_of(cells[n], n) if n in cells else None for n in ("start", "end"))
    if start or end:
        return TimeSpan(start=start[0] if start else None, end=end[1] if end else None)
    if row_date is None:
        return None
    first, last = day_of(row_date, "date")
    once = basis in (Basis.INCREMENT, Basis.RATE)
    return TimeSpan(start=first if once else None, end=last, precision="day" if first == last else "month")


def day_of(cell: Cell, name: str) -> tuple[date, date]:
    """The first and last day that a cell names: a day, or a month ("2024-10").

    Raises:
        MalformedError: It names none.
    """
    value = cell.value
    if isinstance(value, date):
        return value, value
    found = read_window(cell.words)
    if not found:
        hint = "write it as 2024-10-20, or give the format of the column"
        raise MalformedError(f'"{name}" is {cell.words[:40]!r}, which names no day: {hint}')
    return found


def by_format(cell: Cell, form: str, name: str) -> Cell:
    """The cell with its day, read by a format such as ``%d/%m/%Y``.

    Raises:
        MalformedError: The format does not fit.
    """
    try:
        return Cell(datetime.strptime(cell.words, form).date(), cell.span)
    except ValueError as error:
        raise MalformedError(f'"{name}" is {cell.words[:40]!r}, which is no day of the form {form}') from error


def choice(among: Callable[..., Any], cells: Cells, name: str) -> Any:
    """The value of a list of ours that a cell names; None where it is empty.

    Raises:
        MalformedError: It names none of them.
    """
    if name not in cells or not cells[name].words:
        return None
    try:
        return among(cells[name].words.lower())
    except ValueError as error:
        known = ", ".join(one.value for one in among)  # type: ignore[attr-defined]
        raise MalformedError(f'"{name}" is {cells[name].words[:40]!r}, not one of {known}') from error


# ------------------------------------------------------------------------------------------ who says it


def speakers(cells: Cells) -> tuple[Speaker, ...]:
    """Who carried it and who said it, the first utterer last: "US officials (via The Courier)" names both."""
    source = cells.get("source")
    if source is None or source.span is None:
        return ()
    sort = choice(SpeakerType, cells, "source_type")
    via = cells.get("via")
    parted = VIA.fullmatch(source.words) if via is None else None
    if parted and source.span and len(source.span) == len(source.words):
        said = _speaker(Cell(parted["who"], Span(*parted.span("who")).shifted(source.span.start)), sort)
        told = _speaker(Cell(parted["via"], Span(*parted.span("via")).shifted(source.span.start)), None)
        return (told, said)
    carried = (_speaker(via, None),) if via and via.span else ()
    return (*carried, _speaker(source, sort))


def _speaker(cell: Cell, sort: SpeakerType | None) -> Speaker:
    assert cell.span is not None  # callers look
    return Speaker(name=cell.words, text=cell.words, span=cell.span, type=sort or sort_of_speaker(cell.words))


def sort_of_speaker(name: str) -> SpeakerType:
    """What a name without a sentence around it is: a state, nobody in particular ("US officials"), else a body."""
    if named(name):
        return SpeakerType.STATE
    if NOBODY.search(name) and not body_state(name):
        return SpeakerType.UNNAMED
    return SpeakerType.ORGANISATION
