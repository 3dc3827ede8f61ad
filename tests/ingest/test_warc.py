"""Web archives: pages with their address, date, record and place; what is cut, changed or too large is said."""

import gzip
import hashlib
import zlib
from base64 import b32encode
from datetime import UTC, datetime

import pytest
from containers import MORE, WORDS, crawl, gzipped, http, page, record, wacz, warcinfo, zipped, zstandard

from onrecord.ingest import limits


def plain(records):
    return b"".join(records)


@pytest.mark.parametrize(
    ("name", "pack"), [("a.warc", plain), ("a.warc.gz", gzipped), ("a.warc.zst", zstandard), ("misnamed.txt", plain)]
)
def test_the_pages_of_a_web_archive_are_read_with_what_its_records_say(put, read_all, name, pack):
    path = put(name, pack(crawl()))
    (pier, ferry), issues = read_all(path)
    assert [c.url for c in (pier, ferry)] == ["https://ledger.example/pier", "https://ledger.example/ferry"]
    assert "31 people aboard" in pier.text
    assert "40,000 crowns" in pier.text
    assert pier.captured == datetime(2031, 4, 2, 9, 30, tzinfo=UTC)
    assert pier.provenance.tool == "Boatcrawl 2.1"
    assert pier.provenance.parent == str(path)
    assert pier.provenance.record == "<urn:uuid:00000000-0000-4000-8000-000000000002>"
    assert pier.provenance.parent_sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert (pier.content, pier.sha256) == (
        page("The pier", WORDS, MORE),
        hashlib.sha256(page("The pier", WORDS, MORE)).hexdigest(),
    )
    assert [i.message for i in issues] == ["1 record passed over: they are error pages"]


def test_the_address_it_was_fetched_from_is_kept_beside_the_one_that_the_page_gives(put, read_all):
    own = page("The pier", WORDS, MORE).replace(
        b"</head>", b'<link rel="canonical" href="https://else.example/x"></head>'
    )
    (capture,), _ = read_all(put("a.warc", record("response", "https://ledger.example/pier", http(own))))
    assert (capture.url, capture.provenance.address) == ("https://else.example/x", "https://ledger.example/pier")


@pytest.mark.parametrize(("name", "pack"), [("a.warc", plain), ("a.warc.gz", gzipped), ("a.warc.zst", zstandard)])
def test_the_offset_leads_to_the_record_in_the_file(put, read_all, name, pack):
    records = crawl()
    (_, ferry), _ = read_all(put(name, pack(records)))
    assert ferry.provenance.offset == len(pack(records[:5]))


@pytest.mark.parametrize(("name", "pack"), [("a.warc", plain), ("a.warc.gz", gzipped), ("a.warc.zst", zstandard)])
@pytest.mark.parametrize("cut", [1, 3, 40, 300])
def test_a_web_archive_that_is_cut_is_read_to_the_cut_and_said_to_be_cut(put, read_all, name, pack, cut):
    data = pack(crawl())
    captures, issues = read_all(put(name, data[:-cut]))
    assert "https://ledger.example/pier" in [c.url for c in captures]
    assert any("cut" in i.message for i in issues)


def test_a_record_shorter_than_it_says_is_marked_as_not_complete(put, read_all):
    data = plain(crawl())
    captures, issues = read_all(put("a.warc", data[:-100]))
    assert [(c.url[-5:], c.complete) for c in captures] == [("/pier", True), ("ferry", False)]
    assert any("this record is cut" in i.message for i in issues)


def test_damage_in_the_middle_is_an_issue_and_the_pages_before_it_are_read(put, read_all):
    parts = [gzip.compress(r) for r in crawl()]
    data = b"".join(parts[:4]) + parts[4][:20] + b"\xff" * 30 + parts[4][50:] + parts[5]
    captures, issues = read_all(put("a.warc.gz", data))
    assert [c.url for c in captures] == ["https://ledger.example/pier"]
    assert any("damaged" in i.message for i in issues)


def test_a_page_that_the_crawler_cut_is_read_and_marked(put, read_all):
    data = record(
        "response", "https://ledger.example/a", http(page("A", WORDS, MORE)), headers=["WARC-Truncated: length"]
    )
    (capture,), issues = read_all(put("a.warc", data))
    assert not capture.complete
    assert any("WARC-Truncated: length" in i.message for i in issues)


def test_revisits_are_counted_not_read(put, read_all):
    revisit = record("revisit", "https://ledger.example/pier", b"HTTP/1.1 200 OK\r\n\r\n", number=9)
    captures, issues = read_all(put("a.warc", plain(crawl()) + revisit))
    assert len(captures) == 2
    assert any("revisit" in i.message for i in issues)


@pytest.mark.parametrize(("coding", "pack"), [("gzip", gzip.compress), ("deflate", zlib.compress), ("identity", bytes)])
def test_a_page_that_the_server_packed_is_unpacked(put, read_all, coding, pack):
    body = page("A", WORDS, MORE)
    block = http(pack(body), headers=[f"Content-Encoding: {coding}"])
    (capture,), issues = read_all(put("a.warc", record("response", "https://ledger.example/a", block)))
    assert (capture.content, issues) == (body, [])


def test_a_page_in_chunks_and_in_another_encoding_is_read(put, read_all):
    body = page("A", "Die Brücke in Möhrstadt müsse gesperrt werden, sagte Bürgermeisterin Röhl am Dienstag.", WORDS)
    body = body.decode().encode("latin-1")
    chunked = b"%x\r\n" % len(body) + body + b"\r\n0\r\n\r\n"
    block = (
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=ISO-8859-1\r\nTransfer-Encoding: chunked\r\n\r\n"
        + chunked
    )
    (capture,), issues = read_all(put("a.warc", record("response", "https://ledger.example/a", block)))
    assert "Möhrstadt" in capture.text
    assert issues == []


def test_a_page_that_unpacks_beyond_the_limit_is_cut_there(put, read_all, monkeypatch):
    monkeypatch.setattr(limits, "MAX_RECORD_BYTES", 50_000)
    body = gzip.compress(page("A", *[WORDS] * 2000))
    block = http(body, headers=["Content-Encoding: gzip"])
    _, issues = read_all(put("a.warc", record("response", "https://ledger.example/a", block)))
    assert any("50,000 bytes; the rest was refused" in i.message for i in issues)


def test_a_record_longer_than_a_page_may_be_is_passed_over(put, read_all, monkeypatch):
    monkeypatch.setattr(limits, "MAX_RECORD_BYTES", 3000)
    long = record("response", "https://ledger.example/long", http(page("A", *[WORDS] * 50)), number=8)
    captures, issues = read_all(put("a.warc", long + plain(crawl())))
    assert len(captures) == 2
    assert any("longer than a page may be (3,000 bytes)" in i.message for i in issues)


def test_a_web_archive_that_unpacks_to_far_more_than_it_is_is_refused(put, read_all, monkeypatch):
    monkeypatch.setattr(limits, "FREE_BYTES", 100_000)
    bomb = record("response", "https://ledger.example/bomb", http(b"\0" * 5_000_000))
    for name, pack in (("a.warc.gz", gzipped), ("a.warc.zst", zstandard)):
        captures, issues = read_all(put(name, pack([*crawl(), bomb, *crawl()])))
        assert len(captures) == 2
        assert any("bomb" in i.message for i in issues)


@pytest.mark.parametrize("sort", ["sha1", "sha256"])
@pytest.mark.parametrize("same", [True, False])
def test_a_block_digest_is_checked(put, read_all, sort, same):
    block = http(page("A", WORDS, MORE))
    digest = hashlib.new(sort, block if same else b"other").digest()
    value = b32encode(digest).decode() if sort == "sha1" else digest.hex()
    data = record("response", "https://ledger.example/a", block, headers=[f"WARC-Block-Digest: {sort}:{value}"])
    (_,), issues = read_all(put("a.warc", data))
    assert any("changed or damaged" in i.message for i in issues) is not same


def test_converted_text_and_saved_resources_are_read(put, read_all):
    text = record("conversion", "https://ledger.example/a", WORDS.encode(), headers=["Content-Type: text/plain"])
    saved = record("resource", "https://ledger.example/b", page("B", MORE, WORDS), headers=["Content-Type: text/html"])
    own = record("resource", "urn:text:https://ledger.example/b", b"words", headers=["Content-Type: text/plain"])
    captures, _ = read_all(put("a.warc", text + saved + own))
    assert [c.url for c in captures] == ["https://ledger.example/a", "https://ledger.example/b"]
    assert captures[0].text == WORDS


def test_a_web_archive_without_a_page_says_what_is_in_it(put, read_all):
    image = record("response", "https://ledger.example/a.png", http(b"\x89PNG", media_type="image/png"))
    captures, (issue,) = read_all(put("a.warc", warcinfo() + image))
    assert captures == []
    assert "pictures, scripts" in issue.message


@pytest.mark.parametrize(
    "data", [b"", b"WARC/1.0", b"words", b"WARC/1.0\r\nContent-Length: -3\r\n\r\n", b"\x1f\x8b\x08"]
)
def test_what_is_no_web_archive_is_an_issue(put, read_all, data):
    captures, issues = read_all(put("a.warc", data))
    assert captures == []
    assert issues


# ---------------------------------------------------------------------------- WACZ

PIER = {"url": "https://ledger.example/pier", "title": "A pier", "ts": "2031-04-02T09:30:00Z"}


def test_a_wacz_gives_the_pages_that_it_lists(put, read_all):
    path = put("saved.wacz", wacz(gzipped(crawl()), [PIER]))
    (capture,), issues = read_all(path)
    assert (capture.url, issues) == (PIER["url"], [])
    assert capture.provenance.parent == f"{path}/archive/data.warc.gz"
    assert capture.provenance.parent_sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_listed_page_that_redirects_is_read_where_it_leads(put, read_all):
    moved = record(
        "response", "https://ledger.example/", http(b"", status="301 Moved", headers=["Location: /ferry"]), number=8
    )
    data = wacz(gzipped([moved, *crawl()]), [{"url": "https://ledger.example/"}])
    (capture,), _ = read_all(put("saved.wacz", data))
    assert capture.url == "https://ledger.example/ferry"


def test_a_wacz_that_was_changed_after_it_was_saved_is_read_and_said_to_be(put, read_all):
    data = wacz(gzipped(crawl()), [PIER], hash_of=b"other")
    (_,), (issue,) = read_all(put("saved.wacz", data))
    assert "changed or damaged" in issue.message
    assert issue.where.endswith("archive/data.warc.gz")


def test_a_wacz_that_is_called_a_zip_is_read_as_one(put, read_all):
    (capture,), issues = read_all(put("saved.zip", wacz(gzipped(crawl()), [PIER])))
    assert (capture.url, issues) == (PIER["url"], [])


def test_a_wacz_without_its_list_of_pages_gives_all(put, read_all):
    captures, issues = read_all(put("saved.wacz", wacz(gzipped(crawl()), [])))
    assert len(captures) == 2
    captures, issues = read_all(put("bare.wacz", zipped({"archive/data.warc.gz": gzipped(crawl())})))
    assert len(captures) == 2
    assert any("datapackage.json" in i.message for i in issues)


@pytest.mark.parametrize("data", [b"", b"words", zipped({"a.txt": "words"})])
def test_what_is_no_wacz_is_an_issue(put, read_all, data):
    captures, issues = read_all(put("saved.wacz", data))
    assert captures == []
    assert issues
