"""What stands on the pages to read by."""

import re
from html import unescape

import pytest

from onrecord.ledger.store import Ledger


def test_the_front_page_lists_the_stories(reading):
    page = reading.get("/").text
    assert "14 articles" in page
    assert page.count('<div class="of">') == 3


def test_the_front_page_says_of_each_story_what_is_in_contest_and_who_says_what(reading, story):
    reading.get(f"/stories/{story}")  # it is reckoned now
    page = unescape(reading.get("/").text)
    row = page[page.index(story) : page.index('class="of"', page.index(story))]
    told = re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", row))
    assert re.search(r"12 articles, \d+ independent origins", told)
    assert re.search(r"\d+ of \d+ questions in contest", told)
    assert "How many people were killed in Dovaria?" in told
    assert "up to 30 Pavla Kerrin" in told
    assert "at least 160 Sarrow Front" in told
    assert "yes Ulvanian defence ministry no Sarrow Front" in told


def test_a_story_that_was_not_reckoned_yet_is_listed_all_the_same(desk):
    page = desk.get("/").text
    assert "Not reckoned yet" in page


def test_a_story_has_its_brief_with_marks_that_lead_to_passages(reading, story):
    page = reading.get(f"/stories/{story}").text
    notes = set(re.findall(r'href="#(note-\d+)"', page))
    assert notes
    assert all(f'id="{note}"' in page for note in notes)
    assert "<svg" in page


def test_a_story_as_of_a_day_holds_less(reading, story):
    now, then = (reading.get(f"/stories/{story}{q}").text for q in ("", "?as_of=2025-03-04"))
    assert len(then) < len(now)


def test_a_part_of_a_page_comes_without_its_frame_when_htmx_asks(reading, story):
    part = reading.get(f"/stories/{story}", headers={"HX-Request": "true"}).text
    assert "<html" not in part
    assert "<h1>" in part


@pytest.mark.parametrize(
    ("path", "code", "words"),
    [
        ("/stories/0123456789abcdef", 404, "there is no story 0123456789abcdef"),
        ("/articles/0123456789abcdef", 404, "there is no article 0123456789abcdef"),
        ("/nowhere", 404, "there is nothing at this address"),
        ("/?page=0", 422, "page"),
        ("/?page=x", 422, "page"),
    ],
)
def test_what_is_not_there_is_told_in_words(reading, path, code, words):
    answer = reading.get(path)
    assert answer.status_code == code
    assert words in answer.text
    assert "Traceback" not in answer.text


def test_a_day_that_is_none_is_told_in_words(reading, story):
    answer = reading.get(f"/stories/{story}?as_of=soon")
    assert answer.status_code == 422
    assert "is not a day" in answer.text


def test_a_day_before_everything_is_told_in_words(reading, story):
    answer = reading.get(f"/stories/{story}?as_of=1999-01-01")
    assert answer.status_code == 404
    assert "published by 1999-01-01" in answer.text


def test_the_reader_shows_the_whole_text_and_marks_every_claim(reading, example):
    with Ledger.open(str(example)) as ledger:
        article = ledger.articles()[0]
        claims = ledger.claims([article.id])
    page = reading.get(f"/articles/{article.id}?claim={claims[0].id}").text
    text = re.search(r'<article class="text".*?</article>', page, re.DOTALL)[0]
    words = re.sub(r"\s+", "", unescaped(re.sub(r"<[^>]*>", "", text)))
    assert words == re.sub(r"\s+", "", article.text)
    assert all(f'id="at-{c.id}"' in text and f'id="claim-{c.id}"' in page for c in claims)
    assert f'id="claim-{claims[0].id}" class="marked"' in page


def unescaped(words):
    from html import unescape

    return unescape(words)


def test_static_files_are_ours_alone(reading):
    for path in ("/static/desk.css", "/static/desk.js", "/static/lib/htmx/htmx.min.js", "/static/mark.svg"):
        assert reading.get(path).status_code == 200
    for path in ("/static/../app.py", "/static/%2e%2e/app.py", "/static/lib/../__init__.py"):
        assert reading.get(path).status_code in (400, 404)


def test_every_question_of_a_story_has_a_page_that_quotes_its_claims(reading, story):
    listed = reading.get(f"/stories/{story}/questions").text
    paths = re.findall(rf'href="(/stories/{story}/questions/[0-9a-f]+)"', listed)
    assert len(paths) > 20
    for path in paths[:12]:
        page = reading.get(path).text
        assert "What the record says" in page
        for link in re.findall(r'href="(/articles/[^"#]+)#', page)[:2]:
            assert reading.get(unescaped(link)).status_code == 200


def test_a_question_that_is_not_asked_is_told_in_words(reading, story):
    answer = reading.get(f"/stories/{story}/questions/0000000000000000")
    assert answer.status_code == 404
    assert "has no question 0000000000000000" in answer.text


@pytest.mark.parametrize("among", ["claims", "articles"])
def test_a_search_leads_to_the_passage(reading, among):
    page = reading.get("/search", params={"q": "dam -reservoir", "among": among}).text
    links = re.findall(r'<a href="(/articles/[^"#]+)', page)
    assert links
    assert "<mark>" in page
    assert reading.get(unescaped(links[0])).status_code == 200


def test_a_search_for_nothing_says_so_and_hostile_words_do_no_harm(reading):
    assert "nothing to look for" in reading.get("/search", params={"q": "-dam"}).text
    page = reading.get("/search", params={"q": "<script>alert(1)</script> \" ' OR 1=1"}).text
    assert "<script>alert" not in page
