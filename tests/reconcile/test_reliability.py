"""Reliability is the user's: which source a name rates, and what a rating leaves alone."""

import pytest

from onrecord.reconcile import reconcile

LINES = [
    "Herald @2031-05-03 !Ana Ruiz: 40 killed ; people ; Port Vale ; story=a",
    "Courier @2031-05-03 -: 55 killed ; people ; Port Vale ; story=a",
    "Echo @2031-05-03 ?officials: 70 killed ; people ; Port Vale ; story=a",
    "Lens @2031-05-03 Norwegian defence ministry: 90 killed ; people ; Port Vale ; story=a",
]


def letters(pile, ratings, lines=LINES):
    made = pile(lines)
    questions = reconcile(made.claims, made.articles, ratings=ratings)
    return {e.origin: e.reliability for q in questions for e in q.entries}


def test_every_source_is_f_until_somebody_rates_it(pile):
    assert set(letters(pile, {}).values()) == {"F"}


@pytest.mark.parametrize("name", ["Ana Ruiz", "ana ruiz", "Ruiz"])
def test_a_person_is_rated_by_any_name_that_the_pile_has_for_her(pile, name):
    lines = [*LINES, "Mirror @2031-05-03 !Ruiz: 40 killed ; people ; Port Vale ; story=a"]
    assert letters(pile, {name: "B"}, lines)["Ana Ruiz"] == "B"


def test_the_outlet_that_carries_a_claim_does_not_lend_it_its_rating(pile):
    found = letters(pile, {"Herald": "A", "Courier": "D"})
    assert found["Ana Ruiz"] == "F"
    assert found["Courier"] == "D"


def test_an_unnamed_source_is_rated_by_nobody(pile):
    found = letters(pile, {"Echo": "A"})
    assert found["unnamed (“officials”) in Echo"] == "F"


def test_an_organ_takes_the_rating_of_its_state_and_keeps_its_own(pile):
    assert letters(pile, {"Norway": "C"})["Norwegian defence ministry"] == "C"
    found = letters(pile, {"Norway": "C", "Norwegian defence ministry": "B"})
    assert found["Norwegian defence ministry"] == "B"


def test_a_surname_that_two_people_bear_rates_neither(pile):
    lines = [
        "Herald @2031-05-03 !Ana Ruiz: 40 killed ; people ; Port Vale ; story=a",
        "Courier @2031-05-03 !Ivo Ruiz: 55 killed ; people ; Port Vale ; story=a",
    ]
    assert set(letters(pile, {"Ruiz": "B"}, lines).values()) == {"F"}
