"""Words of likelihood: rows of two scales, never mixed, never read between."""

import pytest

from onrecord.values.likelihood import ICD_203, PHIA, find_likelihood, likelihood, ranges, scale


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("almost no chance", 0.01, 0.05),
        ("remote chance", 0.01, 0.05),
        ("very unlikely", 0.05, 0.20),
        ("highly improbable", 0.05, 0.20),
        ("unlikely", 0.20, 0.45),
        ("roughly even chance", 0.45, 0.55),
        ("likely", 0.55, 0.80),
        ("Probably", 0.55, 0.80),
        ("very  likely", 0.80, 0.95),
        ("almost certainly", 0.95, 0.99),
        ("nearly certain", 0.95, 0.99),
    ],
)
def test_words_of_icd_203_have_its_range(words, low, high):
    found = likelihood(words)
    assert (found.words, found.low, found.high) == (words, low, high)


@pytest.mark.parametrize(
    "words", ["could", "may", "might", "extremely unlikely", "highly likely", "realistic possibility"]
)
def test_words_without_a_row_are_kept_without_a_range(words):
    found = likelihood(words)
    assert (found.words, found.low, found.high) == (words, None, None)


def test_words_that_tell_no_likelihood_are_none():
    assert likelihood("tall") is None
    assert likelihood("") is None


def test_the_yardsticks_are_not_mixed():
    assert (likelihood("highly likely", PHIA).low, likelihood("highly likely", ICD_203).low) == (0.80, None)
    assert (likelihood("very likely", PHIA).low, likelihood("very likely", ICD_203).low) == (None, 0.80)


@pytest.mark.parametrize("name", [ICD_203, PHIA])
def test_every_row_is_a_range_of_probabilities(name):
    assert all(0 <= low < high <= 1 for low, high in scale(name).values())


def test_an_unknown_scale_is_an_error():
    with pytest.raises(KeyError):
        scale("kent")


def test_the_longest_words_are_found_at_their_places():
    text = "Rain is very likely, snow extremely unlikely; hail may follow."
    found = find_likelihood(text)
    assert [(s.of(text), known.low) for s, known in found] == [
        ("very likely", 0.80),
        ("extremely unlikely", None),
        ("may", None),
    ]


def test_the_month_of_may_is_no_likelihood():
    assert find_likelihood("It rained in May 2021 and in May.") == ()
    assert len(find_likelihood("May be; who knows?")) == 1


def test_a_remote_village_is_no_likelihood():
    assert find_likelihood("They live in a remote village, unlikeliest of places.") == ()


@pytest.mark.parametrize(
    ("words", "icd203", "phia"),
    [
        ("likely", (0.55, 0.80), (0.55, 0.75)),
        ("Highly  likely", None, (0.80, 0.90)),
        ("very likely", (0.80, 0.95), None),
        ("realistic possibility", None, (0.40, 0.50)),
        ("could", None, None),
    ],
)
def test_words_have_their_range_on_each_scale_by_its_name(words, icd203, phia):
    assert ranges(words) == {ICD_203: icd203, PHIA: phia}
