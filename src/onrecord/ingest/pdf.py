"""The text of PDF files, by pypdf: its lines, with their places on the page, which ``pdf_text`` makes paragraphs of."""

from __future__ import annotations

import io
import logging
import struct
import zlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from onrecord.errors import MalformedError, RefusedError, UnreadableError
from onrecord.ingest import limits
from onrecord.ingest.fields import SURROGATE
from onrecord.ingest.limits import MAX_CHARACTERS, check_text
from onrecord.ingest.pdf_text import TextLine, headline, paragraphs
from onrecord.ingest.source import Reading, Source, finished, now
from onrecord.model import Capture

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

MEDIA_TYPE = "application/pdf"
MAX_PAGES = 2000
BROKEN = (
    *(ArithmeticError, AssertionError, AttributeError, LookupError, NotImplementedError, OSError, RecursionError),
    *(TypeError, ValueError, EOFError, struct.error, zlib.error),
)
"""What damaged files make pypdf raise, or Python under it, beside its own error, the only one it documents."""
SAME_LINE = 0.4  # of the size of the letters: a superscript is nearer than that, the next line is not
NO_TITLE = ("untitled", "microsoft word", "microsoft powerpoint", "document", "layout 1", "slide 1")
FILE_ENDS = (".doc", ".docx", ".indd", ".qxp", ".odt", ".pdf", ".rtf", ".tex", ".xls", ".xlsx")


def read_pdf(source: Source, reading: Reading) -> Iterator[Capture]:
    """The capture of one PDF as one article: paragraphs, without the heads and feet that its pages repeat.

    Raises:
        RecordError: It is damaged, locked, too large, or has no text (a scan).
    """
    data = source.take(limits.MAX_PDF_BYTES, "a PDF")
    if not data:
        raise UnreadableError("this file is empty")
    pages, title = _lines(data, source, reading)
    text = SURROGATE.sub("\ufffd", paragraphs(pages))
    if not any(map(str.isalpha, text)):
        raise UnreadableError(
            "this PDF has no text, only pictures of its pages (a scan). Run it through text recognition (OCR) first"
        )
    check_text(text)
    capture = Capture(
        path=source.path,
        text=text,
        sha256="",
        captured=now(),
        media_type=MEDIA_TYPE,
        url=source.url,
        title=title or source.title or headline(pages),
    )
    yield finished(capture, source, data)


def _lines(data: bytes, source: Source, reading: Reading) -> tuple[list[list[TextLine]], str | None]:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # we say what is wrong ourselves
    broken = (PyPdfError, *BROKEN)
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise MalformedError("this PDF is locked with a password; save a copy without it")
        count, title = len(reader.pages), _title(reader)
    except broken as error:
        raise MalformedError(f"this PDF is damaged and cannot be opened ({_words(error)})") from error
    if count > MAX_PAGES:
        raise RefusedError(f"this PDF has {count:,} pages; one article may have {MAX_PAGES:,}")
    found: list[list[TextLine]] = []
    size = 0
    for number in range(count):
        try:
            found.append(_page(reader.pages[number]))
        except broken as error:
            reading.note(source.path, f"page {number + 1} of this PDF cannot be read ({_words(error)})")
            continue
        size += sum(len(line.text) for line in found[-1])
        if size > MAX_CHARACTERS:
            raise RefusedError(f"this PDF has more than {MAX_CHARACTERS:,} characters; one article may have that many")
    return found, title


def _words(error: BaseException) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__


def _title(reader: PdfReader) -> str | None:
    """The title in the file's metadata, unless it is what a program puts there by itself."""
    title = " ".join(str((reader.metadata and reader.metadata.get("/Title")) or "").split())
    low = title.lower()
    return None if not title or low.startswith(NO_TITLE) or low.endswith(FILE_ENDS) else SURROGATE.sub("\ufffd", title)


def _page(page: PageObject) -> list[TextLine]:
    """The lines of a page, in the order in which the file has them."""
    lines: list[TextLine] = []
    parts: list[str] = []
    place: tuple[float, float, float] | None = None

    def visit(text: str, cm: Any, tm: Any, _font: Any, size: float) -> None:
        nonlocal place
        x, y = _place(cm, tm)
        # A font has one sign for both hyphens, so that a soft one may be a plain one, and was drawn in any case.
        words = text.replace("\r", "").replace("\n", "").replace("\u00ad", "-")
        if not words:
            return
        height = abs(size * (tm[3] or tm[0] or 1) * (cm[3] or cm[0] or 1)) or 1.0
        if place is not None and abs(y - place[1]) > SAME_LINE * max(height, place[2]):
            flush()
        if place is None:
            place = (x, y, height)
        parts.append(words)

    def flush() -> None:
        nonlocal place
        text = " ".join("".join(parts).split())
        if text and place is not None:
            lines.append(TextLine(text=text, x=place[0], y=place[1], height=place[2]))
        parts.clear()
        place = None

    page.extract_text(visitor_text=visit)
    flush()
    return lines


def _place(cm: Any, tm: Any) -> tuple[float, float]:
    """Where a run of letters starts: its place in the text, moved as the page moves the text."""
    x, y = float(tm[4]), float(tm[5])
    return x * cm[0] + y * cm[2] + cm[4], x * cm[1] + y * cm[3] + cm[5]
