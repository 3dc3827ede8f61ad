"""What sort of file a name, its first bytes and a media type announce."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """How a file is to be read; ``name`` says in words what it is where it is not read.

    Attributes:
        reader: A name under ``[reader]`` of ``data/formats.toml``, or "text", "not_text", "not_yet".
    """

    reader: str
    name: str = ""

    @property
    def read(self) -> bool:
        """Whether there may be an article in it."""
        return self.reader not in ("not_text", "not_yet")


JSON_START = re.compile(rb'(?:\[\s*)?\{\s*"')
HEADER = re.compile(rb"^([A-Za-z][A-Za-z-]{1,40}):[ \t]", re.MULTILINE)
TEXT = Format(reader="text")
HTML = Format(reader="html")


@cache
def table() -> dict[str, Any]:
    """The word lists of ``data/formats.toml``."""
    return tomllib.loads((files(__package__) / "data" / "formats.toml").read_text("utf-8"))


@cache
def _by_ending() -> dict[str, Format]:
    found: dict[str, Format] = {}
    for reader, endings in table()["reader"].items():
        found.update(dict.fromkeys(endings, Format(reader=reader)))
    for sort in ("not_text", "not_yet"):
        for name, endings in table()[sort].items():
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


def by_media_type(media_type: str | None) -> Format | None:
    """The format that a media type announces; None where it is none that is read."""
    plain = (media_type or "").split(";", 1)[0].strip().lower()
    return next((Format(reader=reader) for reader, types in table()["media"].items() if plain in types), None)


def by_content(start: bytes) -> Format | None:
    """The format that the first bytes announce, where they announce one that is no plain text."""
    for magic, reader in table()["packed"].items():
        if start.startswith(bytes.fromhex(magic)):
            return Format(reader=reader)
    head = _first_tag(_narrow(start[:8192]).removeprefix(b"\xef\xbb\xbf").lower())
    for magic, reader in table()["starts"].items():
        if head.startswith(magic.lower().encode("utf-8")):
            return Format(reader=reader) if reader in table()["reader"] else Format(reader="not_yet", name=reader)
    return None


def choose(name: str, head: bytes, media_type: str | None = None) -> Format:
    """How to read the bytes that start with ``head``.

    A web archive's own packing is left to its reader, so there the name goes first; else the bytes know best, but for
    formats that hide inside others (a word processor's file is a zip archive).
    """
    named = by_name(name)
    if not named.read or named.reader in ("warc", "wacz"):
        return named
    found = by_content(head)
    if found and not (found.reader == "feed" and named.reader in ("html", "archived_page")):
        return found
    if named != TEXT:
        return named
    return by_media_type(media_type) or (by_shape(head) if name and name_says_nothing(name) else TEXT)


def name_says_nothing(name: str) -> bool:
    """Whether a name has no ending to go by, as standard input has none."""
    return "." not in name.replace("\\", "/").rsplit("/", 1)[-1]


def by_shape(start: bytes) -> Format:
    """The format of text that comes without a name, told by its first lines: JSON, a letter, a table, or plain text."""
    head = start[:16384].removeprefix(b"\xef\xbb\xbf").lstrip()
    if JSON_START.match(head):
        return Format(reader="json")
    names = {match[1].lower() for match in HEADER.finditer(re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0])}
    if HEADER.match(head) and b"from" in names and names & {b"message-id", b"mime-version", b"received"}:
        return Format(reader="mail")
    line = head.split(b"\n", 1)[0].decode("utf-8", "replace")
    return Format(reader="table") if _names_columns(line) else TEXT


def _names_columns(line: str) -> bool:
    """Whether a line is a row of column names: two or more that are known, one of them for the articles' words."""
    fields = table()["fields"]
    words = {*fields["text"], *fields["html"]}
    known = {name for names in fields.values() for name in names}
    for delimiter in ",;\t|":
        cells = {"".join(c for c in cell.lower() if c.isalnum()) for cell in line.split(delimiter)}
        if len(cells & known) > 1 and cells & words:
            return True
        if "measure" in cells and cells & {"value", "low", "high"}:
            return True
    return False


def _narrow(head: bytes) -> bytes:
    """The first bytes with the zero bytes of UTF-16 taken out, where its mark stands before them."""
    return head[2:].replace(b"\0", b"") if head.startswith((b"\xff\xfe", b"\xfe\xff")) else head


def _first_tag(head: bytes) -> bytes:
    """What is left of the first bytes without blanks, comments, and the XML declaration where XHTML follows it."""
    head = head.lstrip()
    while head.startswith(b"<!--") and b"-->" in head:
        head = head.split(b"-->", 1)[1].lstrip()
    below = head.split(b"?>", 1)[-1].lstrip()
    xhtml = head.startswith(b"<?xml") and below.startswith((b"<!doctype html", b"<html"))
    return below if xhtml else head
