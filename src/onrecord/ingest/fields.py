"""From one record of named fields (a JSON object, a row of a table) to a capture."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from onrecord.errors import MalformedError
from onrecord.ingest.dates import read_window
from onrecord.ingest.formats import table
from onrecord.ingest.limits import check_text
from onrecord.ingest.source import Reading, Source, finished, now
from onrecord.model import Capture

SURROGATE = re.compile("[\ud800-\udfff]")
STRINGS = ("url", "title", "publisher", "published")
SHOWN = 30  # names of fields that a message lists


@cache
def aliases() -> dict[str, tuple[str, ...]]:
    """For each field of ours the names that it goes by elsewhere, folded, the likeliest first."""
    return {name: tuple(others) for name, others in table()["fields"].items()}


def fold(name: object) -> str:
    """A field's name in lower case, letters and figures only."""
    return "".join(c for c in str(name).lower() if c.isalnum())


def listed(names: list[str]) -> str:
    """Names of fields for a message: at most thirty, each cut to forty characters."""
    shown = ", ".join(f'"{n[:40]}"' for n in names[:SHOWN])
    return shown + (f" and {len(names) - SHOWN} more" if len(names) > SHOWN else "")


@dataclass(slots=True)
class Records:
    """The records of one container, each named by its id or by the container and its number.

    Attributes:
        by_id: Whether a record is called by its own id, as a JSON line is, or always by its number.
        sort: What a record is called in a message: "line", "item", "row".
    """

    source: Source
    reading: Reading
    media_type: str
    sort: str = "line"
    by_id: bool = True
    used: dict[str, int] = field(default_factory=dict)  # id -> the number of the record that has it

    def capture(
        self,
        record: Mapping[str, Any],
        number: int,
        content: bytes,
        offset: int | None = None,
        *,
        ready: Capture | None = None,
    ) -> Capture:
        """The capture of ``record``, the ``number``-th of its container, which came as ``content``.

        With ``ready``, whose words and claims are made already, only what the record says of itself is added.

        Raises:
            RecordError: There is no article's text in it.
        """
        known = self._named(record)
        identity = self._string(known, "id", number)
        values: dict[str, Any] = {name: self._string(known, name, number) for name in STRINGS}
        if values["published"] and not read_window(values["published"]):
            self.note(number, f'"published" is {values["published"]!r}, which names no day: write it as 2024-10-20')
        path = self._path(identity, number)
        capture = replace(ready, path=path) if ready else self._words(known, record, path, values["url"], number)
        stated: dict[str, Any] = {name: value for name, value in values.items() if value}
        if byline := self._byline(known.get("byline"), number):
            stated["byline"] = byline
        capture = replace(capture, media_type=self.media_type, **stated)
        place = identity or f"{self.sort} {number}"
        provenance = self.source.record(place)
        if provenance.offset is None:
            provenance = replace(provenance, offset=offset)
        return finished(capture, self.source, content, provenance)

    def note(self, number: int, message: str) -> None:
        """Write down what is wrong with a record."""
        self.reading.note(f"{self.source.path}:{number}", message)

    def _named(self, record: Mapping[str, Any]) -> dict[str, Any]:
        """The record's values under our names; an exact name goes before one that only means the same."""
        folded: dict[str, Any] = {}
        for written, value in record.items():
            if value not in (None, ""):
                folded.setdefault(fold(written), value)
        known: dict[str, Any] = {}
        for ours, others in aliases().items():
            name = next((n for n in others if n in folded), None)
            if record.get(ours) is not None:
                known[ours] = record[ours]
            elif name is not None:
                known[ours] = folded[name]
        return known

    def _words(
        self, known: Mapping[str, Any], record: Mapping[str, Any], path: str, url: str | None, number: int
    ) -> Capture:
        """The capture with the record's text, or with what its page says where it holds a page."""
        text, page = known.get("text"), known.get("html")
        if text is None and isinstance(page, str):
            from onrecord.ingest.html import read_html

            return read_html(page.encode("utf-8", "replace"), path=path, url=url)
        if text is None:
            has = f"; its fields are {listed([str(n) for n in record])}" if record else ""
            raise MalformedError(f'this {self.sort} has no "text"{has}')
        if not isinstance(text, str):
            raise MalformedError(f'"text" must be a string, not {sort_of(text)}')
        check_text(text)
        return Capture(path=path, text=self._sound(text, "text", number), sha256="", captured=now())

    def _sound(self, text: str, name: str, number: int) -> str:
        """``text`` with each lone surrogate, which no encoding can write, read as U+FFFD."""
        mended = SURROGATE.sub("\ufffd", text)
        if mended != text:
            self.note(number, f'half a character (a lone surrogate) in "{name}" is now read \ufffd (U+FFFD)')
        return mended

    def _string(self, known: Mapping[str, Any], name: str, number: int) -> str | None:
        value = _name_of(known.get(name))
        if name == "id" and isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if value is not None and not isinstance(value, str):
            self.note(number, f'"{name}" must be a string, not {sort_of(value)}; it was left out')
            return None
        return self._sound((value or "").strip(), name, number) or None

    def _byline(self, value: object, number: int) -> tuple[str, ...]:
        value = _name_of(value)
        names = [value] if isinstance(value, str) else [] if value is None else value
        names = [_name_of(name) for name in names] if isinstance(names, list) else names
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            self.note(number, '"byline" must be a string or a list of strings; it was left out')
            return ()
        return tuple(self._sound(name.strip(), "byline", number) for name in names if name.strip())

    def _path(self, identity: str | None, number: int) -> str:
        numbered = f"{self.source.path}:{number}"
        if identity is None or not self.by_id:
            return numbered
        first = self.used.setdefault(identity, number)
        if first != number:
            self.note(
                number,
                f"the id {identity!r} was used in {self.sort} {first}: this one is named by file and {self.sort}",
            )
            return numbered
        return identity


def _name_of(value: object) -> Any:
    """The name in an object that has one, as schema.org writes authors and publishers; else the value itself."""
    return value["name"] if isinstance(value, dict) and isinstance(value.get("name"), str) else value


def sort_of(value: object) -> str:
    """What a JSON value is, in words."""
    names = {dict: "an object", list: "a list", bool: "true or false", int: "a number", float: "a number"}
    return "null" if value is None else names.get(type(value), "a string")
