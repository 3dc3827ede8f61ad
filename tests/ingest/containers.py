"""Invented articles, and the containers that the tests put them in."""

import gzip
import hashlib
import io
import json
import zipfile

WORDS = (
    "The harbour council of Oxmoor met on Tuesday and voted to mend the north pier before the summer. "
    "Mayor Ada Roe said the work would cost 40,000 crowns and take three months."
)
MORE = (
    "The ferry to Kessel ran aground on Friday with 31 people aboard, the harbour master said. "
    "Nobody was hurt, and divers were looking for the cause on Saturday."
)


def page(title, *paragraphs):
    body = "".join(f"<p>{p}</p>" for p in paragraphs)
    return (
        f"<!DOCTYPE html><html><head><title>{title}</title></head><body><article><h1>{title}</h1>{body}</article>"
        "</body></html>"
    ).encode()


def http(body, *, status="200 OK", media_type="text/html; charset=utf-8", headers=()):
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {media_type}", f"Content-Length: {len(body)}", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def record(kind, url, block, *, number=1, date="2031-04-02T09:30:00Z", headers=(), length=None):
    types = {"response": "application/http; msgtype=response", "request": "application/http; msgtype=request"}
    lines = [
        "WARC/1.1",
        f"WARC-Type: {kind}",
        f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-{number:012}>",
        f"WARC-Date: {date}",
        *([f"WARC-Target-URI: {url}"] if url else []),
        *headers,
    ]
    if not any(h.startswith("Content-Type") for h in headers):
        lines.append(f"Content-Type: {types.get(kind, 'application/warc-fields')}")
    lines.append(f"Content-Length: {len(block) if length is None else length}")
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"


def warcinfo(software="Boatcrawl 2.1"):
    return record("warcinfo", None, f"software: {software}\r\nformat: WARC File Format 1.1\r\n".encode(), number=0)


def crawl():
    """The records of a small crawl: two pages, and what else a crawl holds."""
    return [
        warcinfo(),
        record(
            "request", "https://ledger.example/pier", b"GET /pier HTTP/1.1\r\nHost: ledger.example\r\n\r\n", number=1
        ),
        record("response", "https://ledger.example/pier", http(page("The pier", WORDS, MORE)), number=2),
        record("response", "https://ledger.example/pier.png", http(b"\x89PNG", media_type="image/png"), number=3),
        record("response", "https://ledger.example/gone", http(page("Gone", WORDS), status="404 Not Found"), number=4),
        record("response", "https://ledger.example/ferry", http(page("The ferry", MORE, WORDS)), number=5),
    ]


def gzipped(records):
    return b"".join(gzip.compress(r, mtime=0) for r in records)


def zstandard(records):
    from fastwarc.stream_io import ZstdWriter

    out = io.BytesIO()
    for one in records:
        part = io.BytesIO()
        writer = ZstdWriter(part)
        writer.write(one)
        writer.close()
        out.write(part.getvalue())
    return out.getvalue()


def zipped(members, *, method=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def wacz(warc, pages, *, name="archive/data.warc.gz", hash_of=None):
    lines = [{"format": "json-pages-1.0", "id": "pages", "title": "All pages"}, *pages]
    listed = "\n".join(json.dumps(line) for line in lines).encode()
    package = json.dumps(
        {
            "profile": "data-package",
            "wacz_version": "1.1.1",
            "resources": [
                {"name": "data", "path": name, "hash": f"sha256:{hashlib.sha256(hash_of or warc).hexdigest()}"},
                {"name": "pages", "path": "pages/pages.jsonl", "hash": f"sha256:{hashlib.sha256(listed).hexdigest()}"},
            ],
        }
    ).encode()
    digest = json.dumps({"path": "datapackage.json", "hash": f"sha256:{hashlib.sha256(package).hexdigest()}"}).encode()
    members = {
        name: warc,
        "pages/pages.jsonl": listed,
        "datapackage.json": package,
        "datapackage-digest.json": digest,
    }
    return zipped(members, method=zipfile.ZIP_STORED)
