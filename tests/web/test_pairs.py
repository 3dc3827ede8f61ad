"""Two figures that a person sets apart, or puts under one question, at the page of a question; and taking it back."""

import re
from html import unescape

import pytest

from onrecord.ledger.store import Ledger
from onrecord.model import Matter


@pytest.fixture
def word(desk):
    desk.get("/")
    return desk.cookies.get("onrecord_form")


@pytest.fixture
def asked(desk, story):
    """The page of the first contested question, and its address."""
    listed = desk.get(f"/stories/{story}/questions").text
    address = re.search(rf'href="(/stories/{story}/questions/[0-9a-f]+)"', listed)[1]
    return address, desk.get(address).text


def ticks(page):
    return [unescape(v) for v in re.findall(r'name="entry" value="([^"]+)"', page)]


def loaded(page):
    return unescape(re.search(r'name="loaded" value="([^"]*)"', page)[1])


def why(page):
    part = page[page.index("What the record says") : page.index("Who says what")]
    return unescape(re.sub(r"<[^>]*>", " ", part))


def send(client, address, word, page, *, entries, because="Two places.", **more):
    sent = {"form_word": word, "entry": entries, "because": because, "loaded": loaded(page), **more}
    return client.post(address, data=sent)


def test_two_figures_set_apart_answer_two_questions_until_that_is_taken_back(desk, word, asked):
    address, page = asked
    first, *_, last = ticks(page)
    sent = send(desk, f"{address}/part", word, page, entries=[first, last])
    assert sent.status_code == 303, sent.text
    now = desk.get(sent.headers["location"].partition("#")[0]).text
    assert first in ticks(now)
    assert last not in ticks(now)
    assert "A reviewer set" in why(now)
    assert "(“Two places”)" in why(now)
    seen = unescape(re.search(r'name="subject" value="[^"]+"><input type="hidden" name="seen" value="([^"]+)"', now)[1])
    subject = unescape(re.search(r'name="subject" value="([^"]+)"', now)[1])
    back = desk.post("/review/pairs/undo", data={"form_word": word, "subject": subject, "seen": seen})
    assert back.status_code == 303
    assert ticks(desk.get(address).text) == ticks(page)


def test_a_figure_is_put_under_another_question(desk, word, asked):
    address, page = asked
    other = next(o for o in re.findall(r'<option value="([0-9a-f]+)"', page))
    entry = ticks(page)[0]
    sent = send(desk, f"{address}/join", word, page, entries=[entry], other=other, because="One count.")
    assert sent.status_code == 303, sent.text
    now = desk.get(sent.headers["location"].partition("#")[0]).text
    assert entry in ticks(now)
    assert "A reviewer put" in why(now)


@pytest.mark.parametrize(
    ("step", "how_many", "more", "said"),
    [
        ("part", 1, {}, "tick the two figures"),
        ("part", 3, {}, "tick the two figures"),
        ("part", 2, {"because": " "}, "needs its reason"),
        ("join", 1, {"other": "0000000000000000"}, "choose the question"),
        ("join", 2, {}, "tick one figure"),
    ],
)
def test_a_wrong_form_is_told_and_changes_nothing(desk, word, asked, ledger, step, how_many, more, said):
    address, page = asked
    other = re.findall(r'<option value="([0-9a-f]+)"', page)[0]
    sent = send(desk, f"{address}/{step}", word, page, entries=ticks(page)[:how_many], **{"other": other, **more})
    assert sent.status_code == 422
    assert said in unescape(sent.text)
    with Ledger.open(str(ledger)) as opened:
        assert opened.judgements(Matter.PAIR) == ()


def test_who_decides_a_pair_on_an_old_page_is_told(desk, word, asked):
    address, page = asked
    first, *_, last = ticks(page)
    assert send(desk, f"{address}/part", word, page, entries=[first, last]).status_code == 303
    with Ledger.open(str(desk.app.state.desk.config.ledger)) as opened:
        (made,) = opened.judgements(Matter.PAIR)
    late = desk.post("/review/pairs/undo", data={"form_word": word, "subject": made.subject, "seen": "2001-01-01"})
    assert late.status_code == 422
    assert "somebody decided this pair since" in late.text


def test_figures_that_are_none_are_refused_in_words(desk, word, asked):
    address, page = asked
    for entries in (["x", "y"], ["0000000000000000:0", "0000000000000001:0"], ["<b>:0", "<b>:1"]):
        sent = send(desk, f"{address}/part", word, page, entries=entries)
        assert sent.status_code == 422


def test_a_forged_form_is_refused(desk, asked):
    address, page = asked
    assert send(desk, f"{address}/part", "guessed", page, entries=ticks(page)[:2]).status_code == 403


def test_an_answer_of_an_earlier_day_offers_no_forms(desk, asked):
    address, _ = asked
    then = desk.get(f"{address}?as_of=2025-03-20")
    assert then.status_code == 200
    assert 'id="pair"' not in then.text


@pytest.fixture
def statements(desk, story):
    """The page of the first question that two statements or more answer, and its address."""
    found = desk.get(f"/api/stories/{story}/questions?limit=100").json()["items"]
    asked = next(q for q in found if q["asks"] == "statement" and len(q["claims"]) > 1)
    address = f"/stories/{story}/questions/{asked['question']}"
    return address, desk.get(address).text


def test_two_statements_set_apart_answer_two_questions_until_that_is_taken_back(desk, word, statements):
    address, page = statements
    first, *_, last = ticks(page)
    assert ":says:" in first
    sent = send(desk, f"{address}/part", word, page, entries=[first, last], because="Two walls.")
    assert sent.status_code == 303, sent.text
    now = desk.get(sent.headers["location"].partition("#")[0]).text
    assert first in ticks(now)
    assert last not in ticks(now)
    assert "(“Two walls”)" in why(now)
    subject = " ".join(sorted((first, last)))
    seen = unescape(re.search(rf'value="{subject}"><input type="hidden" name="seen" value="([^"]+)"', now)[1])
    back = desk.post("/review/pairs/undo", data={"form_word": word, "subject": subject, "seen": seen})
    assert back.status_code == 303
    assert ticks(desk.get(address).text) == ticks(page)
