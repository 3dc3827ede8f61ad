"""The main text of a page, one paragraph a line: by trafilatura, mended by the page's own structure."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from onrecord.errors import UnreadableError
from onrecord.ingest.html.around import Stated, find_around
from onrecord.ingest.html.asides import OWN_BODY, TRUNCATED, find_asides
from onrecord.ingest.html.blocks import fold_words, read_blocks
from onrecord.ingest.html.live import find_entries
from onrecord.ingest.html.recover import recover, shingles
from onrecord.model import LeftOut, Removed, Span

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from onrecord.ingest.html.metadata import Metadata

LONGER = 1.5  # times the text that was found: a body that is no longer may be the same text in poor encoding
FOUND = 0.6  # of the body that a page gives to machines, below which the text that was found is another or a part


@dataclass(frozen=True, slots=True)
class MainText:
    """The text, one paragraph a line.

    Attributes:
        cut: The lines of it that are none of the article's.
        left_out: What stands around it on the page.
        entries: Of a live blog.
    """

    text: str
    cut: tuple[Removed, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    entries: tuple[tuple[Span, str], ...] = ()


def main_text(tree: HtmlElement, found: Metadata) -> MainText:
    """The article's paragraphs.

    Raises:
        UnreadableError: The page has no main text.
    """
    blocks = read_blocks(tree)
    lines = recover(_by_trafilatura(tree, found.url), blocks, found.lead)
    if found.body and _is_elsewhere(lines, found.body):
        lines = [" ".join(line.split()) for line in found.body.split("\n") if line.strip()]
    if not lines:
        raise UnreadableError("there is no article on this page")
    titles = (found.title or "", *found.other_titles)
    asides = find_asides(lines, blocks, titles, found.body)
    starts = [0, *accumulate(len(line) + 1 for line in lines)]
    cut = [Removed(raw=Span(starts[n], starts[n + 1]), why=why, note=note) for n, (why, note) in sorted(asides.items())]
    entries = [(Span(starts[a], starts[b]), when) for a, b, when in find_entries(tree, found.live, lines)]
    around = find_around(tree, lines, Stated.of(titles, found.byline))
    return MainText("".join(line + "\n" for line in lines), tuple(cut), around, tuple(entries))


def _by_trafilatura(tree: HtmlElement, url: str | None) -> str:
    import trafilatura

    found = trafilatura.bare_extraction(
        copy(tree), url=url, favor_precision=True, include_comments=False, include_tables=True, with_metadata=False
    )
    return (found.text or "") if found is not None and not isinstance(found, dict) else ""


def _is_elsewhere(lines: list[str], body: str) -> bool:
    """Whether the text that was found lacks much of the body that the page gives to machines."""
    if len(body) < OWN_BODY or TRUNCATED.search(body):
        return False
    held = {shingle for line in lines for shingle in shingles(fold_words(line))}
    own = list(shingles(fold_words(body)))
    return len(body) > LONGER * sum(map(len, lines)) and sum(s in held for s in own) < FOUND * len(own)
