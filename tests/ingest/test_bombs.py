"""Inputs that are small on disk and would fill the memory or the day: each is refused with a clear line.

All are read in one process that may have little memory and time, so that a limit that fails is seen.
"""

import gzip
import io
import json
import subprocess
import sys
import zipfile
import zlib

import pytest

from onrecord.ingest.limits import MAX_ISSUES

MIB = 1024 * 1024
MEMORY, SECONDS = 1536 * MIB, 240
READ = """
import json, resource, sys
resource.setrlimit(resource.RLIMIT_AS, ({memory}, {memory}))
resource.setrlimit(resource.RLIMIT_CPU, ({seconds}, {seconds}))
from onrecord.ingest import read
found = {{}}
for path in sys.argv[1:]:
    issues = []
    count = sum(1 for _ in read([path], issues))
    found[path.rsplit("/", 1)[-1]] = [count, [i.message for i in issues]]
print(json.dumps(found))
"""


def zipped(name, first, block, times):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive, archive.open(name, "w") as member:
        member.write(first)
        for _ in range(times):
            member.write(block)
    return packed.getvalue()


def gzipped(block, times):
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb", compresslevel=9, mtime=0) as member:
        for _ in range(times):
            member.write(block)
    return packed.getvalue()


def nested(levels):
    inner = zipped("a.txt", b"", b"a" * MIB, 64)
    for _ in range(levels):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for number in range(4):
                archive.writestr(f"{number}.zip", inner)
        inner = packed.getvalue()
    return inner


def warc(length, rest=b""):
    head = (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://gazette.example/a\r\n"
        b"WARC-Date: 2031-01-01T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\n"
        b"Content-Type: application/http; msgtype=response\r\nContent-Length: %s\r\n\r\n"
    )
    return head % str(length).encode() + b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html>" + rest


def laughs(root):
    names = b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 10))
    return b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a0 "ha">%s]><%s>&a9;</%s>' % (names, root, root)


def pdf(pages, stream=b"BT /F1 12 Tf (The pier was mended.) Tj ET", packed=b""):
    parts = [
        b"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n",
        b"2 0 obj<</Type/Pages/Count %d/Kids[%s]>>endobj\n" % (pages, b"5 0 R " * pages),
        b"3 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n",
        b"4 0 obj<<%s/Length %d>>stream\n%s\nendstream endobj\n" % (packed, len(stream), stream),
        b"5 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R"
        b"/Resources<</Font<</F1 3 0 R>>>>>>endobj\n",
    ]
    body, places = b"%PDF-1.4\n", []
    for part in parts:
        places.append(len(body))
        body += part
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 6\n0000000000 65535 f \n%strailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
    return body + end % (table, len(body))


BOMB = "a decompression bomb"
CASES = {
    "row.zip": (zipped("a.csv", b"text\n", b"a" * MIB, 100), "longer than 2,000,000 characters|" + BOMB),
    "blank.zip": (zipped("a.csv", b"text\n", b"\n" * MIB, 100), BOMB),
    "rows.zip": (
        zipped("a.csv", b"text\n", b"The pier of Port Ellis was mended by three men.\n" * (MIB // 48), 100),
        BOMB,
    ),
    "lines.zip": (zipped("a.jsonl", b"", b"\n" * MIB, 100), BOMB),
    "text.zip": (zipped("a.txt", b"", b"a " * (MIB // 2), 100), BOMB),
    "page.zip": (zipped("a.html", b"<html><body>", b"<p>a</p>" * (MIB // 8), 100), BOMB),
    "zeros.gz": (gzipped(b"\0" * MIB, 512), BOMB),
    "zeros.txt.gz": (gzipped(b"\0" * MIB, 512), BOMB),
    "twice.gz": (gzip.compress(gzipped(b"\0" * MIB, 512), mtime=0), BOMB),
    "nested.zip": (nested(4), BOMB),
    "deep.zip": (nested(8), "more than 5 deep"),
    "long.warc": (warc(99_999_999_999), ""),
    "less.warc": (warc(-5), ""),
    "packed.warc.gz": (gzip.compress(warc(99_999_999_999, b"a" * 64 * MIB), mtime=0), ""),
    "laughs.rss": (laughs(b"rss"), "declares entities of its own"),
    "laughs.xml": (laughs(b"urlset"), "declares entities of its own"),
    "pages.pdf": (pdf(100_000), "100,000 pages; one article may have 2,000"),
    "stream.pdf": (
        pdf(1, zlib.compress(b"BT " + b"(aaaaaaaa) Tj " * 4_000_000 + b"ET", 9), b"/Filter/FlateDecode"),
        "",
    ),
    "deep.html": (b"<html><body>" + b"<div>" * 300_000 + b"text", "nested more than"),
    "deep.json": (b"[" * 1_000_000, "nested too deep"),
    "word.txt": (b"word " * 1_000_000, "JSON Lines or as a table"),
}


@pytest.fixture(scope="module")
def read_in_little(tmp_path_factory):
    """What came of each input, read one after another in a process with little memory and time."""
    folder = tmp_path_factory.mktemp("bombs")
    for name, (content, _) in CASES.items():
        (folder / name).write_bytes(content)
    code = READ.format(memory=MEMORY, seconds=SECONDS)
    paths = [str(folder / name) for name in CASES]
    done = subprocess.run([sys.executable, "-c", code, *paths], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


@pytest.mark.parametrize("name", CASES)
def test_what_would_fill_the_machine_is_refused_with_a_line(read_in_little, name):
    words = CASES[name][1]
    _, messages = read_in_little[name]
    assert messages
    assert len(messages) <= MAX_ISSUES
    assert not words or any(word in message for word in words.split("|") for message in messages)


def test_the_inputs_are_small():
    assert max(len(content) for content, _ in CASES.values()) < 6 * MIB


def test_a_file_with_very_many_bad_rows_lists_the_first(put, read_all):
    articles, issues = read_all(put("bad.csv", "text\n" + "a,b\n" * 5000))
    assert articles == []
    assert len(issues) <= 1002
    assert any("only the first 1,000 are listed" in issue.message for issue in issues)
