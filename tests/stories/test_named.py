from datetime import date

import numpy as np
import pytest

from onrecord.stories.named import merge_by_names
from onrecord.stories.vectors import Vector
from onrecord.stories.words import name_words

DAY = float(date(2031, 4, 6).toordinal())
WORDS = ("osk", "elli", "tarn", "norland", "hollin", "vael", "mirren")


def vector(weights):
    """The vector of words with these weights, as they are given."""
    ids = sorted(map(WORDS.index, weights))
    return Vector(np.array(ids, np.int32), np.array([weights[WORDS[i]] for i in ids], np.float64))


OSK = vector({"osk": 0.6, "elli": 0.4, "tarn": 0.5, "norland": 0.5})
ELLIS = vector({"osk": 0.4, "elli": 0.6, "tarn": 0.5, "norland": 0.5})
HOLLIN = vector({"hollin": 1.0})


def test_groups_with_the_same_names_are_one_story():
    assert merge_by_names([[0], [1], [2]], [OSK, ELLIS, HOLLIN], np.array([DAY] * 3)) == [[0, 1], [2]]


@pytest.mark.parametrize(("later", "stories"), [(10, 1), (60, 2), (700, 2)])
def test_the_same_names_long_after_are_another_story(later, stories):
    assert len(merge_by_names([[0], [1]], [OSK, ELLIS], np.array([DAY, DAY + later]))) == stories


def test_an_article_of_unknown_time_needs_more_to_join():
    half = vector({"osk": 0.3, "elli": 0.3, "tarn": 0.3, "norland": 0.2, "hollin": 0.8})
    assert len(merge_by_names([[0], [1]], [OSK, half], np.array([DAY, np.nan]))) == 2
    assert len(merge_by_names([[0], [1]], [OSK, ELLIS], np.array([DAY, np.nan]))) == 1


def test_one_place_in_common_makes_no_story():
    assert len(merge_by_names([[0], [1]], [vector({"osk": 0.7, "elli": 0.7})] * 2, np.array([DAY] * 2))) == 2


def test_the_order_of_the_groups_is_of_no_account():
    names, days = [OSK, HOLLIN, ELLIS, HOLLIN], np.array([DAY] * 4)
    assert merge_by_names([[3], [2], [1], [0]], names, days) == merge_by_names([[0], [1], [2], [3]], names, days)


def test_names_are_the_words_that_sentences_write_with_a_capital():
    texts = ["The boats of General Osk lie in Port Ellis. They will stay.", "Boats came, and Osk saw General May go."]
    assert name_words(texts) == {"general", "osk", "port", "elli", "may"}
