"""Probabilities given as numbers."""

from decimal import Decimal

import pytest

from onrecord.values.chance import find_chance

CASES = [
    ("a 70 per cent chance that the dam will fail", "0.7", "0.7"),
    ("a 70% chance of rain", "0.7", "0.7"),
    ("a 40 to 50 percent probability", "0.4", "0.5"),
    ("a 40-50% risk of a flood", "0.4", "0.5"),
    ("more than a 60 per cent chance", "0.6", "1"),
    ("a less than 10 per cent chance", "0", "0.1"),
    ("the probability of a recession next year is 35 per cent", "0.35", "0.35"),
    ("puts the odds of a default at about 20%", "0.2", "0.2"),
    ("a one in three chance", "1/3", "1/3"),
    ("a 1-in-4 chance", "0.25", "0.25"),
    ("a one in a hundred chance", "0.01", "0.01"),
    ("it is fifty-fifty", "0.5", "0.5"),
    ("he is 90 per cent sure", "0.9", "0.9"),
    ("is 80 per cent likely to fail", "0.8", "0.8"),
]


@pytest.mark.parametrize(("text", "low", "high"), CASES, ids=[c[0] for c in CASES])
def test_a_number_is_kept_as_it_is_given(text, low, high):
    def number(words):
        top, _, bottom = words.partition("/")
        return Decimal(top) / Decimal(bottom or 1)

    found = find_chance(text)
    assert found is not None
    assert found[1] == (number(low), number(high))


@pytest.mark.parametrize(
    "text",
    [
        "70 per cent of voters",
        "a good chance",
        "a 140 per cent chance",
        "three in four chances were missed",
        "50 chances",
    ],
)
def test_a_share_or_a_word_is_no_chance(text):
    assert find_chance(text) is None


def test_a_long_text_without_an_answer_is_read_in_good_time():
    assert find_chance("the risk of the risk of the " * 5000) is None
