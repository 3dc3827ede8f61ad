"""A decision and its line of the audit log stand together or not at all; a source is one however it is spelt."""

from datetime import UTC, datetime

import pytest

from onrecord.ledger.accounts import AuditRow, read_audit
from onrecord.ledger.deciding import decide, decide_all, stamp, take_back
from onrecord.ledger.ratings import rating
from onrecord.ledger.store import Ledger
from onrecord.model import Matter


@pytest.fixture
def ledger(where):
    with Ledger.open(where) as opened:
        yield opened


def line(action, subject):
    return AuditRow(
        at=datetime(2031, 5, 4, tzinfo=UTC), by="Ana", action=action, subject=subject, detail="", address=""
    )


def audited(ledger):
    with ledger.reading() as connection:
        return sorted((row.action, row.subject) for row in read_audit(connection, 20))


def standing(ledger):
    return [(j.subject, j.value) for j in ledger.judgements(Matter.RELIABILITY)]


def test_a_rating_ends_the_one_that_stands_under_another_spelling(ledger):
    decide(ledger, rating("Norwick Herald", "B", "Corrects."), line("rate", "one"))
    found = decide(ledger, rating("The Norwick Herald", "C", "Slips."), line("rate", "two"))
    assert (found.done, found.stands.subject) == (True, "The Norwick Herald")
    assert standing(ledger) == [("The Norwick Herald", "C")]
    assert len(ledger.judgements(Matter.RELIABILITY, history=True)) == 2
    assert audited(ledger) == [("rate", "one"), ("rate", "two")]


def test_a_rating_is_taken_back_under_any_spelling(ledger):
    decide(ledger, rating("Norwick Herald", "B", "Corrects."), line("rate", "one"))
    assert take_back(ledger, Matter.RELIABILITY, "the norwick herald", line("unrate", "one")).done
    assert standing(ledger) == []
    assert not take_back(ledger, Matter.RELIABILITY, "Norwick Herald", line("unrate", "one")).done
    assert audited(ledger) == [("rate", "one"), ("unrate", "one")]


def test_a_rating_that_somebody_gave_meanwhile_under_another_spelling_is_not_overwritten_unseen(ledger):
    first = decide(ledger, rating("Norwick Herald", "B", "Corrects."), line("rate", "one"))
    late = decide(ledger, rating("The Norwick Herald", "E", "Invents."), line("rate", "two"), seen="")
    assert (late.done, late.stands.value) == (False, "B")
    seen = stamp(first.stands)
    assert decide(ledger, rating("The Norwick Herald", "E", "Invents."), line("rate", "two"), seen=seen).done
    assert standing(ledger) == [("The Norwick Herald", "E")]


def test_of_several_decisions_none_stands_where_one_goes_wrong(ledger):
    def given():
        yield rating("Norwick Herald", "B", "Corrects."), line("rate", "one")
        yield rating("Varn Post", "C", "Slips."), line("rate", "two")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        decide_all(ledger, given())
    assert standing(ledger) == []
    assert audited(ledger) == []


def test_of_two_spellings_in_one_table_the_later_stands(ledger):
    decide_all(
        ledger,
        [
            (rating("Norwick Herald", "B", "Corrects."), line("rate", "one")),
            (rating("The Norwick Herald", "C", "Slips."), line("rate", "two")),
        ],
    )
    assert standing(ledger) == [("The Norwick Herald", "C")]
