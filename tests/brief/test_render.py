"""Markdown, HTML and the chart."""

import re
from datetime import date
from html.parser import HTMLParser

import pytest

from onrecord.brief.render import marked, to_html, to_markdown
from onrecord.model import SectionName, SpeakerType, Verdict

VOID = {"meta", "br", "link", "img", "input", "hr"}


class Tags(HTMLParser):
    """The tags of a page, and whether each that was opened was closed in its order."""

    def __init__(self):
        super().__init__()
        self.seen, self.open, self.ids, self.targets = [], [], set(), set()

    def handle_starttag(self, tag, attrs):
        self.seen.append(tag)
        given = dict(attrs)
        self.ids.add(given.get("id"))
        if given.get("href", "").startswith("#"):
            self.targets.add(given["href"][1:])
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def parsed(page):
    tags = Tags()
    tags.feed(page)
    assert tags.open == []
    return tags


@pytest.fixture
def brief(portmere):
    return portmere.brief()


@pytest.fixture
def hostile(story):
    """Articles whose every field is meant to break a page."""
    bad = "<script>alert(1)</script>"
    for n, value in ((1, 1400), (2, 1900)):
        text = f'{bad} & Co said {value} boats sank, "really" | *all* of them.'
        article = story.article(
            f"{bad}{n}.txt", text, day=date(2031, 5, n), publisher=f"{bad} Gazette {n}", title=bad, byline=(bad,)
        )
        claim = story.claim(
            article,
            f"{value} boats sank",
            chain=((f"{bad} & Co", f"{bad} & Co", SpeakerType.ORGANISATION),),
            figures=({"text": f"{value} boats", "low": value, "high": value, "measure": "boats sunk"},),
        )
        story.claims[-1] = claim
    story.question(Verdict.CONFLICT, story.claims, low=1400, high=1900)
    return story.brief(title=bad)


def test_markdown_has_a_footnote_for_each_mark_and_a_mark_for_each_footnote(brief):
    page = to_markdown(brief)
    body, notes = (
        re.findall(r"(?<!^)\[\^(\d+)\]", page, re.MULTILINE),
        re.findall(r"^\[\^(\d+)\]: ", page, re.MULTILINE),
    )
    assert set(body) == set(notes)
    assert notes == [str(n) for n in range(1, len(notes) + 1)]


def test_markdown_says_where_a_quote_is_from(brief):
    assert "Portmere Herald, 29 April 2031: “Portmere dam: the toll grows”" in to_markdown(brief)


def test_markdown_shows_no_raw_html(hostile):
    assert "<script" not in to_markdown(hostile).replace("\\<script", "")


def test_html_holds_together_and_every_mark_leads_somewhere(brief):
    tags = parsed(to_html(brief))
    assert tags.targets <= tags.ids
    assert {"h1", "h2", "main", "section", "figure", "svg"} <= set(tags.seen)


def test_html_needs_nothing_from_outside(brief):
    page = to_html(brief)
    assert "script" not in parsed(page).seen
    assert not re.findall(r"(?:src|href)=\"(?!#)", page)
    assert "url(" not in page
    assert "@import" not in page


def test_hostile_text_is_shown_and_never_run(hostile):
    page = to_html(hostile)
    assert "script" not in parsed(page).seen
    assert "&lt;script&gt;" in page
    assert any(line for s in hostile.sections for line in s.lines if s.name is SectionName.FIGURES)


def test_html_is_the_same_each_time(portmere):
    assert to_html(portmere.brief()) == to_html(portmere.brief())


def test_the_words_a_line_uses_are_marked_in_the_quote():
    assert marked("He counted 1400 boats in all.", ["He has 1,400 boats."]) == (
        ("He counted ", False),
        ("1400", True),
        (" boats in all.", False),
    )


def test_a_quoted_passage_is_marked_across_line_breaks():
    assert ("no one\ncame back", True) in marked("Still, no one\ncame back.", ["She said “no one came back”."])


def test_a_quote_of_which_no_word_is_used_is_marked_whole():
    assert marked("A title", ["Something else."]) == (("A title", True),)


def test_the_chart_says_in_words_what_it_shows(brief):
    assert 'role="img"' in brief.chart
    text = re.search(r"<desc[^>]*>(.*?)</desc>", brief.chart)[1]
    for words in ("more than 2,000 (Harbour Watch", "1,400 (officials in Portmere", "up to 1,200 (Tomas Reve"):
        assert words.removeprefix("the ") in text.replace("the Harbour", "Harbour")


def test_there_is_no_chart_where_nothing_is_contested(story):
    story.article("a.txt", "A quiet day in the bay.", day=date(2031, 5, 3))
    assert story.brief().chart == ""


def test_a_brief_of_nothing_still_renders(story):
    brief = story.brief(title="Nothing")
    assert "# Nothing" in to_markdown(brief)
    parsed(to_html(brief))
