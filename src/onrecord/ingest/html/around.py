"""What stands on a page around its article: every block that a reader sees and the text has not, each with its reason.

The reason is told by the page's own marks: the class, role and tag of the nearest element around the block that holds
none of the article; else by the block's words; else by where it stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from onrecord.ingest.html.blocks import fold_words
from onrecord.ingest.html.marks import by_marks, by_words
from onrecord.ingest.html.recover import HELD, shingles
from onrecord.ingest.html.runs import Box, Run, read_runs
from onrecord.model import LeftOut, Removal

if TYPE_CHECKING:
    from lxml.html import HtmlElement

LINKED = 0.85  # of a block's characters: a link and nothing else
LONGEST, MOST, LARGEST = 600, 200, 40_000  # characters of one entry; entries, and characters of all, of one page
LINK = "links"
OF_ITS_OWN = frozenset(("article", "figure", "aside", "blockquote"))  # a head or foot inside them is theirs
FIELDS = frozenset(("the title", "the byline", "the date"))


@dataclass(frozen=True, slots=True)
class Stated:
    """What the page states of its article, folded: a block that says the same is that field."""

    titles: frozenset[tuple[str, ...]]
    byline: frozenset[tuple[str, ...]]

    @classmethod
    def of(cls, titles: Iterable[str], byline: Iterable[str]) -> Stated:
        """The same, of the titles and names as written."""
        return cls(frozenset(map(fold_words, titles)), frozenset(map(fold_words, byline)))


def find_around(tree: HtmlElement, lines: Sequence[str], stated: Stated) -> tuple[LeftOut, ...]:
    """The blocks that are not in the text, those that stand together for one reason as one entry, in page order.

    Args:
        tree: The page.
        lines: Its text, a paragraph a line.
        stated: What the page says of its article.
    """
    holders: dict[tuple[str, ...], int] = {}
    for number, line in enumerate(lines):
        for shingle in shingles(fold_words(line)):
            holders.setdefault(shingle, number)
    runs = list(read_runs(tree))
    words = [fold_words(run.text) for run in runs]
    line_of = [_line(own, holders) for own in words]
    for run, held in zip(runs, line_of, strict=True):
        if held is not None:
            run.box.hold()
    ends = list(accumulate((len(line) + 1 for line in lines), initial=0))
    last = max((n for n, line in enumerate(line_of) if line is not None), default=-1)
    return tuple(_bounded(_grouped(_reasons(runs, words, line_of, (last, stated)), ends)))


def _line(words: tuple[str, ...], holders: dict[tuple[str, ...], int]) -> int | None:
    """The line of the text that a block stands in, if it is in the text."""
    if not words:
        return None
    own = list(shingles(words))
    found = [holders[s] for s in own if s in holders]
    return min(found) if len(found) >= HELD * len(own) else None


type Told = tuple[Run, str, int]  # a block, why it is left out, and how many lines stand above it; "" where it is not


def _reasons(
    runs: Sequence[Run],
    words: Sequence[tuple[str, ...]],
    line_of: Sequence[int | None],
    ends: tuple[int, Stated],
) -> Iterator[Told]:
    above = 0
    last, stated = ends
    for number, (run, own, held) in enumerate(zip(runs, words, line_of, strict=True)):
        if held is not None:
            above = max(above, held + 1)  # a later teaser may say again what stands further up
            yield run, "", above
        elif own:
            place = "above the article" if not above else "below the article" if number > last else "not main text"
            yield run, _reason(run, own, stated) or place, above


def _reason(run: Run, words: tuple[str, ...], stated: Stated) -> str:
    if words in stated.titles:
        return "the title"
    if words in stated.byline or (words[0] in ("by", "von", "par", "por") and words[1:] in stated.byline):
        return "the byline"
    link = LINK if run.linked >= LINKED * len(run.text) else ""
    return _marked(run.box) or by_words(run.text) or link


def _marked(box: Box | None) -> str:
    """What the nearest element that is marked and holds none of the article says; each element is asked once."""
    asked: list[Box] = []
    while box is not None and not box.holds and box.told is None:
        asked.append(box)
        if note := _told(box):
            box.told = note
            break
        box = box.parent
    note = "" if box is None or box.holds else box.told or ""
    for one in asked:
        one.told = note
    return note


def _told(box: Box) -> str:
    element = box.element
    tag = "" if element.tag in ("header", "footer") and _is_of_a_part(box) else str(element.tag)
    names = f"{element.get('class') or ''} {element.get('id') or ''}".strip()
    return by_marks(tag, element.get("role") or "", names)


def _is_of_a_part(box: Box) -> bool:
    """Whether a head or foot is that of an article or a picture, not the page's (HTML standard, 4.3.8 and 4.3.9)."""
    around = box.parent
    while around is not None and around.element.tag not in OF_ITS_OWN:
        around = around.parent
    return around is not None


def _grouped(told: Iterable[Told], ends: Sequence[int]) -> Iterator[LeftOut]:
    """Neighbours with one reason as one entry."""
    group: list[str] = []
    open_note, after = "", 0
    for run, note, above in told:
        if group and note != open_note:
            yield _entry(group, open_note, after)
            group = []
        if note:
            if not group:
                open_note, after = note, ends[min(above, len(ends) - 1)]
            group.append(run.text)
    if group:
        yield _entry(group, open_note, after)


def _entry(group: Sequence[str], note: str, after: int) -> LeftOut:
    why = Removal.METADATA if note in FIELDS else Removal.BOILERPLATE
    return LeftOut(text=_cut("\n".join(group)), why=why, note=note, after=after, blocks=len(group))


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _bounded(found: Iterable[LeftOut]) -> Iterator[LeftOut]:
    """The entries up to what a page may have of them; one more says how many blocks are not listed."""
    size = count = unlisted = after = 0
    for entry in found:
        if count < MOST and size + len(entry.text) <= LARGEST and not unlisted:
            size, count = size + len(entry.text), count + 1
            yield entry
        else:
            after = after or entry.after
            unlisted += entry.blocks
    if unlisted:
        note = f"{unlisted:,} more blocks, not listed one by one"
        yield LeftOut(text="…", why=Removal.BOILERPLATE, note=note, after=after, blocks=unlisted)
