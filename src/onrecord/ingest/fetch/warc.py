"""Records of a web archive (WARC 1.1, ISO 28500): what went over the wire, each with its SHA-256."""

from __future__ import annotations

import base64
import hashlib
import io
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from fastwarc.warc import WarcRecord, WarcRecordType

from onrecord import __version__
from onrecord.ingest.fetch.wire import Exchange, Head

PROFILE = "http://netpreserve.org/warc/1.1/revisit/"
DROPPED = frozenset({b"transfer-encoding"})  # the one coding that is taken off before a body is kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """A page that the archive holds: what a later visit can refer to, and ask with."""

    record_id: str
    date: str
    digest: str = ""
    etag: str = ""
    modified: str = ""


def digest(data: bytes) -> str:
    """The SHA-256 as archives write it."""
    return "sha256:" + base64.b32encode(hashlib.sha256(data).digest()).decode("ascii")


def new_id() -> str:
    """A name for a record that no other has."""
    return f"uuid:{uuid.uuid4()}"


def stamp(when: datetime) -> str:
    """A moment as archives write it, to the microsecond."""
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def record(kind: WarcRecordType, block: bytes, headers: Mapping[str, str], *, name: str) -> bytes:
    """One record, with its block's digest."""
    made = WarcRecord()
    made.init_headers(kind, name.encode("ascii"))
    for key, value in headers.items():
        if value:
            made.headers[key] = value
    made.headers["WARC-Block-Digest"] = digest(block)
    made.set_bytes_content(block)
    stream = io.BytesIO()
    made.write(stream)
    return stream.getvalue()


def warcinfo(agent: str, name: str) -> bytes:
    """What made the archive."""
    fields = {
        "software": f"onrecord/{__version__}",
        "format": "WARC File Format 1.1",
        "conformsTo": "https://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/",
        "robots": "obey",
        "http-header-user-agent": agent,
    }
    block = "".join(f"{k}: {v}\r\n" for k, v in fields.items()).encode("utf-8")
    headers = {"WARC-Date": stamp(datetime.now(UTC)), "Content-Type": "application/warc-fields"}
    return record(WarcRecordType.warcinfo, block, headers, name=name)


def head_bytes(head: Head) -> bytes:
    """The head of an answer as it came, but for the transfer coding, which is off."""
    status = f" {head.status} {head.reason}".rstrip().encode("latin-1", "replace")
    lines = [head.version + status, *(k + b": " + v for k, v in head.headers if k.lower() not in DROPPED)]
    return b"\r\n".join(lines) + b"\r\n\r\n"


def exchange_records(exchange: Exchange, info: str, *, like: Earlier | None = None) -> tuple[list[bytes], Earlier]:
    """A request with its answer, and how later visits can refer to it.

    Args:
        exchange: What went over the wire.
        info: The id of the warcinfo record.
        like: The page of the archive that this is again: a revisit without a body is written.
    """
    name = new_id()
    payload = digest(exchange.body)
    about = {
        "WARC-Date": stamp(exchange.at),
        "WARC-Target-URI": exchange.target.url,
        "WARC-Warcinfo-ID": f"<urn:{info}>",
        "WARC-IP-Address": str(exchange.address or ""),
    }
    answer = {**about, "Content-Type": "application/http; msgtype=response"}
    head = head_bytes(exchange.head)
    if like is None:
        answer |= {"WARC-Payload-Digest": payload, "WARC-Truncated": "length" if exchange.cut else ""}
        written = record(WarcRecordType.response, head + exchange.body, answer, name=name)
    else:
        same = exchange.head.status != 304
        answer |= {
            "WARC-Profile": PROFILE + ("identical-payload-digest" if same else "server-not-modified"),
            "WARC-Payload-Digest": payload if same else like.digest,
            "WARC-Refers-To": like.record_id,
            "WARC-Refers-To-Target-URI": exchange.target.url,
            "WARC-Refers-To-Date": like.date,
        }
        written = record(WarcRecordType.revisit, head, answer, name=name)
    asked = {**about, "Content-Type": "application/http; msgtype=request", "WARC-Concurrent-To": f"<urn:{name}>"}
    kept = Earlier(
        record_id=f"<urn:{name}>",
        date=about["WARC-Date"],
        digest=payload,
        etag=exchange.head.get("etag"),
        modified=exchange.head.get("last-modified"),
    )
    return [record(WarcRecordType.request, exchange.request, asked, name=new_id()), written], kept


def metadata(of: Earlier, url: str, fields: Mapping[str, str]) -> bytes:
    """What is known of a page beside what the server sent, such as the feed that named it."""
    block = "".join(f"{k}: {v}\r\n" for k, v in fields.items()).encode("utf-8")
    headers = {
        "WARC-Date": of.date,
        "WARC-Target-URI": url,
        "Content-Type": "application/warc-fields",
        "WARC-Concurrent-To": of.record_id,
    }
    return record(WarcRecordType.metadata, block, headers, name=new_id())
