"""One WARC record's block: the page in it, its digest, and what made the archive."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass

from onrecord.ingest import limits

BROKEN = (OSError, ValueError, LookupError, TypeError, AttributeError, EOFError)
"""What fastwarc raises, or Python under it, for archives that are damaged; it documents OSError alone."""
CHARSET = re.compile(r"""(?i)charset\s*=\s*["']?([\w.:-]{2,40})""")
ALGORITHMS = {"sha1": hashlib.sha1, "sha-1": hashlib.sha1, "sha256": hashlib.sha256, "sha-256": hashlib.sha256}
ALGORITHMS |= {"sha512": hashlib.sha512, "sha-512": hashlib.sha512, "md5": hashlib.md5}


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What a server sent, its transfer and content codings taken off; ``trouble`` says if that failed on the way."""

    body: bytes
    status: int | None = None
    media_type: str | None = None
    charset: str | None = None
    location: str | None = None
    trouble: str = ""


def http_page(block: bytes) -> Page:
    """The page in the block of a response record."""
    from fastwarc.warc import WarcRecord, WarcRecordType

    if not block.startswith(b"HTTP/"):
        return Page(body=block, status=0)
    record = WarcRecord()
    record.init_headers(record_type=WarcRecordType.response)
    record.is_http = True
    record.set_bytes_content(block)
    body, trouble = b"", ""
    try:
        record.parse_http(auto_decode="all")
        headers = record.http_headers
        status, content_type, location = headers.status_code, headers.get("Content-Type"), headers.get("Location")
    except BROKEN:
        return Page(body=block, status=0)
    parts, size = [], 0
    try:
        while size <= limits.MAX_RECORD_BYTES and (part := record.reader.read(256 * 1024)):
            parts.append(part)
            size += len(part)
    except BROKEN as error:
        trouble = f"the page in this record cannot be unpacked to its end ({error}); it was read up to there"
    if size > limits.MAX_RECORD_BYTES:
        trouble = (
            f"the page in this record unpacks to more than {limits.MAX_RECORD_BYTES:,} bytes; the rest was refused"
        )
    body = b"".join(parts)
    media_type, charset = _content_type(content_type)
    return Page(body=body, status=status, media_type=media_type, charset=charset, location=location, trouble=trouble)


def plain_page(block: bytes, content_type: str | None) -> Page:
    """The page in the block of a resource or conversion record, which has no HTTP around it."""
    media_type, charset = _content_type(content_type)
    return Page(body=block, media_type=media_type, charset=charset)


def _content_type(value: str | None) -> tuple[str | None, str | None]:
    charset = CHARSET.search(value or "")
    media_type = (value or "").split(";", 1)[0].strip().lower() or None
    return media_type, charset[1] if charset else None


def digest_fault(stated: str | None, block: bytes) -> str:
    """In words, that the block is not what its digest is of; empty if it is, or the digest is of no known sort."""
    algorithm, _, value = (stated or "").strip().partition(":")
    make = ALGORITHMS.get(algorithm.lower())
    if make is None or not value:
        return ""
    digest = make(block, usedforsecurity=False).digest()
    try:
        padded = value.upper() + "=" * (-len(value) % 8)
        same = digest in (_hex(value), base64.b32decode(padded) if len(value) != 2 * len(digest) else b"")
    except (binascii.Error, ValueError):
        return ""
    return (
        "" if same else f"this record was changed or damaged after it was captured: its {algorithm} digest does not fit"
    )


def _hex(value: str) -> bytes:
    try:
        return bytes.fromhex(value)
    except ValueError:
        return b""


def software(block: bytes) -> str | None:
    """What made the archive, as a warcinfo record's fields say."""
    for line in block[:65536].decode("utf-8", "replace").splitlines():
        name, _, value = line.partition(":")
        if name.strip().lower() == "software" and value.strip():
            return " ".join(value.split())[:200]
    return None
