from datetime import date

import pytest

from onrecord.ingest.dates import FULL_DATE, date_of, read_window


@pytest.mark.parametrize(
    "text",
    [
        "2031-04-12",
        "2031/4/12",
        "12 April 2031",
        "12th of April, 2031",
        "April 12, 2031",
        "Apr. 12 2031",
        "12.04.2031",
        "12-Apr-2031",
    ],
)
def test_a_full_date_is_read_however_it_is_written(text):
    assert date_of(FULL_DATE.search(text)) == date(2031, 4, 12)


def test_a_date_that_could_be_two_days_names_none():
    assert date_of(FULL_DATE.search("03/04/2031")) is None
    assert date_of(FULL_DATE.search("13/04/2031")) == date_of(FULL_DATE.search("04/13/2031")) == date(2031, 4, 13)


def test_a_day_that_is_in_no_calendar_is_none():
    assert date_of(FULL_DATE.search("31 February 2031")) is None


@pytest.mark.parametrize(
    "text", ["2031-04-12T23:30:00Z", "20310412T120000Z", "Sat, 12 Apr 2031 10:15:00 GMT", " 2031-04-12 "]
)
def test_a_container_states_a_day(text):
    assert read_window(text) == (date(2031, 4, 12), date(2031, 4, 12))


def test_a_container_may_state_a_month():
    assert read_window("2028-02") == (date(2028, 2, 1), date(2028, 2, 29))


@pytest.mark.parametrize("text", ["2031", "yesterday", "", "10:30"])
def test_what_names_no_day_gives_no_window(text):
    assert read_window(text) is None
