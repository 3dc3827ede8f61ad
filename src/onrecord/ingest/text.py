"""Plain text in any encoding."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.errors import UnreadableError
from onrecord.ingest.decode import decode
from onrecord.ingest.limits import MAX_CHARACTERS, check_text
from onrecord.ingest.source import Reading, Source, finished, now
from onrecord.model import Capture

MAX_FILE_BYTES = 4 * MAX_CHARACTERS + 4  # no encoding of text that we read needs more, its mark included


def read_text(source: Source, reading: Reading) -> Iterator[Capture]:
    """The capture of one plain text.

    Raises:
        RecordError: It is empty, binary, or longer than one article may be.
    """
    data = source.stream.read(MAX_FILE_BYTES + 1)
    if not data:
        raise UnreadableError("this file is empty")
    if len(data) > MAX_FILE_BYTES:
        raise UnreadableError(
            f"this text is longer than one article may be ({MAX_CHARACTERS:,} characters, some 150,000 words), and was "
            "not read. A pile of articles in one file is read as JSON Lines or as a table, an article a line or row"
        )
    decoded = decode(data)
    check_text(decoded.text)
    if decoded.mended:
        reading.note(source.path, decoded.mended)
    capture = Capture(
        path=source.path,
        text=decoded.text,
        sha256="",
        captured=now(),
        encoding=decoded.encoding,
        url=source.url,
        title=source.title,
    )
    yield finished(capture, source, data)


def read_page(source: Source, reading: Reading) -> Iterator[Capture]:  # noqa: ARG001 - every reader is called alike
    """The capture of one HTML page.

    Raises:
        RecordError: It is too long, or there is no article on it.
    """
    from onrecord.ingest.html import MAX_PAGE_BYTES, read_html

    data = source.take(MAX_PAGE_BYTES, "a page")
    capture = read_html(data, path=source.path, url=source.url, charset=source.charset, captured=source.captured)
    yield finished(capture, source, data)
