"""Numbers with their bounds, kinds, units and places, on short invented phrases."""

import csv
import time
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Bound
from onrecord.values.quantity import FIGURE_KINDS, read_quantities, reported
from onrecord.values.quantity.ranges import scan

CASES = Path(__file__).resolve().parents[1] / "cases" / "quantities.csv"


def rows():
    with CASES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def decimal(cell):
    return Decimal(cell) if cell else None


def only(nlp, text):
    (mention,) = read_quantities(nlp(text))
    return mention


SURE = [row for row in rows() if row["tier"] != "hard"]
HARD = [row for row in rows() if row["tier"] == "hard"]
HARD_FLOOR = 23  # of the hard phrases; what fails is listed by the test


def told(row):
    """What the table says of the first quantity; unit and rate only where it names them."""
    return (
        decimal(row["low"]),
        decimal(row["high"]),
        row["bound"],
        row["kind"],
        row["unit"] or None,
        row["per"] or None,
    )


@pytest.fixture(scope="module")
def parsed(nlp):
    """The phrases of the table, parsed together."""
    texts = [row["text"] for row in rows()]
    return dict(zip(texts, nlp.pipe(texts), strict=True))


def read(parsed, row):
    found = read_quantities(parsed[row["text"]])
    if not found:
        return None
    quantity = found[0].quantity
    unit = quantity.unit if row["unit"] else None
    return (
        quantity.low,
        quantity.high,
        quantity.bound.value,
        found[0].kind,
        unit,
        found[0].per if row["per"] else None,
    )


@pytest.mark.parametrize("row", SURE, ids=lambda row: row["text"])
def test_phrase_has_its_ends_bound_kind_and_unit(parsed, row):
    assert read(parsed, row) == told(row)


def test_hard_phrases_read_are_as_many_as_before(parsed):
    failed = [row["text"] for row in HARD if read(parsed, row) != told(row)]
    assert len(HARD) - len(failed) >= HARD_FLOOR, f"not read: {failed}"


def test_the_table_names_each_phrase_once_and_its_tier():
    texts = [row["text"] for row in rows()]
    assert len(texts) == len(set(texts))
    assert {row["tier"] for row in rows()} == {"basic", "common", "hard"}


@pytest.mark.parametrize(
    ("text", "span", "number", "unit"),
    [
        ("They sent as many as 3,000 Veldanian troops.", "as many as 3,000 Veldanian troops", "3,000", "troops"),
        (
            "It has almost 2.4 million active personnel.",
            "almost 2.4 million active personnel",
            "2.4 million",
            "personnel",
        ),
        ("It injured at least 17 others.", "at least 17 others", "17", "others"),
        ("They sent a dozen launchers.", "a dozen launchers", "a dozen", "launchers"),
        ("It will rise by another 10,000.", "another 10,000", "10,000", None),
        (
            "They sent 1,450 training and air defence rockets.",
            "1,450 training and air defence rockets",
            "1,450",
            "rockets",
        ),
        ("Tens of thousands of people fled.", "Tens of thousands of people", "Tens of thousands", "people"),
        ("They counted 300 or more guests.", "300 or more guests", "300", "guests"),
    ],
)
def test_span_runs_from_the_first_modifier_to_the_counted_noun(nlp, text, span, number, unit):
    mention = only(nlp, text)
    assert (mention.span.of(text), mention.number.of(text), mention.quantity.unit) == (span, number, unit)


def test_increment_is_told_by_another_and_by_more(nlp):
    assert only(nlp, "another 300 soldiers").increment
    assert only(nlp, "20 more boats").increment
    assert not only(nlp, "20 boats").increment
    assert not only(nlp, "more than 20 boats").increment


def test_rate_has_its_time_unit(nlp):
    assert only(nlp, "They lose 300 men a day.").per == "day"
    assert only(nlp, "They make 300 shells per month.").per == "month"
    assert only(nlp, "They made 300 shells a month ago.").per is None


def test_change_from_one_number_to_another_is_two_quantities(nlp):
    first, second = read_quantities(nlp("The toll rose from 10 to 12."))
    assert (first.quantity.low, second.quantity.low) == (10, 12)


def test_number_without_a_unit_takes_that_of_the_one_it_is_set_against(nlp):
    assert [m.quantity.unit for m in read_quantities(nlp("It fell from 208 pounds to 193."))] == ["pounds", "pounds"]
    found = read_quantities(nlp("Growth slowed from 6.9 to 6.2 percent."))
    assert [m.kind for m in found] == ["percent", "percent"]


def test_percentages_of_different_things_make_no_range(nlp):
    assert len(read_quantities(nlp("It fell by 10 per cent to 18 yuan."))) == 2


def test_list_of_quantities_leaves_out_what_only_names_or_dates(nlp):
    text = "In 2015 the 3rd F-16 carried 12 crates under Article 4 for two weeks."
    assert [m.number.of(text) for m in read_quantities(nlp(text)) if reported(m)] == ["12", "two"]


def test_no_kind_without_a_measure_can_become_a_figure():
    assert not FIGURE_KINDS & {"age", "date", "ordinal", "score", "reference", "pronoun", "duration"}


def test_two_modifiers_keep_the_limit(nlp):
    assert only(nlp, "up to about 300 people").quantity.bound is Bound.AT_MOST
    assert only(nlp, "at least another 20 people").increment


def test_text_without_numbers_has_no_quantities(nlp):
    assert read_quantities(nlp("Nothing happened in the village.")) == ()
    assert read_quantities(nlp("")) == ()


@given(st.integers(min_value=0, max_value=10**12))
def test_number_written_with_commas_is_read_back(number):
    (found,) = scan(f"They counted {number:,} of them.")
    assert found.low == found.high == number


SMALL = """
    one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen
    nineteen
"""
ONES = SMALL.split()
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def in_words(number):
    """The English words for 1 to 999,999,999."""
    for scale, name in ((10**6, "million"), (1000, "thousand"), (100, "hundred")):
        if number >= scale:
            rest = number % scale
            joint = " and " if 0 < rest < 100 else " "
            return f"{in_words(number // scale)} {name}" + (joint + in_words(rest) if rest else "")
    if number < 20:
        return ONES[number - 1]
    return TENS[number // 10 - 2] + (f"-{ONES[number % 10 - 1]}" if number % 10 else "")


@given(st.integers(min_value=1, max_value=999_999_999))
def test_number_written_in_words_is_read_back(number):
    (found,) = scan(f"They counted {in_words(number)} sheep.")
    assert found.low == found.high == number


MIXTURE = """
    at least up to more than about 12 1,200 3.5m dozens of people between and half a million 2015 one in five $ 7 % per
    cent soldiers killed , . - another a day 11-year-old 3-1 May 20 the of minus several from
"""
WORDS = st.sampled_from(MIXTURE.split())


@settings(deadline=None, max_examples=150)
@given(st.lists(WORDS, max_size=14).map(" ".join))
def test_any_words_give_ordered_spans_inside_the_text_with_low_not_above_high(nlp, text):
    before = 0
    for mention in read_quantities(nlp(text)):
        assert before <= mention.span.start <= mention.number.start
        assert mention.number.end <= mention.span.end <= len(text)
        low, high = mention.quantity.low, mention.quantity.high
        assert low is not None or high is not None
        assert low is None or high is None or low <= high
        before = mention.span.end


@pytest.mark.parametrize(
    "number", ["9" * 40, "9" * 5000, "9" * 20 + " trillion", "2 × 10^999999999", "1" + ",000" * 20]
)
def test_a_number_too_big_for_any_count_is_no_quantity(nlp, number):
    (mention,) = read_quantities(nlp(f"The key {number} opened 12 doors."))
    assert mention.quantity.low == 12


def test_many_numbers_are_read_in_time_that_grows_with_the_text(nlp):
    text = "12 boats, half of the crew; " * 20_000
    started = time.process_time()
    assert len(scan(text)) == 40_000
    assert time.process_time() - started < 10


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("It lies over 12 miles (19 km) away.", ["more than", "more than"]),
        ("It cost less than HK$3.7 billion (US$473 million).", ["less than", "less than"]),
        ("It gives just under 296 hp (224 kW / 300 PS).", ["less than", "less than", "less than"]),
        ("It lies 12 miles (19 km) away.", ["exact", "exact"]),
        ("It cost over $3 million, and 19 euros.", ["more than", "exact"]),
    ],
)
def test_number_told_again_in_another_unit_keeps_the_limit(nlp, text, bounds):
    assert [m.quantity.bound.value for m in read_quantities(nlp(text))] == bounds


def test_bare_price_takes_the_currency_of_the_one_before(nlp):
    found = read_quantities(nlp("The highest bid is 84.75 cents, while the lowest is 74.07."))
    assert [m.quantity.unit for m in found] == ["cent", "cent"]


def test_index_behind_a_percentage_takes_no_unit_of_it(nlp):
    found = read_quantities(nlp("The index fell 2.14%, to close at 7425.81."))
    assert [m.quantity.unit for m in found] == ["percent", None]


@pytest.mark.parametrize(
    ("text", "low", "high", "convention"),
    [
        ("Dozens of people fled.", 12, 120, (12, 24)),
        ("Tens of thousands fled.", 10_000, 100_000, (10_000,)),
        ("Hundreds of people fled.", 100, 1000, (100,)),
        ("Dozens of thousands fled.", 12_000, 120_000, (12_000, 24_000)),
        ("Several hundred people fled.", 300, 900, ()),
        ("12 people fled.", 12, 12, ()),
    ],
)
def test_word_for_an_order_has_the_convention_beside_its_range(nlp, text, low, high, convention):
    mention = only(nlp, text)
    assert (mention.quantity.low, mention.quantity.high, mention.convention) == (low, high, convention)
