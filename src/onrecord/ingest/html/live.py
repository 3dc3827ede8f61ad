"""Live blogs: which lines of a page were published when, by the entries' own times.

A page with dated entries stays one text, so that it can be cited as one source; each entry's lines carry the moment
that the page gives for them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING

from onrecord.ingest.html.blocks import fold_words
from onrecord.ingest.html.jsonld import Node, words
from onrecord.ingest.html.recover import shingles
from onrecord.ingest.moments import read_moment

if TYPE_CHECKING:
    from lxml.html import HtmlElement

FEWEST = 3  # dated entries that make a live blog
COVERED = 0.5  # of the text's lines that stand in one of them, where only marked-up times tell of them
HELD = 0.6  # of a line's words that an entry must have
MOST_TIMES = 2000
HIGHEST = 6  # elements above a time in which its entry is looked for

type Dated = tuple[str, frozenset[tuple[str, ...]]]


def find_entries(tree: HtmlElement, updates: Sequence[Node], lines: Sequence[str]) -> list[tuple[int, int, str]]:
    """First line, line after the last, and moment (ISO 8601) of each dated entry; empty if the page is no live blog."""
    stated = list(_of_updates(updates))
    found = _placed(stated or list(_of_times(tree)), lines)
    moments = {when for _, _, when in found}
    covered = sum(end - start for start, end, _ in found)
    if len(moments) < FEWEST or (not stated and covered < COVERED * len(lines)):
        return []
    return found


def _of_updates(updates: Sequence[Node]) -> Iterator[Dated]:
    """The entries that the page gives to machines."""
    from onrecord.ingest.html.metadata import plain_body

    for update in updates:
        when = _moment(words(update.get("datePublished")) or words(update.get("dateModified")) or "")
        if when:
            text = f"{words(update.get('headline')) or ''}\n{plain_body(update) or ''}"
            yield when, _held(text.split("\n"))


def _of_times(tree: HtmlElement) -> Iterator[Dated]:
    """The largest element around each marked-up time that has no other time in it."""
    times = [t for t in tree.iter("time") if t.get("datetime")][:MOST_TIMES]
    moments = {t: _moment(t.get("datetime")) for t in times}
    if len({m for m in moments.values() if m}) < FEWEST:
        return
    inside: Counter[HtmlElement] = Counter()
    above = {time: list(islice(time.iterancestors(), HIGHEST)) for time in times}
    for parents in above.values():
        inside.update(parents)
    for time, when in moments.items():
        box = None
        for parent in above[time]:
            if inside[parent] > 1:
                break
            box = parent
        if box is not None and when:
            yield when, _held(["".join(p.itertext()) for p in box.iter("p", "h2", "h3", "h4", "li", "div")])


def _held(parts: Sequence[str]) -> frozenset[tuple[str, ...]]:
    return frozenset(s for part in parts for s in shingles(fold_words(part)))


def _moment(text: str) -> str | None:
    moment = read_moment(text.strip())
    return moment.isoformat() if isinstance(moment, datetime) else None


def _placed(dated: Sequence[Dated], lines: Sequence[str]) -> list[tuple[int, int, str]]:
    """The runs of lines that stand in one entry; a line that is in none belongs to the entry on both its sides."""
    holders: dict[tuple[str, ...], int] = {}
    for number, (_, held) in enumerate(dated):
        for shingle in held:
            holders.setdefault(shingle, number)
    of_line = [_entry(fold_words(line), holders) for line in lines]
    found: list[tuple[int, int, str]] = []
    start = 0
    while start < len(lines):
        own = of_line[start]
        end = start + 1
        if own is None:
            start = end
            continue
        while end < len(lines) and (
            of_line[end] == own or (of_line[end] is None and own in of_line[end + 1 : end + 3])
        ):
            end += 1
        found.append((start, end, dated[own][0]))
        start = end
    return found


def _entry(line: tuple[str, ...], holders: dict[tuple[str, ...], int]) -> int | None:
    own = list(shingles(line))
    counted = Counter(holders[s] for s in own if s in holders)
    best, count = max(counted.items(), key=lambda item: item[1], default=(None, 0))
    return best if line and count >= HELD * len(own) else None
