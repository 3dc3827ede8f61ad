"""Whatever the bytes and whatever the name: nothing is raised, and each thing not read is named in words."""

import gzip
import json
import tempfile
from pathlib import Path

import pytest
from containers import MORE, WORDS, crawl, gzipped, http, page, record, wacz, zipped, zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.ingest import read

ENDS = (
    *("txt", "html", "json", "jsonl", "xml", "rss", "csv", "tsv", "pdf", "eml", "mhtml"),
    *("warc", "warc.gz", "warc.zst", "wacz", "zip", "gz", "bz2", "xz", "zst", "csv.gz", "jsonl.zst"),
)
STARTS = (
    *(b"", b"\xff\xfe", b"\xef\xbb\xbf", b"<html><body>", b"%PDF-1.7\n", b"text,title\n", b'{"text": "', b"["),
    *(b"WARC/1.0\r\n", b"WARC/1.1\r\nWARC-Type: response\r\nContent-Length: 9\r\n\r\n"),
    *(b"\x1f\x8b\x08\0", b"\x28\xb5\x2f\xfd", b"BZh9", b"\xfd7zXZ\0", b"PK\x03\x04"),
    *(b"<?xml version='1.0'?>", b"<rss><channel><item>"),
    b"From: a@b.example\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x",
)
quick = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def outcome(name, data):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        issues = []
        captures = list(read([str(path)], issues))
    return captures, issues


def check(name, data):
    captures, issues = outcome(name, data)
    assert captures or issues
    for capture in captures:
        assert capture.text.strip()
        assert capture.captured.tzinfo is not None
        capture.text.encode("utf-8")
    for issue in issues:
        assert issue.message[0].islower() or issue.message[0].isdigit() or issue.message.startswith(('"', "PDF"))
        issue.message.encode("utf-8")
        issue.where.encode("utf-8")


@pytest.mark.parametrize("end", ENDS)
@quick
@given(start=st.sampled_from(STARTS), rest=st.binary(max_size=400))
def test_bytes_of_any_sort_under_any_name_raise_nothing(end, start, rest):
    check(f"a.{end}", start + rest)


def samples():
    feed = (
        f"<?xml version='1.0'?><rss version='2.0'><channel><title>A</title><item><title>B</title><description>{WORDS}"
    )
    letter = (
        "From: Ledger <a@ledger.example>\r\nSubject: =?utf-8?q?Z=C3=B6e?=\r\nDate: Wed, 02 Apr 2031 09:30:00 +0200\r\n"
        'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="x"\r\n\r\n--x\r\nContent-Type: text/html; '
        f"charset=utf-8\r\n\r\n<p>{WORDS}</p>\r\n--x\r\nContent-Type: text/plain\r\nContent-Disposition: attachment; "
        f'filename="a.txt"\r\n\r\n{MORE}\r\n--x--\r\n'
    )
    packed = record(
        "response", "https://a.example/", http(gzip.compress(page("A", WORDS)), headers=["Content-Encoding: gzip"])
    )
    return {
        "a.warc": b"".join(crawl()) + packed,
        "a.warc.gz": gzipped(crawl()),
        "a.warc.zst": zstandard(crawl()),
        "a.wacz": wacz(gzipped(crawl()), [{"url": "https://ledger.example/pier"}]),
        "a.zip": zipped({"a.txt": WORDS, "b/c.html": page("A", WORDS, MORE)}),
        "a.jsonl.gz": gzip.compress(json.dumps({"text": WORDS}).encode() * 3),
        "a.csv": f'title,text,date\nA,"{WORDS}",2031-04-02\nB,"{MORE}",\n'.encode(),
        "a.json": json.dumps({"articles": [{"content": WORDS, "author": {"name": "A"}}]}, indent=1).encode(),
        "a.xml": f"{feed}</description></item></channel></rss>".encode(),
        "a.eml": letter.encode(),
        "a.mhtml": letter.encode(),
    }


@pytest.mark.parametrize("name", sorted(samples()))
@quick
@given(data=st.data())
def test_containers_with_bytes_changed_cut_or_doubled_raise_nothing(name, data):
    whole = bytearray(samples()[name])
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, max(len(whole) - 1, 0)))
        kind = data.draw(st.sampled_from(["change", "cut", "drop", "double"]))
        length = data.draw(st.integers(1, 40))
        if kind == "change":
            whole[at : at + length] = data.draw(st.binary(min_size=1, max_size=length))
        elif kind == "cut":
            del whole[at:]
        elif kind == "drop":
            del whole[at : at + length]
        else:
            whole[at:at] = whole[at : at + length]
    check(name, bytes(whole))
