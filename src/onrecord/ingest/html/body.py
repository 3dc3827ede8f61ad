"""The main text of a page, one paragraph a line, by trafilatura."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING

from onrecord.errors import UnreadableError
from onrecord.ingest.html.blocks import read_blocks
from onrecord.ingest.html.recover import recover

if TYPE_CHECKING:
    from lxml.html import HtmlElement


def main_text(tree: HtmlElement, url: str | None, *, lead: str | None = None) -> str:
    """The article's paragraphs, one a line.

    Raises:
        UnreadableError: The page has no main text.
    """
    import trafilatura

    found = trafilatura.bare_extraction(
        copy(tree), url=url, favor_precision=True, include_comments=False, include_tables=True, with_metadata=False
    )
    text = found.text if found is not None and not isinstance(found, dict) else None
    if not text or not text.strip():
        raise UnreadableError("there is no article on this page")
    return "\n".join(recover(text, read_blocks(tree), lead)) + "\n"
