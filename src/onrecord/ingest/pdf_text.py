"""From the lines of a PDF's pages to paragraphs: repeated heads and feet off, words put together, lines joined."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile
from math import ceil

EDGE = 2  # lines at the top and at the foot of a page that can be its head or foot
SAME_ROW = 2.0  # points
WIDER = 1.25  # times the usual distance of lines: a larger gap parts paragraphs
INDENT = 0.8  # of a letter's height: the first line of a paragraph stands in that far, or further
SHORT = 0.75  # of a full line: a line that ends a sentence short of that ends its paragraph
LONGEST_TITLE = 200
LARGER = 1.12  # times the height of the letters: a heading beside text
PAGE_NUMBER = re.compile(r"(?i)^[-–—\s|]*(?:page\s+)?\d{1,4}(?:\s*(?:/|of)\s*\d{1,4})?[-–—\s|]*$")
ENDS = re.compile(r"[.!?:…][\"'”’)\]]*$")
CUT_WORD = re.compile(r"([^\W\d_]+)[-\u2010]$")
FIRST_WORD = re.compile(r"[^\W\d_]+")
HYPHENATED = re.compile(r"[^\W\d_]+[-\u2010][^\W\d_]+")
FIRST_PARTS = frozenset(
    {"ex", "half", "high", "ill", "long", "low", "mid", "much", "non", "one", "pre", "pro", "second", "self", "short"}
    | {"single", "so", "third", "three", "two", "vice", "well"}
)
"""Words that are written with a hyphen before others: one of them at the end of a line was most likely not cut."""
BULLET = re.compile(r"^(?:[•‣▪◦●–—*-]|\(?\d{1,2}[.)])\s")


@dataclass(frozen=True, slots=True, kw_only=True)
class TextLine:
    """One line of a page: its words, where it starts (points, upward from the foot), and how high its letters are."""

    text: str
    x: float
    y: float
    height: float


def paragraphs(pages: Sequence[Sequence[TextLine]]) -> str:
    """The text of the pages, one paragraph a line."""
    bodies = _without_heads_and_feet(pages)
    texts = [line.text for page in bodies for line in page]
    kept = {word.lower().replace("\u2010", "-") for text in texts for word in HYPHENATED.findall(text)}
    found: list[str] = []
    last: TextLine | None = None
    for body in bodies:
        leading, full = _leading(body), max((len(line.text) for line in body), default=0)
        left = _left(body)
        for place, line in enumerate(body):
            fresh = last is None or (
                _parts_pages(last, line) if place == 0 else _parts(last, line, leading=leading, full=full, left=left)
            )
            if fresh or not found:
                found.append(line.text)
            else:
                found[-1] = _joined(found[-1], line.text, kept)
            last = line
    return "".join(f"{p}\n" for p in found if p.strip())


def headline(pages: Sequence[Sequence[TextLine]]) -> str | None:
    """The line or two at the start of the first page whose letters are larger than those of the text; None without."""
    first = next((page for page in pages if page), ())
    letters: Counter[float] = Counter()
    for page in pages:
        for line in page:
            letters[round(line.height, 1)] += len(line.text)
    if not first or not letters:
        return None
    largest = max(first, key=lambda line: line.height)
    if largest.height <= LARGER * letters.most_common(1)[0][0]:
        return None
    start = first.index(largest)
    lines = takewhile(lambda line: not _other_size(largest, line), first[start:])
    title = " ".join(line.text for line in lines)
    return title if any(map(str.isalpha, title)) and len(title) <= LONGEST_TITLE else None


def _without_heads_and_feet(pages: Sequence[Sequence[TextLine]]) -> list[list[TextLine]]:
    """The lines of each page without page numbers and the lines that most pages have at the same edge."""
    edges = [_edges(page) for page in pages]
    seen: Counter[tuple[str, int]] = Counter()
    for edge in edges:
        seen.update({_pattern(line) for line in edge})
    often = max(2, ceil(sum(bool(page) for page in pages) / 2))  # on left and right pages heads may differ
    bodies = []
    for page, edge in zip(pages, edges, strict=True):
        dropped = {id(line) for line in edge if PAGE_NUMBER.match(line.text) or seen[_pattern(line)] >= often}
        bodies.append([line for line in page if id(line) not in dropped])
    return bodies


def _edges(page: Sequence[TextLine]) -> list[TextLine]:
    """The lines that may be the head or foot of a page: one or two at its edge, a gap away from the rest."""
    rows: list[list[TextLine]] = []  # from the top: lines at the same height, as in columns
    for line in sorted(page, key=lambda line: -line.y):
        if rows and rows[-1][0].y - line.y < SAME_ROW:
            rows[-1].append(line)
        else:
            rows.append([line])
    gap = WIDER * _leading(page)
    heads = next((n for n in range(min(EDGE, len(rows) - 1), 0, -1) if rows[n - 1][0].y - rows[n][0].y > gap), 0)
    feet = next((n for n in range(min(EDGE, len(rows) - 1), 0, -1) if rows[-n - 1][0].y - rows[-n][0].y > gap), 0)
    numbers = [row for row in (rows[:1] + rows[-1:]) if PAGE_NUMBER.match(row[0].text)]
    return [line for row in (*rows[:heads], *rows[len(rows) - feet :], *numbers) for line in row]


def _pattern(line: TextLine) -> tuple[str, int]:
    """What a head has alike on all pages: its words, but for the page's number, and its place."""
    return re.sub(r"\d+", "#", line.text.lower()), round(line.y / 3)


def _leading(page: Sequence[TextLine]) -> float:
    """The usual distance from one line to the next, in points; 0 where a page has one line.

    On a page of short paragraphs the gaps between them are as many as those inside: the smaller is the leading.
    """
    gaps = Counter(round(a.y - b.y, 1) for a, b in pairwise(page) if a.y - b.y > SAME_ROW)
    often = max(gaps.values(), default=0)
    return min((gap for gap, count in gaps.items() if 2 * count >= often), default=0.0)


def _left(page: Sequence[TextLine]) -> Counter[int]:
    """How many lines start at each place across the page."""
    return Counter(round(line.x) for line in page)


def _parts(last: TextLine, line: TextLine, *, leading: float, full: int, left: Counter[int]) -> bool:
    """Whether a new paragraph starts with ``line``, which comes after ``last`` on the same page."""
    gap = last.y - line.y
    if gap < 0:  # the next column, or something set aside
        return _parts_pages(last, line)
    if (leading and gap > WIDER * leading) or _other_size(last, line) or BULLET.match(line.text):
        return True
    indented = line.x - last.x > INDENT * line.height and left[round(line.x)] < left[round(last.x)]
    if indented and ENDS.search(last.text):
        return True
    return bool(ENDS.search(last.text)) and len(last.text) < SHORT * full


def _parts_pages(last: TextLine, line: TextLine) -> bool:
    """Whether a new paragraph starts with the first line of a page or column."""
    return bool(ENDS.search(last.text)) or _other_size(last, line)


def _other_size(a: TextLine, b: TextLine) -> bool:
    return max(a.height, b.height) > LARGER * min(a.height, b.height)


def _joined(before: str, line: str, kept: Collection[str]) -> str:
    """Two lines as one; a word that was cut at the end of the first is put together again.

    Args:
        before: The lines so far.
        line: The next one.
        kept: Words that are written with a hyphen elsewhere in the text.
    """
    cut, rest = CUT_WORD.search(before), FIRST_WORD.match(line)
    if cut and rest and line[0].islower():
        own = cut[1].lower() in FIRST_PARTS or f"{cut[1]}-{rest[0]}".lower() in kept
        return before[:-1] + ("-" if own else "") + line
    return f"{before} {line}"
