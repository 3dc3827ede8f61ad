"""Reviewing at the desk: what a person decides changes the answer, is told on every page, and can be taken back."""

import re
from html import unescape

import pytest

from onrecord.ledger.store import Ledger
from onrecord.model import Matter


@pytest.fixture
def word(desk):
    """The word that the forms of this visitor carry."""
    desk.get("/")
    return desk.cookies.get("onrecord_form")


def first_row(page, *, having="Refuse"):
    rows = re.findall(r'<article class="row .*?</article>', page, re.DOTALL)
    return next(row for row in rows if having in row)


def claim_in(row):
    return re.search(r'id="row-([0-9a-f]{16})"', row)[1]


def seen_in(row):
    return unescape(re.search(r'name="seen" value="([^"]*)"', row)[1])


def fields_in(row):
    """The fields of the mend form, as a browser would send them."""
    found = {}
    for name, value in re.findall(r'<input [^>]*name="(set\.[^"]+)" value="([^"]*)"', row):
        found[name] = unescape(value)
    for name, options in re.findall(r'<select [^>]*name="(set\.[^"]+)">(.*?)</select>', row, re.DOTALL):
        found[name] = unescape(re.search(r"<option selected>([^<]*)<", options)[1])
    return found


def decide(client, word, claim, verdict, seen="", because="It says so.", **more):
    headers = more.pop("headers", {})
    sent = {"form_word": word, "verdict": verdict, "seen": seen, "because": because, **more}
    return client.post(f"/review/claims/{claim}", data=sent, headers=headers)


def undo(client, word, claim, seen):
    return client.post(f"/review/claims/{claim}/undo", data={"form_word": word, "seen": seen})


def question_of(row):
    return unescape(re.search(r'href="(/stories/[0-9a-f]+/questions/[0-9a-f]+)"', row)[1])


def answer(page):
    """What the page of a question says: its verdict and its range."""
    part = page[page.index("What the record says") : page.index("Who says what")]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", part))


def contested(desk, story):
    """A claim on which a contested question hangs, with its row and the address of the question."""
    row = first_row(desk.get(f"/stories/{story}/review").text, having="hangs on it")
    return claim_in(row), row, question_of(row)


def test_the_queue_begins_with_what_an_answer_hangs_on_and_says_why(desk, story):
    page = desk.get(f"/stories/{story}/review").text
    row = first_row(page)
    assert "hangs on it" in row
    assert '<span class="claim' in row
    assert "Read as:" in row
    assert desk.get("/review").text.count('<article class="row') == page.count('<article class="row')


def test_a_refused_claim_changes_the_answer_and_undoing_it_changes_it_back(desk, story, word):
    claim, _, address = contested(desk, story)
    before = desk.get(address).text
    assert f'id="entry-{claim}"' in before
    sent = decide(
        desk, word, claim, "refused", because="The article does not say this.", then=f"/stories/{story}/review"
    )
    assert sent.status_code == 303
    after = desk.get(sent.headers["location"]).text
    assert "Just decided" in after
    now = desk.get(address)
    assert now.status_code == 404 or f'id="entry-{claim}"' not in now.text
    row = first_row(desk.get(f"/stories/{story}/review?show=decided").text)
    assert claim_in(row) == claim
    assert "The article does not say this." in row
    assert undo(desk, word, claim, seen_in(row)).status_code == 303
    assert answer(desk.get(address).text) == answer(before)


def test_a_mended_claim_is_shown_beside_what_was_read_on_every_page(desk, story, word):
    row = first_row(desk.get(f"/stories/{story}/review?page=2").text, having="answered by no other source")
    claim, fields = claim_in(row), fields_in(row)
    assert fields["set.figures.0.measure"]
    changed = {**fields, "set.figures.0.low": "4321", "set.figures.0.high": "4321"}
    sent = decide(desk, word, claim, "mended", because="By the table.", **changed)
    assert sent.status_code == 303, sent.text
    with Ledger.open(str(desk.app.state.desk.config.ledger)) as ledger:
        (made,) = ledger.judgements(Matter.REVIEW)
        article = next(c.article for c in ledger.claims() if c.id == claim)
    assert '"figures.0.low": "4321"' in made.value
    assert "measure" not in made.value
    shown = "mended to <ins>4321</ins>"
    assert shown in desk.get(f"/review/claims/{claim}").text
    assert shown in desk.get(f"/articles/{article}").text
    asked = desk.get(f"/stories/{story}/questions").text
    page = next(
        p
        for q in re.findall(rf'href="(/stories/{story}/questions/[0-9a-f]+)"', asked)
        if f'id="entry-{claim}"' in (p := desk.get(q).text)
    )
    assert shown in page
    assert "4,321" in answer(page)
    assert "4,321 (the source has “" in page
    brief = desk.get(f"/stories/{story}").text
    lines = re.findall(r"<(?:li|span) id=\"[^\"]*\">([^<]*4,321[^<]*)", brief)
    assert all("as mended by a reviewer" in line for line in lines)


def test_an_accepted_claim_says_by_whom_and_the_next_look_begins_there(desk, story, word):
    claim, _, address = contested(desk, story)
    before = answer(desk.get(address).text)
    decide(desk, word, claim, "accepted", because="")
    page = desk.get(address).text
    assert answer(page) == before
    assert "accepted</span> by a reviewer" in page
    assert claim not in re.findall(r'id="row-([0-9a-f]{16})"', desk.get(f"/stories/{story}/review").text)


def test_a_claim_left_unsure_waits_in_a_queue_of_its_own(desk, story, word):
    claim, _, _ = contested(desk, story)
    decide(desk, word, claim, "unsure", because="")
    row = first_row(desk.get(f"/stories/{story}/review?show=unsure").text)
    assert claim_in(row) == claim


def test_who_decides_on_an_old_page_is_told_and_overwrites_nothing(desk, story, word):
    claim, _, _ = contested(desk, story)
    assert decide(desk, word, claim, "accepted").status_code == 303
    late = decide(desk, word, claim, "refused", seen="")
    assert late.status_code == 409
    assert "Somebody decided this claim since you loaded it" in late.text
    row = first_row(late.text)
    assert "accepted</span>" in row
    again = decide(desk, word, claim, "refused", seen=seen_in(row))
    assert again.status_code == 303
    assert undo(desk, word, claim, seen_in(row)).status_code == 409
    page = desk.get(f"/review/claims/{claim}").text
    history = page[page.index("What was decided of it") :]
    assert history.index("<b>accepted</b>") < history.index("<b>refused</b>")
    assert "until" in history


def test_a_script_gets_only_the_row_back(desk, story, word):
    claim, _, _ = contested(desk, story)
    sent = decide(desk, word, claim, "accepted", headers={"HX-Request": "true"})
    assert sent.status_code == 200
    assert sent.text.strip().startswith('<article class="row accepted"')
    assert "<h1" not in sent.text


def test_several_claims_are_decided_together_but_not_those_decided_meanwhile(desk, story, word):
    page = desk.get(f"/stories/{story}/review").text
    ticks = [unescape(v) for v in re.findall(r'name="claim" value="([^"]+)"', page)][:3]
    assert len(ticks) == 3
    decide(desk, word, ticks[0].split("@")[0], "accepted")
    sent = desk.post(
        "/review/bulk",
        data={
            "form_word": word,
            "claim": ticks,
            "verdict": "refused",
            "because": "A drill.",
            "then": f"/stories/{story}/review",
        },
    )
    assert sent.status_code == 303
    told = desk.get(sent.headers["location"]).text
    assert "2 claims decided. 1 left alone" in told
    with Ledger.open(str(desk.app.state.desk.config.ledger)) as ledger:
        found = sorted(j.value.split('"')[3] for j in ledger.judgements(Matter.REVIEW))
    assert found == ["accepted", "refused", "refused"]


@pytest.mark.parametrize(
    ("because", "more", "code"), [("", (), 422), ("A drill.", ("0000000000000000@",), 404)], ids=["reason", "unknown"]
)
def test_where_one_of_several_cannot_be_decided_none_is(desk, story, word, because, more, code):
    page = desk.get(f"/stories/{story}/review").text
    ticks = [unescape(v) for v in re.findall(r'name="claim" value="([^"]+)"', page)][:2]
    sent = {"form_word": word, "claim": [*ticks, *more], "verdict": "refused", "because": because}
    assert desk.post("/review/bulk", data=sent).status_code == code
    with Ledger.open(str(desk.app.state.desk.config.ledger)) as ledger:
        assert ledger.judgements(Matter.REVIEW) == ()


@pytest.mark.parametrize(
    ("sent", "code", "said"),
    [
        ({"verdict": "perhaps"}, 422, "say what you found"),
        ({"verdict": "refused", "because": " "}, 422, "needs its reason"),
        ({"verdict": "mended"}, 422, "nothing is mended"),
        ({"verdict": "mended", "set.text": "other words"}, 422, "no such field"),
        ({"verdict": "mended", "set.kind": "rumour"}, 422, "no value"),
        ({"verdict": "accepted", "because": "x" * 2001}, 422, "at most 2000"),
        ({"verdict": "accepted", "form_word": "guessed"}, 403, "this form was not made by the desk"),
    ],
    ids=["verdict", "reason", "nothing", "field", "value", "book", "forged"],
)
def test_a_wrong_form_is_refused_in_words_and_changes_nothing(desk, story, word, sent, code, said):
    claim, _, _ = contested(desk, story)
    found = desk.post(f"/review/claims/{claim}", data={"form_word": word, "seen": "", "because": "Why not.", **sent})
    assert found.status_code == code
    assert said in unescape(found.text)
    with Ledger.open(str(desk.app.state.desk.config.ledger)) as ledger:
        assert ledger.judgements(Matter.REVIEW) == ()


@pytest.mark.parametrize("path", ["0000000000000000", "x", "%3Cscript%3E"])
def test_a_claim_that_is_not_there_is_told_in_words(desk, word, path):
    assert desk.get(f"/review/claims/{path}").status_code == 404
    assert decide(desk, word, path, "accepted").status_code == 404
    assert "<script>" not in desk.get(f"/review/claims/{path}").text


def test_hostile_reasons_are_shown_as_they_were_written(desk, story, word):
    claim, _, address = contested(desk, story)
    decide(desk, word, claim, "accepted", because="<script>alert(1)</script>")
    for path in (address, f"/review/claims/{claim}", f"/stories/{story}/review?show=decided"):
        page = desk.get(path).text
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)" in page


def test_a_reader_sees_the_queue_and_can_decide_nothing(guarded, sign_in, story):
    sign_in(guarded, "reader")
    page = guarded.get(f"/stories/{story}/review").text
    assert "hangs on it" in page
    assert "<button" not in page[page.index('<main id="main"') : page.index("</main>")].replace(
        "<button>Close</button>", ""
    )
    claim, word = claim_in(first_row(page, having="hangs")), guarded.cookies.get("onrecord_form")
    assert decide(guarded, word, claim, "accepted").status_code == 403
    assert undo(guarded, word, claim, "").status_code == 403
    assert guarded.post("/review/bulk", data={"form_word": word}).status_code == 403
    assert guarded.post("/review/pairs/undo", data={"form_word": word}).status_code == 403


def test_a_reviewer_decides_under_his_name_and_it_is_in_the_audit_log(guarded, sign_in, story):
    sign_in(guarded, "reviewer")
    claim, _, address = contested(guarded, story)
    word = guarded.cookies.get("onrecord_form")
    assert decide(guarded, word, claim, "accepted").status_code == 303
    assert "accepted</span> by reviewer" in guarded.get(address).text
    from onrecord.ledger.accounts import read_audit

    with guarded.app.state.desk.ledger.reading() as connection:
        row = next(r for r in read_audit(connection, 10) if r.action == "review accepted")
    assert (row.by, row.subject) == ("reviewer", claim)


def test_who_is_not_signed_in_is_led_to_the_form(guarded):
    for path in ("/review", "/review/claims/0000000000000000"):
        assert guarded.get(path).status_code == 303


def test_a_review_of_what_is_read_no_more_is_an_orphan_that_can_be_let_go(desk, story, word, ledger):
    claim, _, _ = contested(desk, story)
    decide(desk, word, claim, "refused", because="Not said.")
    with Ledger.open(str(ledger)) as opened:
        article = next(c.article for c in opened.claims() if c.id == claim)
        rest = [c for c in opened.claims([article]) if c.id != claim]
        opened.keep_claims(article, rest, made_with="a later version")
    page = desk.get("/review?show=orphans").text
    assert "Orphans (1)" in page
    assert "Not said." in page
    seen = unescape(re.search(r'name="seen" value="([^"]*)"', page)[1])
    assert undo(desk, word, claim, seen).status_code == 303
    assert "Orphans (0)" in desk.get("/review?show=orphans").text
