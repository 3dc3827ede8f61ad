"""Passages: whole clauses, cut where the sentence allows it and nowhere else."""

import time

import pytest

from onrecord.brief.made import short_title
from onrecord.brief.passage import Sentences
from onrecord.model import Span


@pytest.fixture(scope="module")
def sentences():
    return Sentences()


def passage(sentences, text, words=None, keep=None):
    at = text.index(words) if words else 0
    within = Span(at, at + len(words or text))
    kept = Span(text.index(keep), text.index(keep) + len(keep)) if keep else None
    return sentences.passage(str(hash(text)), text, within, kept)


def test_a_short_sentence_is_quoted_whole(sentences):
    found = passage(sentences, "The dam gave way on Tuesday night.")
    assert found.quoted == "“The dam gave way on Tuesday night”"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The grid could not say when supply would be restored.", "when supply would be restored"),
        ("She would not say how they had arrived at that number.", "how they had arrived at that number"),
        ("The board asked residents to bring blankets to the hall.", "residents to bring blankets to the hall"),
        ("The Watch denied any part in the leak.", "any part in the leak"),
    ],
)
def test_what_is_no_whole_clause_is_not_quoted(sentences, text, words):
    assert passage(sentences, text, words) is None


def test_a_long_sentence_is_cut_between_clauses_and_the_cut_is_marked_outside_the_quotation(sentences):
    text = (
        "The dyke that had kept the river out of the lower town for ninety years burst on Tuesday night, killing 19 "
        "people and driving 3,400 from their homes, while the pumps that the council had ordered in the spring stood "
        "unopened in their crates behind the market hall."
    )
    found = passage(sentences, text)
    assert found.text.startswith("The dyke")
    assert found.text in text
    assert found.quoted.endswith("”…")
    assert "driving 3," not in found.text or "3,400" in found.text


def test_a_quotation_inside_a_quotation_is_kept_whole(sentences):
    found = passage(sentences, "Brandt said the town would answer “in a manner of our own choosing”.")
    assert found.quoted.count('"') == 2


def test_the_place_asked_for_is_in_the_passage(sentences):
    text = "About 130 people were injured, and some 90 were missing in the valley."
    assert "some 90 were missing" in passage(sentences, text, keep="some 90").text


def test_a_title_is_cut_between_words_with_an_ellipsis_outside():
    assert (
        short_title("One two three four five six seven eight nine ten") == "“One two three four five six seven eight”…"
    )


def test_a_quotation_that_opens_in_a_title_is_not_broken_off():
    title = "‘I deal in names and in nothing else at all, my friends’, says the man who counts"
    assert short_title(title).startswith("“‘I deal in names and in nothing else at all, my friends’")


def test_a_sentence_of_very_many_clauses_is_cut_up_in_short_time(sentences):
    text = "The river rose, " + ", and ".join(f"{n} boats were lost" for n in range(1000, 1300)) + "."
    started = time.process_time()
    found = passage(sentences, text, keep="1200 boats")
    assert found is not None
    assert "1200 boats" in found.text
    assert time.process_time() - started < 10


def test_a_phrase_around_a_figure_never_holds_half_a_quotation(sentences):
    text = 'The 300 boats of "the lost fleet and the harbour" went down.'
    for end in range(len("The 300 boats"), len(text)):
        at = Span(text.index("300"), text.index("300") + 3)
        found = sentences.figure(str(hash(text)), text, at, Span(0, end))
        assert found is None or found.text.count('"') % 2 == 0
