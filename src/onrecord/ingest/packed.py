"""Packed files: gzip, bzip2, xz and Zstandard streams, and zip archives; unpacked in memory, within limits."""

from __future__ import annotations

import bz2
import io
import lzma
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import IO, Any

from onrecord.errors import MalformedError, RecordError, RefusedError
from onrecord.ingest import limits
from onrecord.ingest.formats import by_name
from onrecord.ingest.limits import Budget
from onrecord.ingest.source import Reading, Source, clean_name, inner, seekable
from onrecord.model import Capture

XZ_MEMORY = 128 * limits.MIB
BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError, NotImplementedError)
"""What the zip module raises, beside its own error, for archives that are damaged or packed in a way it cannot read."""
GZIP = b"\x1f\x8b"
ZSTANDARD = b"\x28\xb5\x2f\xfd"
END_OF_DIRECTORY = b"PK\x05\x06"
STEP = 8192  # packed bytes that are taken at a time: what they unpack to is weighed before the next are
DIRECTORY_ENTRY_BYTES = 512  # of a zip's directory, that one member may use on average


class Unpacked(io.RawIOBase):
    """The unpacked bytes of a packed stream, however many members it is made of; it ends where the damage starts.

    Attributes:
        trouble: In words, why it ended before its end; empty when it did not.
    """

    def __init__(self, stream: IO[bytes], start: Callable[[], Any], budget: Budget) -> None:
        self._stream = stream
        self._start = start
        self._budget = budget
        self._unpacker: Any = start()
        self._left = b""  # packed bytes that were read and not used yet
        self._fresh = True  # nothing of the current member was unpacked yet
        self._taken = self._out = 0
        self.trouble = ""

    def readable(self) -> bool:
        """It can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill ``buffer`` with the next unpacked bytes; 0 at the end."""
        data = b""
        while not data and not self.trouble:
            if not self._left and not (self._more() or self._waiting()):
                break
            data = self._step(len(buffer))
        buffer[: len(data)] = data
        self._out += len(data)
        self._budget.weigh(self._out, self._taken)
        self._budget.spend(len(data))
        return len(data)

    def _waiting(self) -> bool:
        """Whether the unpacker still holds bytes back; at the end of the packed bytes, whether the member is whole."""
        if not self._fresh and not getattr(self._unpacker, "needs_input", True):
            return True
        if not self._fresh:
            self.trouble = "it ends before its end"
        return False

    def _more(self) -> bool:
        if not getattr(self._unpacker, "needs_input", True):
            return False
        self._left = self._stream.read(STEP)
        self._taken += len(self._left)
        return bool(self._left)

    def _step(self, size: int) -> bytes:
        try:
            data = self._unpacker.decompress(self._left, size)
        except (zlib.error, lzma.LZMAError, OSError, ValueError, EOFError) as error:
            self.trouble = f"it is damaged ({error})"
            return b""
        self._left = getattr(self._unpacker, "unconsumed_tail", b"")
        self._fresh = False
        if self._unpacker.eof:
            self._left = self._unpacker.unused_data.lstrip(b"\0")  # some writers pad with zeros
            self._unpacker = self._start()
            self._fresh = True
        return bytes(data)


class _Told:
    """A stream that can say how far it was read, also where it cannot be sought in."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._at = 0

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self._at += len(data)
        return data

    def tell(self) -> int:
        return self._at


class Zstandard(io.RawIOBase):
    """The unpacked bytes of a Zstandard stream."""

    def __init__(self, stream: IO[bytes], budget: Budget) -> None:
        from fastwarc.stream_io import ZstdReader

        self._told = _Told(stream)
        self._reader = ZstdReader(self._told, fsspec_args=False)  # type: ignore[arg-type]  # only reads
        self._budget = budget
        self._out = 0
        self.trouble = ""

    def readable(self) -> bool:
        """It can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill ``buffer`` with the next unpacked bytes; 0 at the end."""
        if self.trouble:
            return 0
        try:
            data = self._reader.read(len(buffer))
        except OSError as error:
            self.trouble = "it ends before its end" if "incomplete" in str(error) else f"it is damaged ({error})"
            return 0
        buffer[: len(data)] = data
        self._out += len(data)
        self._budget.weigh(self._out, self._told.tell())
        self._budget.spend(len(data))
        return len(data)


def unpacked(stream: IO[bytes], head: bytes, budget: Budget) -> Unpacked | Zstandard | None:
    """The unpacked bytes of ``stream``, whose first bytes are ``head``; None where it is not packed."""
    starts: dict[bytes, Callable[[], Any]] = {
        GZIP: lambda: zlib.decompressobj(zlib.MAX_WBITS | 16),
        b"BZh": bz2.BZ2Decompressor,
        b"\xfd7zXZ\0": lambda: lzma.LZMADecompressor(memlimit=XZ_MEMORY),
    }
    if head.startswith(ZSTANDARD):
        return Zstandard(stream, budget)
    return next((Unpacked(stream, start, budget) for magic, start in starts.items() if head.startswith(magic)), None)


def read_packed(source: Source, reading: Reading) -> Iterator[Capture]:
    """What is packed in a .gz, .bz2, .xz or .zst file.

    Raises:
        RecordError: It is not packed in one of these ways, or is packed too deep.
    """
    if _holds_warc(source.head()):  # its reader unpacks it by itself, and so knows where its records lie
        from onrecord.ingest.warc import read_warc

        yield from read_warc(source, reading)
        return
    raw = unpacked(source.stream, source.head(), reading.budget)
    if raw is None:
        raise MalformedError(
            "by its name this is a packed file, but its bytes are not packed as gzip, bzip2, xz or zstd"
        )
    name = source.name.rsplit(".", 1)[0] if by_name(source.name).reader == "packed" else source.name
    member = inner(
        source,
        raw,
        source.path,
        name=name,
        provenance=replace(source.provenance, parent=source.provenance.parent or source.path),
        url=source.url,
    )
    yield from reading.read(member, reading)
    if raw.trouble:
        reading.note(source.path, f"this packed file is not whole: {raw.trouble}. It was read up to there")


def _holds_warc(head: bytes) -> bool:
    """Whether what starts with ``head`` is a web archive, packed in a way that its reader knows."""
    start = unpacked(io.BytesIO(head), head, Budget()) if head.startswith((GZIP, ZSTANDARD)) else None
    return start is not None and start.read(5) == b"WARC/"


# -------------------------------------------------------------------------------- zip


class Counted(io.RawIOBase):
    """A zip archive's file as it lies, with how many of its bytes were read.

    Attributes:
        step: The most bytes that one reading gives, once the archive's directory is read.
    """

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self.count = 0
        self.step: int | None = None

    def readable(self) -> bool:
        """It can be read."""
        return True

    def seekable(self) -> bool:
        """It can be sought in."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a place."""
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        """The place it is at."""
        return self._stream.tell()

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        data = self._stream.read(size if self.step is None else min(size, self.step) if size >= 0 else self.step)
        self.count += len(data)
        return data


class Member(io.RawIOBase):
    """One file of a zip archive as it is unpacked."""

    def __init__(self, stream: IO[bytes], packed: Counted, budget: Budget) -> None:
        self._stream = stream
        self._packed = packed
        self._before = packed.count
        self._out = 0
        self._budget = budget
        self.trouble = ""

    def readable(self) -> bool:
        """It can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill ``buffer`` with the next unpacked bytes; 0 at the end, also where the damage starts."""
        try:
            data = b"" if self.trouble else self._stream.read(len(buffer))
        except BROKEN_ZIP as error:
            self.trouble = str(error) or "it ends before its end"
            return 0
        buffer[: len(data)] = data
        self._out += len(data)
        self._budget.weigh(self._out, self._packed.count - self._before)
        self._budget.spend(len(data))
        return len(data)


def open_zip(source: Source) -> zipfile.ZipFile:
    """The archive, opened.

    Raises:
        MalformedError: It is no zip archive, or is damaged.
        RefusedError: It has too many members.
    """
    stream = seekable(source)
    try:
        _check_directory(stream)
        archive = zipfile.ZipFile(packed := Counted(stream))
        packed.step = STEP
    except BROKEN_ZIP as error:
        raise MalformedError(f"this zip archive cannot be opened: {error}") from error
    if len(archive.infolist()) > limits.MAX_MEMBERS:
        raise RefusedError(_too_many())
    return archive


def _check_directory(stream: IO[bytes]) -> None:
    """Refuse a directory that would fill the memory before its members could be counted."""
    size = stream.seek(0, io.SEEK_END)
    stream.seek(max(0, size - 66_000))
    tail = stream.read()
    stream.seek(0)
    at = tail.rfind(END_OF_DIRECTORY)
    length = int.from_bytes(tail[at + 12 : at + 16], "little") if at >= 0 else 0
    if length == 0xFFFFFFFF:  # a zip64 archive says it elsewhere; its directory cannot be longer than the file
        length = size if size < limits.MAX_MEMBERS * DIRECTORY_ENTRY_BYTES else 0
    if length > limits.MAX_MEMBERS * DIRECTORY_ENTRY_BYTES:
        raise RefusedError(_too_many())


def _too_many() -> str:
    return f"this archive has more than {limits.MAX_MEMBERS:,} files; it was not read. Split it"


def open_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: Budget) -> Member:
    """One member, opened.

    Raises:
        MalformedError: It is encrypted, damaged, or packed in a way that is not read.
    """
    if info.flag_bits & 1:
        raise MalformedError("this file of the archive is locked with a password")
    try:
        packed = archive.fp if isinstance(archive.fp, Counted) else Counted(io.BytesIO())
        return Member(archive.open(info), packed, budget)
    except (*BROKEN_ZIP, RuntimeError) as error:
        raise MalformedError(f"this file of the archive cannot be unpacked: {error}") from error


def read_zip(source: Source, reading: Reading) -> Iterator[Capture]:
    """Every article in a zip archive, in the order of its names; nothing is written to disk.

    Raises:
        RecordError: It cannot be opened, or lies too deep.
    """
    archive = open_zip(source)
    if is_wacz(archive):
        from onrecord.ingest.wacz import read_opened

        yield from read_opened(archive, source, reading)
        return
    for info in sorted(archive.infolist(), key=lambda i: i.filename):
        if info.is_dir() or _hidden(info.filename):
            continue
        if reading.budget.broken:
            return
        name = clean_name(info.filename)
        path = f"{source.path}/{name}"
        try:
            raw = open_member(archive, info, reading.budget)
            yield from reading.read(inner(source, raw, path, name=name), reading)
        except RecordError as error:
            reading.note(path, error.message)
            continue
        if raw.trouble:
            reading.note(path, f"this file of the archive is damaged: {raw.trouble}")


def is_wacz(archive: zipfile.ZipFile) -> bool:
    """Whether a zip archive is a WACZ, whatever it is called: a package with web archives in their folder."""
    names = archive.namelist()
    return "datapackage.json" in names and any(n.startswith("archive/") and ".warc" in n.lower() for n in names)


def _hidden(name: str) -> bool:
    """Whether a member is one that people do not see: hidden files, and what macOS adds."""
    parts = name.replace("\\", "/").split("/")
    return any((p.startswith(".") and p not in (".", "..")) or p == "__MACOSX" for p in parts)
