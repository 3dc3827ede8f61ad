"""Records that bring figures or claims ready made: rows of a table of figures, and lines of JSON with ``claims``.

The source is never rewritten. Of a row it is the row as written; of a line of JSON its ``text`` where it has one, else
the line itself. Every figure points at its own characters in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from onrecord.errors import MalformedError
from onrecord.ingest.fields import SURROGATE, sort_of
from onrecord.ingest.given import by_format, make_claim
from onrecord.ingest.limits import check_text
from onrecord.ingest.located import Cell, json_cell
from onrecord.ingest.mapping import OF_FIGURE, Columns, Place
from onrecord.ingest.source import now
from onrecord.model import Capture, Claim, Span

type Note = Callable[[str], None]

MOST_CLAIMS = 10_000  # of one line


# ------------------------------------------------------------------------------------------ rows


def row_capture(text: str, row: Mapping[str, Cell], columns: Columns, note: Note) -> tuple[Capture, dict[str, str]]:
    """The capture of a row as written, with a claim for each of its figures, and what the row says of itself.

    Raises:
        MalformedError: There is no figure in it that can be used.
    """
    of_row = dict(_cells(columns.row, row))
    words = of_row.pop("words", None)
    content = (words.span,) if words and words.span else ()
    claims = []
    for number, places in enumerate(columns.figures, 1):
        figure = dict(_cells(places, row))
        if not {"value", "low", "high"} & set(figure):
            continue
        try:
            claims.append(make_claim(text, of_row, (figure,), content))
        except MalformedError as error:
            note(error.message if len(columns.figures) == 1 else f"figure {number}: {error.message}")
    if not claims:
        raise MalformedError("no figure of this row could be used" if columns.figures[1:] else "this row was left out")
    if "published" not in of_row and "date" in of_row:
        of_row["published"] = of_row["date"]
    told: dict[str, str] = {n: of_row[n].words for n in ("url", "publisher", "published", "title", "id") if n in of_row}
    return _capture(text, claims, as_written=True), told


def _cells(places: Mapping[str, Place], row: Mapping[str, Cell]) -> Iterator[tuple[str, Cell]]:
    for what, place in places.items():
        cell = place.cell(row, what)
        if cell is None:
            continue
        yield what, by_format(cell, place.format, what) if place.format and cell.span else cell


def _capture(text: str, claims: Sequence[Claim], *, as_written: bool) -> Capture:
    return Capture(path="", text=text, sha256="", captured=now(), given=tuple(claims), as_written=as_written)


# ------------------------------------------------------------------------------------------ lines of JSON


def brings_claims(record: Mapping[str, Any]) -> bool:
    """Whether a JSON object has claims ready made."""
    return isinstance(record.get("claims"), list)


def line_capture(line: str, record: Mapping[str, Any], note: Note) -> Capture:
    """The capture of a line of JSON with its claims; what is wrong with one is noted, and the others are taken.

    Raises:
        MalformedError: None of its claims can be used.
    """
    told = record.get("text")
    if told is not None and not isinstance(told, str):
        raise MalformedError(f'"text" must be a string, not {sort_of(told)}')
    line = SURROGATE.sub("\ufffd", line)
    text = SURROGATE.sub("\ufffd", told) if told else line
    check_text(text)
    whole = json_cell(line).value
    made = []
    for number, cell in enumerate(whole["claims"].value[:MOST_CLAIMS], 1):
        try:
            made.append(_line_claim(cell, whole, text if told else None, line))
        except MalformedError as error:
            note(f"claim {number}: {error.message}")
    if not made:
        raise MalformedError("none of its claims could be used")
    return _capture(text, made, as_written=told is None)


def _line_claim(cell: Cell, whole: Mapping[str, Cell], told: str | None, line: str) -> Claim:
    if not isinstance(cell.value, dict):
        raise MalformedError(f"this is {sort_of(cell.value)}, not an object")
    claim: dict[str, Cell] = {name: c for name, c in cell.value.items() if c.value is not None}
    figures = [_figure(c) for c in _figures(claim)]
    of_row = {name: claim[name] for name in ("certainty", "kind", "affirmed", "due", "date") if name in claim}
    if "date" not in of_row and "published" in whole:
        of_row["date"] = whole["published"]
    spoken = _speakers(claim)
    if told is None:
        content = claim["text"].span if "text" in claim else cell.span
        return make_claim(line, of_row | spoken, figures, (content,) if content else ())
    return _in_text(told, claim, of_row | spoken, figures)


def _figures(claim: Mapping[str, Cell]) -> list[Cell]:
    found = claim.get("figures", claim.get("figure"))
    if found is None:
        return []
    cells = found.value if isinstance(found.value, list) else [found]
    if not all(isinstance(c.value, dict) for c in cells):
        raise MalformedError('"figure" must be an object: {"value": 120, "measure": "killed"}')
    return cells


def _figure(cell: Cell) -> dict[str, Cell]:
    """The cells of one figure; a ``period`` is taken apart, and ``text`` is where it stands."""
    told = {name: c for name, c in cell.value.items() if c.value is not None and c.value != ""}
    if stray := sorted(set(told) - {*OF_FIGURE, "period", "text"}):
        raise MalformedError(f'a figure has no "{stray[0][:40]}"; it has {", ".join((*OF_FIGURE, "period", "text"))}')
    period = told.pop("period", None)
    if period is not None and isinstance(period.value, dict):
        told |= {n: c for n, c in period.value.items() if n in ("start", "end") and c.value is not None}
    if "text" in told:
        told["place"] = told.pop("text")
    return told


def _speakers(claim: Mapping[str, Cell]) -> dict[str, Cell]:
    """The source and its carrier, from ``speaker`` or from a ``chain``, nearest first."""
    chain = claim.get("chain")
    if chain is not None and isinstance(chain.value, list) and chain.value:
        links = [_name(c) for c in chain.value]
        return {"source": links[-1]} | ({"via": links[-2]} if len(links) > 1 else {})
    if "speaker" not in claim:
        return {}
    found = {"source": _name(claim["speaker"])}
    return found | ({"via": _name(claim["via"])} if "via" in claim else {})


def _name(cell: Cell) -> Cell:
    if isinstance(cell.value, dict) and "name" in cell.value:
        return _name(cell.value["name"])
    if not isinstance(cell.value, str) or not cell.words:
        raise MalformedError("a speaker must be a name, or an object with one")
    return cell


# ------------------------------------------------------------------------------------------ claims about a text


def _in_text(text: str, claim: Mapping[str, Cell], of_row: dict[str, Cell], figures: list[dict[str, Cell]]) -> Claim:
    """The claim with all places found again in the text that the line brings."""
    words = claim["text"].words if "text" in claim else text
    at = text.find(words)
    if at < 0:
        raise MalformedError(f"its words stand nowhere in the text: {words[:60]!r}")
    content = Span(at, at + len(words))
    for name in ("source", "via"):
        if name in of_row:
            of_row[name] = _found(of_row[name], text, content)
    placed = [_placed(figure, text, content) for figure in figures]
    return make_claim(text, of_row, placed, (content,))


def _found(cell: Cell, text: str, content: Span) -> Cell:
    at = text.find(cell.words, content.start, content.end)
    at = at if at >= 0 else text.find(cell.words)
    if at < 0:
        raise MalformedError(f"{cell.words[:60]!r} stands nowhere in the text")
    return Cell(cell.words, Span(at, at + len(cell.words)))


def _placed(figure: dict[str, Cell], text: str, content: Span) -> dict[str, Cell]:
    """The figure with the place of its numbers in the text: that of its own words, else of the numbers as written."""
    if "place" in figure:
        place = _found(figure["place"], text, content)
    else:
        ends = [_number(figure[n], text, content) for n in ("value", "low", "high") if n in figure]
        place = Cell(None, Span(min(s.start for s in ends), max(s.end for s in ends))) if ends else Cell(None, None)
    return {n: replace(c, span=place.span) if n in ("value", "low", "high") else c for n, c in figure.items()} | {
        "place": place
    }


def _number(cell: Cell, text: str, content: Span) -> Span:
    spellings = [cell.words]
    if isinstance(cell.value, int | float) and not isinstance(cell.value, bool):
        number = Decimal(cell.words)
        spellings = [f"{number:,}", f"{number}"]
    for words in spellings:
        at = text.find(words, content.start, content.end)
        if at >= 0:
            return Span(at, at + len(words))
    raise MalformedError(f'the number {cell.words[:40]} stands nowhere in its words: give the figure\'s own as "text"')
