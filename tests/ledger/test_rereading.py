"""A newer reading keeps the ids of claims that are where they were, and what is otherwise is shown."""

from dataclasses import replace

import pytest

from onrecord.export.status import rereading_record, rereading_summary
from onrecord.ledger.store import Ledger
from onrecord.model import Certainty, Judgement, Matter, Span

from .test_store import article, capture, claim


@pytest.fixture
def ledger(where):
    with Ledger.open(where) as opened:
        opened.keep(capture(), article())
        opened.start("add")
        yield opened


SAME, ALTERED, GONE, NEW = claim(), claim(span=Span(0, 9)), claim(span=Span(4, 9)), claim(span=Span(20, 34))


def read_twice(ledger):
    ledger.keep_claims("a1", [SAME, ALTERED, GONE], made_with="one")
    number = ledger.start("add")
    ledger.keep_claims("a1", [SAME, replace(ALTERED, certainty=Certainty.HEDGED), NEW], made_with="two")
    return number


def test_claims_are_told_apart_as_unchanged_changed_new_and_gone(ledger):
    read_twice(ledger)
    (found,) = ledger.rereadings()
    assert (found.article, found.before, found.after, found.unchanged) == ("a1", "one", "two", 1)
    assert [(c.after.id, c.what) for c in found.changed] == [(ALTERED.id, ("certainty",))]
    assert found.new == (NEW,)
    assert found.gone == (GONE,)
    assert found.differs


def test_an_article_read_once_is_not_among_them(ledger):
    ledger.keep_claims("a1", [SAME], made_with="one")
    assert list(ledger.rereadings()) == []


def test_the_last_two_of_many_readings_are_compared(ledger):
    read_twice(ledger)
    ledger.keep_claims("a1", [SAME, NEW], made_with="three")
    (found,) = ledger.rereadings()
    assert (found.before, found.after, found.unchanged, found.new) == ("two", "three", 2, ())
    assert [c.id for c in found.gone] == [ALTERED.id]


def test_only_what_a_run_read_again_can_be_asked(ledger):
    number = read_twice(ledger)
    assert [found.article for found in ledger.rereadings(number)] == ["a1"]
    assert list(ledger.rereadings(number - 1)) == []


def test_what_people_decided_stays_on_unchanged_claims_and_is_listed_on_those_that_are_gone(ledger):
    for matter, subject in (
        (Matter.REVIEW, SAME.id),
        (Matter.REVIEW, GONE.id),
        (Matter.PAIR, f"{ALTERED.id}:0 {GONE.id}:1"),
        (Matter.RELIABILITY, "Norwick Courier"),
    ):
        ledger.judge(Judgement(matter=matter, subject=subject, value="x"))
    read_twice(ledger)
    (found,) = ledger.rereadings()
    assert found.decided == {GONE.id: ("review", "pair"), ALTERED.id: ("pair",)}
    assert len(ledger.judgements()) == 4


def test_the_record_says_what_is_otherwise_in_words(ledger):
    read_twice(ledger)
    (found,) = ledger.rereadings()
    record = rereading_record(found)
    assert record["changed"][0]["what"] == {"certainty": ["reported", "hedged"]}
    assert [c["text"] for c in record["gone"]] == [GONE.text]
    said = rereading_summary([found])
    assert said == "articles read again: 1; claims unchanged: 1, changed: 1, new: 1, gone: 1"
