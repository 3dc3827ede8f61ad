"""What a block of a page is besides its article, by the marks of the element it stands in, or by its own words."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
LONGEST_NAME = 200  # characters of a class and id that are looked at
LONGEST_TEXT = 600
WHOLE = frozenset(("html", "body", "main", "article"))  # their classes speak of the page, not of a part of it


@dataclass(frozen=True, slots=True)
class Marks:
    """The data file, compiled."""

    names: tuple[tuple[re.Pattern[str], str], ...]
    role: dict[str, str]
    tag: dict[str, str]
    words: tuple[tuple[re.Pattern[str], int, str], ...]


@cache
def _marks() -> Marks:
    table = tomllib.loads((files(__package__) / "data" / "around.toml").read_text("utf-8"))
    return Marks(
        names=tuple((re.compile(row["words"]), row["note"]) for row in table["class"]),
        role=table["role"],
        tag=table["tag"],
        words=tuple((re.compile(row["regex"], re.IGNORECASE), row["longest"], row["note"]) for row in table["words"]),
    )


@lru_cache(maxsize=4096)
def by_marks(tag: str, role: str, names: str) -> str:
    """What an element is by class and id, else by role, else by tag; empty if they say nothing."""
    known = _marks()
    if names and tag not in WHOLE:
        plain = HUMP.sub("-", names[:LONGEST_NAME]).lower()
        for pattern, note in known.names:
            if pattern.search(plain):
                return note
    return known.role.get(role.lower(), "") or known.tag.get(tag, "")


def by_words(text: str) -> str:
    """What a block is by its own words; empty if they say nothing."""
    if len(text) > LONGEST_TEXT:
        return ""
    count = len(text.split())
    return next((note for pattern, most, note in _marks().words if count <= most and pattern.search(text)), "")
