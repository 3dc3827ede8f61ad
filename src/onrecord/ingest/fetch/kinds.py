"""What sort of thing an answer is: by its media type, and by how it begins where the type leaves that open."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from onrecord.errors import RefusedError


class Kind(StrEnum):
    """What is done with an answer: pages are kept, feeds and sitemaps are followed."""

    PAGE = "page"
    FEED = "feed"
    SITEMAP = "sitemap"


@dataclass(frozen=True, slots=True, kw_only=True)
class Type:
    """What a media type allows: a list of addresses, a page, or both (then the content decides)."""

    may_be_list: bool = False
    may_be_page: bool = True


PAGES = frozenset({"text/html", "application/xhtml+xml", "application/pdf", "text/plain", "text/markdown"})
LISTS = frozenset({"application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json"})
PACKED = frozenset({"application/gzip", "application/x-gzip", "application/x-gunzip"})
OPEN = frozenset(
    {"", "text/xml", "application/xml", "application/json", "application/octet-stream", "binary/octet-stream"}
)
LISTS_BY_ROOT = {"urlset": Kind.SITEMAP, "sitemapindex": Kind.SITEMAP}
LISTS_BY_ROOT |= dict.fromkeys(("rss", "feed", "rdf"), Kind.FEED)
HEAD = 8192  # bytes in which a page or a list shows what it is
NAMES = {"image": "an image", "audio": "sound", "video": "a video", "font": "a font"}


def kind_of_type(media_type: str) -> Type:
    """What may be in an answer of this media type.

    Raises:
        RefusedError: No article, and no addresses of articles.
    """
    if media_type in PAGES:
        return Type(may_be_list=media_type == "text/plain")
    if media_type in LISTS or media_type in PACKED:
        return Type(may_be_list=True, may_be_page=False)
    if media_type in OPEN:
        return Type(may_be_list=True)
    name = NAMES.get(media_type.split("/")[0])
    sort = f"{name} ({media_type})" if name else f"of the type {media_type[:80]}"
    raise RefusedError(f"it is {sort}, no article; it was passed over")


def kind_of(media_type: str, content: bytes) -> Kind:
    """What an answer is.

    Raises:
        RefusedError: No article, and no addresses of articles.
    """
    allowed = kind_of_type(media_type)
    if not content.strip():
        raise RefusedError("there is nothing in it")
    if found := list_kind(content):  # whatever the server calls it: many call a feed text/html
        return found
    head = content[:HEAD].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    page = head.startswith((b"%pdf-", b"<!doctype html", b"<html")) or b"<html" in head
    if not allowed.may_be_page or (media_type in OPEN and not page):
        raise RefusedError(f"it is neither a page nor a feed nor a sitemap ({media_type or 'no type given'})")
    return Kind.PAGE


def list_kind(content: bytes) -> Kind | None:
    """The kind of list that content is by its outermost element; None for anything else."""
    start = content[:HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"{"):
        return Kind.FEED if b"jsonfeed.org/version" in start else None
    return LISTS_BY_ROOT.get(root_of(start))


def root_of(start: bytes) -> str:
    """The name of the outermost element in lower case, without a prefix; empty if that is no XML or too far on."""
    while start.startswith((b"<?", b"<!")):
        if start.startswith(b"<?"):
            end = b"?>"
        elif start.startswith(b"<!--"):
            end = b"-->"
        else:  # a document type, perhaps with declarations of its own in brackets
            end = b"]>" if b"[" in start.partition(b">")[0] else b">"
        start = start.partition(end)[2].lstrip()
    if not start.startswith(b"<"):
        return ""
    words = start[1:200].replace(b"/", b" ").replace(b">", b" ").split(None, 1)
    return words[0].rpartition(b":")[2].decode("latin-1").lower() if words else ""
