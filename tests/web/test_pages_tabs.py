"""The further pages of a story: who cites whom, forecasts, sources, what changed."""

import itertools
import re
from html import unescape

import pytest

TABS = ("citations", "forecasts", "sources", "changes", "questions")


@pytest.mark.parametrize("tab", TABS)
def test_the_day_asked_for_is_kept_from_tab_to_tab(reading, story, tab):
    page = reading.get(f"/stories/{story}/{tab}?as_of=2025-03-08").text
    for other in TABS:
        assert f'href="/stories/{story}/{other}?as_of=2025-03-08"' in page


@pytest.mark.parametrize("tab", TABS)
def test_headings_come_in_order_and_the_story_is_named(reading, story, tab):
    page = reading.get(f"/stories/{story}/{tab}").text
    levels = [int(level) for level in re.findall(r"<h(\d)", page)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    assert "Dozens dead as Kessarin Dam gives way" in page


@pytest.mark.parametrize("tab", TABS)
def test_every_link_of_a_tab_leads_somewhere(reading, story, tab):
    page = reading.get(f"/stories/{story}/{tab}").text
    links = {unescape(link).split("#")[0] for link in re.findall(r'href="(/[^"]+)"', page)}
    links = {link for link in links if not link.startswith(("/static", "/review"))}
    for link in sorted(links)[:25]:
        assert reading.get(link).status_code == 200, link


@pytest.mark.parametrize("tab", ["citations", "forecasts", "sources", "changes", "citations.svg"])
def test_a_day_before_everything_is_told_in_words_on_every_tab(reading, story, tab):
    answer = reading.get(f"/stories/{story}/{tab}?as_of=1999-01-01")
    if tab == "changes":
        assert "choose an earlier day" in answer.text or answer.status_code == 404
    else:
        assert answer.status_code == 404
        assert "published by 1999-01-01" in answer.text


def test_who_cites_whom_is_told_by_a_picture_and_by_a_table_of_the_same_edges(reading, story):
    page = reading.get(f"/stories/{story}/citations").text
    assert f'src="/stories/{story}/citations.svg"' in page
    assert "Circular reporting" in page
    assert "rest on" in page
    edges = int(re.search(r"(\d+) edges", page)[1])
    rows = 0
    for number in range(1, 20):
        sheet = reading.get(f"/stories/{story}/citations?page={number}").text
        rows += len(re.findall(r"<tr><th scope=\"row\">", sheet))
        if 'rel="next"' not in sheet:
            break
    assert rows == edges
    assert re.search(r'<span class="places"><a href="/articles/[0-9a-f]+\?claim=[0-9a-f]+#at-', page)


def test_the_picture_of_citations_stands_by_itself(reading, story):
    answer = reading.get(f"/stories/{story}/citations.svg")
    assert answer.headers["content-type"] == "image/svg+xml"
    assert answer.text.startswith("<svg")
    assert "<script" not in answer.text


def test_a_board_can_be_read_by_standing(reading, story):
    page = reading.get(f"/stories/{story}/forecasts").text
    counts = {s: int(n) for s, n in re.findall(r'standing=(\w+)"[^>]*>[^<]+<span class="count">(\d+)', page)}
    assert set(counts) == {"due", "past", "open", "settled"}
    for standing, number in counts.items():
        part = reading.get(f"/stories/{story}/forecasts?standing={standing}").text
        assert part.count('id="forecast-') == min(number, 25)


def test_words_of_likelihood_are_quoted_with_whose_they_are(reading, story):
    page = reading.get(f"/stories/{story}/forecasts").text
    assert "on the scale of ICD 203" in page
    assert "the forecaster’s, never the desk’s" in page


def test_sources_stand_beside_a_letter_that_they_never_set(reading, story):
    page = reading.get(f"/stories/{story}/sources").text
    assert "changes no verdict, no grade and no number" in page
    assert 'href="/sources/Tomas%20Idrel"' in page


def test_changes_are_told_since_a_week_before_the_last_article(reading, story):
    page = reading.get(f"/stories/{story}/changes").text
    assert 'name="since" value="2025-03-13"' in page
    assert "Rose from 260 to 312" in page
    assert f'href="/stories/{story}/questions/' in page


def test_changes_since_a_later_day_say_what_is_wrong(reading, story):
    page = reading.get(f"/stories/{story}/changes?since=2031-01-01").text
    assert "choose an earlier day" in page


def test_a_since_that_is_no_day_is_told_in_words(reading, story):
    answer = reading.get(f"/stories/{story}/changes?since=lately")
    assert answer.status_code == 422
    assert "since='lately' is not a day" in unescape(answer.text)


def test_a_story_without_forecasts_says_so(reading):
    stories = re.findall(r'<li><a href="/stories/([0-9a-f]+)"', reading.get("/").text)
    pages = [reading.get(f"/stories/{s}/forecasts?as_of=2025-12-31").text for s in stories]
    assert all("No forecast is on record in this story." in p or "Forecasts" in p for p in pages)


def test_a_page_number_beyond_the_last_shows_the_last(reading, story):
    page = reading.get(f"/stories/{story}/citations?page=999").text
    assert re.search(r"Page (\d+) of \1<", page)
