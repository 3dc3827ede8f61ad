"""Web archives in the WARC format (ISO 28500), plain or packed by gzip or Zstandard, by fastwarc."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urldefrag, urljoin

from onrecord.errors import MalformedError, RecordError
from onrecord.ingest import limits
from onrecord.ingest.formats import by_content, by_media_type
from onrecord.ingest.source import TOOL, Reading, Source, inner
from onrecord.ingest.warc_record import BROKEN, Page, digest_fault, http_page, plain_page, software
from onrecord.ingest.watch import NoWatch, Watched, watch_for
from onrecord.model import Capture

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

PAGE_TYPES = ("response", "resource", "conversion")
CHUNK = 1024 * 1024
CODE_FILES = ("/robots.txt", "/ads.txt", "/app-ads.txt", "/humans.txt", "/security.txt")


def read_warc(source: Source, reading: Reading) -> Iterator[Capture]:
    """Every page in a web archive, in its order, with the record's own date, address, id and place.

    Raises:
        RecordError: It is no web archive, or it unpacks to more than it may.
    """
    yield from read_pages(source, reading)


def read_pages(source: Source, reading: Reading, wanted: Collection[str] | None = None) -> Iterator[Capture]:
    """The pages in a web archive whose address is in ``wanted`` (or is where one of those redirects to), or all.

    Raises:
        RecordError: It is no web archive, or it unpacks to more than it may.
    """
    head = source.head()
    if not head:
        raise MalformedError("this file is empty")
    watch = watch_for(head, reading.budget)
    asked = None if wanted is None else {address(url) for url in wanted}
    archive = _Archive(source, reading, asked, packed=isinstance(watch, NoWatch))
    stream = Watched(source.stream, watch)
    records = _records(stream)
    while archive.damage is None and (record := archive.next(records)) is not None:
        yield from archive.captures(record)
    if stream.refused:
        raise stream.refused
    if archive.damage is None:
        _drain(stream)
    elif archive.last is None:
        raise MalformedError(f"this is no web archive (WARC) that can be read: {archive.damage}")
    else:
        reading.note(source.path, f"this web archive is cut or damaged after byte {archive.last} ({archive.damage})")
    if archive.damage is None and (missing := watch.missing()):
        message = f"this web archive is not whole: {missing}. It was read to the cut; records after it are lost"
        reading.note(source.path, message)
    archive.tell()


def address(url: str) -> str:
    """An address without its fragment, as pages are looked up by."""
    return urldefrag(url.strip("<> ")).url


def _records(stream: Watched) -> Iterator[WarcRecord]:
    from fastwarc.warc import ArchiveIterator

    yield from ArchiveIterator(stream, parse_http=False, fsspec_args=False)  # type: ignore[arg-type]  # only reads


def _drain(stream: Watched) -> None:
    """Show the watch what the reader left: it stops at what it cannot make sense of."""
    while stream.read(CHUNK):
        pass


def _words(error: BaseException) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__


@dataclass(slots=True)
class _Archive:
    """One web archive while it is read.

    Attributes:
        damage: In words, where the archive's packing or a record's head could not be read on.
        last: Where the record that was met last starts.
        passed: How many records were passed over, by reason.
        tool: What made the archive, as its last warcinfo record says.
        packed: Whether its bytes come out of a packing that is not counted elsewhere.
    """

    source: Source
    reading: Reading
    wanted: set[str] | None
    damage: str | None = None
    last: int | None = None
    tool: str = TOOL
    packed: bool = False
    found: int = 0
    passed: Counter[str] = field(default_factory=Counter)

    def next(self, records: Iterator[WarcRecord]) -> WarcRecord | None:
        """The next record; None at the end, and where the archive is damaged."""
        try:
            return next(records, None)
        except BROKEN as error:
            self.damage = _words(error)
            return None

    def captures(self, record: WarcRecord) -> Iterator[Capture]:
        """The captures of one record; what is wrong with it becomes an issue."""
        self.last = record.stream_pos
        kind = record.headers.get("WARC-Type") or ""
        if kind == "warcinfo":
            self.tool = software(self._read(record, min(record.content_length, CHUNK))) or self.tool
        elif kind == "revisit":
            self.passed["repeat a page captured before and hold no text of their own (revisit)"] += 1
        elif kind in PAGE_TYPES and self._asked(record.headers.get("WARC-Target-URI") or ""):
            try:
                yield from self._page(record, kind)
            except RecordError as error:
                self.reading.note(self._place(), error.message)
        self._skip(record)

    def _asked(self, url: str) -> bool:
        return self.wanted is None or address(url) in self.wanted

    def _place(self) -> str:
        return f"{self.source.path}:{self.last}"

    def _skip(self, record: WarcRecord) -> None:
        """Read over the rest of the record, counting what it unpacks to."""
        try:
            while self.damage is None and (count := record.reader.consume(CHUNK)):
                self._spend(count)
        except BROKEN as error:
            self.damage = _words(error)

    def _read(self, record: WarcRecord, length: int) -> bytes:
        """The record's block, as much of it as there is."""
        parts, left = [], length
        try:
            while left > 0 and (part := record.reader.read(min(left, CHUNK))):
                parts.append(part)
                left -= len(part)
        except BROKEN as error:
            self.damage = _words(error)
        self._spend(length - left)
        return b"".join(parts)

    def _spend(self, count: int) -> None:
        """Count what came out of a packing that no watch sees through."""
        if self.packed:
            self.reading.budget.spend(count)

    def _page(self, record: WarcRecord, kind: str) -> Iterator[Capture]:
        url = address(record.headers.get("WARC-Target-URI") or "")
        if not url.startswith(("http://", "https://")):
            self.passed["are no pages of the web"] += 1
            return
        length = record.content_length
        if length > limits.MAX_RECORD_BYTES:
            self.passed[f"are longer than a page may be ({limits.MAX_RECORD_BYTES:,} bytes)"] += 1
            return
        block = self._read(record, length)
        cut = len(block) < length
        if cut:
            self.reading.note(self._place(), f"this record is cut: {len(block):,} of its {length:,} bytes are there")
        elif fault := digest_fault(record.headers.get("WARC-Block-Digest"), block):
            self.reading.note(self._place(), fault)
        page = http_page(block) if kind == "response" else plain_page(block, record.headers.get("Content-Type"))
        if reason := self._reason(page, url):
            self.passed[reason] += 1
            return
        truncated = record.headers.get("WARC-Truncated")
        if truncated:
            self.reading.note(self._place(), f"the crawler kept only a part of this page (WARC-Truncated: {truncated})")
        if page.trouble:
            self.reading.note(self._place(), page.trouble)
        for capture in self.reading.read(self._member(record, page, url), self.reading):
            self.found += 1
            yield replace(capture, complete=capture.complete and not (cut or truncated or page.trouble))

    def _reason(self, page: Page, url: str) -> str:
        """Why a record holds no page to read; empty if it does."""
        if page.location and self.wanted is not None:
            self.wanted.add(address(urljoin(url, page.location)))
        if page.status is not None and not 200 <= page.status < 300:
            return "are redirects" if 300 <= page.status < 400 else "are error pages"
        if by_media_type(page.media_type) is None and not (page.media_type is None and by_content(page.body)):
            return "are pictures, scripts and other parts of pages"
        if url.lower().endswith(CODE_FILES):
            return "are files for programs (robots.txt and the like)"
        return "" if page.body.strip() else "are empty"

    def _member(self, record: WarcRecord, page: Page, url: str) -> Source:
        provenance = replace(
            self.source.provenance,
            tool=self.tool,
            parent=self.source.path,
            record=_safe(lambda: record.record_id),
            offset=self.last,
            address=url,
        )
        return inner(
            self.source,
            io.BytesIO(page.body),
            self._place(),
            name="",
            url=url,
            charset=page.charset,
            media_type=page.media_type,
            captured=_safe(lambda: record.record_date),
            provenance=provenance,
        )

    def tell(self) -> None:
        """Say what was passed over, if no page was found; parts of pages go without saying beside a page."""
        quiet = ("are pictures, scripts and other parts of pages", "are redirects", "are files for programs")
        for reason, count in self.passed.items():
            if not self.found or not reason.startswith(quiet):
                noun = "record" if count == 1 else "records"
                self.reading.note(self.source.path, f"{count} {noun} passed over: they {reason}")
        if not self.found and not self.passed and self.wanted is None:
            self.reading.note(self.source.path, "there is no page in this web archive")


def _safe(value: Any) -> Any:
    """What a header says; None where the archive's reader finds it is none."""
    try:
        return value() or None
    except BROKEN:
        return None
