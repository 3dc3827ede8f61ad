"""How the press writes it."""

from datetime import date
from decimal import Decimal

import pytest

from onrecord.brief.wording import amount, clip, count, day, figure_words, in_time, listing, number, when, window
from onrecord.model import Bound, Figure, Quantity, Span, TimeSpan


def quantity(low, high=None, bound=Bound.EXACT):
    return Quantity(
        low=None if low is None else Decimal(low), high=None if high is None else Decimal(high), bound=bound
    )


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("0", "zero"),
        ("7", "seven"),
        ("12", "12"),
        ("600000", "600,000"),
        ("1300000", "1.3 million"),
        ("1234567", "1,234,567"),
        ("2.50", "2.5"),
        ("4000000000", "4 billion"),
    ],
)
def test_a_number_is_written_as_the_press_does(value, words):
    assert number(Decimal(value)) == words


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (quantity(600000, bound=Bound.MORE_THAN), "more than 600,000"),
        (quantity(None, 12000, Bound.AT_MOST), "up to 12,000"),
        (quantity(29, bound=Bound.AT_LEAST), "at least 29"),
        (quantity(1300000, 1300000, Bound.NEARLY), "nearly 1.3 million"),
        (quantity(40000, 40000, Bound.ABOUT), "about 40,000"),
        (quantity(3000, 5000, Bound.RANGE), "3,000 to 5,000"),
    ],
)
def test_a_bound_is_kept(given, words):
    assert amount(given) == words


@pytest.mark.parametrize(
    ("text", "given", "words"),
    [
        ("a dozen boats", quantity(12, 12), "“a dozen boats”"),
        ("an 11-year-old girl", quantity(1, 1), "“an 11-year-old girl”"),
        ("some $4.5 billion", quantity(4500000000, 4500000000, Bound.ABOUT), "about $4.5 billion"),
        ("another £500m", quantity(500000000, 500000000), "£500 million"),
        ("0.25% of output", quantity("0.25", "0.25"), "0.25%"),
        ("nearly 4m rounds", quantity(4000000, 4000000, Bound.NEARLY), "nearly 4 million"),
        ("a staggering 8860 boats", quantity(8860, 8860), "8,860"),
        ("five thousand boats", quantity(5000, 5000), "5,000"),
    ],
)
def test_a_figure_keeps_the_sources_words_where_ours_would_say_something_else(text, given, words):
    assert figure_words(Figure(span=Span(0, len(text)), text=text, quantity=given, measure="boats")) == words


def test_a_day_is_written_in_full():
    assert day(date(2031, 5, 3)) == "3 May 2031"


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (date(2031, 5, 3), date(2031, 5, 3), "3 May 2031"),
        (date(2031, 5, 1), date(2031, 5, 31), "May 2031"),
        (date(2031, 8, 1), date(2031, 9, 30), "August and September 2031"),
        (date(2031, 8, 1), date(2031, 10, 31), "August to October 2031"),
        (date(2031, 1, 1), date(2031, 12, 31), "2031"),
        (date(2031, 5, 3), date(2031, 6, 5), "between 3 May and 5 June 2031"),
        (date(2030, 12, 3), date(2031, 1, 5), "between 3 December 2030 and 5 January 2031"),
    ],
)
def test_a_window_says_its_year_once(start, end, words):
    assert window(start, end) == words


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (TimeSpan(start=date(2031, 9, 22), end=date(2031, 12, 21), precision="season"), "in autumn 2031"),
        (TimeSpan(start=date(2031, 12, 21), end=date(2032, 3, 20), precision="season"), "in winter 2032"),
        (TimeSpan(start=None, end=date(2031, 12, 31)), "by 31 December 2031"),
        (TimeSpan(start=date(2031, 5, 3), end=date(2031, 5, 3)), "on 3 May 2031"),
        (TimeSpan(start=date(2031, 1, 1), end=date(2031, 12, 31), precision="year"), "in 2031"),
        (TimeSpan(start=date(2031, 5, 5), end=date(2031, 5, 11), precision="week"), "in the week of 5 May 2031"),
    ],
)
def test_a_time_takes_its_preposition(span, words):
    assert in_time(when(span)) == words


def test_a_list_takes_semicolons_where_its_items_have_commas():
    assert listing(["a", "b", "c"]) == "a, b and c"
    assert listing(["a, b", "c"]) == "a, b; and c"
    assert listing(["a"]) == "a"


def test_a_count_has_its_plural():
    assert [count(n, "article") for n in (1, 5, 12)] == ["one article", "five articles", "12 articles"]


def test_a_short_claim_is_quoted_whole():
    assert clip("that the dam would hold until the spring.") == "the dam would hold until the spring"


def test_a_long_claim_is_cut_at_a_clause_and_keeps_the_wanted_place():
    text = (
        "The dam, which had stood for ninety years in a valley that few people ever visited except to fish, gave way "
        "on Tuesday night, and by morning 1,400 people were missing, the water having reached the mill and the town"
    )
    at = text.index("1,400")
    passage = clip(text, Span(at, at + 5))
    assert "1,400 people were missing" in passage
    assert passage in text
    assert len(passage.split()) <= 25


def test_a_passage_holds_no_quotation_marks_and_stands_in_the_text():
    text = "He called it “a number from thin air” and went home to his family in the hills"
    passage = clip(text)
    assert not set(passage) & set('“”"')
    assert passage in text


def test_nothing_is_better_than_two_words():
    assert clip("too short") == ""
