"""Packed files and archives: what is in them is read; bombs, ways out and endless nesting are refused."""

import bz2
import gzip
import hashlib
import io
import json
import lzma
import sys
import zipfile

import pytest
from containers import MORE, WORDS, crawl, gzipped, page, zipped, zstandard

from onrecord.errors import RefusedError
from onrecord.ingest import limits
from onrecord.ingest.limits import Budget
from onrecord.ingest.source import clean_name

LINES = "".join(json.dumps({"id": f"n{i}", "text": f"{WORDS} No. {i}."}) + "\n" for i in range(3))


def zst(data):
    return zstandard([data])


@pytest.mark.parametrize(
    ("end", "pack"), [("gz", gzip.compress), ("bz2", bz2.compress), ("xz", lzma.compress), ("zst", zst)]
)
def test_a_packed_file_is_read_as_what_it_holds(put, read_all, end, pack):
    text, lines = put(f"a.txt.{end}", pack(WORDS.encode())), put(f"b.jsonl.{end}", pack(LINES.encode()))
    captures, issues = read_all(text, lines)
    assert [c.path for c in captures] == [str(text), "n0", "n1", "n2"]
    assert (captures[0].text, captures[0].content, issues) == (WORDS, WORDS.encode(), [])
    assert captures[0].provenance.parent == str(text)
    assert captures[0].provenance.parent_sha256 == hashlib.sha256(text.read_bytes()).hexdigest()


def test_a_packed_file_of_several_members_is_read_whole(put, read_all):
    data = b"".join(gzip.compress(line.encode()) for line in LINES.splitlines(keepends=True))
    captures, issues = read_all(put("b.jsonl.gz", data))
    assert ([c.path for c in captures], issues) == (["n0", "n1", "n2"], [])


@pytest.mark.parametrize(
    ("end", "pack"), [("gz", gzip.compress), ("bz2", bz2.compress), ("xz", lzma.compress), ("zst", zst)]
)
@pytest.mark.parametrize("cut", [1, 5, 12])
def test_a_packed_file_that_is_cut_is_said_to_be_cut(put, read_all, end, pack, cut):
    _, issues = read_all(put(f"a.txt.{end}", pack(WORDS.encode())[:-cut]))
    assert any("not whole" in i.message for i in issues)


def test_lines_before_the_cut_are_read(put, read_all):
    data = b"".join(gzip.compress(line.encode()) for line in LINES.splitlines(keepends=True))
    captures, issues = read_all(put("b.jsonl.gz", data[:-40]))
    assert [c.path for c in captures] == ["n0", "n1"]
    assert any("not whole" in i.message for i in issues)


def test_a_web_archive_under_a_plain_gzip_name_is_read(put, read_all):
    captures, _ = read_all(put("saved.gz", gzipped(crawl())))
    assert len(captures) == 2


def test_a_name_that_promises_packing_and_does_not_keep_it_is_named(put, read_all):
    captures, (issue,) = read_all(put("a.gz", WORDS))
    assert captures == []
    assert "not packed" in issue.message


# ---------------------------------------------------------------------------- zip


def test_a_zip_gives_the_articles_in_it(put, read_all):
    members = {
        "b/two.txt": MORE,
        "a/one.html": page("The pier", WORDS, MORE),
        "c.jsonl": LINES,
        "pier.png": b"\x89PNG",
        "__MACOSX/._one.html": b"\0",
        ".hidden.txt": WORDS,
    }
    path = put("pile.zip", zipped(members))
    captures, (issue,) = read_all(path)
    assert [c.path for c in captures] == [f"{path}/a/one.html", f"{path}/b/two.txt", "n0", "n1", "n2"]
    assert captures[1].provenance.parent == str(path)
    assert (issue.where, issue.message[:16]) == (f"{path}/pier.png", "this is an image")


def test_zips_in_zips_are_read_to_a_depth_and_no_deeper(put, read_all, monkeypatch):
    data = zipped({"a.txt": WORDS})
    for _ in range(3):
        data = zipped({"inner.zip": data})
    captures, issues = read_all(put("nested.zip", data))
    assert ([c.text for c in captures], issues) == ([WORDS], [])
    monkeypatch.setattr(limits, "MAX_DEPTH", 2)
    captures, (issue,) = read_all(put("nested.zip", data))
    assert captures == []
    assert "2 deep" in issue.message


def test_a_zip_bomb_is_refused_and_other_files_are_read(put, read_all, monkeypatch):
    monkeypatch.setattr(limits, "FREE_BYTES", 1_000_000)
    bomb = put("bomb.zip", zipped({"a.jsonl": b"\n" * 50_000_000}))
    good = put("good.txt", WORDS)
    captures, (issue,) = read_all(bomb, good)
    assert [c.text for c in captures] == [WORDS]
    assert issue.where.startswith(str(bomb))
    assert "bomb" in issue.message


def test_a_bomb_spread_over_layers_and_members_is_refused(put, read_all, monkeypatch):
    monkeypatch.setattr(limits, "FREE_BYTES", 1_000_000)
    inner = zipped({f"{i}.jsonl": b"\n" * 2_000_000 for i in range(20)})
    data = zipped({f"{i}.zip": inner for i in range(20)})
    captures, issues = read_all(put("bomb.zip", data))
    assert captures == []
    assert sum("bomb" in i.message for i in issues) == 1


def test_a_gzip_bomb_is_refused_whatever_it_is_called(put, read_all, monkeypatch):
    monkeypatch.setattr(limits, "FREE_BYTES", 1_000_000)
    for name in ("a.jsonl.gz", "a.csv.gz", "saved.gz"):
        captures, issues = read_all(put(name, gzip.compress(b"\n" * 50_000_000)))
        assert captures == []
        assert issues


def test_a_budget_refuses_the_absolute_amount_too(monkeypatch):
    monkeypatch.setattr(limits, "MAX_UNPACKED_BYTES", 1000)
    budget = Budget(given=10**9)
    budget.spend(1000)
    with pytest.raises(RefusedError):
        budget.spend(1)
    assert budget.broken


def test_a_zip_with_too_many_files_is_refused(put, read_all, monkeypatch):
    monkeypatch.setattr(limits, "MAX_MEMBERS", 3)
    captures, (issue,) = read_all(put("many.zip", zipped({f"{i}.txt": WORDS for i in range(4)})))
    assert captures == []
    assert "more than 3 files" in issue.message


def test_the_sizes_that_a_zip_states_are_not_believed(put, read_all):
    data = bytearray(zipped({"a.txt": WORDS * 50}))
    directory = data.rindex(b"PK\x01\x02")
    data[directory + 24 : directory + 28] = (10).to_bytes(4, "little")  # "uncompressed size"
    captures, issues = read_all(put("liar.zip", bytes(data)))
    assert captures == [] or len(captures[0].text) <= len(WORDS) * 50
    assert issues


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd.txt", "etc/passwd.txt"),
        ("/etc/passwd.txt", "etc/passwd.txt"),
        ("C:\\Windows\\a.txt", "Windows/a.txt"),
        ("a/./b//c.txt", "a/b/c.txt"),
        ("a\x1b[31m\n.txt", "a\ufffd[31m\ufffd.txt"),
        ("..", "a nameless file"),
    ],
)
def test_names_that_lead_out_of_an_archive_are_shown_without_the_way_out(put, read_all, name, shown):
    assert clean_name(name) == shown
    if name != "..":
        path = put("pile.zip", zipped({name: WORDS}))
        before = sorted(path.parent.rglob("*"))
        (capture,), _ = read_all(path)
        assert capture.path == f"{path}/{shown}"
        assert sorted(path.parent.rglob("*")) == before


def test_a_locked_file_in_a_zip_is_named(put, read_all):
    data = bytearray(zipped({"a.txt": WORDS}))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + at] |= 1
    captures, (issue,) = read_all(put("locked.zip", bytes(data)))
    assert captures == []
    assert "password" in issue.message


@pytest.mark.parametrize("cut", [1, 30, 100])
def test_a_zip_that_is_cut_is_an_issue(put, read_all, cut):
    captures, (issue,) = read_all(put("cut.zip", zipped({"a.txt": WORDS})[:-cut]))
    assert captures == []
    assert "cannot be opened" in issue.message


def test_a_damaged_file_in_a_zip_is_named_and_the_rest_is_read(put, read_all):
    data = bytearray(zipped({"a.txt": WORDS, "b.txt": MORE}, method=zipfile.ZIP_STORED))
    data[data.index(b"harbour council")] ^= 1
    captures, issues = read_all(put("damaged.zip", bytes(data)))
    assert MORE in [c.text for c in captures]
    assert any("damaged" in i.message for i in issues)


def test_a_word_file_is_not_taken_for_a_zip_of_articles(put, read_all):
    captures, (issue,) = read_all(put("report.docx", zipped({"word/document.xml": "<w/>"})))
    assert captures == []
    assert "word processor" in issue.message


@pytest.mark.parametrize(
    "data", [zipped({"a.txt": WORDS}), gzip.compress(WORDS.encode()), zst(WORDS.encode())], ids=["zip", "gz", "zst"]
)
def test_packed_bytes_on_standard_input_are_read(read_all, monkeypatch, data):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    (capture,), issues = read_all("-")
    assert (capture.text, issues) == (WORDS, [])


def test_a_page_of_200_megabytes_is_refused_with_a_clear_line(put, read_all, tmp_path):
    path = put("huge.html", b"<!DOCTYPE html><html><body><p>words</p>")
    with path.open("r+b") as file:
        file.truncate(200 * 1024 * 1024)  # a hole: it takes no room on the disk
    captures, (issue,) = read_all(path)
    assert captures == []
    assert "longer than a page may be" in issue.message


def test_zstandard_inside_a_zip_is_read(put, read_all):
    captures, issues = read_all(
        put("pile.zip", zipped({"a.txt.zst": zst(WORDS.encode()), "b.warc.zst": zstandard(crawl())}))
    )
    assert len(captures) == 3
    assert [i.message for i in issues] == ["1 record passed over: they are error pages"]
