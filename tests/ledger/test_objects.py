"""The bytes behind a capture are kept once, packed, and checked against their hash."""

import hashlib
import sqlite3
import zlib
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from onrecord.errors import LedgerError
from onrecord.ledger.store import Ledger
from onrecord.model import Article, Capture, Provenance, Span, TextMap

PAGE = b"<html>\xff\xfe The ferry to Oxmoor ran aground on Friday.</html>" * 20
TEXT = "The ferry to Oxmoor ran aground on Friday."
SHA256 = hashlib.sha256(PAGE).hexdigest()


def pair(key):
    capture = Capture(
        path=f"{key}.html",
        text=TEXT,
        sha256=SHA256,
        captured=datetime(2031, 4, 2, 10, tzinfo=UTC),
        complete=False,
        provenance=Provenance(tool="crawler 1", parent="saved.warc.gz", record="<urn:uuid:1>", offset=712),
        content=PAGE,
    )
    text = TextMap.keeping([Span(0, len(TEXT))])
    return capture, Article(
        id=key, path=capture.path, text=TEXT, map=text, sha256=SHA256, provenance=capture.provenance, complete=False
    )


def test_the_bytes_come_back_as_they_were_and_the_records_with_their_provenance(tmp_path):
    with Ledger.open(str(tmp_path / "a.db")) as ledger:
        ledger.keep(*pair("a1"))
        assert ledger.content(SHA256) == PAGE
        (capture,), (article,) = ledger.captures(), ledger.articles()
    assert (capture.provenance, capture.complete, capture.content) == (pair("a1")[0].provenance, False, b"")
    assert (article.provenance.record, article.complete) == ("<urn:uuid:1>", False)


def test_the_same_bytes_are_kept_once_and_packed(tmp_path):
    with Ledger.open(str(tmp_path / "a.db")) as ledger:
        ledger.keep(*pair("a1"))
        ledger.keep(*pair("a2"))
    with sqlite3.connect(tmp_path / "a.db") as file:
        ((size, packed),) = file.execute("select size, packed from objects").fetchall()
    assert (size, zlib.decompress(packed)) == (len(PAGE), PAGE)
    assert len(packed) < len(PAGE) / 4


def test_bytes_that_were_never_kept_are_none(tmp_path):
    with Ledger.open(str(tmp_path / "a.db")) as ledger:
        assert ledger.content("00" * 32) is None


@pytest.mark.parametrize("packed", [zlib.compress(b"other words"), b"no zlib"])
def test_bytes_that_were_changed_are_refused_on_reading(tmp_path, packed):
    with Ledger.open(str(tmp_path / "a.db")) as ledger:
        ledger.keep(*pair("a1"))
    with sqlite3.connect(tmp_path / "a.db") as file:
        file.execute("update objects set packed = ?", (packed,))
    with Ledger.open(str(tmp_path / "a.db")) as ledger, pytest.raises(LedgerError, match="damaged"):
        ledger.content(SHA256)


def test_bytes_under_a_wrong_hash_are_not_kept(tmp_path):
    capture, article = pair("a1")
    with Ledger.open(str(tmp_path / "a.db")) as ledger:
        with pytest.raises(LedgerError, match="another"):
            ledger.keep(replace(capture, sha256="11" * 32), article)
        assert ledger.ids() == ()
