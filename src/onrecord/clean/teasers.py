"""The beginnings of other posts that a page prints under its article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from onrecord.clean.boilerplate import is_comment_section
from onrecord.clean.lines import WORD, Line
from onrecord.model import Removal, Removed

TRUNCATED = re.compile(
    r"(?:\.\.\.|…|\[(?:\.\.\.|…)\])\s*(?:(?:read|continue|see) (?:more|reading|full)\W*)?$", re.IGNORECASE
)
LARGEST_SHARE = 0.4  # of the page that may follow the comment section
SHARED_WORDS = 0.35  # of a teaser's longer words that stand in the article too: above it, the two are one text


def find_teasers(lines: Sequence[Line]) -> Iterator[Removed]:
    """The lines at the foot of the page that begin other posts.

    After a comment section, the rest is taken from a heading or a truncated paragraph on. Without one, only a
    heading with a truncated paragraph as the very last lines, and only where they share few words with the article.
    """
    start = _after_comments(lines)
    if start is None:
        start = _last_pair(lines)
    if start is not None:
        for line in lines[start:]:
            yield line.removed(Removal.TEASER, "the beginning of another post")


def looks_like_title(line: Line) -> bool:
    """Whether the line is a heading in title case."""
    words = [w for w in WORD.findall(line.text) if len(w) > 3]
    capital = sum(w[0].isupper() or w[0].isdigit() for w in words)
    return 3 <= line.words <= 30 and not line.text.endswith((".", ",", ";")) and capital >= 0.7 * len(words)


def _after_comments(lines: Sequence[Line]) -> int | None:
    marks = [at for at, line in enumerate(lines) if is_comment_section(line)]
    for mark in marks:
        rest = lines[mark + 1 :]
        if rest and is_comment_section(rest[0]):
            continue
        total = sum(len(line.text) for line in lines)
        if not rest or sum(len(line.text) for line in rest) > LARGEST_SHARE * total:
            continue
        if any(TRUNCATED.search(line.text) for line in rest):
            return mark + 1
    return None


def _last_pair(lines: Sequence[Line]) -> int | None:
    if len(lines) < 5 or not TRUNCATED.search(lines[-1].text) or not looks_like_title(lines[-2]):
        return None
    rare = {w.casefold() for w in WORD.findall(lines[-2].text + " " + lines[-1].text) if len(w) > 4}
    body = {w.casefold() for line in lines[:-2] for w in WORD.findall(line.text)}
    if rare and len(rare & body) <= SHARED_WORDS * len(rare):
        return len(lines) - 2
    return None
