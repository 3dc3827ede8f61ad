"""Victims told of one by one, and those shot where nobody is counted as killed or wounded."""

import pytest

from onrecord.extract.actors import Actors
from onrecord.extract.figures import read_figures
from onrecord.model import Article, Span, TextMap


@pytest.fixture(scope="module")
def read(nlp):
    def run(text):
        doc = nlp(text)
        article = Article(id="a", path="a.txt", text=text, map=TextMap.keeping([Span(0, len(text))]), sha256="0")
        return read_figures(doc, Actors(doc, article), ())

    return run


@pytest.mark.parametrize(
    ("text", "number", "measure"),
    [
        ("A woman and her two children were killed in Ostrel.", 3, "killed"),
        ("The fire killed his mother and his sister.", 2, "killed"),
        ("Anna Roe, her husband and their son were killed in the fire.", 3, "killed"),
        ("A teacher and three pupils were injured when the bus turned over.", 4, "injured"),
    ],
)
def test_a_list_of_victims_is_one_number(read, text, number, measure):
    whole = next(f for f in read(text) if not f.part_of_larger)
    assert (whole.quantity.low, whole.quantity.high, whole.measure) == (number, number, measure)


def test_each_one_of_a_list_is_a_part_of_it(read):
    figures = read("A woman and her two children were killed in Ostrel.")
    assert [f.part_of_larger for f in figures].count(False) == 1


def test_two_numbers_side_by_side_are_no_list(read):
    figures = read("Three soldiers and five civilians were killed in Ostrel.")
    assert sorted(int(f.quantity.low) for f in figures) == [3, 5]


def test_a_suspect_is_no_victim_of_a_list(read):
    figures = read("The gunman and a woman were killed in Ostrel.")
    assert all(f.quantity.high == 1 for f in figures)


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("A man was shot in the leg in Ostrel on Monday.", {"injured"}),
        ("A man was shot in Ostrel. He died in the night. Two others were wounded.", {"shot", "injured", "killed"}),
    ],
)
def test_who_is_shot_where_nobody_dies_is_injured(read, text, measures):
    assert {f.measure for f in read(text)} == measures
