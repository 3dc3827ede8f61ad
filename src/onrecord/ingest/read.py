"""Read whatever a person names, one capture at a time."""

from __future__ import annotations

import hashlib
import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from onrecord.errors import RecordError, UnreadableError
from onrecord.ingest.decode import decode
from onrecord.ingest.formats import HTML, by_content, by_name
from onrecord.ingest.html import MAX_PAGE_BYTES, read_html
from onrecord.ingest.jsonl import MAX_LINE_BYTES, MEDIA_TYPE, JsonLines, is_article_line
from onrecord.ingest.limits import MAX_CHARACTERS, check_text
from onrecord.ingest.paths import STAGE, find_files
from onrecord.model import Capture, Issue, content_id

MAX_FILE_BYTES = 4 * MAX_CHARACTERS + 4  # no encoding of text that we read needs more, its mark included
STDIN = "-"
STDIN_NAME = "stdin"

__all__ = ["MAX_CHARACTERS", "article_name", "read"]


def read(paths: Sequence[str], issues: list[Issue]) -> Iterator[Capture]:
    """Every article in ``paths``, in the order given, folders sorted; one file at a time is held in memory.

    A file that is named twice is read once. Two records that have the same name and the same text are one article:
    the second is passed over and named in an issue.

    Args:
        paths: Files, folders, globs, or "-" for standard input.
        issues: What could not be read is added here, in words for a person; nothing is raised for it.
    """
    seen: dict[str, str] = {}
    for capture in _read_all(paths, issues):
        key = content_id(article_name(capture), capture.text)
        if key not in seen:
            seen[key] = capture.path
            yield capture
        else:
            message = f"this has the same name and the same text as {seen[key]}; it was read once"
            issues.append(Issue(stage=STAGE, where=capture.path, message=message))


def article_name(capture: Capture) -> str:
    """What an article is known by, wherever its file lies: its URL, else its JSON id, else its file's name."""
    if capture.url:
        return capture.url
    named_by_line = re.search(r"\.\w+:\d+$|^stdin:\d+$", capture.path)
    if capture.media_type == MEDIA_TYPE and not named_by_line:
        return capture.path
    return capture.path.replace("\\", "/").rsplit("/", 1)[-1]


def _read_all(paths: Sequence[str], issues: list[Issue]) -> Iterator[Capture]:
    done: set[str] = set()
    for path in dict.fromkeys(map(str, paths)):
        if path == STDIN:
            yield from _standard_input(issues)
            continue
        for name in find_files(path, issues):
            place = os.path.realpath(name)  # unlike Path.resolve, it takes links that lead in a circle
            if place not in done:
                done.add(place)
                yield from _file(name, issues)


def _file(path: str, issues: list[Issue]) -> Iterator[Capture]:
    found = by_name(path)
    if found.reader == "not_text":
        issues.append(Issue(stage=STAGE, where=path, message=f"this is {found.name}, no article; it was passed over"))
    elif found.reader == "not_yet":
        issues.append(Issue(stage=STAGE, where=path, message=_not_yet(found.name)))
    elif not Path(path).is_file():
        issues.append(Issue(stage=STAGE, where=path, message="this is neither a file nor a folder"))
    else:
        yield from _open(path, issues, json_lines=found.reader == "json_lines", page=found.reader == "html")


def _open(path: str, issues: list[Issue], *, json_lines: bool, page: bool) -> Iterator[Capture]:
    try:
        with Path(path).open("rb") as stream:
            if json_lines:
                yield from JsonLines(path, issues).read(stream.readline)
            else:
                yield from _page_or_text(stream.read(MAX_PAGE_BYTES + 1), path, issues, page=page)
    except OSError as error:
        issues.append(Issue(stage=STAGE, where=path, message=f"this cannot be read: {error.strerror or error}"))


def _standard_input(issues: list[Issue]) -> Iterator[Capture]:
    if sys.stdin is None:  # the caller closed it: onrecord claims - <&-
        issues.append(Issue(stage=STAGE, where=STDIN_NAME, message="standard input is closed"))
    else:
        yield from _stream(sys.stdin.buffer, STDIN_NAME, issues)


def _stream(stream: IO[bytes], name: str, issues: list[Issue]) -> Iterator[Capture]:
    """Standard input: JSON Lines if its first line with anything on it is an article, else one text."""
    start = b""
    while not start.strip() and (line := stream.readline(MAX_LINE_BYTES + 1)):
        start += line
    if is_article_line(start):
        yield from JsonLines(name, issues).read(_lines(start, stream))
    else:
        yield from _page_or_text(start + stream.read(MAX_PAGE_BYTES + 1), name, issues)


def _lines(start: bytes, stream: IO[bytes]) -> Callable[[int], bytes]:
    """A ``readline`` that gives what was already taken from ``stream`` first."""
    taken = iter(start.splitlines(keepends=True))
    return lambda limit: next(taken, b"") or stream.readline(limit)


def _page_or_text(data: bytes, path: str, issues: list[Issue], *, page: bool = False) -> Iterator[Capture]:
    """The capture of one page, if the file's name or its first bytes say it is HTML, else of one plain text."""
    if not page and by_content(data) != HTML:
        yield from _text(data, path, issues)
        return
    try:
        yield read_html(data, path=path)
    except RecordError as error:
        issues.append(Issue(stage=STAGE, where=path, message=error.message))


def _text(data: bytes, path: str, issues: list[Issue]) -> Iterator[Capture]:
    """The capture of one plain text, or none and an issue."""
    try:
        if not data:
            raise UnreadableError("this file is empty")
        if found := by_content(data):
            raise UnreadableError(_not_yet(found.name))
        if len(data) > MAX_FILE_BYTES:
            raise UnreadableError(f"this is longer than one article may be ({MAX_CHARACTERS:,} characters). Split it")
        decoded = decode(data)
        check_text(decoded.text)
    except RecordError as error:
        issues.append(Issue(stage=STAGE, where=path, message=error.message))
        return
    if decoded.mended:
        issues.append(Issue(stage=STAGE, where=path, message=decoded.mended))
    yield Capture(
        path=path,
        text=decoded.text,
        sha256=hashlib.sha256(data).hexdigest(),
        captured=datetime.now(UTC),
        encoding=decoded.encoding,
    )


def _not_yet(name: str) -> str:
    return f"this is {name}, which is not read yet. Save the article as plain text, or as JSON Lines"
