"""Lines of a main text that the page itself shows to be none of the article: title, captions, links, the foot.

They stay in the capture's text and are marked, each with its reason, for the cleaning to take out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from onrecord.ingest.html.blocks import Block, fold_words
from onrecord.ingest.html.recover import shingles
from onrecord.model import Removal

type Reason = tuple[Removal, str]

TOP = 8  # lines in which the title may stand again
LINKED, POINTING = 0.85, 0.5  # of a line's characters: a link and nothing else; a word or two and a link
POINTER = re.compile(r"[^.!?:|>»→]{2,40}\s*[:|>»→]\s*\S")  # "Read more: …", "ALSO READ | …"
SENTENCE = re.compile(r"[.!?…。！？][\"”’'»)\]]*\s*$")
CREDIT = re.compile(
    r"(?:photos?|images?|pictures?|fotos?|bild(?:er)?|imagen|imágenes|foto(?:grafía|grafia)|crédits?|credits?)"
    r"\s*(?:[:©/]|by\b|von\b).{2,120}",
    re.IGNORECASE,
)
FEWEST_LINKS, LINK_SHARE, FOOT_SHARE = 3, 0.3, 0.35  # of the lines of a foot of links; of the whole text at most
OWN_BODY = 400  # characters that a page must give as its article's body to be believed
AGREES, FOREIGN = 0.75, 0.3  # of a text's shingles in that body: it is the same article; the line is none of it
TRUNCATED = re.compile(r"(?:…|\.\.\.|\[\.\.\.\])\s*\Z")


def find_asides(
    lines: Sequence[str], blocks: Sequence[Block], titles: Iterable[str], own_body: str | None
) -> dict[int, Reason]:
    """The lines that are no part of the article, by number, each with why.

    Args:
        lines: The main text.
        blocks: The page.
        titles: All titles that the page gives.
        own_body: The article's text as the page gives it to machines, if it does.
    """
    folded = [fold_words(line) for line in lines]
    same: Mapping[tuple[str, ...], list[Block]] = _by_words(blocks)
    found: dict[int, Reason] = {}
    named = {fold_words(title) for title in titles} | {b.words for b in blocks if b.tag == "h1"}
    for number, (line, words) in enumerate(zip(lines, folded, strict=True)):
        if number < TOP and words in named:
            found[number] = (Removal.METADATA, "the title")
        elif why := _aside(line, same.get(words, ())):
            found[number] = (Removal.BOILERPLATE, why)
    links = [n for n, words in enumerate(folded) if _is_link(same.get(words, ()))]
    for number in _foot(lines, links):
        found.setdefault(number, (Removal.BOILERPLATE, "in a list of links to other articles below the text"))
    for number in _below(folded, own_body):
        found.setdefault(number, (Removal.BOILERPLATE, "below the end of the article that the page gives to machines"))
    kept = sum(len(line) for n, line in enumerate(lines) if n not in found)
    return found if kept else {}


def _by_words(blocks: Sequence[Block]) -> Mapping[tuple[str, ...], list[Block]]:
    found: dict[tuple[str, ...], list[Block]] = defaultdict(list)
    for block in blocks:
        found[block.words].append(block)
    return found


def _aside(line: str, blocks: Sequence[Block]) -> str:
    """What a line is by the blocks of the page that have its words; empty if it may be the article's."""
    if len(line) <= 140 and CREDIT.fullmatch(line):
        return "the credit of a picture"
    if blocks and all(block.caption for block in blocks):
        return "the caption of a picture"
    if _is_link(blocks):
        return "a link to another article"
    pointing = [b.linked >= POINTING * len(b.text) for b in blocks]
    if blocks and all(pointing) and POINTER.match(line) and not SENTENCE.search(line):
        return "a pointer to another article"
    return ""


def _is_link(blocks: Sequence[Block]) -> bool:
    """Whether a line of three words or more is nothing but a link, wherever the page has it, and no sentence."""
    return bool(blocks) and all(
        len(b.words) >= 3 and b.linked >= LINKED * len(b.text) and not SENTENCE.search(b.text) for b in blocks
    )


def _foot(lines: Sequence[str], links: Sequence[int]) -> Iterable[int]:
    """The last lines, from the heading above the first of them, where so many are links that all belong to them."""
    whole = sum(map(len, lines))
    for number, first in enumerate(links):
        count = len(links) - number
        rest = len(lines) - first
        if count < FEWEST_LINKS:
            return ()
        small = sum(map(len, lines[first:])) <= FOOT_SHARE * whole
        beside = all(n in links or n - 1 in links or n + 1 in links for n in range(first, len(lines)))
        if small and beside and count >= LINK_SHARE * rest:
            above = first - 1
            heading = above > 0 and len(lines[above].split()) <= 8 and not SENTENCE.search(lines[above])
            return range(above if heading else first, len(lines))
    return ()


def _below(folded: Sequence[tuple[str, ...]], own_body: str | None) -> Iterable[int]:
    """The lines at the end that are not in the page's own body of the article, where that is all the rest."""
    if not own_body or len(own_body) < OWN_BODY or TRUNCATED.search(own_body):
        return ()
    held = set(shingles(fold_words(own_body)))
    shares = [sum(s in held for s in own) / len(own) for own in (list(shingles(words)) for words in folded)]
    weight = sum(map(len, folded))
    if sum(share * len(words) for share, words in zip(shares, folded, strict=True)) < AGREES * weight:
        return ()
    last = max(n for n, share in enumerate(shares) if share > FOREIGN)
    return range(last + 1, len(folded))
