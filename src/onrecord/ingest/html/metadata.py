"""What a page says about itself: JSON-LD first, then meta tags, then what the page shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """A page's fields as it states them."""

    url: str | None = None
    title: str | None = None
    byline: tuple[str, ...] = ()
    publisher: str | None = None
    published: str | None = None


def read_metadata(tree: HtmlElement, url: str | None) -> Metadata:
    """The fields of a page."""
    from trafilatura.metadata import extract_metadata

    found = extract_metadata(tree, url)
    return Metadata(
        url=found.url,
        title=found.title,
        byline=tuple(name.strip() for name in (found.author or "").split(";") if name.strip()),
        publisher=found.sitename,
        published=found.date,
    )
