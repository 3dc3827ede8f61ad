"""The archive: what any other tool can read, and what later runs add to."""

import gzip
import hashlib
import io
from base64 import b32decode

import pytest
from fastwarc.warc import ArchiveIterator

from onrecord.errors import UsageError
from onrecord.ingest import read

HERALD = "http://herald.example"


def page(words):
    text = (
        f"<p>{words} The mayor of Lindmoor said the water would fall by Friday, and asked people to stay away.</p>" * 3
    )
    return f"<!doctype html><html><head><title>Dam</title></head><body><article>{text}</article></body></html>".encode()


@pytest.fixture
def pages(site):
    site.page("/a", page("The dam broke at dawn."))
    site.page("/b", page("The bridge held."))


def members(path):
    """The gzip members of a file, each unpacked."""
    data, found = path.read_bytes(), []
    starts = [i for i in range(len(data)) if data.startswith(b"\x1f\x8b\x08", i)]
    for start, end in zip(starts, [*starts[1:], len(data)], strict=True):
        try:
            found.append(gzip.decompress(data[start:end]))
        except (EOFError, gzip.BadGzipFile):
            continue
    return found


def test_each_record_is_a_member_of_its_own_with_true_digests(pages, go):
    done = go(f"{HERALD}/a", f"{HERALD}/b")
    assert len(members(done.path)) == len(done.records()) == 5
    for _, _, headers, block in done.records():
        name, _, value = headers["WARC-Block-Digest"].partition(":")
        assert name == "sha256"
        assert b32decode(value) == hashlib.sha256(block).digest()
    with done.path.open("rb") as stream:
        for record in ArchiveIterator(stream):
            if record.headers["WARC-Type"] == "response":
                assert record.verify_payload_digest()


def test_a_record_says_where_when_and_from_which_address_it_came(pages, go):
    done = go(f"{HERALD}/a")
    _, (_, url, asked, request), (_, _, answer, _) = done.records()
    assert url == f"{HERALD}/a"
    assert answer["WARC-IP-Address"] == "93.184.215.14"
    assert asked["WARC-Concurrent-To"] == answer["WARC-Record-ID"]
    assert asked["WARC-Date"] == answer["WARC-Date"]
    assert answer["WARC-Date"].endswith("Z")
    assert request.startswith(b"GET /a HTTP/1.1\r\nHost: herald.example\r\nUser-Agent: onrecord/")


def test_the_archive_says_what_made_it(pages, go):
    kind, _, _, block = go(f"{HERALD}/a").records()[0]
    assert kind == "warcinfo"
    assert b"software: onrecord/" in block
    assert b"robots: obey" in block


@pytest.mark.parametrize("name", ["pile.warc.gz", "pile.warc"])
def test_what_is_fetched_is_read_by_the_other_verbs(pages, site, go, name):
    site.moved("/old", "/a")
    site.page("/packed", gzip.compress(page("The mill is dry.")), Content_Encoding="gzip")
    done = go(f"{HERALD}/old", f"{HERALD}/b", f"{HERALD}/packed", out=name)
    issues = []
    captures = {c.url: c for c in read([str(done.path)], issues)}
    assert issues == []
    assert set(captures) == {f"{HERALD}/a", f"{HERALD}/b", f"{HERALD}/packed"}
    assert "The dam broke at dawn." in captures[f"{HERALD}/a"].text
    assert "The mill is dry." in captures[f"{HERALD}/packed"].text


def test_letters_are_read_in_the_charset_of_the_header(site, go):
    body = page("Der Damm bei Kössarin brach.").decode().encode("iso-8859-1")
    site.page("/a", body, Content_Type="text/html; charset=iso-8859-1")
    (capture,) = read([str(go(f"{HERALD}/a").path)], [])
    assert "Kössarin" in capture.text


def test_a_chunked_answer_is_kept_without_its_chunks(site, go):
    def answer(handler):
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n")
        for part in (b"<html><p>The dam ", b"broke at dawn.</p></html>"):
            handler.wfile.write(b"%x\r\n%s\r\n" % (len(part), part))
        handler.wfile.write(b"0\r\n\r\n")

    site.routes["/a"] = answer
    block = next(b for kind, _, _, b in go(f"{HERALD}/a").records() if kind == "response")
    assert b"chunked" not in block
    assert block.endswith(b"\r\n\r\n<html><p>The dam broke at dawn.</p></html>")


def test_a_second_run_adds_to_the_archive(pages, go):
    go(f"{HERALD}/a")
    done = go(f"{HERALD}/b")
    assert done.kept() == [f"{HERALD}/a", f"{HERALD}/b"]


@pytest.mark.parametrize("cut", [1, 7, 60, 300])
@pytest.mark.parametrize("name", ["pile.warc.gz", "pile.warc"])
def test_an_archive_whose_end_is_missing_is_not_added_to(pages, go, name, cut):
    done = go(f"{HERALD}/a", out=name)
    data = done.path.read_bytes()
    done.path.write_bytes(data[:-cut])
    with pytest.raises(UsageError, match="cut off"):
        go(f"{HERALD}/b", out=name)
    assert done.path.read_bytes() == data[:-cut]


@pytest.mark.parametrize(
    "data", [b"An article.", b"PK\x03\x04zip", gzip.compress(b"An article.", mtime=0)], ids=["text", "zip", "gzip"]
)
def test_a_file_that_is_no_archive_is_not_added_to(pages, go, tmp_path, data):
    (tmp_path / "pile.warc.gz").write_bytes(data)
    with pytest.raises(UsageError):
        go(f"{HERALD}/a")
    assert (tmp_path / "pile.warc.gz").read_bytes() == data


def test_an_archive_has_to_be_called_one(pages, go):
    with pytest.raises(UsageError, match=r"ends in \.warc or \.warc\.gz"):
        go(f"{HERALD}/a", out="pile.zip")


def test_an_archive_that_cannot_be_written_stops_the_run(pages, go, tmp_path):
    (tmp_path / "no").write_text("a file")
    with pytest.raises(UsageError, match="cannot be"):
        go(f"{HERALD}/a", out="no/pile.warc.gz")


def test_a_full_disk_leaves_the_archive_as_it_was(pages, go, monkeypatch):
    done = go(f"{HERALD}/a")
    before = done.path.read_bytes()
    real = io.FileIO.write

    class Full(io.FileIO):
        def write(self, data):
            real(self, bytes(data)[:10])
            raise OSError(28, "No space left on device")

    monkeypatch.setattr("onrecord.ingest.fetch.pile.opened_to_add", lambda path: Full(path, "ab"))
    with pytest.raises(UsageError, match="No space left"):
        go(f"{HERALD}/b")
    assert done.path.read_bytes() == before
