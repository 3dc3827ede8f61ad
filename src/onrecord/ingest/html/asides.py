"""Lines of a main text that the page itself shows to be none of the article: title, captions, links, the foot.

They stay in the capture's text and are marked, each with its reason, for the cleaning to take out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

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
FEWEST_WORDS = 3  # of a link to another article
LONGEST_CREDIT = 140
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
    same = _by_words(blocks)
    found: dict[int, Reason] = {}
    named = {fold_words(title) for title in titles} | {b.words for b in blocks if b.tag == "h1"}
    for number, (line, words) in enumerate(zip(lines, folded, strict=True)):
        if number < TOP and words in named:
            found[number] = (Removal.METADATA, "the title")
        elif why := _aside(line, same.get(words, NO_BLOCK)):
            found[number] = (Removal.BOILERPLATE, why)
    links = [n for n, words in enumerate(folded) if same.get(words, NO_BLOCK).link]
    for number in _foot(lines, links):
        found.setdefault(number, (Removal.BOILERPLATE, "in a list of links to other articles below the text"))
    for number in _below(folded, own_body):
        found.setdefault(number, (Removal.BOILERPLATE, "below the end of the article that the page gives to machines"))
    return found if len(found) < len(lines) else {}


@dataclass(frozen=True, slots=True)
class Looks:
    """What a line is wherever the page has it: in a figure; nothing but a link; half a link."""

    caption: bool
    link: bool
    pointing: bool


NO_BLOCK = Looks(caption=False, link=False, pointing=False)
EVERY = Looks(caption=True, link=True, pointing=True)


def _by_words(blocks: Sequence[Block]) -> dict[tuple[str, ...], Looks]:
    found: dict[tuple[str, ...], Looks] = {}
    for block in blocks:
        whole = block.linked >= LINKED * len(block.text) and len(block.words) >= FEWEST_WORDS
        before = found.get(block.words, EVERY)
        found[block.words] = Looks(
            caption=before.caption and block.caption,
            link=before.link and whole and not SENTENCE.search(block.text),
            pointing=before.pointing and block.linked >= POINTING * len(block.text),
        )
    return found


def _aside(line: str, looks: Looks) -> str:
    """What a line is by the blocks of the page that have its words; empty if it may be the article's."""
    if len(line) <= LONGEST_CREDIT and CREDIT.fullmatch(line):
        return "the credit of a picture"
    if looks.caption:
        return "the caption of a picture"
    if looks.link:
        return "a link to another article"
    if looks.pointing and POINTER.match(line) and not SENTENCE.search(line):
        return "a pointer to another article"
    return ""


def _foot(lines: Sequence[str], links: Sequence[int]) -> Iterable[int]:
    """The last lines, from the heading above the first of them, where so many are links that all belong to them."""
    whole = sum(map(len, lines))
    near = {n + step for n in links for step in (-1, 0, 1)}
    free = max((n for n in range(len(lines)) if n not in near), default=-1)  # the last line that is beside no link
    links = [n for n in links if n > free]
    below = list(accumulate(map(len, reversed(lines))))  # characters of so many last lines
    for number, first in enumerate(links):
        count = len(links) - number
        rest = len(lines) - first
        if count < FEWEST_LINKS:
            return ()
        if below[rest - 1] <= FOOT_SHARE * whole and count >= LINK_SHARE * rest:
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
