"""What stands around an article on its page is listed, each block with its reason. Every page here is invented."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from onrecord.clean import clean
from onrecord.export.records import article_record
from onrecord.ingest.html import read_html
from onrecord.ledger.store import Ledger
from onrecord.model import Removal

NOW = datetime(2031, 6, 1, tzinfo=UTC)
TITLE = "Port Ellis will mend its pier"
TEXT = (
    "The harbour council of Port Ellis voted on Tuesday to mend the north pier before the winter storms arrive.",
    "The work will cost 4.2 million crowns, said Mina Okoro, who leads the council, and will last for eleven weeks.",
    "Fishermen had asked for it since two boats were lost beside the pier during the gale of last November.",
    "A second vote on the lighthouse was put off until the spring because two members were away at sea.",
)


def capture_of(before="", inside="", after=""):
    first, *rest = (f"<p>{text}</p>" for text in TEXT)
    page = (
        f"<html><head><title>{TITLE} - Ellis Gazette</title><meta name='author' content='Ada Byron'></head><body>"
        f"{before}<article><h1>{TITLE}</h1>{first}{inside}{''.join(rest)}</article>{after}</body></html>"
    )
    return read_html(page.encode(), path="page.html", captured=NOW)


def notes(capture):
    return {part.text: part.note for part in capture.left_out}


@pytest.mark.parametrize(
    ("block", "note"),
    [
        ("<nav><a href='/'>Harbour</a><a href='/s'>Storms</a></nav>", "a menu"),
        ("<div role='navigation'>Harbour</div>", "a menu"),
        ("<footer>Ellis Gazette, 4 Quay Street</footer>", "the foot of the page"),
        ("<header>Ellis Gazette</header>", "the head of the page"),
        ("<aside>The tide today</aside>", "beside the article"),
        (
            "<div class='related-stories'><a href='/x'>The lighthouse stays dark for now</a></div>",
            "links to other articles",
        ),
        ("<div id='shareBar'>Post it</div>", "buttons to share or follow"),
        ("<div class='c-newsletter'>The harbour each morning</div>", "an invitation to subscribe"),
        ("<div id='onetrust-banner'>We value what you do here</div>", "about cookies or consent"),
        ("<section id='comments'><p>Well said, old friend</p></section>", "readers' comments"),
        ("<form><label>Your name</label></form>", "a form or button"),
        ("<div>© 2031 Ellis Gazette</div>", "the foot of the page"),
        ("<div><a href='/more'>The storm of last week</a></div>", "links"),
        ("<div>Advertisement</div>", "an advertisement"),
    ],
)
def test_a_block_after_the_article_is_listed_with_what_it_is(block, note):
    capture = capture_of(after=block)
    assert note in notes(capture).values()
    assert capture.left_out[-1].after == len(capture.text)


def test_a_caption_inside_the_article_stands_behind_the_paragraph_above_it():
    capture = capture_of(inside="<figure><img src='p.jpg'><figcaption>The pier in autumn</figcaption></figure>")
    (caption,) = (part for part in capture.left_out if part.text == "The pier in autumn")
    assert caption.note == "the caption of a picture"
    assert capture.text[: caption.after].strip().endswith("arrive.")


def test_the_class_of_the_article_itself_gives_no_reason():
    capture = capture_of(before="<div class='newsletter-enabled related'>", after="<div>Loose words</div></div>")
    assert notes(capture)["Loose words"] == "below the article"


def test_title_and_byline_that_are_not_in_the_text_are_metadata():
    capture = capture_of(before="<div>By Ada Byron</div>")
    assert [p.why for p in capture.left_out if p.note == "the byline"] == [Removal.METADATA]


def test_the_head_of_another_article_is_not_the_pages():
    capture = capture_of(after="<article><header>Gale warning</header></article>")
    assert notes(capture)["Gale warning"] == "below the article"


def test_what_readers_cannot_see_is_not_listed():
    hidden = "<script>var a = 'Seen by none';</script><div style='display:none'>Unseen</div><p hidden>Nor this</p>"
    assert not any(
        word in part.text for part in capture_of(after=hidden).left_out for word in ("none", "Unseen", "Nor")
    )


def test_no_visible_word_is_lost():
    around = "<div>Alpha <b>beta</b><ul><li>gamma</li></ul>delta<br>epsilon</div><button>zeta</button>"
    said = " ".join(part.text for part in capture_of(after=around).left_out).split()
    assert {"Alpha", "beta", "gamma", "delta", "epsilon", "zeta"} <= set(said)


def test_a_menu_of_many_thousand_entries_stays_small():
    menu = "".join(f"<li><a href='/{n}'>Quay number {n}</a></li>" for n in range(20_000))
    capture = capture_of(before=f"<nav><ul>{menu}</ul></nav>")
    assert capture.left_out[0].blocks == 20_000
    assert len(capture.left_out[0].text) <= 600


def test_blocks_of_ever_changing_reasons_are_cut_off_with_their_number():
    row = "<nav>Quay {0}</nav><aside>Tide {0}</aside>"
    capture = capture_of(after="".join(row.format(n) for n in range(1000)))
    assert len(capture.left_out) <= 201
    assert "not listed one by one" in capture.left_out[-1].note
    assert sum(p.blocks for p in capture.left_out) >= 2000


def test_blocks_deep_in_one_another_are_read_in_one_go():
    deep = "<div class='x'>" * 200 + "<p>word here</p>" * 5000 + "</div>" * 200
    assert sum(p.blocks for p in capture_of(after=deep).left_out) >= 5000


def test_an_article_stays_the_same_one_while_the_menus_around_it_change():
    one, other = (clean(capture_of(after=f"<aside>{word}</aside>")) for word in ("Calm", "Rough"))
    assert one.id == other.id
    assert one.left_out != other.left_out


def test_record_and_ledger_keep_what_was_left_out():
    capture = capture_of(after="<footer>Ellis Gazette, 4 Quay Street</footer>")
    article = clean(capture)
    listed = article_record(article)["left_out"][-1]
    assert json.dumps(listed["text"]) == '"Ellis Gazette, 4 Quay Street"'
    assert listed["after"] == len(capture.text)
    with Ledger.open(":memory:") as ledger:
        ledger.keep(capture, article)
        assert ledger.articles()[0].left_out == article.left_out
