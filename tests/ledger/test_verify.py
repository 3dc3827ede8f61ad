"""What was changed behind the ledger's back is found, and named."""

import hashlib
import json
from dataclasses import replace

import pytest
from sqlalchemy import text

from onrecord.ledger.engine import engine_of
from onrecord.ledger.store import Ledger
from onrecord.ledger.verify import in_claim, verify
from onrecord.model import Span

from .test_search import TEXTS, kept


@pytest.fixture
def ledger(where):
    with Ledger.open(where) as opened:
        for key, words in TEXTS.items():
            kept(opened, key, words)
        yield opened


def faults(ledger):
    return [fault for _, found in verify(ledger) for fault in found]


def changed(where, table, key, change):
    """A record changed as nobody should."""
    engine = engine_of(where)
    with engine.begin() as connection:
        record = json.loads(connection.execute(text(f"select record from {table} where id = '{key}'")).scalar())
        change(record)
        connection.execute(text(f"update {table} set record = :r where id = '{key}'"), {"r": json.dumps(record)})
    engine.dispose()


def test_a_sound_ledger_has_no_faults(ledger):
    assert [key for key, _ in verify(ledger)] == ["a1", "a2", "a3"]
    assert faults(ledger) == []


def test_a_text_that_was_changed_is_found(ledger, where):
    changed(where, "articles", "a1", lambda record: record.update(text=record["text"].replace("forty", "ninety")))
    assert "its text is not what stands in its source" in {f.what for f in faults(ledger)}
    assert {f.path for f in faults(ledger)} == {"a1.txt"}


def test_a_claim_that_was_changed_is_found(ledger, where):
    (claim,) = ledger.claims(["a2"])
    changed(where, "claims", claim.id, lambda record: record.update(text="The boat builders went home."))
    (fault,) = faults(ledger)
    assert (fault.claim, fault.what) == (claim.id, "its words are not what stands at its place")


def test_bytes_that_were_changed_are_found(where):
    content = TEXTS["a1"].encode()
    with Ledger.open(where) as ledger:
        kept(ledger, "a1", TEXTS["a1"])
        (capture,), (article,) = ledger.captures(), ledger.articles()
        sha256 = hashlib.sha256(content).hexdigest()
        capture = replace(capture, content=content, sha256=sha256)
        ledger.keep(capture, replace(article, id="b1", sha256=sha256))
        engine = engine_of(where)
        with engine.begin() as connection:
            connection.execute(text("update objects set packed = :p"), {"p": b"no zlib"})
        engine.dispose()
        (fault,) = faults(ledger)
        assert "cannot be unpacked" in fault.what


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"content": (Span(0, 9),)}, "its id is not that of its place"),
        ({"content": (Span(0, 900),)}, "it points beyond its text"),
    ],
)
def test_a_claim_at_another_place_is_found(ledger, change, what):
    (claim,), (article,) = ledger.claims(["a1"]), ledger.articles(["a1"])
    assert what in list(in_claim(replace(claim, **change), article))


def test_a_speaker_that_does_not_stand_there_is_found(ledger):
    (claim,), (article,) = ledger.claims(["a1"]), ledger.articles(["a1"])
    (link,) = claim.attribution.chain
    moved = replace(claim.attribution, chain=(replace(link, text="Bo Lindqvist"),))
    assert list(in_claim(replace(claim, attribution=moved), article)) == [
        "its speaker “Bo Lindqvist” does not stand at its place"
    ]
