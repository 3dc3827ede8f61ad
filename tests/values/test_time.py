"""Time expressions: what is found, what it means, and that the reader keeps its promises on any text."""

import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import DateSource, Published
from onrecord.values.time import read_times

CASES = list(csv.DictReader((Path(__file__).parents[1] / "cases" / "times.csv").open(encoding="utf-8")))
SUNDAY = Published(start=date(2024, 10, 20), end=date(2024, 10, 20), how=DateSource.STATED)


def day_or_window(words):
    if not words:
        return None
    start, _, end = words.partition("/")
    return Published(
        start=date.fromisoformat(start),
        end=date.fromisoformat(end or start),
        how=DateSource.STATED,
        precision="window" if end else "day",
    )


def listed(cell):
    return [part.strip() for part in cell.split(";")] if cell else []


SURE = [case for case in CASES if case["tier"] != "hard"]
HARD = [case for case in CASES if case["tier"] == "hard"]
HARD_FLOOR = 5  # of the hard phrases; what fails is listed by the test


def told(case):
    """What the table says of a text: each mention with its value and its days."""
    return (
        listed(case["mentions"]),
        {case["type"]} if case["mentions"] else set(),
        listed(case["values"]),
        case["starts"],
        case["ends"],
    )


def read(case):
    found = read_times(case["text"], day_or_window(case["published"]))
    return (
        [m.text for m in found],
        {m.timex_type for m in found},
        [m.timex_value for m in found],
        "; ".join(str(m.time.start or "") for m in found),
        "; ".join(str(m.time.end or "") for m in found),
    )


@pytest.mark.parametrize("case", SURE, ids=[f"{c['text']} ({c['published'] or 'undated'})" for c in SURE])
def test_a_time_expression_is_read_as_the_table_says(case):
    assert read(case) == told(case)


def test_hard_expressions_read_are_as_many_as_before():
    failed = [case["text"] for case in HARD if read(case) != told(case)]
    assert len(HARD) - len(failed) >= HARD_FLOOR, f"not read: {failed}"


def test_the_table_names_each_text_once_and_its_tier():
    keys = [(case["text"], case["published"]) for case in CASES]
    assert len(keys) == len(set(keys))
    assert {case["tier"] for case in CASES} == {"basic", "common", "hard"}


HISTORY = """
The fort was founded in 1701. In 1712 the first bridge was built, and in 1715 a second. The town burned on 3 May 1718;
on 10 June it was given up. On the 14th the last families left. In January the duke sold the land. In spring a road
was begun, and the next year an inn opened. By 1725 it had forty guests. In March 1726 it closed.
"""


def test_in_a_history_dates_are_reckoned_from_the_one_last_told():
    found = {m.text: m.timex_value for m in read_times(HISTORY, SUNDAY)}
    assert found["10 June"] == "1718-06-10"
    assert found["the 14th"] == "1718-06-14"
    assert found["January"] == "1719-01"
    assert found["spring"] == "1719-SP"
    assert found["the next year"] == "1720"
    assert found["March 1726"] == "1726-03"


def test_a_report_with_a_history_in_it_is_reckoned_from_its_day():
    text = (
        HISTORY + "The inn was sold yesterday, the mayor said on Friday; last week it had been shut. It burned in June."
    )
    assert [m.timex_value for m in read_times(text, SUNDAY)][-1] == "2024-06"


FORMS = ("%d %B %Y", "%B %d, %Y", "%d %b %Y", "%b. %d, %Y", "%Y-%m-%d", "%A, %B %d, %Y")


@given(day=st.dates(date(1900, 1, 1), date(2099, 12, 31)), form=st.sampled_from(FORMS))
def test_a_formatted_date_is_read_back_as_the_same_day(day, form):
    written = day.strftime(form).replace("May.", "May")
    (mention,) = read_times(f"The harbour was opened on {written}.", None)
    assert mention.text == written
    assert (mention.time.start, mention.time.end, mention.timex_value) == (day, day, day.isoformat())


WORDS = [
    "last",
    "next",
    "this",
    "the",
    "early",
    "late",
    "mid",
    "-",
    "Tuesday",
    "October",
    "20",
    "2024",
    "20th",
    "week",
    "year",
    "years",
    "month",
    "three",
    "a",
    "few",
    "ago",
    "later",
    "since",
    "by",
    "before",
    "until",
    "in",
    "on",
    "end",
    "of",
    "quarter",
    "third",
    "summer",
    "winter",
    "fall",
    "1950s",
    "now",
    "soon",
    "recent",
    "coming",
    "every",
    "daily",
    "night",
    "5",
    "p.m.",
    "19:15",
    "2024-10-20",
    "1,200",
    "per",
    "two",
    "and",
    "half",
    "hundred",
    "'98",
    "Q3",
    "H2",
    "decade",
    "century",
    "weekend",
    "\n\n",
    ".",
    ",",
    "(",
    "’s",
    "will",
    "was",
]


@given(
    text=st.one_of(st.text(max_size=80), st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join)),
    published=st.sampled_from([None, SUNDAY, day_or_window("2024-10-14/2024-10-26")]),
)
def test_mentions_lie_in_the_text_in_order_and_apart_and_do_not_end_before_they_start(text, published):
    end = 0
    for mention in read_times(text, published):
        assert mention.span.start >= end
        end = mention.span.end
        assert end <= len(text)
        assert mention.text == mention.span.of(text)
        assert mention.timex_value
        if mention.time.start and mention.time.end:
            assert mention.time.start <= mention.time.end


@given(day=st.dates(date(2, 1, 1), date(9998, 12, 31)))
def test_any_day_of_publication_can_be_reckoned_from(day):
    published = Published(start=day, end=day, how=DateSource.STATED)
    (mention,) = read_times("They met yesterday.", published)
    assert (day - mention.time.start).days == 1


def test_a_paragraph_break_ends_an_expression():
    assert [m.text for m in read_times("They met in October\n\n2024 people came", None)] == ["October"]


def test_a_line_break_within_a_sentence_does_not():
    assert [m.text for m in read_times("They met last\nweek.", SUNDAY)] == ["last\nweek"]


def test_a_megabyte_is_read_in_seconds():
    import time

    text = (
        "They met on Tuesday, two years after the flood of May 2021 that had closed the mine for three months. " * 2_000
    )
    began = time.process_time()
    assert len(read_times(text, SUNDAY)) == 8_000
    assert time.process_time() - began < 5


@pytest.mark.parametrize("text", ["before 0001-01-01", "after 31 December 9999", "the weekend after 9999-12-31"])
def test_times_past_the_ends_of_the_calendar_are_left_open(text):
    for published in (None, SUNDAY):
        assert all(m.text in text for m in read_times(f"It was so {text}.", published))


@pytest.mark.parametrize("number", ["9" * 400, "9" * 5000])
def test_a_number_beyond_all_time_is_an_unknown_count(number):
    (found,) = read_times(f"They waited {number} years for it.", SUNDAY)
    assert found.timex_value == "PXY"
    assert not any(m.text.startswith(number) for m in read_times(f"{number} May", SUNDAY))
