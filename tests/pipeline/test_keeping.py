"""A ledger is read anew by a reader that may read otherwise, and by no other."""

import json

import pytest

from onrecord import pipeline
from onrecord.extract import version
from onrecord.extract.version import Reader
from onrecord.ledger.store import Ledger
from onrecord.model import Judgement, Matter

SAID = "Eleven boats sank in Oxmoor harbour, said Ana Ruiz of the harbour office."


@pytest.fixture
def folder(tmp_path):
    """A pile whose claims come ready made."""
    claim = {"text": SAID, "speaker": "Ana Ruiz", "figure": {"value": 11, "measure": "boats sunk", "text": "Eleven"}}
    record = {"id": "n1", "publisher": "Varn Post", "published": "2031-05-02", "text": SAID, "claims": [claim]}
    (tmp_path / "pile.jsonl").write_text(json.dumps(record) + "\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def ledger(folder):
    with Ledger.open(str(folder / "story.db")) as opened:
        yield opened


@pytest.fixture
def read_by(ledger, folder, monkeypatch):
    """Add the pile by a reader; says what the living reading was made with, and how many there ever were."""

    def add(version_, digest):
        monkeypatch.setattr(version, "reader", lambda: Reader(version=version_, digest=digest))
        pipeline.added(ledger, [str(folder / "pile.jsonl")], pipeline.Run())
        (made_with,) = ledger.made_with().values()
        return made_with, ledger.status().superseded + 1

    return add


def test_the_same_reader_reads_nothing_twice(read_by):
    first = read_by("0.1.0", "aaaaaaaa")
    assert first == ("onrecord 0.1.0 reading aaaaaaaa, 2031-05-02/2031-05-02", 1)
    assert read_by("0.1.0", "aaaaaaaa") == first


def test_a_reader_that_changed_within_a_version_reads_again_and_claims_keep_their_ids(read_by, ledger):
    read_by("0.1.0", "aaaaaaaa")
    before = ledger.claims()
    ledger.judge(Judgement(matter=Matter.REVIEW, subject=before[0].id, value="accepted"))
    assert read_by("0.1.0", "bbbbbbbb") == ("onrecord 0.1.0 reading bbbbbbbb, 2031-05-02/2031-05-02", 2)
    assert ledger.claims() == before
    (found,) = ledger.rereadings()
    assert (found.unchanged, found.differs) == (1, False)
    assert [j.subject for j in ledger.judgements()] == [before[0].id]


def test_a_later_version_that_reads_by_the_same_does_not_read_again(read_by):
    first = read_by("0.1.0", "aaaaaaaa")
    assert read_by("0.2.0", "aaaaaaaa") == first


def test_an_earlier_version_leaves_what_a_later_one_read(read_by):
    first = read_by("0.10.0", "bbbbbbbb")
    assert read_by("0.9.0", "aaaaaaaa") == first


def test_what_was_read_before_readers_had_names_is_read_again(read_by, ledger):
    read_by("0.1.0", "aaaaaaaa")
    (key,) = ledger.ids()
    ledger.keep_claims(key, ledger.claims(), made_with="onrecord 0.1.0, 2031-05-02/2031-05-02")
    assert read_by("0.1.0", "aaaaaaaa") == ("onrecord 0.1.0 reading aaaaaaaa, 2031-05-02/2031-05-02", 3)


def test_an_article_whose_day_is_inferred_otherwise_is_read_again_also_by_an_earlier_version(read_by, ledger):
    read_by("0.2.0", "bbbbbbbb")
    (key,) = ledger.ids()
    ledger.keep_claims(key, ledger.claims(), made_with="onrecord 0.2.0 reading bbbbbbbb, undated")
    assert read_by("0.1.0", "aaaaaaaa")[0] == "onrecord 0.1.0 reading aaaaaaaa, 2031-05-02/2031-05-02"
