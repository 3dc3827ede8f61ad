import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.extract.quotes import read_quotes


def inside(text):
    return [q.span.of(text) for q in read_quotes(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“The dam will hold,” she said.", "The dam will hold,"),
        ('"The dam will hold," she said.', "The dam will hold,"),
        ("‘The dam will hold,’ she said.", "The dam will hold,"),
        ("'The dam will hold,' she said.", "The dam will hold,"),
        ("«The dam will hold», she said.", "The dam will hold"),
        ("„The dam will hold“, she said.", "The dam will hold"),
        ("„The dam will hold”, she said.", "The dam will hold"),
        ("‘ Because it is not over,’ a source said.", "Because it is not over,"),
    ],
)
def test_every_kind_of_mark_is_read(text, words):
    assert inside(text) == [words]


def test_doubled_single_marks_are_double_marks():
    text = "''The dam will hold,'' she said."
    (quote,) = read_quotes(text)
    assert quote.span.of(text) == "The dam will hold,"
    assert quote.outer.of(text) == "''The dam will hold,''"


def test_a_mark_of_another_kind_closes_a_quotation_left_open():
    assert inside("“Let us go now.’ He left.") == ["Let us go now."]


def test_the_outer_span_takes_the_marks_along():
    text = "She said “yes, we will go” today."
    (quote,) = read_quotes(text)
    assert quote.outer.of(text) == "“yes, we will go”"
    assert quote.closed


def test_apostrophes_are_no_marks():
    assert (
        inside("The town’s mayor doesn’t know the ’90s, and the soldiers’ boots weren't theirs in ‘08 or the ‘70s.")
        == []
    )


def test_an_apostrophe_inside_single_marks_does_not_close_them():
    assert inside("‘The soldiers’ boots aren’t ours,’ he said.") == ["The soldiers’ boots aren’t ours,"]


def test_inch_marks_are_no_quotations():
    assert inside('A pipe of 6" was laid beside the old one.') == []


def test_paragraphs_that_each_open_and_only_the_last_closes_make_one_quotation_each():
    text = "“The lake is low.\n“It falls each year.\n“It may dry up.”"
    quotes = read_quotes(text)
    assert [q.span.of(text) for q in quotes] == ["The lake is low.", "It falls each year.", "It may dry up."]
    assert [q.closed for q in quotes] == [False, False, True]


def test_an_opening_mark_ends_a_quotation_whose_closing_mark_is_missing():
    text = "She adds: “The lake is low. “It falls each year.”"
    quotes = read_quotes(text)
    assert [q.span.of(text) for q in quotes] == ["The lake is low.", "It falls each year."]
    assert [q.closed for q in quotes] == [False, True]


def test_a_quotation_left_open_ends_with_its_paragraph():
    text = "He said: “We stay here\nThe crowd left."
    (quote,) = read_quotes(text)
    assert quote.span.of(text) == "We stay here"
    assert not quote.closed


def test_a_quotation_in_a_quotation_comes_after_it():
    assert inside("“He told me ‘go away now’ and left,” she said.") == [
        "He told me ‘go away now’ and left,",
        "go away now",
    ]


def test_a_mark_on_the_wrong_side_of_the_space_still_closes():
    assert inside('"The road is closed to all lorries, "said the mayor.') == ["The road is closed to all lorries,"]


@pytest.mark.parametrize(
    "text",
    [
        "The generals’ “meat wagon” rolled on.",
        "It is known as the “Iron Gate.”",
        "The so-called “special winter operation” goes on.",
        'A so-called "Northern Battalion" was formed.',
        "She read “The Old Man of the Lake” on the train.",
        "Is it time? The answer was a loud “no.”",
    ],
)
def test_terms_names_and_scare_quotes_are_marked(text):
    assert [q.scare for q in read_quotes(text)] == [True]


@pytest.mark.parametrize(
    "text",
    [
        "“We are ready,” she said.",
        "He called it a “pack of thieves”.",
        "It became a “pack of thieves,” as the mayor put it.",
        "Both states “shall at once send help” to the other.",
        "She said: “Never.”",
    ],
)
def test_words_that_somebody_is_quoted_as_saying_are_no_scare_quotes(text):
    assert [q.scare for q in read_quotes(text)] == [False]


@given(st.text(alphabet="ab’‘“”\"' .,\n«»„S6", max_size=60))
def test_spans_lie_in_the_text_and_in_their_marks(text):
    for quote in read_quotes(text):
        assert 0 <= quote.outer.start <= quote.span.start < quote.span.end <= quote.outer.end <= len(text)
        assert "\n" not in quote.outer.of(text)
        assert quote.span.of(text) == quote.span.of(text).strip()
