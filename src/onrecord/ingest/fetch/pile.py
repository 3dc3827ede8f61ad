"""The web archive that pages are kept in: a file that grows, and knows what it holds.

Its records are also what a page is asked for again with: a server that says "not modified" sends nothing twice.
"""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

from fastwarc.warc import ArchiveIterator, WarcRecordType

from onrecord.errors import UsageError
from onrecord.ingest.fetch.address import Target
from onrecord.ingest.fetch.visit import Visit
from onrecord.ingest.fetch.warc import Earlier, exchange_records, metadata, new_id, warcinfo

GZIP = b"\x1f\x8b"


class Pile:
    """A WARC file to add pages to; it is made when the first page is kept.

    Args:
        path: Its name ends in ``.warc`` or ``.warc.gz``.
        agent: The User-Agent, for the record of how it was made.

    Raises:
        UsageError: It cannot be added to: another sort of file, or one whose end is missing.
    """

    def __init__(self, path: Path, agent: str) -> None:
        if not path.name.endswith((".warc", ".warc.gz")):
            raise UsageError(f"{path}: the name of a web archive ends in .warc or .warc.gz")
        self._path = path
        self._packed = path.name.endswith(".gz")
        self._agent = agent
        self._info = ""
        self._stream: io.FileIO | None = None
        try:
            self._known = dict(_earlier(path, self._packed)) if path.exists() and path.stat().st_size else {}
        except OSError as error:
            raise UsageError(f"{path}: this cannot be read ({error.strerror})") from error

    def conditions(self, target: Target) -> Mapping[str, str]:
        """The headers that ask for a page only if it is not as it is kept here (RFC 9110, 13.1)."""
        earlier = self._known.get(target.url)
        if earlier is None:
            return {}
        given = {"If-None-Match": earlier.etag, "If-Modified-Since": earlier.modified}
        return {name: value for name, value in given.items() if value}

    def keep(self, visit: Visit, via: str = "") -> bool:
        """Write a visit down; whether it brought a page that was not here as it is now.

        Args:
            visit: With all its redirects.
            via: The feed, sitemap or list that named the page.

        Raises:
            UsageError: The file cannot be written.
        """
        last = visit.last
        parts: list[bytes] = []
        info = self._info or new_id()
        for hop in visit.hops:
            parts.extend(exchange_records(hop, info)[0])
        earlier = self._known.get(last.target.url)
        records, now = exchange_records(last, info)
        again = earlier is not None and (last.head.status == 304 or earlier.digest == now.digest)
        if again and earlier is not None:
            records, _ = exchange_records(last, info, like=earlier)
        parts.extend(records)
        if via and not again:
            parts.append(metadata(now, last.target.url, {"via": via}))
        self._write(parts, info)
        if not again:
            self._known[last.target.url] = now
        return not again

    def _write(self, records: list[bytes], info: str) -> None:
        """All records of a visit, or none: what a full disk let through is taken back."""
        if not self._info:
            records = [warcinfo(self._agent, info), *records]
        packed = memoryview(b"".join(map(self._member, records)))
        size: int | None = None
        try:
            if self._stream is None:
                self._stream = opened_to_add(self._path)
            size = self._stream.seek(0, io.SEEK_END)
            while packed:
                packed = packed[self._stream.write(packed) :]
        except OSError as error:
            if self._stream is not None and size is not None:
                self._stream.truncate(size)
            raise UsageError(f"{self._path}: cannot be written ({error.strerror})") from error
        self._info = info

    def _member(self, record: bytes) -> bytes:
        """A record as it stands in the file: each packed by itself, so that a reader can go straight to it."""
        return gzip.compress(record, mtime=0) if self._packed else record

    def close(self) -> None:
        """End the file."""
        if self._stream is not None:
            self._stream.close()


def opened_to_add(path: Path) -> io.FileIO:
    """The file, without a buffer: what it takes is written, and what it does not take is known at once."""
    return io.FileIO(path, "ab")


# -------------------------------------------------------------------------------- what is there already


def _earlier(path: Path, packed: bool) -> Iterator[tuple[str, Earlier]]:
    """Each page that the archive holds, by its address; the latest of several last.

    Raises:
        UsageError: It is no archive, or its end is missing, so that what is added would not be found again.
    """
    with path.open("rb") as stream:
        start = stream.read(6)
        stream.seek(0)
        if not (start.startswith(GZIP) if packed else start.startswith(b"WARC/")):
            raise UsageError(f"{path}: this is no web archive of the sort that its name says")
        last = -1
        for found in ArchiveIterator(stream, record_types=WarcRecordType.any_type, parse_http=False):
            last, length = found.stream_pos, found.content_length
            block = found.reader.read()
            if len(block) < length:
                raise UsageError(f"{path}: its last record is cut off; name another file, or mend it")
            url = found.headers.get("WARC-Target-URI")
            if found.record_type == WarcRecordType.response and url and (page := _page(block)) is not None:
                yield (
                    url.strip("<>"),
                    Earlier(
                        record_id=found.headers.get("WARC-Record-ID") or "",
                        date=found.headers.get("WARC-Date") or "",
                        digest=found.headers.get("WARC-Payload-Digest") or "",
                        etag=page.get("etag", ""),
                        modified=page.get("last-modified", ""),
                    ),
                )
        if last < 0 or not _whole(stream, last, packed):
            raise UsageError(f"{path}: it holds no record, or its last one is cut off; name another file, or mend it")


def _page(block: bytes) -> dict[str, str] | None:
    """The headers of a page as it was served, by lower-case name; None for an answer that is no page."""
    first, *lines = block.partition(b"\r\n\r\n")[0].decode("latin-1").split("\r\n")
    if first.split(" ")[1:2] != ["200"]:
        return None
    pairs = (line.partition(":") for line in lines)
    return {name.strip().lower(): value.strip() for name, _, value in pairs}


def _whole(stream: BinaryIO, last: int, packed: bool) -> bool:
    """Whether the record at ``last``, the last of the file, is there to its end."""
    stream.seek(last)
    if not packed:
        stream.seek(-4, io.SEEK_END)
        return stream.read() == b"\r\n\r\n"
    member = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        while not member.eof and (chunk := stream.read(1 << 16)):
            while chunk:  # in pieces, so that no record fills the memory
                member.decompress(chunk, 1 << 20)
                chunk = member.unconsumed_tail
    except zlib.error:
        return False
    return member.eof and not member.unused_data
