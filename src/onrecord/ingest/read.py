"""Read whatever a person names, one capture at a time."""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from hashlib import file_digest
from pathlib import Path
from typing import IO

from onrecord.ingest.dispatch import read_source
from onrecord.ingest.formats import choose
from onrecord.ingest.jsonl import MEDIA_TYPE
from onrecord.ingest.limits import MAX_CHARACTERS, Budget
from onrecord.ingest.paths import STAGE, find_files
from onrecord.ingest.source import HEAD_BYTES, TOOL, Buffered, Reading, Source, buffered
from onrecord.model import Capture, Issue, Provenance, content_id

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
    if not Path(path).is_file():  # a pipe or a device would be waited for without end
        issues.append(Issue(stage=STAGE, where=path, message="this is neither a file nor a folder"))
        return
    try:
        with io.FileIO(path) as file:
            yield from _opened(path, io.BufferedReader(file, HEAD_BYTES), issues)
    except OSError as error:
        issues.append(Issue(stage=STAGE, where=path, message=f"this cannot be read: {error.strerror or error}"))


def _opened(path: str, stream: Buffered, issues: list[Issue]) -> Iterator[Capture]:
    source = Source(path=path, name=path, stream=stream)
    if choose(path, source.head()).reader not in ("text", "html", "not_text", "not_yet"):  # a container: its own hash
        digest = file_digest(stream, "sha256").hexdigest()
        stream.seek(0)
        source = replace(source, provenance=Provenance(tool=TOOL, parent_sha256=digest))
    size = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    yield from read_source(source, Reading(issues=issues, read=read_source, budget=Budget(given=size)))


def _standard_input(issues: list[Issue]) -> Iterator[Capture]:
    """The articles on standard input, in the format that its bytes have."""
    if sys.stdin is None:  # the caller closed it: onrecord claims - <&-
        issues.append(Issue(stage=STAGE, where=STDIN_NAME, message="standard input is closed"))
        return
    budget = Budget()
    stream = buffered(_Waiting(sys.stdin.buffer, budget))
    source = Source(path=STDIN_NAME, name=STDIN_NAME, stream=stream)
    yield from read_source(source, Reading(issues=issues, read=read_source, budget=budget))


class _Waiting(io.RawIOBase):
    """Standard input as a stream that waits until it can fill a buffer, so that its start tells its format."""

    def __init__(self, stream: IO[bytes], budget: Budget) -> None:
        self._stream = stream
        self._budget = budget

    def readable(self) -> bool:
        """It can be read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # what BufferedReader gives
        """Fill ``buffer``, unless the end comes first."""
        data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        self._budget.given += len(data)
        return len(data)
