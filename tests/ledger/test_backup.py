"""A backup is a ledger that holds the same, in either database, and can be added to."""

from dataclasses import replace

import pytest

from onrecord.errors import LedgerError
from onrecord.ledger.store import Ledger
from onrecord.model import Judgement, Matter

from .test_search import TEXTS, kept


@pytest.fixture
def filled(where):
    with Ledger.open(where) as ledger:
        claims = [kept(ledger, key, words) for key, words in TEXTS.items()]
        ledger.keep_claims("a1", [replace(claims[0], text="Boats sank.")], made_with="two")
        ledger.judge(Judgement(matter=Matter.RELIABILITY, subject="Ana Ruiz", value="B"))
        yield ledger


@pytest.fixture(params=["sqlite", "postgresql"])
def target(request, tmp_path):
    return str(tmp_path / "copy.db") if request.param == "sqlite" else request.getfixturevalue("database")


def test_a_backup_holds_all_that_the_ledger_holds_also_what_has_ended(filled, target):
    rows = dict.fromkeys(["claims", "readings"], 0)
    for table, number in filled.backup(target):
        rows[table] = rows.get(table, 0) + number
    assert (rows["claims"], rows["readings"], rows["judgements"]) == (4, 4, 1)
    with Ledger.open(target) as copy:
        assert copy.claims() == filled.claims()
        assert copy.articles() == filled.articles()
        assert copy.judgements() == filled.judgements()
        assert copy.search("oxmoor").total == filled.search("oxmoor").total


def test_a_backup_can_be_added_to(filled, target):
    list(filled.backup(target))
    with Ledger.open(target) as copy:
        kept(copy, "a4", "Snow fell.")
        assert copy.counts()["articles"] == 4


def test_a_ledger_with_something_in_it_is_not_written_over(filled, target):
    list(filled.backup(target))
    with pytest.raises(LedgerError, match="there is a ledger already"):
        list(filled.backup(target))
