"""JSON Lines: one article a line, read line by line."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from onrecord.errors import MalformedError, RecordError
from onrecord.ingest.dates import read_window
from onrecord.ingest.limits import check_text
from onrecord.model import Capture, Issue

STAGE = "ingest"
MEDIA_TYPE = "application/json"
MAX_LINE_BYTES = 64 * 1024 * 1024  # twelve bytes a character, escaped, and a little
SURROGATE = re.compile("[\ud800-\udfff]")
STRINGS = ("url", "title", "publisher", "published")


@dataclass(slots=True)
class JsonLines:
    """One file's lines to captures; what is wrong with a line becomes an issue and the next is read."""

    path: str
    issues: list[Issue]
    used: dict[str, int] = field(default_factory=dict)  # id -> the line that has it

    def read(self, readline: Callable[[int], bytes]) -> Iterator[Capture]:
        """The captures of the lines that ``readline`` gives, in order; ``readline`` takes the most bytes to give."""
        number = found = 0
        while line := readline(MAX_LINE_BYTES + 1):
            number += 1
            if len(line) > MAX_LINE_BYTES:
                _skip_rest(readline, line)
                size = MAX_LINE_BYTES // (1024 * 1024)
                self._note(number, f"this line is longer than {size} MiB and was passed over. Split it into articles")
                continue
            if not line.strip():
                continue
            found += 1
            if found == 1 and self.path.lower().endswith(".json") and not is_article_line(line):
                message = 'this is JSON, but not JSON Lines: put each article, an object with "text", on one line'
                self.issues.append(Issue(stage=STAGE, where=self.path, message=message))
                return
            try:
                yield self._capture(line.rstrip(b"\r\n"), number)
            except RecordError as error:
                self._note(number, error.message)
        if not found:
            self.issues.append(Issue(stage=STAGE, where=self.path, message="this file is empty"))

    def _note(self, number: int, message: str) -> None:
        self.issues.append(Issue(stage=STAGE, where=f"{self.path}:{number}", message=message))

    def _capture(self, line: bytes, number: int) -> Capture:
        record = parse_record(line)
        text = self._text(record, number)
        identity = self._string(record, "id", number)
        values = {name: self._string(record, name, number) for name in STRINGS}
        published = values["published"]
        if published and not read_window(published):
            self._note(number, f'"published" is {published!r}, which names no day: write it as 2024-10-20')
        return Capture(
            path=self._path(identity, number),
            text=text,
            sha256=hashlib.sha256(line).hexdigest(),
            captured=datetime.now(UTC),
            media_type=MEDIA_TYPE,
            byline=self._byline(record.get("byline"), number),
            url=values["url"],
            title=values["title"],
            publisher=values["publisher"],
            published=published,
        )

    def _text(self, record: dict[str, Any], number: int) -> str:
        text = record.get("text")
        if text is None and record.get("html") is not None:
            raise MalformedError('HTML is not read yet: give the article\'s words as "text"')
        if text is None:
            raise MalformedError('this line has no "text"')
        if not isinstance(text, str):
            raise MalformedError(f'"text" must be a string, not {_sort(text)}')
        check_text(text)
        return self._sound(text, "text", number)

    def _sound(self, text: str, name: str, number: int) -> str:
        """``text`` with each lone surrogate, which no encoding can write, read as U+FFFD."""
        mended = SURROGATE.sub("\ufffd", text)
        if mended != text:
            self._note(number, f'half a character (a lone surrogate) in "{name}" is now read \ufffd (U+FFFD)')
        return mended

    def _string(self, record: dict[str, Any], name: str, number: int) -> str | None:
        value = record.get(name)
        if name == "id" and isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if value is not None and not isinstance(value, str):
            self._note(number, f'"{name}" must be a string, not {_sort(value)}; it was left out')
            return None
        return self._sound((value or "").strip(), name, number) or None

    def _byline(self, value: object, number: int) -> tuple[str, ...]:
        names = [value] if isinstance(value, str) else [] if value is None else value
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            self._note(number, '"byline" must be a string or a list of strings; it was left out')
            return ()
        return tuple(self._sound(name.strip(), "byline", number) for name in names if name.strip())

    def _path(self, identity: str | None, number: int) -> str:
        if identity is None:
            return f"{self.path}:{number}"
        first = self.used.setdefault(identity, number)
        if first != number:
            self._note(number, f"the id {identity!r} was used in line {first}: this one is named by file and line")
            return f"{self.path}:{number}"
        return identity


def parse_record(line: bytes) -> dict[str, Any]:
    """The JSON object in ``line``.

    Raises:
        MalformedError: The line is not UTF-8, no JSON or no object.
    """
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise MalformedError(f"byte {error.start} of this line is not valid UTF-8, as JSON must be") from error
    except json.JSONDecodeError as error:
        raise MalformedError(f"this line is no JSON: {error.msg} at character {error.colno}") from error
    except RecursionError as error:
        raise MalformedError("this line is no article: its JSON is nested too deep") from error
    except ValueError as error:  # a number with more digits than Python will read
        raise MalformedError(f"this line cannot be read as JSON: {error}") from error
    if not isinstance(record, dict):
        raise MalformedError(f"this line is {_sort(record)}, not a JSON object with the article's text")
    return record


def is_article_line(line: bytes) -> bool:
    """Whether ``line`` is a JSON object with "text" or "html"."""
    try:
        record = parse_record(line)
    except MalformedError:
        return False
    return "text" in record or "html" in record


def _skip_rest(readline: Callable[[int], bytes], chunk: bytes) -> None:
    while chunk and not chunk.endswith(b"\n"):
        chunk = readline(1024 * 1024)


def _sort(value: object) -> str:
    names = {dict: "an object", list: "a list", bool: "true or false", int: "a number", float: "a number"}
    return "null" if value is None else names.get(type(value), "a string")
