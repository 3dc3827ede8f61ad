"""What a person decided stands until it is decided anew or withdrawn, and nothing of it is lost."""

import pytest

from onrecord.ledger.store import Ledger
from onrecord.model import Judgement, Matter


@pytest.fixture
def ledger(where):
    with Ledger.open(where) as opened:
        yield opened


def rated(letter, source="Norwick Courier", because="Its tolls held."):
    return Judgement(matter=Matter.RELIABILITY, subject=source, value=letter, because=because, by="Ana")


def test_a_judgement_comes_back_as_it_was_made(ledger):
    ledger.judge(rated("B"))
    (found,) = ledger.judgements(Matter.RELIABILITY)
    assert (found.subject, found.value, found.because, found.by) == ("Norwick Courier", "B", "Its tolls held.", "Ana")
    assert found.made is not None
    assert found.ended is None


def test_a_newer_judgement_ends_the_older_and_both_are_kept(ledger):
    ledger.judge(rated("B"))
    ledger.judge(rated("D"))
    assert [j.value for j in ledger.judgements()] == ["D"]
    older, newer = ledger.judgements(history=True)
    assert older.ended == newer.made


def test_what_stood_at_a_moment_can_be_asked(ledger):
    ledger.judge(rated("B"))
    (first,) = ledger.judgements()
    ledger.judge(rated("D"))
    assert [j.value for j in ledger.judgements(at=first.made)] == ["B"]


def test_a_judgement_can_be_withdrawn_once(ledger):
    ledger.judge(rated("B"))
    assert ledger.withdraw(Matter.RELIABILITY, "Norwick Courier")
    assert not ledger.withdraw(Matter.RELIABILITY, "Norwick Courier")
    assert ledger.judgements() == ()


def test_judgements_on_other_matters_stand_beside_each_other(ledger):
    ledger.judge(rated("B", source="x"))
    ledger.judge(Judgement(matter=Matter.SETTLEMENT, subject="x", value="true"))
    assert len(ledger.judgements()) == 2
    assert [j.value for j in ledger.judgements(Matter.SETTLEMENT)] == ["true"]
