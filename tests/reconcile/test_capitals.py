"""Capitals: a place that gives a state's numbers speaks for it, and confirms nothing."""

from dataclasses import replace

import pytest

from onrecord.reconcile import reconcile

LINES = [
    "Herald @2031-05-05 *Iceland: 45 killed ; Hill Front ; - ; unit=fighters story=a",
    "Herald @2031-05-05 *Iceland: 9 killed ; Iceland ; - ; unit=soldiers story=a",
    "Courier @2031-05-06 !Valmark: 45 killed ; Hill Front ; - ; unit=fighters story=a",
    "Courier @2031-05-06 !Valmark: 9 killed ; Iceland ; - ; unit=soldiers story=a",
]


@pytest.mark.parametrize(("text", "origins"), [("In Valmark they deny it.", 1), ("Valmark denies it.", 2)])
def test_a_place_with_the_numbers_of_a_state_is_no_second_origin(pile, text, origins):
    made = pile(LINES)
    articles = [replace(a, text=text) for a in made.articles]
    assert {q.origins for q in reconcile(made.claims, articles)} == {origins}
