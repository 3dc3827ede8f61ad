"""Letters (EML, RFC 5322) and pages that a browser saved as one file (MHTML, RFC 2557)."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime

from onrecord.errors import MalformedError, RecordError, UnreadableError
from onrecord.ingest import limits
from onrecord.ingest.decode import decode
from onrecord.ingest.fields import SURROGATE
from onrecord.ingest.formats import by_media_type, by_name
from onrecord.ingest.fragment import text_of
from onrecord.ingest.limits import check_text
from onrecord.ingest.source import Reading, Source, clean_name, finished, inner, now
from onrecord.model import Capture

MEDIA_TYPE = "message/rfc822"
BROKEN = (ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What the standard library's mail parser raises for headers and parts that break its rules, though it should not."""
FULL_LINE = 58  # letters are wrapped at 65 to 78 characters: a line that long goes on in the next
ATTACHED = ("pdf", "html", "text", "mail", "json_lines", "table", "feed", "zip", "packed", "warc", "wacz")


def read_mail(source: Source, reading: Reading) -> Iterator[Capture]:
    """The capture of one letter, and those of the articles attached to it.

    Raises:
        RecordError: It is no letter, too large, or without text.
    """
    data = source.take(limits.MAX_MAIL_BYTES, "a letter")
    message = _parsed(data)
    trouble: RecordError | None = None
    try:
        yield _letter(message, data, source)
    except RecordError as error:
        trouble = error
    attached = 0
    for capture in _attachments(message, source, reading):
        attached += 1
        yield capture
    if trouble and not attached:
        raise trouble


def _parsed(data: bytes) -> EmailMessage:
    """The message.

    Raises:
        MalformedError: There are no headers a letter has.
    """
    if not data.strip():
        raise UnreadableError("this file is empty")
    try:
        message = message_from_bytes(data, policy=policy.default)
        names = {name.lower() for name in message}
    except BROKEN as error:
        raise MalformedError(f"this letter cannot be read ({error})") from error
    if not names & {"from", "subject", "date", "message-id", "mime-version", "content-type", "received"}:
        raise MalformedError("this is no letter: it has none of the headers that a letter starts with")
    return message


def _letter(message: EmailMessage, data: bytes, source: Source) -> Capture:
    text = SURROGATE.sub("\ufffd", _body(message))
    check_text(text)
    sender, address = parseaddr(_header(message, "From") or "")
    sent = _sent(message)
    capture = Capture(
        path=source.path,
        text=text,
        sha256="",
        captured=now(),
        media_type=MEDIA_TYPE,
        title=_header(message, "Subject"),
        byline=(sender,) if sender else (),
        publisher=(sender or address.rpartition("@")[2]) or None,
        published=sent.date().isoformat() if sent else None,
    )
    identity = _header(message, "Message-ID")
    provenance = source.provenance
    return finished(capture, source, data, replace(provenance, record=provenance.record or identity))


def _header(message: EmailMessage, name: str) -> str | None:
    try:
        value = str(message.get(name) or "")
    except BROKEN:
        return None
    return SURROGATE.sub("\ufffd", " ".join(value.split())) or None


def _sent(message: EmailMessage) -> datetime | None:
    """When it was sent, in the sender's own zone: that has the day the sender means."""
    try:
        return parsedate_to_datetime(_header(message, "Date") or "")
    except BROKEN:
        return None


# -------------------------------------------------------------------------------- body


def _body(message: EmailMessage) -> str:
    """The letter's words: those of its HTML, which keeps paragraphs, unless its plain text says far more."""
    page, plain = _part(message, "html"), _part(message, "plain")
    words = ""
    if page:
        try:
            words = text_of(_content(page))
        except UnreadableError:
            words = ""
    written = unwrapped(_content(plain), flowed=_flowed(plain)) if plain else ""
    found = words if len(words.split()) * 2 >= len(written.split()) else written
    if not found.strip():
        raise UnreadableError("there is no text in this letter")
    return found


def _part(message: EmailMessage, kind: str) -> EmailMessage | None:
    try:
        found = message.get_body(preferencelist=(kind,))
    except BROKEN:
        return None
    return found if isinstance(found, EmailMessage) else None


def _content(part: EmailMessage) -> str:
    try:
        payload = part.get_payload(decode=True)
        charset = part.get_content_charset()
    except BROKEN:
        return ""
    if not isinstance(payload, bytes):
        return ""
    try:
        return payload.decode(charset or "ascii")
    except (LookupError, UnicodeError):
        return decode(payload).text


def _flowed(part: EmailMessage) -> bool:
    try:
        return str(part.get_param("format", "")).lower() == "flowed"
    except BROKEN:
        return False


def unwrapped(text: str, *, flowed: bool = False) -> str:
    """A letter's text with the lines that were wrapped put together: a paragraph a line.

    A flowed line that goes on ends with a blank (RFC 3676). Of other text, a line that is nearly full goes on; the
    signature below "-- " and quoted lines are left out.
    """
    found: list[str] = []
    goes_on = False
    for raw in text.replace("\r\n", "\n").split("\n"):
        if raw.rstrip("\r") == "-- ":
            break
        line = raw.strip()
        if not line or line.startswith(">"):
            goes_on = False
            continue
        if goes_on:
            found[-1] += f" {line}"
        else:
            found.append(line)
        goes_on = raw.endswith(" ") if flowed else len(line) >= FULL_LINE
    return "\n".join(found)


# -------------------------------------------------------------------------------- parts


def _attachments(message: EmailMessage, source: Source, reading: Reading) -> Iterator[Capture]:
    """The articles among the files attached to a letter; pictures and other files go without saying."""
    try:
        parts = list(message.iter_attachments()) if message.is_multipart() else []
    except BROKEN:
        return
    for number, part in enumerate(parts, 1):
        try:
            name = part.get_filename() or ""
            media_type = part.get_content_type()
            data = _bytes(part)
        except BROKEN:
            continue
        sort = by_media_type(media_type) if not name else by_name(name)
        if sort is None or sort.reader not in ATTACHED or not data:
            continue
        path = f"{source.path}/{clean_name(name) if name else f'part {number}'}"
        try:
            yield from reading.read(
                inner(source, io.BytesIO(data), path, name=clean_name(name), media_type=media_type), reading
            )
        except RecordError as error:
            reading.note(path, error.message)


def _bytes(part: EmailMessage) -> bytes:
    """The bytes of an attached file; a letter that is attached as such is written out again."""
    if part.get_content_type() == MEDIA_TYPE and part.is_multipart():
        inside = part.get_payload(0)
        return inside.as_bytes() if hasattr(inside, "as_bytes") else b""
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


# -------------------------------------------------------------------------------- MHTML


def read_archived_page(source: Source, reading: Reading) -> Iterator[Capture]:  # noqa: ARG001 - called as all readers
    """The page that a browser saved with all its parts in one file, at the address and time it was saved.

    Raises:
        RecordError: There is no page in it.
    """
    from onrecord.ingest.html import MAX_PAGE_BYTES, read_html

    data = source.take(limits.MAX_MAIL_BYTES, "a saved page")
    message = _parsed(data)
    page = next((part for part in message.walk() if _is_page(part)), None)
    payload = page.get_payload(decode=True) if page is not None else None
    if page is None or not isinstance(payload, bytes):
        raise MalformedError("there is no page in this file (MHTML)")
    if len(payload) > MAX_PAGE_BYTES:
        raise MalformedError(f"the page in this file is longer than {MAX_PAGE_BYTES:,} bytes")
    url = _header(message, "Snapshot-Content-Location") or _header(page, "Content-Location") or source.url
    saved = _sent(message)
    captured = saved.astimezone(UTC) if saved and saved.tzinfo else None
    charset = page.get_content_charset()
    address = url if url and re.match(r"https?://", url) else None
    capture = read_html(payload, path=source.path, url=address, charset=charset, captured=captured)
    yield finished(capture, replace(source, captured=captured), data)


def _is_page(part: object) -> bool:
    try:
        return isinstance(part, EmailMessage) and part.get_content_type() in ("text/html", "application/xhtml+xml")
    except BROKEN:
        return False
