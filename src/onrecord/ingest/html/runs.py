"""A page as a reader sees it: every run of words with nothing but inline elements in it, menus and forms included."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord.ingest.fragment import HIDDEN
from onrecord.ingest.html.blocks import INLINE

if TYPE_CHECKING:
    from lxml.html import HtmlElement

SILENT = frozenset(
    (
        "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed", "canvas", "audio",
        "video", "select", "option", "datalist", "input", "textarea", "head", "map", "area", "title",
    )
)  # fmt: skip
MOST_RUNS = 50_000  # of one page; a page has some hundreds


class Box:
    """An element, with the one it stands in, whether it holds a part of the article, and what its marks tell."""

    __slots__ = ("element", "holds", "parent", "told")

    def __init__(self, element: HtmlElement, parent: Box | None) -> None:
        self.element = element
        self.parent = parent
        self.holds = False
        self.told: str | None = None  # not asked yet

    def hold(self) -> None:
        """Note that a part of the article stands in it, and so in all that is around it."""
        box: Box | None = self
        while box is not None and not box.holds:
            box.holds = True
            box = box.parent


class Run:
    """One run of words: on one line, with how many of its characters are links, and the element that it fills."""

    __slots__ = ("box", "linked", "text")

    def __init__(self, text: str, linked: int, box: Box) -> None:
        self.text = text
        self.linked = linked
        self.box = box


class _Walk:
    """The words gathered so far, until the next block begins or ends."""

    def __init__(self) -> None:
        self.boxes: list[Box] = []
        self.blocks: list[Box] = []  # those of them that are no inline elements
        self.links = 0  # that are open
        self.parts: list[str] = []
        self.linked = 0
        self.filled: Box | None = None  # the element that all the words stand in, as far as they have come

    def add(self, text: str | None) -> None:
        if not text or not (bare := text.strip()):
            if text:
                self.parts.append(" ")
            return
        self.parts.append(text)
        self.linked += len(bare) if self.links else 0
        here = self.boxes[-1]
        self.filled = here if self.filled in (None, here) else self.blocks[-1]

    def take(self) -> Iterator[Run]:
        """The run that has come together, if any; the next one begins."""
        if self.filled is not None:
            yield Run(" ".join("".join(self.parts).split()), self.linked, self.filled)
            self.filled = None
        self.parts.clear()
        self.linked = 0


def read_runs(tree: HtmlElement) -> Iterator[Run]:
    """The runs of a page in its order; what scripts, forms' choices and hidden elements hold is none of it."""
    from lxml.etree import iterwalk

    body = tree.find(".//body")
    walk, count = _Walk(), 0
    events = iterwalk(tree if body is None else body, events=("start", "end"))
    for event, element in events:
        inline = element.tag in INLINE
        if not inline:
            for run in walk.take():
                yield run
                count += 1
        if count >= MOST_RUNS:
            return
        if event == "start":
            _open(walk, element, inline=inline)
            if element.tag in SILENT or _hidden(element):
                events.skip_subtree()
            else:
                walk.add(" " if element.tag == "br" else element.text)
        elif _close(walk, element, inline=inline):
            walk.add(element.tail)


def _open(walk: _Walk, element: HtmlElement, *, inline: bool) -> None:
    box = Box(element, walk.boxes[-1] if walk.boxes else None)
    walk.boxes.append(box)
    if not inline:
        walk.blocks.append(box)
    walk.links += element.tag == "a"


def _close(walk: _Walk, element: HtmlElement, *, inline: bool) -> bool:
    """Leave an element; whether there is another around it."""
    walk.boxes.pop()
    if not inline:
        walk.blocks.pop()
    walk.links -= element.tag == "a"
    return bool(walk.boxes)


def _hidden(element: HtmlElement) -> bool:
    attributes = element.attrib
    return "hidden" in attributes or ("style" in attributes and bool(HIDDEN.search(attributes["style"])))
