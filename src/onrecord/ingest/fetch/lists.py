"""The addresses in a feed, a sitemap or a plain list."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator

from onrecord.errors import RefusedError
from onrecord.ingest.fetch.kinds import Kind


def links(kind: Kind, content: bytes) -> Iterator[str]:
    """The addresses of a feed's entries, or of a sitemap's pages and sitemaps, in order, as written.

    Raises:
        RefusedError: It cannot be read.
    """
    return iter(dict.fromkeys(_sitemap(content) if kind is Kind.SITEMAP else _feed(content)))


def lines(text: str) -> Iterator[str]:
    """The addresses of a plain list: one a line; empty lines and lines that begin with ``#`` are passed over."""
    for line in text.splitlines():
        if (clean := line.strip().lstrip("\ufeff")) and not clean.startswith("#"):
            yield clean


def _sitemap(content: bytes) -> Iterator[str]:
    from lxml import etree  # type: ignore[import-untyped]

    # nothing is loaded from outside and no entity is expanded, so that a small file stays small
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise RefusedError("this sitemap cannot be read: it is no XML") from error
    if root is None:
        raise RefusedError("this sitemap cannot be read: it is no XML")
    for entry in root:
        if isinstance(entry.tag, str) and etree.QName(entry).localname in ("url", "sitemap"):
            for part in entry:
                if isinstance(part.tag, str) and etree.QName(part).localname == "loc" and part.text:
                    yield part.text.strip()


def _feed(content: bytes) -> Iterator[str]:
    if content.lstrip().removeprefix(b"\xef\xbb\xbf").startswith(b"{"):
        yield from _json_feed(content)
        return
    import feedparser  # type: ignore[import-untyped]

    for entry in feedparser.parse(io.BytesIO(content)).entries:  # a stream: bytes could be taken for a file's name
        if link := entry.get("link"):
            yield str(link)


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
