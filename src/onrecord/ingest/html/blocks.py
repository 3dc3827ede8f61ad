"""A page as its blocks of text: paragraphs, headings, list items, captions, each with where it hangs in the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement

INLINE = frozenset(
    (
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "cite", "code", "data", "del", "dfn", "em", "font", "i",
        "img", "ins", "kbd", "label", "mark", "picture", "q", "s", "samp", "small", "source", "span", "strike",
        "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
    )
)  # fmt: skip
UNSEEN = frozenset(
    (
        "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed", "canvas", "audio",
        "video", "select", "option", "button", "input", "textarea", "form", "head", "nav", "map", "area", "dialog",
    )
)  # fmt: skip
ROOTS = frozenset(("article", "main", "body"))  # the elements an article begins in
HEADINGS = frozenset(("h2", "h3", "h4", "h5", "h6"))
DEEPEST_PATH = 6  # elements above a block that tell where it hangs
WORD = re.compile(r"\w+")
ENDS = re.compile(r"[.!?:…。！？»”\"’')\]]\s*$")
LONG, SHORT = 20, 6  # words: a block that long is prose whatever it ends with, one shorter than the second never
MOST_LINKED = 0.5  # of the characters of a paragraph of an article that are links


type Above = tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Block:
    """One block of text.

    Attributes:
        text: Its words on one line.
        words: The same, folded, for comparing.
        tag: Its element.
        above: The elements above it, nearest first, up to the one the article begins in: the number of each, and its
            tag and class.
        linked: How many of its characters are links.
        caption: Whether it stands in a figure.
    """

    text: str
    words: tuple[str, ...]
    tag: str
    above: Above
    linked: int
    caption: bool

    @property
    def prose(self) -> bool:
        """Whether it reads as a sentence of an article, not as a button, a heading or a list of links."""
        if self.caption or self.tag in HEADINGS or self.linked > MOST_LINKED * len(self.text):
            return False
        return len(self.words) >= LONG or (len(self.words) >= SHORT and bool(ENDS.search(self.text)))


def fold_words(text: str) -> tuple[str, ...]:
    """The words of a text for comparing."""
    return tuple(WORD.findall(text.casefold()))


def read_blocks(tree: HtmlElement) -> tuple[Block, ...]:
    """The blocks of a page in its order: the elements with text that hold no other block."""
    body = tree.find(".//body")
    return tuple(_walk(tree if body is None else body))


def _walk(body: HtmlElement) -> Iterator[Block]:
    stack: list[tuple[HtmlElement, Above, bool]] = [(body, (), False)]
    number = 0
    while stack:
        element, above, figure = stack.pop()
        if not isinstance(element.tag, str) or element.tag in UNSEEN:
            continue
        figure = figure or element.tag in ("figure", "figcaption")
        if _is_leaf(element):
            if block := _block(element, above, figure):
                yield block
            continue
        number += 1
        here = (number, f"{element.tag}.{element.get('class') or ''}")
        below = (here, *(() if element.tag in ROOTS else above[: DEEPEST_PATH - 1]))
        stack.extend((child, below, figure) for child in reversed(element))


def _is_leaf(element: HtmlElement) -> bool:
    """Whether it is a block itself: a paragraph or heading, or an element with nothing but words in a line."""
    if element.tag in ("p", "h1", *HEADINGS):
        return True
    return all(
        not isinstance(child.tag, str) or child.tag in INLINE or child.tag in UNSEEN
        for child in element.iter()
        if child is not element
    )


def _block(element: HtmlElement, above: Above, figure: bool) -> Block | None:
    text = " ".join("".join(_seen(element)).split())
    if not text:
        return None
    linked = sum(len(" ".join("".join(_seen(a)).split())) for a in element.iter("a"))
    return Block(text, fold_words(text), str(element.tag), above, linked, figure)


def _seen(element: HtmlElement) -> Iterator[str]:
    """The words a reader sees in an element, its own tail left out."""
    yield element.text or ""
    for child in element:
        if child.tag == "br":
            yield " "
        elif isinstance(child.tag, str) and child.tag not in UNSEEN:
            yield from _seen(child)
        yield child.tail or ""
