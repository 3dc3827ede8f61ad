"""The main text of a page, one paragraph a line, by trafilatura."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.errors import UnreadableError

if TYPE_CHECKING:
    from lxml.html import HtmlElement


def main_text(tree: HtmlElement, url: str | None) -> str:
    """The article's paragraphs, one a line.

    Raises:
        UnreadableError: The page has no main text.
    """
    import trafilatura

    found = trafilatura.bare_extraction(
        tree, url=url, favor_precision=True, include_comments=False, include_tables=True, with_metadata=False
    )
    text = found.text if found is not None and not isinstance(found, dict) else None
    if not text or not text.strip():
        raise UnreadableError("there is no article on this page")
    return text.strip() + "\n"
