"""Pieces of HTML that are the article already (a feed entry's content, a letter's body) to text, a paragraph a line."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

HIDDEN = re.compile(
    r"(?i)(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|font-size\s*:\s*0(?:px)?\s*(?:;|$))"
)
BLANKS = re.compile(r"[ \t\r\n\f\v\u00a0\u200b\u200c\ufeff]+")


def text_of(html: str) -> str:
    """The words of a piece of HTML, one paragraph a line; empty where it has none.

    Scripts, forms, pictures with their captions, and what is hidden from the reader's eye are left out.

    Raises:
        UnreadableError: Its tags are nested too deep, or it cannot be parsed.
    """
    from onrecord.ingest.html.tree import parse_page

    if not BLANKS.sub("", html):
        return ""
    parts: list[str] = []
    _collect(parse_page(f"<div>{html}</div>" if "<body" not in html.lower() else html), parts)
    lines = (BLANKS.sub(" ", line).strip() for line in "".join(parts).split("\x00"))
    return "\n".join(line for line in lines if line)


@cache
def _elements() -> tuple[frozenset[str], frozenset[str]]:
    """The elements that part paragraphs, and those whose words are not read."""
    table = tomllib.loads((files(__package__) / "data" / "fragment.toml").read_text("utf-8"))
    return frozenset(table["blocks"]), frozenset(table["silent"])


def _collect(element: HtmlElement, parts: list[str]) -> None:
    """Add the words of ``element``; the parser has made sure that it is not nested too deep for recursion."""
    tag = element.tag if isinstance(element.tag, str) else ""
    seen = tag not in _elements()[1] and not HIDDEN.search(element.get("style") or "") and element.get("hidden") is None
    if seen:
        mark = "\x00" if tag in _elements()[0] else ""
        parts.append(mark + (element.text or ""))
        for child in element:
            _collect(child, parts)
            parts.append(child.tail or "")
        parts.append(mark)
