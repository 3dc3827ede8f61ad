"""What the reader of main text left out of an article, put back where it stood.

trafilatura is careful: it may drop a paragraph with many links, the second half of an article whose paragraphs hang in
several boxes, the standfirst, or a word inside a sentence. A paragraph belongs to the article if it hangs in the page
as paragraphs do that were taken: the same elements with the same classes, up to one that they share.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from onrecord.ingest.html.blocks import ENDS, HEADINGS, Block, fold_words

SHINGLE = 4  # words
MOST_ALIKE = 20  # blocks that begin with the same words, of which a line is looked for among the next ones only
HELD = 0.6  # of a block's shingles that stand in the text: it was taken
FEWEST_WORDS = 6
LEAST_TAKEN = 2  # blocks that hang as the missing one does
FEWEST_WRAPPED = 5  # paragraphs in a box of their own inside the article's: its second half, not a box beside it
BESIDE = re.compile(
    r"(?i)relat|promo|teaser|newsletter|aside|embed|widget|sidebar|comment|recommend|info-?box|fact-?box|author|\bbio\b|footer|share"
)


def recover(text: str, blocks: Sequence[Block], lead: str | None) -> list[str]:
    """The lines of ``text`` with the paragraphs that are missing from it, each after the block it stood behind.

    Args:
        text: The main text, one paragraph a line.
        blocks: The blocks of the page in its order.
        lead: The description that the page gives of itself; where it is printed above the text it is the standfirst.
    """
    lines = [line for line in text.split("\n") if line.strip()]
    folded = [fold_words(line) for line in lines]
    held = {shingle for words in folded for shingle in shingles(words)}
    taken = [_is_taken(block, held) for block in blocks]
    places = _places(folded, blocks)
    lines = _mended(lines, folded, places, blocks)
    missing = [at for at in _missing(blocks, taken, places) if not taken[at]]
    if lead and (at := _lead(blocks, taken, lead)) is not None and at not in missing:
        missing.insert(0, at)
    return _merged(lines, places, blocks, missing) if missing else lines


def shingles(words: Sequence[str]) -> Iterable[tuple[str, ...]]:
    """Every run of four words; of fewer words, all of them."""
    return (tuple(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1)))


def _is_taken(block: Block, held: set[tuple[str, ...]]) -> bool:
    own = list(shingles(block.words))
    return sum(shingle in held for shingle in own) >= HELD * len(own)


def _places(folded: Sequence[tuple[str, ...]], blocks: Sequence[Block]) -> dict[int, int]:
    """The block that each line is, where it is one, both in order: by its words, or by how it begins and ends."""
    whole: dict[tuple[str, ...], list[int]] = {}
    opening: dict[tuple[str, ...], list[int]] = {}
    for at, block in enumerate(blocks):
        whole.setdefault(block.words, []).append(at)
        if len(block.words) >= FEWEST_WORDS:
            opening.setdefault(block.words[:3], []).append(at)
    found: dict[int, int] = {}
    last = -1
    for number, words in enumerate(folded):
        here = next(_after(whole.get(words, []), last), None)
        if here is None:
            near = islice(_after(opening.get(words[:3], []), last), MOST_ALIKE)
            here = next((i for i in near if _is_cut(words, blocks[i])), None)
        if here is not None:
            found[number] = last = here
    return found


def _after(places: list[int], last: int) -> Iterator[int]:
    """Those of the places, which are in order, that lie behind the last."""
    return (places[n] for n in range(bisect_right(places, last), len(places)))


def _is_cut(words: tuple[str, ...], block: Block) -> bool:
    """Whether a line is the block with a few words inside it left out."""
    if len(words) < FEWEST_WORDS or not 0 < len(block.words) - len(words) <= len(words) // 2:
        return False
    rest = iter(block.words)
    return words[-2:] == block.words[-2:] and all(word in rest for word in words)


def _mended(
    lines: list[str], folded: Sequence[tuple[str, ...]], places: dict[int, int], blocks: Sequence[Block]
) -> list[str]:
    """The lines, those from which words were dropped as the page has them."""
    cut = {n: at for n, at in places.items() if blocks[at].prose and len(blocks[at].words) > len(folded[n])}
    return [blocks[cut[n]].text if n in cut else line for n, line in enumerate(lines)]


def _missing(blocks: Sequence[Block], taken: Sequence[bool], places: dict[int, int]) -> list[int]:
    """The blocks that hang as taken ones do, and the headings above them."""
    if not places:
        return []
    kin: dict[tuple[object, ...], int] = {}
    for at in places.values():
        if blocks[at].prose:
            for path in set(_paths(blocks[at])):
                kin[path] = kin.get(path, 0) + 1
    boxes = Counter(block.above[0] for block in blocks if block.prose and block.above)
    holders = {blocks[at].above[0] for at in places.values() if blocks[at].prose and blocks[at].above}
    found = [
        at
        for at, block in enumerate(blocks)
        if not taken[at]
        and block.prose
        and (any(kin.get(path, 0) >= LEAST_TAKEN for path in _paths(block)) or _is_wrapped(block, boxes, holders))
    ]
    chosen = set(found)
    heads = [
        at - 1
        for at in found
        if at
        and blocks[at - 1].tag in HEADINGS
        and not taken[at - 1]
        and blocks[at - 1].above[:1] == blocks[at].above[:1]
    ]
    return sorted(chosen.union(heads))


def _is_wrapped(block: Block, boxes: Counter[tuple[int, str]], holders: set[tuple[int, str]]) -> bool:
    """Whether a paragraph stands in a box with many more, and that box in one that holds the article's text."""
    if len(block.above) < 2 or block.tag != "p":
        return False
    box, holder = block.above[:2]
    return holder in holders and boxes[box] >= FEWEST_WRAPPED and not BESIDE.search(box[1])


def _paths(block: Block) -> Iterable[tuple[object, ...]]:
    """The ways up from a block to each element above it: tags and classes below, the element itself on top."""
    for depth, (number, _) in enumerate(block.above):
        yield (block.tag, *(name for _, name in block.above[:depth]), number)


def _lead(blocks: Sequence[Block], taken: Sequence[bool], lead: str) -> int | None:
    """The block above the text that says what the page's description says."""
    words = fold_words(lead)
    first = next((at for at, block in enumerate(blocks) if taken[at] and block.prose), 0)
    if len(words) < FEWEST_WORDS:
        return None
    for at in range(first):
        block = blocks[at]
        same = block.words == words or (len(block.words) >= FEWEST_WORDS and words[: len(block.words)] == block.words)
        if same and not taken[at] and not block.caption and ENDS.search(block.text):
            return at
    return None


def _merged(lines: list[str], places: dict[int, int], blocks: Sequence[Block], missing: Sequence[int]) -> list[str]:
    """The lines and the missing blocks in the order of the page."""
    merged: list[str] = []
    waiting = list(missing)
    for number, line in enumerate(lines):
        here = places.get(number)
        while here is not None and waiting and waiting[0] < here:
            merged.append(blocks[waiting.pop(0)].text)
        merged.append(line)
    return [*merged, *(blocks[at].text for at in waiting)]
