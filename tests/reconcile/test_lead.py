"""The toll that an article leads with against the lower and higher numbers that it reports."""

from decimal import Decimal

from onrecord.model import Relation
from onrecord.reconcile import reconcile

LEAD = "Herald @2031-05-03 - : at least 24 killed ; people ; Port Vale"


def one(found):
    assert len(found) == 1
    return found[0]


def ranges(pile, *lines):
    made = pile(lines)
    question = one(reconcile(made.claims, made.articles))
    return question.low, question.high


def test_a_lower_number_of_the_same_article_does_not_lower_the_range(pile):
    lines = (
        LEAD,
        "Herald @2031-05-03 Rescue Union: 18 killed ; people",
        "Herald @2031-05-03 Old Office: 30 killed ; people",
    )
    assert ranges(pile, *lines) == (Decimal(24), Decimal(30))


def test_a_lower_number_of_another_article_does(pile):
    low, _ = ranges(pile, LEAD, "Courier @2031-05-03 Rescue Union: 18 killed ; people ; Port Vale")
    assert low == Decimal(18)


def test_a_lower_number_stays_on_record(pile):
    made = pile((LEAD, "Herald @2031-05-03 Rescue Union: 18 killed ; people"))
    entries = one(reconcile(made.claims, made.articles)).entries
    assert len(entries) == 2
    assert {e.relation for e in entries} <= {Relation.SUPPORTS, Relation.CONFLICTS}


def test_a_toll_given_by_somebody_is_no_lead(pile):
    lines = ("Herald @2031-05-03 Old Office: 24 killed ; people", "Herald @2031-05-03 Rescue Union: 18 killed ; people")
    assert ranges(pile, *lines) == (Decimal(18), Decimal(24))
