"""One entry of a feed to a capture: its full text if the feed gives it, else its summary, marked as such."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.errors import UnreadableError
from onrecord.ingest.fields import SURROGATE
from onrecord.ingest.fragment import text_of
from onrecord.ingest.limits import check_text
from onrecord.ingest.source import Reading, Source, finished, now
from onrecord.model import Capture

FULL_WORDS = 200
"""A description of so many words is taken for the article: many feeds put it there, for RSS has no better place.
Teasers are a sentence or a paragraph; the shortest wire report is about as long as this."""
CUT_SHORT = re.compile(
    r"(?i)(?:\[\s*(?:…|\.{3})\s*\]|…|\.{3}|(?:continue reading|read more|read the (?:full|rest)[^\n]{0,60}))\W*$"
)
MARKUP = re.compile(r"<[a-zA-Z/!][^>]{0,2000}>|&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a feed says in one entry: ``html`` or ``text`` is its content, ``summary`` its teaser, maybe as HTML."""

    media_type: str
    id: str | None = None
    url: str | None = None
    title: str | None = None
    byline: tuple[str, ...] = ()
    publisher: str | None = None
    published: str | None = None
    html: str | None = None
    text: str | None = None
    summary: str | None = None


def entry_capture(entry: Entry, number: int, data: bytes, source: Source, reading: Reading) -> Capture:
    """The capture of the ``number``-th entry of the feed that came as ``data``; an issue says if it is a summary only.

    Raises:
        UnreadableError: There is no text in it.
    """
    text, complete = _best(entry)
    path = f"{source.path}:{number}"
    if not text:
        raise UnreadableError("this entry has a title and a link but no text. Fetch the page that it links to")
    check_text(text)
    if not complete:
        reading.note(path, "this entry is a summary, not the whole article: kept, and marked as not complete")
    capture = Capture(
        path=path,
        text=SURROGATE.sub("\ufffd", text),
        sha256="",
        captured=now(),
        media_type=entry.media_type,
        url=entry.url,
        title=plain(entry.title),
        byline=entry.byline,
        publisher=plain(entry.publisher),
        published=entry.published,
        complete=complete,
    )
    return finished(capture, source, data, source.record(entry.id or f"entry {number}"))


def _best(entry: Entry) -> tuple[str, bool]:
    """The longest text that the entry gives, and whether it is the whole article."""
    content = text_of(entry.html) if entry.html else (entry.text or "").strip()
    summary = plain(entry.summary, paragraphs=True) or ""
    if len(content) > len(summary) or (content and not _seems_full(summary)):
        return content, not CUT_SHORT.search(content)
    return summary, _seems_full(summary)


def _seems_full(text: str) -> bool:
    return len(text.split()) >= FULL_WORDS and not CUT_SHORT.search(text)


def plain(value: str | None, *, paragraphs: bool = False) -> str | None:
    """A value that may be HTML as plain words, in one line unless ``paragraphs``."""
    if not value:
        return None
    text = text_of(value) if MARKUP.search(value) else value.strip()
    return (text if paragraphs else " ".join(text.split())) or None
