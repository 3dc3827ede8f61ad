"""RSS and Atom feeds, by feedparser."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping
from time import struct_time
from typing import Any

from onrecord.errors import MalformedError, RecordError, RefusedError
from onrecord.ingest import limits
from onrecord.ingest.dates import read_window
from onrecord.ingest.decode import BOMS, decode
from onrecord.ingest.entries import Entry, entry_capture
from onrecord.ingest.source import Reading, Source
from onrecord.model import Capture

DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})["']""")
DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,300}\?>")
ENTITY = re.compile(r"<!ENTITY", re.IGNORECASE)
ROOT = re.compile(r"<([A-Za-z][\w.-]{0,60}:)?([A-Za-z][\w.-]{0,60})[\s/>]")
BROKEN = (ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError, OSError)
"""What the feed parser has been seen to raise, or may, on bytes that no feed would have; it documents none of it."""


def read_feed(source: Source, reading: Reading) -> Iterator[Capture]:
    """The entries of a feed, in its order; what is wrong with one becomes an issue.

    Raises:
        RecordError: It is no feed, too large, or built to exhaust a parser.
    """
    data = source.take(limits.MAX_FEED_BYTES, "a feed")
    if not data.strip():
        raise MalformedError("this file is empty")
    text = _decoded(data, source.charset)
    if ENTITY.search(text):
        raise RefusedError("this XML declares entities of its own, which a feed does not need and which can be a bomb")
    found = _parse(text, source.url)
    entries = found["entries"]
    if not entries:
        raise MalformedError(_no_feed(text, found))
    if found.get("bozo"):
        reading.note(source.path, f"this feed is not well formed ({_problem(found)}); what could be read of it was")
    if len(entries) > limits.MAX_ENTRIES:
        reading.note(source.path, f"this feed has {len(entries):,} entries; the first {limits.MAX_ENTRIES:,} were read")
    kind = "application/atom+xml" if str(found.get("version", "")).startswith("atom") else "application/rss+xml"
    for number, entry in enumerate(entries[: limits.MAX_ENTRIES], 1):
        try:
            yield entry_capture(_entry(entry, found["feed"], kind), number, data, source, reading)
        except RecordError as error:
            reading.note(f"{source.path}:{number}", error.message)


def _decoded(data: bytes, charset: str | None) -> str:
    """The text, in the encoding of its mark, else the one it declares, else what decoding finds.

    It is decoded here, not by the parser, so that the check for entities sees the very text that is parsed.
    """
    declared = DECLARED.search(data[:1000])
    for name in (declared and declared[1].decode("ascii"), charset):
        if name and not any(data.startswith(mark) for mark, _ in BOMS):
            try:
                if codecs.lookup(name)._is_text_encoding:
                    return data.decode(name)
            except (LookupError, UnicodeError):
                continue
    return decode(data).text


def _parse(text: str, url: str | None) -> Any:
    import feedparser

    body = DECLARATION.sub("", text.lstrip("\ufeff")).encode("utf-8", "replace")
    headers = {"content-type": "application/xml; charset=utf-8"} | ({"content-location": url} if url else {})
    try:
        return feedparser.parse(body, response_headers=headers)
    except BROKEN as error:
        raise MalformedError(f"this feed cannot be read ({type(error).__name__}: {error})") from error


def _no_feed(text: str, found: Mapping[str, Any]) -> str:
    """What is in the file, when it is no feed with entries."""
    root = ROOT.search(DECLARATION.sub("", text))
    name = root[2].lower() if root else ""
    if name in ("urlset", "sitemapindex"):
        return "this is a sitemap: a list of addresses, with no text in it. Fetch the pages it names"
    if name == "opml":
        return "this is an OPML list of feeds, with no text in it. Fetch the feeds it names"
    if found.get("version"):
        return "this feed has no entries" + (f" that can be read ({_problem(found)})" if found.get("bozo") else "")
    return f"this XML is no feed that is read (its outermost element is <{name}>)" if name else "this is no feed"


def _problem(found: Mapping[str, Any]) -> str:
    return " ".join(str(found.get("bozo_exception") or "unknown").split())[:200]


def _entry(entry: Any, feed: Any, media_type: str) -> Entry:
    contents = [c for c in entry.get("content", ()) if c.get("value")]
    content = max(contents, key=lambda c: len(c["value"]), default=None)
    plain = content is not None and content.get("type") == "text/plain"
    value = content["value"] if content is not None else None
    source = entry.get("source") or {}
    return Entry(
        media_type=media_type,
        id=entry.get("id") or None,
        url=entry.get("link") or None,
        title=entry.get("title") or None,
        byline=_authors(entry),
        publisher=source.get("title") or feed.get("title") or None,
        published=_published(entry),
        html=None if plain else value,
        text=value if plain else None,
        summary=entry.get("summary") or None,
    )


def _authors(entry: Any) -> tuple[str, ...]:
    names = [a.get("name") for a in entry.get("authors", ()) if a.get("name")] or [entry.get("author")]
    return tuple(dict.fromkeys(" ".join(str(n).split()) for n in names if n and str(n).strip()))


def _published(entry: Any) -> str | None:
    """The date as the feed writes it, where that names a day, else as the parser reads it."""
    for name in ("published", "updated", "created"):
        written, parsed = entry.get(name), entry.get(f"{name}_parsed")
        if written and read_window(written):
            return str(written)
        if isinstance(parsed, struct_time):
            return f"{parsed.tm_year:04}-{parsed.tm_mon:02}-{parsed.tm_mday:02}"
        if written:
            return str(written)
    return None
