"""Bytes to be read, what is known of them, and what goes along while one named file is read."""

from __future__ import annotations

import hashlib
import io
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import IO, Any

from onrecord import __version__
from onrecord.errors import RefusedError
from onrecord.ingest import limits
from onrecord.ingest.limits import MIB, Budget
from onrecord.model import Capture, Issue, Provenance

STAGE = "ingest"
TOOL = f"onrecord {__version__}"
HEAD_BYTES = 64 * 1024  # of the start, that a format is told by
LONGEST_NAME = 200

type Buffered = io.BufferedReader[Any]
type Reader = Callable[[Source, Reading], Iterator[Capture]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A run of bytes that may hold articles: a file, or a part of a container.

    Attributes:
        path: What messages and captures call it.
        stream: Buffered, so that it can be looked into without reading on.
        name: Its end tells the format ("pile.jsonl" for what is packed in "pile.jsonl.gz").
        url, title, charset, media_type, captured: What the container says of it.
        depth: How many containers it lies in.
    """

    path: str
    stream: Buffered
    name: str
    url: str | None = None
    title: str | None = None
    charset: str | None = None
    media_type: str | None = None
    captured: datetime | None = None
    provenance: Provenance = field(default_factory=lambda: Provenance(tool=TOOL))
    depth: int = 0

    def head(self) -> bytes:
        """The first bytes, up to 64 KiB, left in the stream."""
        return self.stream.peek(HEAD_BYTES)[:HEAD_BYTES]

    def take(self, limit: int, what: str) -> bytes:
        """All the bytes, which may be at most ``limit``; ``what`` says in words what they should be.

        Raises:
            RefusedError: They are more.
        """
        data = self.stream.read(limit + 1)
        if len(data) > limit:
            raise RefusedError(f"this is longer than {what} may be ({limit:,} bytes); it was not read")
        return data

    def record(self, place: str | None) -> Provenance:
        """The provenance of the record at ``place`` of this container."""
        known = self.provenance
        return replace(known, record=known.record or place, parent=known.parent or self.path)


@dataclass(slots=True, kw_only=True)
class Reading:
    """What goes along while one named file is read: where problems are written, and what it may still unpack to.

    Attributes:
        read: Reads a source in whatever format it is: what a container calls for each of its members.
    """

    issues: list[Issue]
    read: Reader
    budget: Budget = field(default_factory=Budget)
    noted: int = 0

    def note(self, where: str, message: str) -> None:
        """Write down what could not be read, or only in part; of a file with very many such places only the first."""
        self.noted += 1
        if self.noted > limits.MAX_ISSUES:
            return
        if self.noted == limits.MAX_ISSUES:
            message = f"{message}. More of this file could not be read; only the first {limits.MAX_ISSUES:,} are listed"
        self.issues.append(Issue(stage=STAGE, where=where, message=message))


def finished(capture: Capture, source: Source, content: bytes, provenance: Provenance | None = None) -> Capture:
    """The capture with what evidence standards ask: the bytes, their hash, the time they were taken, and by what."""
    known = provenance or source.provenance
    return replace(
        capture,
        sha256=hashlib.sha256(content).hexdigest(),
        captured=source.captured or capture.captured,
        provenance=known if known.parent else replace(known, parent_sha256=None),
        content=content,
    )


def now() -> datetime:
    """The time of a capture that no container dates."""
    return datetime.now(UTC)


def inner(source: Source, stream: IO[bytes] | io.RawIOBase, path: str, **known: Any) -> Source:
    """A member of ``source``, one level deeper.

    Raises:
        RefusedError: It lies too deep.
    """
    if source.depth >= limits.MAX_DEPTH:
        raise RefusedError(f"containers are packed inside one another more than {limits.MAX_DEPTH} deep")
    known.setdefault("provenance", replace(source.provenance, parent=source.path, record=None, offset=None))
    known.setdefault("captured", source.captured)
    return Source(path=path, stream=buffered(stream), depth=source.depth + 1, **known)


def buffered(stream: IO[bytes] | io.RawIOBase) -> Buffered:
    """The stream with a buffer large enough to tell its format by."""
    if isinstance(stream, io.BufferedReader):
        return stream
    return io.BufferedReader(stream, HEAD_BYTES)


def seekable(source: Source) -> IO[bytes]:
    """The source's bytes as a stream that can be sought in: itself, or a nameless temporary file.

    Raises:
        RefusedError: It is too large to be set down.
    """
    if source.stream.seekable():
        return source.stream
    spool = tempfile.SpooledTemporaryFile(max_size=32 * MIB)  # noqa: SIM115 - closed when the last reader lets it go
    size = 0
    while data := source.stream.read(MIB):
        size += len(data)
        if size > limits.MAX_SPOOLED_BYTES:
            spool.close()
            raise RefusedError("this archive is too large to be opened from where it is; unpack it first")
        spool.write(data)
    spool.seek(0)
    return spool


def clean_name(name: str) -> str:
    """A member's name fit to be shown: no way up, no root, no drive, no control characters, no more than 200 of them.

    Nothing is ever written to the place a name gives; this keeps it from posing as one in messages and records.
    """
    shown = "".join(c if c.isprintable() else "\ufffd" for c in name.replace("\\", "/"))
    parts = [p for p in shown.split("/") if p not in ("", ".", "..")]
    if parts and len(parts[0]) == 2 and parts[0].endswith(":"):
        parts = parts[1:]
    short = "/".join(parts) or "a nameless file"
    return short if len(short) <= LONGEST_NAME else "…" + short[-LONGEST_NAME + 1 :]
