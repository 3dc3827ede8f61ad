"""From a run of bytes to the reader for its format. Readers are imported when the first of their files comes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import import_module

from onrecord.errors import RecordError
from onrecord.ingest.formats import choose
from onrecord.ingest.source import Reader, Reading, Source
from onrecord.model import Capture

READERS = {
    "text": "text.read_text",
    "html": "text.read_page",
    "json_lines": "jsonl.read_json_lines",
    "json": "jsonl.read_json",
    "feed": "feed.read_feed",
    "table": "table.read_table",
    "pdf": "pdf.read_pdf",
    "mail": "mail.read_mail",
    "archived_page": "mail.read_archived_page",
    "warc": "warc.read_warc",
    "wacz": "wacz.read_wacz",
    "zip": "packed.read_zip",
    "packed": "packed.read_packed",
}


def read_source(source: Source, reading: Reading) -> Iterator[Capture]:
    """The captures in ``source``, whatever it is; what is wrong with it becomes an issue and nothing is raised."""
    try:
        found = choose(source.name, source.head(), source.media_type)
        if found.reader == "not_text":
            reading.note(source.path, f"this is {found.name}, no article; it was passed over")
        elif found.reader == "not_yet":
            message = f"this is {found.name}, which is not read yet. Save the article as plain text, or as JSON Lines"
            reading.note(source.path, message)
        else:
            yield from _reader(found.reader)(source, reading)
    except RecordError as error:
        reading.note(error.where or source.path, error.message)


@cache
def _reader(name: str) -> Reader:
    module, function = READERS[name].split(".")
    reader: Reader = getattr(import_module(f"onrecord.ingest.{module}"), function)
    return reader
