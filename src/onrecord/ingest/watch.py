"""Watch a WARC's bytes go by, to know whether the file is whole.

fastwarc reads a truncated plain or gzip file to the cut and says nothing; of Zstandard it says so itself.
"""

from __future__ import annotations

import zlib
from typing import IO, Protocol

from onrecord.errors import RefusedError
from onrecord.ingest.limits import MIB, Budget

PART = 64 * 1024  # the most that is handed out at once: gzip cannot make more than 66 MB of it
RECORD_END = b"\r\n\r\n"  # two line ends close every record (WARC 1.1, section 4)


class Watch(Protocol):
    """Sees every byte of a file, in order."""

    def feed(self, data: bytes) -> None:
        """The next bytes."""

    def missing(self) -> str:
        """In words, what the file lacks at its end; empty when it is whole."""


class PlainWatch:
    """A WARC that is not packed: it must end with the end of a record."""

    def __init__(self) -> None:
        self._tail = b""

    def feed(self, data: bytes) -> None:
        """The next bytes."""
        self._tail = (self._tail + data)[-len(RECORD_END) :]

    def missing(self) -> str:
        """In words, what the file lacks at its end."""
        return "" if self._tail in (b"", RECORD_END) else "it does not end with the end of a record"


class GzipWatch:
    """A WARC packed by gzip: unpacked once more beside the reader, for its checksums and for what it unpacks to."""

    def __init__(self, budget: Budget) -> None:
        self._budget = budget
        self._unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
        self._open = False  # inside a member
        self._trouble = ""

    def feed(self, data: bytes) -> None:
        """The next bytes.

        Raises:
            RefusedError: They unpack to more than they may.
        """
        while data and not self._trouble:
            try:
                out = self._unpacker.decompress(data, MIB)
            except zlib.error as error:
                self._trouble = f"its packing is damaged ({error})"
                return
            self._budget.spend(len(out))
            self._open = not self._unpacker.eof
            data = self._unpacker.unconsumed_tail
            if self._unpacker.eof:
                data = self._unpacker.unused_data
                self._unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)

    def missing(self) -> str:
        """In words, what the file lacks at its end, or where it is damaged."""
        return self._trouble or ("its last packed member is cut" if self._open else "")


class NoWatch:
    """A WARC packed by Zstandard: its reader reports a cut by itself."""

    def feed(self, data: bytes) -> None:
        """The next bytes."""

    def missing(self) -> str:
        """Nothing."""
        return ""


class Watched:
    """A stream that shows each byte that is read to a watch, and ends where the watch refuses to go on.

    Attributes:
        refused: Why the watch refused, if it did. The part in which it did is still handed out, so that the records
            before the one refused are read: it is small, and what it can unpack to is small enough.
    """

    def __init__(self, stream: IO[bytes], watch: Watch) -> None:
        self._stream = stream
        self._watch = watch
        self._at = 0
        self.refused: RefusedError | None = None

    def read(self, size: int = -1) -> bytes:
        """The next bytes."""
        data = b"" if self.refused else self._stream.read(min(size, PART) if size >= 0 else PART)
        self._at += len(data)
        try:
            self._watch.feed(data)
        except RefusedError as error:
            self.refused = error
        return data

    def tell(self) -> int:
        """How many bytes were read."""
        return self._at


def watch_for(head: bytes, budget: Budget) -> Watch:
    """The watch for a WARC that starts with ``head``."""
    if head.startswith(b"\x1f\x8b"):
        return GzipWatch(budget)
    return NoWatch() if head.startswith(b"\x28\xb5\x2f\xfd") else PlainWatch()
