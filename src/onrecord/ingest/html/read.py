"""One page in, one capture out."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

from onrecord.errors import UnreadableError
from onrecord.ingest.html.body import main_text
from onrecord.ingest.html.metadata import read_metadata
from onrecord.ingest.html.tree import MAX_PAGE_BYTES, decode_page, parse_page, quiet
from onrecord.ingest.limits import check_text
from onrecord.model import Capture

MEDIA_TYPE = "text/html"
STUB = 1500  # characters: less text on a page that says it is not free is what stands above a paywall

__all__ = ["MAX_PAGE_BYTES", "MEDIA_TYPE", "read_html"]


def read_html(
    data: bytes, *, path: str, url: str | None = None, charset: str | None = None, captured: datetime | None = None
) -> Capture:
    """The article on a page: main text, one paragraph a line, with the page's own word on title, author and day.

    Args:
        data: The page as it came; the capture's SHA-256 is of these bytes.
        path: What the capture is called.
        url: The address it came from; the page's canonical address goes before it.
        charset: The encoding that the server named.
        captured: When it was fetched; now, if not given.

    Raises:
        UnreadableError: It is too long, or no page with an article on it.
    """
    if not data.strip(b"\0 \t\r\n"):
        raise UnreadableError("this file is empty", path)
    if len(data) > MAX_PAGE_BYTES:
        raise UnreadableError(f"this page is longer than {MAX_PAGE_BYTES:,} bytes. No article's page is", path)
    quiet()
    captured = captured or datetime.now(UTC)
    try:
        decoded = decode_page(data, charset)
        tree = parse_page(decoded.text)
        found = read_metadata(tree, url, captured)
        main = main_text(tree, found)
        check_text(main.text)
    except UnreadableError as error:
        raise UnreadableError(error.message, path) from error
    return Capture(
        path=path,
        text=main.text,
        sha256=hashlib.sha256(data).hexdigest(),
        captured=captured,
        media_type=MEDIA_TYPE,
        encoding=decoded.encoding,
        url=found.url or url,
        title=found.title,
        byline=found.byline,
        publisher=found.publisher,
        published=found.published.when if found.published else None,
        complete=not found.paywalled or len(main.text) > STUB,
        content=data,
        published_how=found.published.how if found.published else "metadata",
        published_source=found.published.source if found.published else None,
        updated=found.updated.when if found.updated else None,
        language=found.language,
        other_titles=found.other_titles,
        cut=main.cut,
        left_out=main.left_out,
        entries=main.entries,
    )
