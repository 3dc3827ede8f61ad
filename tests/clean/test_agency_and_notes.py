"""Where an article comes from and what its outlet says of it."""

from __future__ import annotations

import pytest

from onrecord.clean.agency import find_agency
from onrecord.clean.lines import count_words, split_lines
from onrecord.clean.notes import note_kind
from onrecord.model import NoteKind

BODY = "The council voted on Tuesday to mend the pier.\nThe work will last for eleven weeks, its leader said.\n"


@pytest.mark.parametrize(
    "text",
    [
        "PORT ELLIS (AFP) - " + BODY,
        BODY + "(AFP)",
        BODY + "Two boats were lost there last year. (AFP)",
        BODY + "© AFP",
    ],
)
def test_an_agencys_mark_is_read(text):
    assert find_agency(split_lines(text), ()) == "AFP"


def test_an_agency_that_no_list_names_is_known_in_a_dateline_alone():
    assert find_agency(split_lines("PORT ELLIS, May 4 (Meridian Press) - " + BODY), ()) == "Meridian Press"
    assert find_agency(split_lines("PORT ELLIS (north shore) - " + BODY), ()) is None
    assert find_agency(split_lines(BODY + "(Meridian Press)"), ()) is None


def test_an_agency_signs_in_the_byline_or_a_copyright_line():
    assert find_agency(split_lines(BODY), ("Ada Marsh", "Reuters")) == "Reuters"
    assert find_agency(split_lines(BODY), (), ["© dpa-infocom, dpa:310406-99-1/3"]) == "dpa"


def test_a_text_that_speaks_of_an_agency_is_not_its():
    assert find_agency(split_lines(BODY + "The council denied it, Reuters reported on Friday evening."), ()) is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Correction: The pier is 90 metres long, not 900.", NoteKind.CORRECTION),
        ("An earlier version of this article misstated the price.", NoteKind.CORRECTION),
        ("Editor’s note: This story has been translated.", NoteKind.EDITOR),
        ("This story has been updated with a comment by the council.", NoteKind.UPDATE),
        ("Clarification: The vote was the second of the year.", NoteKind.CLARIFICATION),
        ("Corrections officers met at the pier on Tuesday.", None),
        ("The correction of the harbour's debt took years.", None),
        ("Updated figures show that the pier costs more.", None),
    ],
)
def test_a_note_is_told_from_news(text, kind):
    assert note_kind(text) is kind


def test_words_are_counted_without_spaces_too():
    assert count_words("The council voted.") == 3
    assert count_words("港の議会は火曜日に決めた。") >= 5
