"""Live blogs in plain text. Everything here is invented."""

from datetime import UTC, date, datetime

import pytest

from onrecord.clean.stamped import read_stamp

DAY = "3 May 2031"
SAID = (
    "The harbour master of Port Ellis says that the north pier is shut to all boats.",
    "Two boats have been towed into the harbour, the coast guard told reporters.",
    "The gale has reached the lighthouse, where nobody is on duty this week.",
    "Schools on the island will stay shut until Thursday, the council has said.",
    "The ferry to Westmouth does not leave before the evening, its owner says.",
)


def blog(stamps, title="Gale at Port Ellis", joint="\n"):
    entries = "\n\n".join(f"{stamp}{joint}{text}" for stamp, text in zip(stamps, SAID, strict=False))
    return f"{title}\n\n{DAY}\n\n{entries}\n"


def moments(article):
    return [entry.published.at for entry in article.entries]


def test_times_that_go_back_are_a_live_blogs(cleaned):
    article = cleaned(blog(["16:40 GMT", "15:12 GMT", "14:05 GMT", "13:30 GMT"]))
    assert moments(article)[0] == datetime(2031, 5, 3, 16, 40, tzinfo=UTC)
    assert [SAID[n] in e.span.of(article.text) for n, e in enumerate(article.entries)] == [True] * 4


def test_without_a_zone_the_day_is_kept_and_no_moment(cleaned):
    article = cleaned(blog(["4.40pm", "3.12pm", "2.32pm", "1pm"], joint=" - "))
    assert [e.published.start for e in article.entries] == [date(2031, 5, 3)] * 4
    assert moments(article) == [None] * 4
    assert "16:40" in article.entries[0].published.evidence[0]


def test_times_that_go_on_need_the_word_live(cleaned):
    forward = ["13:30", "14:05", "15:12", "16:40"]
    assert cleaned(blog(forward)).entries == ()
    assert len(cleaned(blog(forward, title="Gale at Port Ellis: live updates")).entries) == 4
    assert len(cleaned(blog([f"Update {stamp} GMT" for stamp in forward])).entries) == 4


@pytest.mark.parametrize(
    "stamps",
    [
        ["16:40", "15:12", "14:05"],
        ["16:40", "13:12", "14:05", "12:30"],
        ["16:40", "16:40", "16:40", "16:40"],
        ["16:40 GMT", "15:12 CET", "14:05 GMT", "13:30 CET"],
        ["3.4 million", "2.32 million", "1.15 million", "0.50 million"],
        ["4", "3", "2", "1"],
    ],
    ids=["three", "to and fro", "all one", "two zones", "amounts", "bare numbers"],
)
def test_other_lists_of_numbers_are_none(cleaned, stamps):
    assert cleaned(blog(stamps, title="Gale at Port Ellis live")).entries == ()


def test_a_timetable_is_none(cleaned):
    rows = "\n".join(f"{hour}:05 Port Ellis" for hour in (16, 15, 14, 13))
    assert cleaned(f"Ferries from Westmouth live\n\n{DAY}\n\n{SAID[0]}\n\n{rows}\n").entries == ()


def test_without_a_day_no_entry_is_dated(cleaned):
    assert cleaned(blog(["16:40", "15:12", "14:05", "13:30"]).replace(DAY, "")).entries == ()


@pytest.mark.parametrize(
    ("line", "minutes"),
    [
        ("14:05 The pier", 845),
        ("2.32pm", 872),
        ("[09:10] Two", 550),
        ("12.15 a.m. Boats", 15),
        ("Update 14:05 GMT", 845),
    ],
)
def test_a_stamp_is_minutes_of_the_day(line, minutes):
    assert read_stamp(line).minutes == minutes


def test_an_edit_before_publication_is_no_update(cleaned):
    given = {"published": "2031-05-03T12:00:00Z", "updated": "2031-05-03T11:40:00Z"}
    assert cleaned(blog([]) + SAID[0], **given).updated is None
    later = cleaned(blog([]) + SAID[0], published=given["published"], updated="2031-05-03T12:40:00Z")
    assert later.updated.at == datetime(2031, 5, 3, 12, 40, tzinfo=UTC)
