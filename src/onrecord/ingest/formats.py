"""What sort of file a name and its first bytes announce."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

type Reader = Literal["text", "json_lines", "html", "not_text", "not_yet"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """How a file is to be read; ``name`` says in words what it is where it is not read."""

    reader: Reader
    name: str = ""


TEXT = Format(reader="text")
JSON_LINES = Format(reader="json_lines")
HTML = Format(reader="html", name="HTML")


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads((files(__package__) / "data" / "formats.toml").read_text("utf-8"))


@cache
def _by_ending() -> dict[str, Format]:
    table = _table()
    found = dict.fromkeys(table["json_lines"], JSON_LINES) | dict.fromkeys(table["html"], HTML)
    sorts: tuple[Reader, Reader] = ("not_text", "not_yet")
    for sort in sorts:
        for name, endings in table[sort].items():
            found.update(dict.fromkeys(endings, Format(reader=sort, name=name)))
    return found


def by_name(path: str) -> Format:
    """The format that the end of a file's name announces; plain text where it announces nothing."""
    name = path.replace("\\", "/").rsplit("/", 1)[-1].lower()
    parts = name.split(".")
    for take in (2, 1):
        if len(parts) > take and (found := _by_ending().get(".".join(parts[-take:]))):
            return found
    return TEXT


def _first_tag(head: bytes) -> bytes:
    """What is left of the first bytes without blanks, comments, and the XML declaration where XHTML follows it."""
    head = head.lstrip()
    while head.startswith(b"<!--") and b"-->" in head:
        head = head.split(b"-->", 1)[1].lstrip()
    below = head.split(b"?>", 1)[-1].lstrip()
    xhtml = head.startswith(b"<?xml") and below.startswith((b"<!doctype html", b"<html"))
    return below if xhtml else head


def by_content(start: bytes) -> Format | None:
    """The format that the first bytes announce, where they announce one that is no plain text."""
    head = _first_tag(start[:4096].removeprefix(b"\xef\xbb\xbf").lower())
    for magic, name in _table()["magic"].items():
        if head.startswith(magic.lower().encode("utf-8")):
            return HTML if name == HTML.name else Format(reader="not_yet", name=name)
    if start.startswith(b"\x1f\x8b"):
        return Format(reader="not_yet", name="a packed archive")
    return None
