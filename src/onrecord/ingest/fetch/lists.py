"""The addresses in a feed, a sitemap or a plain list."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

from onrecord.errors import RefusedError
from onrecord.ingest.fetch.kinds import Kind

ELEMENTS = 2_000_000  # of one list: the 50,000 pages that a sitemap may name, each with forty
JSON_BYTES = 10_000_000  # a JSON feed is read as a whole, and may take ten times its size in memory


def links(kind: Kind, content: bytes) -> Iterator[str]:
    """The addresses of a feed's entries, or of a sitemap's pages and sitemaps, in order, each once, as written.

    Only the addresses are wanted, so the XML is read without the cleaning that a feed reader does, which takes a
    hundred times as long and which a large feed could tie us down with.

    Raises:
        RefusedError: It cannot be read.
    """
    start = content[:3].removeprefix(b"\xef\xbb\xbf") + content[3:100]
    if kind is Kind.FEED and start.lstrip().startswith(b"{"):
        return iter(dict.fromkeys(_json_feed(content)))
    return iter(dict.fromkeys(_entries(content, kind)))


def lines(text: str) -> Iterator[str]:
    """The addresses of a plain list: one a line; empty lines and lines that begin with ``#`` are passed over."""
    for line in text.splitlines():
        if (clean := line.strip().lstrip("\ufeff")) and not clean.startswith("#"):
            yield clean


def _entries(content: bytes, kind: Kind) -> Iterator[str]:
    """The address of each entry, one entry at a time in memory."""
    from lxml import etree

    stream = io.BytesIO(content.removeprefix(b"\xef\xbb\xbf").lstrip())
    # nothing is loaded from outside and no entity is expanded, so that a small file stays small
    safe = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
    names = ("url", "sitemap") if kind is Kind.SITEMAP else ("item", "entry")
    try:
        for number, (_, element) in enumerate(etree.iterparse(stream, events=("end",), recover=True, **safe)):
            if number > ELEMENTS:
                raise RefusedError(f"this {kind} has more than {ELEMENTS:,} elements")
            if _name(element) in names:
                yield from filter(None, [_place(element) if kind is Kind.SITEMAP else _entry_link(element)])
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
    except (etree.XMLSyntaxError, ValueError) as error:
        raise RefusedError(f"this {kind} cannot be read: it is no XML") from error


def _name(element: Any) -> str:
    """Its name in lower case without a namespace: feeds in the wild mix those."""
    return str(element.tag).rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def _named(parent: Any, name: str) -> Iterator[Any]:
    return (child for child in parent if _name(child) == name)


def _place(entry: Any) -> str:
    """The address of an entry of a sitemap."""
    return next((str(loc.text).strip() for loc in _named(entry, "loc") if loc.text), "")


def _entry_link(entry: Any) -> str:
    """The page of an entry: its link, in Atom the alternate one, else an id that is a permanent link."""
    for link in _named(entry, "link"):
        if link.get("href") is None and link.text and link.text.strip():
            return str(link.text.strip())
        if link.get("href") and link.get("rel", "alternate") == "alternate":
            return urljoin(str(link.base or ""), str(link.get("href")).strip())
    for guid in _named(entry, "guid"):
        if guid.get("isPermaLink", "true") == "true" and (guid.text or "").strip().startswith(("http://", "https://")):
            return str(guid.text.strip())
    return ""


def _json_feed(content: bytes) -> Iterator[str]:
    if len(content) > JSON_BYTES:
        raise RefusedError(f"it has {len(content):,} bytes, and {JSON_BYTES:,} are the most of a JSON feed")
    try:
        feed = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise RefusedError("this feed cannot be read: it is no JSON") from error
    items = feed.get("items") if isinstance(feed, dict) else None
    for item in items if isinstance(items, list) else ():
        link = item.get("url") or item.get("external_url") if isinstance(item, dict) else None
        if isinstance(link, str):
            yield link
