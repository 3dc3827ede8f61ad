"""JSON: one article a line, read line by line; or one document that holds one article, a list of them, or a feed."""

from __future__ import annotations

import json
import re
from codecs import BOM_UTF8
from collections.abc import Iterator
from functools import partial
from typing import Any

from onrecord.errors import MalformedError, RecordError
from onrecord.ingest import limits
from onrecord.ingest.decode import decode
from onrecord.ingest.fields import Records, fold, listed, sort_of
from onrecord.ingest.formats import table
from onrecord.ingest.jsonfeed import is_json_feed, read_json_feed
from onrecord.ingest.ready import brings_claims, line_capture
from onrecord.ingest.source import HEAD_BYTES, Buffered, Reading, Source
from onrecord.model import Capture

MEDIA_TYPE = "application/json"
MAX_LINE_BYTES = 64 * 1024 * 1024  # twelve bytes a character, escaped, and a little
LIST_OF_OBJECTS = re.compile(rb"\[\s*\{")
LISTS = ("articles", "items", "results", "documents", "docs", "entries", "records", "data")


def read_json_lines(source: Source, reading: Reading) -> Iterator[Capture]:
    """The captures of the lines, in order; what is wrong with one becomes an issue and the next is read."""
    records = Records(source, reading, MEDIA_TYPE)
    number = found = offset = 0
    while line := source.stream.readline(MAX_LINE_BYTES + 1):
        start, number = offset, number + 1
        offset += len(line)
        if len(line) > MAX_LINE_BYTES:
            offset += _skip_rest(source.stream, line)
            size = MAX_LINE_BYTES // (1024 * 1024)
            message = f"this line is longer than {size} MiB and was passed over. Split it into articles"
            reading.note(f"{source.path}:{number}", message)
            continue
        if not line.strip():
            continue
        found += 1
        try:
            record, written = parse_record(line), line.rstrip(b"\r\n")
            note = partial(records.note, number)
            ready = line_capture(_decoded(written), record, note) if brings_claims(record) else None
            yield records.capture(record, number, written, start, ready=ready)
        except RecordError as error:
            reading.note(f"{source.path}:{number}", error.message)
    if not found:
        reading.note(source.path, "this file is empty")


def read_json(source: Source, reading: Reading) -> Iterator[Capture]:
    """JSON of either sort: JSON Lines if its first line is an article or an object among others, else one document.

    Raises:
        RecordError: It is no JSON, too large, or has no article in it.
    """
    if is_json_lines(source.head()):
        yield from read_json_lines(source, reading)
        return
    data = source.take(limits.MAX_JSON_BYTES, "one JSON document")
    document = parse_json(decode(data).text, "file")
    if is_json_feed(document):
        yield from read_json_feed(document, data, source, reading)
        return
    records = Records(source, reading, MEDIA_TYPE, sort="item")
    for number, record in enumerate(_articles(document), 1):
        try:
            if not isinstance(record, dict):
                raise MalformedError(f"this item is {sort_of(record)}, not an object with the article's text")
            yield records.capture(record, number, data)
        except RecordError as error:
            reading.note(f"{source.path}:{number}", error.message)


def _articles(document: object) -> list[Any]:
    """The records of a JSON document.

    Raises:
        MalformedError: There is no place for articles in it.
    """
    if isinstance(document, list):
        if not document:
            raise MalformedError("this is an empty JSON list")
        return document
    if not isinstance(document, dict):
        raise MalformedError(f"this is JSON, but {sort_of(document)}, not an article or a list of articles")
    texts = {*table()["fields"]["text"], *table()["fields"]["html"]}
    if any(fold(name) in texts and isinstance(value, str) for name, value in document.items()):
        return [document]
    for name in LISTS:
        if isinstance(document.get(name), list) and document[name]:
            return list(document[name])
    raise MalformedError(
        'this is JSON, but there is no "text" and no list of articles in it; '
        f"its fields are {listed([str(n) for n in document])}"
    )


def parse_json(text: str, what: str) -> Any:
    """The JSON value in ``text``.

    Raises:
        MalformedError: It is no JSON; ``what`` says what should have been.
    """
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, character {error.colno}" if what == "file" else f"character {error.colno}"
        raise MalformedError(f"this {what} is no JSON: {error.msg} at {place}") from error
    except RecursionError as error:
        raise MalformedError(f"this {what} is no article: its JSON is nested too deep") from error
    except ValueError as error:  # a number with more digits than Python will read
        raise MalformedError(f"this {what} cannot be read as JSON: {error}") from error


def parse_record(line: bytes) -> dict[str, Any]:
    """The JSON object in ``line``.

    Raises:
        MalformedError: The line is not UTF-8, no JSON or no object.
    """
    try:
        record = parse_json(line.decode("utf-8-sig"), "line")
    except UnicodeDecodeError as error:
        raise MalformedError(f"byte {error.start} of this line is not valid UTF-8, as JSON must be") from error
    if not isinstance(record, dict):
        raise MalformedError(f"this line is {sort_of(record)}, not a JSON object with the article's text")
    return record


def _decoded(line: bytes) -> str:
    """The line as text, without the mark that may stand before the first."""
    return line.removeprefix(BOM_UTF8).decode("utf-8").strip()


def is_json_lines(head: bytes) -> bool:
    """Whether what starts with ``head`` is JSON Lines: its first line is an article, or an object before others.

    Of a first line that goes on beyond ``head`` no more can be seen than whether it holds a list of objects.
    """
    first, end, rest = head.lstrip().partition(b"\n")
    if not end and len(head) >= HEAD_BYTES:
        return first.startswith(b"{") and not LIST_OF_OBJECTS.search(first)
    try:
        record = parse_record(first)
    except MalformedError:
        return False
    names = (*table()["fields"]["text"], *table()["fields"]["html"], "claims")
    return any(fold(name) in names for name in record) or rest.lstrip().startswith(b"{")


def _skip_rest(stream: Buffered, chunk: bytes) -> int:
    skipped = 0
    while chunk and not chunk.endswith(b"\n"):
        chunk = stream.readline(1024 * 1024)
        skipped += len(chunk)
    return skipped
