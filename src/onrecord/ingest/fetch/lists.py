"""The addresses in a feed, a sitemap or a plain list."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

from onrecord.errors import RefusedError
from onrecord.ingest.fetch.kinds import Kind


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
    root = _xml(content, kind)
    return iter(dict.fromkeys(_sitemap(root) if kind is Kind.SITEMAP else _feed(root)))


def lines(text: str) -> Iterator[str]:
    """The addresses of a plain list: one a line; empty lines and lines that begin with ``#`` are passed over."""
    for line in text.splitlines():
        if (clean := line.strip().lstrip("\ufeff")) and not clean.startswith("#"):
            yield clean


def _xml(content: bytes, kind: Kind) -> Any:
    from lxml import etree  # type: ignore[import-untyped]

    # nothing is loaded from outside and no entity is expanded, so that a small file stays small
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    try:
        root = etree.fromstring(content.removeprefix(b"\xef\xbb\xbf").lstrip(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise RefusedError(f"this {kind} cannot be read: it is no XML") from error
    if root is None:
        raise RefusedError(f"this {kind} cannot be read: it is no XML")
    return root


def _named(parent: Any, *names: str) -> Iterator[Any]:
    """The children with one of these names, in any namespace: feeds in the wild mix them."""
    for child in parent:
        if isinstance(child.tag, str) and child.tag.rpartition("}")[2].lower() in names:
            yield child


def _sitemap(root: Any) -> Iterator[str]:
    for entry in _named(root, "url", "sitemap"):
        for place in _named(entry, "loc"):
            if place.text and place.text.strip():
                yield place.text.strip()


def _feed(root: Any) -> Iterator[str]:
    """RSS 0.9 to 2.0 and Atom: entries stand in the root or in its channel."""
    for parent in (root, *_named(root, "channel")):
        for entry in _named(parent, "item", "entry"):
            if link := _entry_link(entry):
                yield link


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
    try:
        feed = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise RefusedError("this feed cannot be read: it is no JSON") from error
    items = feed.get("items") if isinstance(feed, dict) else None
    for item in items if isinstance(items, list) else ():
        link = item.get("url") or item.get("external_url") if isinstance(item, dict) else None
        if isinstance(link, str):
            yield link
