"""Tables of articles: comma-, semicolon- or tab-separated text with a row of column names."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from onrecord.errors import MalformedError, RecordError
from onrecord.ingest.decode import BOMS, decode
from onrecord.ingest.fields import SURROGATE, Records, aliases, fold, listed
from onrecord.ingest.limits import MAX_CHARACTERS
from onrecord.ingest.located import row_cells
from onrecord.ingest.mapping import ENDING, Columns, beside, by_names, read_mapping
from onrecord.ingest.ready import row_capture
from onrecord.ingest.source import Reading, Source
from onrecord.model import Capture

MEDIA_TYPE = "text/csv"
DELIMITERS = ",;\t|"
MAX_ROW_CHARACTERS = 2 * MAX_CHARACTERS


class Lines:
    """The lines of a table as text, with the bytes that the row in hand was made of."""

    def __init__(self, source: Source, encoding: str, mark: int) -> None:
        errors = "replace" if encoding.startswith(("utf-16", "utf-32")) else "surrogateescape"
        source.stream.read(mark)
        self._text = io.TextIOWrapper(source.stream, encoding=encoding, errors=errors, newline="")
        self._codec = (encoding, errors)
        self._taken: list[str] = []
        self._length = 0
        self.offset = mark  # where the row in hand starts
        self._next = mark
        self.number = 0  # of the line that was read last
        self.start = 0  # of the line that the row in hand starts with
        self.text = ""  # of the row that was taken last

    def __iter__(self) -> Iterator[str]:
        while line := self._text.readline(MAX_ROW_CHARACTERS):
            self._length += len(line)
            self.number += 1
            self.start = self.start or self.number
            if self._length > MAX_ROW_CHARACTERS or (len(line) == MAX_ROW_CHARACTERS and line[-1] != "\n"):
                raise MalformedError(
                    f"the row at line {self.start} is longer than {MAX_ROW_CHARACTERS:,} characters; is a quotation "
                    "mark left open? The rows before it were read"
                )
            self._taken.append(line)
            yield line

    def row(self) -> bytes:
        """The bytes of the row that was just read."""
        encoding, errors = self._codec
        self.text = "".join(self._taken).rstrip("\r\n")
        data = "".join(self._taken).encode(encoding, errors)
        self.offset, self._next = self._next, self._next + len(data)
        self._taken, self._length = [], 0
        return data.rstrip(b"\r\n")

    def detach(self) -> None:
        """Let go of the stream, which is the caller's to close."""
        self._text.detach()


def read_table(source: Source, reading: Reading) -> Iterator[Capture]:
    """The articles of a table, a row each; what is wrong with a row becomes an issue and the next is read.

    Raises:
        RecordError: It has no column for the articles' words, or is no table.
    """
    encoding, mark = _encoding(source)
    csv.field_size_limit(max(csv.field_size_limit(), MAX_ROW_CHARACTERS))  # the module's own is for the whole process
    lines = Lines(source, encoding, mark)
    try:
        yield from _rows(lines, source, reading)
    finally:
        lines.detach()


def _rows(lines: Lines, source: Source, reading: Reading) -> Iterator[Capture]:
    text = iter(lines)
    header = next(text, "")
    if header.lower().startswith("sep=") and len(header.strip()) == 5:  # a line that spreadsheets write for one another
        delimiter, header = header[4], next(text, "")
    else:
        delimiter = "\t" if source.name.lower().endswith((".tsv", ".tab")) and "\t" in header else _delimiter(header)
    columns = _columns(header, delimiter, text)
    figures = _figures(source, columns)
    lines.row()
    records = Records(source, reading, MEDIA_TYPE, sort="row", by_id=False)
    table = csv.reader(text, delimiter=delimiter)
    rows = 0
    while True:
        lines.start = 0
        try:
            row = next(table, None)
        except csv.Error as error:
            lines.row()
            reading.note(f"{source.path}:{lines.number}", f"this row cannot be read: {error}")
            continue
        if row is None:
            break
        content, start = lines.row(), lines.start
        if not any(cell.strip() for cell in row):
            continue
        rows += 1
        try:
            record, ready = _record(columns, row), None
            if figures:
                written = SURROGATE.sub("\ufffd", lines.text)
                cells = dict(zip(columns, row_cells(written, delimiter), strict=False))
                ready, record = row_capture(written, cells, figures, partial(records.note, start))
            yield records.capture(record, start, content, lines.offset, ready=ready)
        except RecordError as error:
            reading.note(f"{source.path}:{start}", error.message)
    if not rows:
        reading.note(source.path, "this table has column names but no rows")


def _record(columns: Sequence[str], row: Sequence[str]) -> dict[str, str]:
    if len(row) > len(columns):
        raise MalformedError(
            f"this row has {len(row)} cells for {len(columns)} columns; "
            "put cells that hold the separator in quotation marks"
        )
    return {name: SURROGATE.sub("\ufffd", cell) for name, cell in zip(columns, row, strict=False)}


def _columns(header: str, delimiter: str, rest: Iterator[str]) -> list[str]:
    """The names of the columns.

    Raises:
        MalformedError: There are none.
    """

    def whole() -> Iterator[str]:
        yield header
        yield from rest

    try:
        names = [
            SURROGATE.sub("\ufffd", " ".join(name.split()))
            for name in next(csv.reader(whole(), delimiter=delimiter), [])
        ]
    except csv.Error as error:
        raise MalformedError(f"the row of column names cannot be read: {error}") from error
    if not any(names):
        raise MalformedError("this table is empty")
    return names


def _figures(source: Source, names: Sequence[str]) -> Columns | None:
    """How a table of figures is to be read; None where it is one of articles.

    Raises:
        MalformedError: It is neither, or the mapping beside it is wrong.
    """
    if mapping := beside(source.path):
        return read_mapping(mapping, names)
    words = (*aliases()["text"], *aliases()["html"])
    if any(fold(name) in words for name in names):
        return None
    if columns := by_names(names):
        return columns
    raise MalformedError(
        f"no column holds the articles' words; the columns are {listed(list(names))}. Name one of them "
        '"text" (body, content and html are understood too). A table of figures needs a measure and a value, a low or '
        f"a high, or a file {Path(source.path).name}{ENDING} that says which columns hold them"
    )


def _delimiter(header: str) -> str:
    """The separator that gives the most columns with names that are known, then the most columns."""
    known = {alias for others in aliases().values() for alias in others}

    def columns(delimiter: str) -> tuple[int, int]:
        names = header.split(delimiter)
        return sum(fold(name) in known for name in names), len(names)

    return max(DELIMITERS, key=columns)


def _encoding(source: Source) -> tuple[str, int]:
    """The encoding of a table, told by its first part, and the length of the mark before it."""
    head = source.head()
    if not head.strip():
        raise MalformedError("this file is empty")
    for mark, encoding in BOMS:
        if head.startswith(mark):
            return encoding, len(mark)
    whole = head[: head.rfind(b"\n") + 1] or head  # no character is cut at the end of a line
    return decode(whole).encoding, 0
