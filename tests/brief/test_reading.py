"""Numbers as the checker reads them."""

from decimal import Decimal

import pytest

from onrecord.brief.reading import numbers


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1,400 boats", 1400),
        ("1400 boats", 1400),
        ("1.3 million boats", 1_300_000),
        ("$4bn for boats", 4_000_000_000),
        ("Twelve boats", 12),
        ("twenty-five boats", 25),
        ("two hundred and six boats", 206),
        ("three thousand boats", 3000),
        ("12%", 12),
        ("12.5 per cent", Decimal("12.5")),
    ],
)
def test_a_number_has_its_value(text, value):
    assert [n.value for n in numbers(text)] == [value]


@pytest.mark.parametrize(
    "text", ["seen on Channel One", "an F-16 jet", "the B2B trade", "someone came and went", "a well-known inn"]
)
def test_what_is_no_number_is_left_alone(text):
    assert numbers(text) == ()


def test_words_that_say_how_many_have_no_value():
    assert [(n.words, n.value) for n in numbers("dozens came, half of them late")] == [("dozens", None), ("half", None)]


def test_two_numbers_side_by_side_are_two():
    assert [n.value for n in numbers("from 3 to 5, then six of nine")] == [3, 5, 6, 9]
