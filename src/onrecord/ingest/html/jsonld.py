"""What a page says in JSON-LD (schema.org): the object of its article among those of the site around it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lxml.html import HtmlElement

type Node = dict[str, Any]

MAX_OBJECTS = 5000  # of all scripts of a page; a live blog may have some hundred entries
MAX_SCRIPT = 5_000_000  # characters
BESIDE = frozenset(  # properties whose articles are others than the page's
    {
        "itemListElement", "hasPart", "mentions", "citation", "isBasedOn", "comment", "relatedLink", "isRelatedTo",
        "subjectOf", "liveBlogUpdate", "associatedMedia", "video", "image", "potentialAction", "speakable", "review",
    }
)  # fmt: skip
ARTICLE = re.compile(r"(?:Article|Posting|Report|Review|Recipe)$")
WEAK = frozenset({"WebPage", "ItemPage", "MediaGallery", "ImageGallery", "VideoObject", "Podcast", "PodcastEpisode"})
WRAPPED = re.compile(
    r"\A\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*.{0,20}?\*/)*\s*|\s*(?:-->|//\s*\]\]>|\]\]>|;)*\s*\Z", re.S
)


def find_article(objects: Iterable[tuple[int, Node]]) -> Node:
    """The object that describes the page's article; empty if there is none.

    A news article goes before a plain page or video, an object of its own before one inside another, the first before
    the next.
    """
    best: Node = {}
    best_rank = 0
    for depth, node in objects:
        rank = _rank(node) * 10 - min(depth, 9) if _rank(node) else 0
        if rank > best_rank:
            best, best_rank = node, rank
    return best


def find_updates(objects: Iterable[tuple[int, Node]]) -> tuple[Node, ...]:
    """The entries of the live blog that a page is, in its order; empty if it is none."""
    for _, node in objects:
        if "LiveBlogPosting" in types(node) and (updates := node.get("liveBlogUpdate")):
            given = updates if isinstance(updates, list) else [updates]
            return tuple(update for update in given if isinstance(update, dict))
    return ()


def types(node: Node) -> tuple[str, ...]:
    """The names of an object's types, without the vocabulary's address."""
    said = node.get("@type")
    names = said if isinstance(said, list) else [said]
    return tuple(name.rstrip("/").rsplit("/", 1)[-1].removeprefix("schema:") for name in names if isinstance(name, str))


def _rank(node: Node) -> int:
    names = types(node)
    if any(ARTICLE.search(name) for name in names):
        return 3 if node.get("headline") or node.get("datePublished") else 2
    return 1 if WEAK.intersection(names) and (node.get("headline") or node.get("datePublished")) else 0


def read_objects(tree: HtmlElement) -> Iterator[tuple[int, Node]]:
    """The objects of all scripts with how deep they lie, in the order of the page; those of other articles left out."""
    seen = 0
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower() or not script.text:
            continue
        stack: list[tuple[int, Any]] = [(0, _loaded(script.text))]
        while stack and seen < MAX_OBJECTS:
            depth, value = stack.pop()
            if isinstance(value, list):
                stack.extend((depth, item) for item in reversed(value))
            elif isinstance(value, dict):
                seen += 1
                yield depth, value
                inner = [(k, v) for k, v in value.items() if k not in BESIDE and isinstance(v, (dict, list))]
                stack.extend((depth + (k != "@graph"), v) for k, v in reversed(inner))


def _loaded(text: str) -> Any:
    """The JSON of a script; None where it is none. Line breaks inside strings and what hides it are passed over."""
    if len(text) > MAX_SCRIPT:
        return None
    for attempt in (text, WRAPPED.sub("", text)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def words(value: Any) -> str | None:
    """The text of a property: a string, the first of a list, or the name of an object."""
    if isinstance(value, list):
        value = next((v for v in value if v), None)
    if isinstance(value, dict):
        value = value.get("name") or value.get("@value")
        if isinstance(value, list):
            value = next((v for v in value if v), None)
    return value.strip() or None if isinstance(value, str) else None


def names(value: Any) -> tuple[str, ...]:
    """The names of persons or organisations: strings, objects, or lists of either."""
    found = value if isinstance(value, list) else [value]
    named = [words(item) for item in found if isinstance(item, (str, dict))]
    return tuple(name for name in named if name)
