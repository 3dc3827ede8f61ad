"""JSON Feed (jsonfeed.org, versions 1 and 1.1)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from onrecord.errors import RecordError
from onrecord.ingest import limits
from onrecord.ingest.entries import Entry, entry_capture
from onrecord.ingest.source import Reading, Source
from onrecord.model import Capture

MEDIA_TYPE = "application/feed+json"
VERSION = "https://jsonfeed.org/version/"


def is_json_feed(document: object) -> bool:
    """Whether a JSON value is a feed: its version is an address at jsonfeed.org."""
    version = document.get("version") if isinstance(document, dict) else None
    return isinstance(version, str) and version.startswith(VERSION)


def read_json_feed(document: dict[str, Any], data: bytes, source: Source, reading: Reading) -> Iterator[Capture]:
    """The entries of a feed, in its order; what is wrong with one becomes an issue."""
    items = document.get("items")
    if not isinstance(items, list) or not items:
        reading.note(source.path, "this feed has no entries")
        return
    if len(items) > limits.MAX_ENTRIES:
        reading.note(source.path, f"this feed has {len(items):,} entries; the first {limits.MAX_ENTRIES:,} were read")
    for number, item in enumerate(items[: limits.MAX_ENTRIES], 1):
        try:
            entry = _entry(item if isinstance(item, dict) else {}, document)
            yield entry_capture(entry, number, data, source, reading)
        except RecordError as error:
            reading.note(f"{source.path}:{number}", error.message)


def _entry(item: dict[str, Any], document: dict[str, Any]) -> Entry:
    authors = item.get("authors") or [item.get("author")]
    names = [a.get("name") for a in authors if isinstance(a, dict)] if isinstance(authors, list) else []
    return Entry(
        media_type=MEDIA_TYPE,
        id=_string(item.get("id")),
        url=_string(item.get("url")) or _string(item.get("external_url")),
        title=_string(item.get("title")),
        byline=tuple(n.strip() for n in names if isinstance(n, str) and n.strip()),
        publisher=_string(document.get("title")),
        published=_string(item.get("date_published")) or _string(item.get("date_modified")),
        html=_string(item.get("content_html")),
        text=_string(item.get("content_text")),
        summary=_string(item.get("summary")),
    )


def _string(value: object) -> str | None:
    return str(value).strip() or None if isinstance(value, str | int) and not isinstance(value, bool) else None
