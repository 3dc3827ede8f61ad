"""TIMEX3 values as days."""

from datetime import date
from itertools import pairwise

import pytest

from onrecord.values.time.calendar import add, days_of, season_days, third, value_at


@pytest.mark.parametrize(
    ("value", "start", "end", "precision"),
    [
        ("2024-10-20", date(2024, 10, 20), date(2024, 10, 20), "day"),
        ("2024-10-20TEV", date(2024, 10, 20), date(2024, 10, 20), "day"),
        ("2024-W43", date(2024, 10, 21), date(2024, 10, 27), "week"),
        ("2024-W43-WE", date(2024, 10, 26), date(2024, 10, 27), "week"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "month"),
        ("2024-Q4", date(2024, 10, 1), date(2024, 12, 31), "quarter"),
        ("2024-H1", date(2024, 1, 1), date(2024, 6, 30), "quarter"),
        ("2024-FA", date(2024, 9, 22), date(2024, 12, 21), "season"),
        ("2024", date(2024, 1, 1), date(2024, 12, 31), "year"),
        ("195", date(1950, 1, 1), date(1959, 12, 31), "decade"),
        ("19", date(1900, 1, 1), date(1999, 12, 31), "decade"),
    ],
)
def test_a_value_covers_its_days(value, start, end, precision):
    span = days_of(value)
    assert (span.start, span.end, span.precision) == (start, end, precision)


@pytest.mark.parametrize("value", ["P3M", "PRESENT_REF", "XXXX-10", "2024-02-30", "2023-W53", "2024-13", "2024-Q7", ""])
def test_a_value_that_names_no_day_is_open(value):
    assert (days_of(value).start, days_of(value).end, days_of(value).precision) == (None, None, "open")


def test_a_winter_belongs_to_the_year_in_which_it_begins_and_seasons_meet_without_a_gap():
    year = 2024
    seasons = [season_days(year, s) for s in ("SP", "SU", "FA", "WI")]
    assert seasons[-1][1] == date(2025, 3, 19)
    for (_, end), (start, _) in pairwise(seasons):
        assert (start - end).days == 1


def test_a_month_from_the_last_of_january_is_the_last_of_february():
    assert add(date(2024, 1, 31), 1, "M") == date(2024, 2, 29)


def test_a_day_outside_the_calendar_is_none():
    assert add(date(2024, 1, 1), -3000, "Y") is None
    assert add(date(2024, 1, 1), 10**9, "D") is None


def test_thirds_of_a_period_meet_and_cover_it():
    year = days_of("2024")
    early, mid, late = (third(year, part) for part in ("START", "MID", "END"))
    assert (early.start, late.end) == (year.start, year.end)
    assert (mid.start - early.end).days == 1
    assert (late.start - mid.end).days == 1


def test_the_value_of_a_day_names_the_period_it_lies_in():
    day = date(2024, 10, 20)
    assert [value_at(day, u) for u in ("D", "W", "M", "Q", "Y", "E", "C")] == [
        "2024-10-20",
        "2024-W42",
        "2024-10",
        "2024-Q4",
        "2024",
        "202",
        "20",
    ]
