"""The pages over the whole ledger, and what people decide on them."""

import itertools
import re
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest

from onrecord.ledger.store import Ledger
from onrecord.model import Judgement, Matter, Review, ReviewVerdict
from onrecord.reconcile.reviewed import kept_words
from onrecord.web.pages.log import visits

NOW = datetime(2031, 10, 20, 12, 0, tzinfo=UTC)


def word(client):
    client.get("/sources")
    return client.cookies.get("onrecord_form")


def forecast_of(client):
    """The first forecast of the board that waits to be settled."""
    return re.search(r'id="forecast-([0-9a-f]{16})"', client.get("/forecasts?standing=past").text)[1]


def send(client, path, **values):
    return client.post(path, data={"form_word": word(client), **values})


@pytest.mark.parametrize(
    "path",
    ["/forecasts", "/sources", "/sources?view=outlets", "/sources?view=rated", "/changes", "/changes?view=decisions",
     "/changes?view=corrections", "/methodology"],
)  # fmt: skip
def test_every_page_has_one_heading_and_links_that_lead_somewhere(reading, path):
    page = reading.get(path).text
    levels = [int(level) for level in re.findall(r"<h(\d)", page)]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    links = {unescape(link).split("#")[0] for link in re.findall(r'href="(/[^"]+)"', page)}
    for link in sorted(k for k in links if not k.startswith(("/static", "/review")))[:20]:
        assert reading.get(link).status_code == 200, link


def test_what_waits_to_be_settled_comes_first_and_leads_to_its_story(reading):
    page = reading.get("/forecasts").text
    assert re.search(r'standing=past" aria-current="true"', page)
    assert "Its story’s board" in page


def test_a_forecast_is_settled_told_with_its_reason_and_undone(desk):
    claim = forecast_of(desk)
    answer = send(desk, f"/forecasts/{claim}/settle", outcome="false", because="The stock ran out.", then="/forecasts")
    assert (answer.status_code, answer.headers["location"]) == (303, "/forecasts")
    page = desk.get("/forecasts?standing=settled").text
    assert f'id="forecast-{claim}"' in page
    assert "The stock ran out." in page
    assert "Undo: settled as false" in page
    assert "How forecasters fared" in page
    assert "The stock ran out." in desk.get("/changes?view=decisions").text
    assert send(desk, f"/forecasts/{claim}/withdraw").status_code == 303
    assert f'id="forecast-{claim}"' not in desk.get("/forecasts?standing=settled").text
    assert "What became of a forecast" in desk.get("/changes?view=decisions").text


def test_the_board_of_the_story_shows_the_decision(desk):
    claim = forecast_of(desk)
    send(desk, f"/forecasts/{claim}/settle", outcome="void", because="Its condition never held.")
    home = re.search(rf'id="forecast-{claim}".*?href="(/stories/[0-9a-f]+/forecasts)"',
                     desk.get("/forecasts?standing=settled").text, re.DOTALL)[1]  # fmt: skip
    page = desk.get(home).text
    assert "Its condition never held." in page
    assert "Settled by a person" in page


def test_a_decision_needs_its_reason_its_outcome_and_a_forecast(desk, ledger):
    claim = forecast_of(desk)
    assert send(desk, f"/forecasts/{claim}/settle", outcome="true", because="  ").status_code == 422
    assert send(desk, f"/forecasts/{claim}/settle", outcome="perhaps", because="So.").status_code == 422
    assert send(desk, "/forecasts/0123456789abcdef/settle", outcome="true", because="So.").status_code == 404
    with Ledger.open(str(ledger)) as opened:
        plain = next(c for c in opened.claims() if c.kind.value == "fact")
        assert send(desk, f"/forecasts/{plain.id}/settle", outcome="true", because="So.").status_code == 422
        assert opened.judgements() == ()


def test_what_somebody_decided_meanwhile_is_not_overwritten_unseen(desk, ledger):
    claim = forecast_of(desk)
    assert 'name="seen" value="-"' in desk.get("/forecasts?standing=past").text
    send(desk, f"/forecasts/{claim}/settle", outcome="true", because="I saw it.", seen="-")
    answer = send(desk, f"/forecasts/{claim}/settle", outcome="false", because="I did not.", seen="-")
    assert answer.status_code == 422
    assert "somebody decided this since you looked" in answer.text
    page = desk.get("/forecasts?standing=settled").text
    seen = re.search(r'name="seen" value="([^"]+)"', page)[1]
    assert (
        send(desk, f"/forecasts/{claim}/settle", outcome="void", because="Both.", seen=unescape(seen)).status_code
        == 303
    )
    assert send(desk, f"/forecasts/{claim}/withdraw", seen=unescape(seen)).status_code == 404
    with Ledger.open(str(ledger)) as opened:
        assert [j.value for j in opened.judgements(Matter.SETTLEMENT)] == ["void"]


def test_what_was_never_decided_cannot_be_undone(desk):
    answer = send(desk, f"/forecasts/{forecast_of(desk)}/withdraw")
    assert answer.status_code == 404
    assert "nothing stands here" in answer.text


def test_a_source_is_rated_rated_anew_under_another_spelling_and_unrated(desk, ledger):
    path = "/sources/The%20Ostrel%20Courier"
    send(desk, "/rate", source="The Ostrel Courier", letter="B", because="Corrects itself.")
    assert "B: usually reliable" in desk.get(path).text
    send(desk, "/rate", source="Ostrel Courier", letter="C", because="Missed the first dyke.")
    page = desk.get(path).text
    assert "C: fairly reliable" in page
    assert "All ratings it ever had (2)" in page
    assert "Missed the first dyke." in desk.get("/sources?view=rated").text
    assert send(desk, "/unrate", source="The Ostrel Courier").status_code == 303
    assert "Nobody has rated it." in desk.get(path).text
    with Ledger.open(str(ledger)) as opened:
        assert [j.ended is None for j in opened.judgements(history=True)] == [False, False]


def test_a_letter_changes_no_verdict_no_grade_and_no_number(desk):
    story = re.search(r"/stories/([0-9a-f]{16})", desk.get("/").text)[1]
    before = desk.get(f"/stories/{story}/questions").text
    send(desk, "/rate", source="Civil Protection Directorate", letter="E", because="A trial.")
    assert desk.get(f"/stories/{story}/questions").text == before
    assert re.search(r"Civil Protection Directorate</a></th><td>E<", desk.get(f"/stories/{story}/sources").text)


@pytest.mark.parametrize("letter", ["G", "", "b2"])
def test_what_is_no_letter_is_refused(desk, letter):
    answer = send(desk, "/rate", source="The Ostrel Courier", letter=letter, because="So.")
    assert answer.status_code == 422


def test_a_reader_sees_no_forms_and_may_decide_nothing(guarded, sign_in):
    sign_in(guarded, "reader")
    page = guarded.get("/forecasts?standing=past").text
    assert "/settle" not in page
    assert "/rate" not in guarded.get("/sources/Tomas%20Idrel").text
    assert send(guarded, f"/forecasts/{forecast_of(guarded)}/settle", outcome="true", because="So.").status_code == 403
    assert send(guarded, "/rate", source="Tomas Idrel", letter="A", because="So.").status_code == 403


def test_a_reviewer_decides_in_his_name_and_the_log_has_it(guarded, sign_in, ledger):
    sign_in(guarded, "reviewer")
    send(guarded, "/rate", source="Tomas Idrel", letter="B", because="Was there.")
    with Ledger.open(str(ledger)) as opened:
        (made,) = opened.judgements(Matter.RELIABILITY)
    assert made.by == "reviewer"
    assert "reviewer" in guarded.get("/changes?view=decisions").text


def test_a_form_without_its_word_decides_nothing(desk):
    answer = desk.post("/rate", data={"source": "Tomas Idrel", "letter": "A", "because": "So.", "form_word": "guessed"})
    assert answer.status_code == 403
    assert "Nobody has rated it." in desk.get("/sources/Tomas%20Idrel").text


def test_a_decision_leads_nowhere_else(desk):
    answer = send(desk, "/rate", source="Tomas Idrel", letter="A", because="So.", then="https://elsewhere.example/")
    assert answer.headers["location"] == "/"


def test_a_source_is_told_by_what_it_said_how_it_fared_and_what_it_published(reading):
    person = reading.get("/sources/Tomas%20Idrel").text
    assert "the toll would almost certainly pass 100" in person
    assert "What it published" not in person
    outlet = reading.get("/sources/The%20Ostrel%20Courier").text
    assert "Nineteen dead in Brodmar" in outlet
    assert "How it fared" in outlet


def test_a_name_nobody_bears_is_told_in_words(reading):
    answer = reading.get("/sources/Nobody%20At%20All")
    assert answer.status_code == 404
    assert "nobody by the name of Nobody At All is on record" in answer.text


@pytest.mark.parametrize("name", ["%22", "a%2Fb", "%3Cscript%3Ealert(1)%3C%2Fscript%3E", "-", "speaker%3Ax%20OR%20*"])
def test_a_hostile_name_does_no_harm(reading, name):
    answer = reading.get(f"/sources/{name}")
    assert answer.status_code == 404
    assert "<script>alert" not in answer.text


def test_a_hostile_reason_is_shown_as_words(desk):
    send(desk, "/rate", source="Tomas Idrel", letter="D", because="<script>alert(1)</script>")
    for path in ("/sources/Tomas%20Idrel", "/sources?view=rated", "/changes?view=decisions"):
        page = desk.get(path).text
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)" in page


def test_the_list_of_sources_can_be_narrowed_to_a_name(reading):
    page = reading.get("/sources?q=idrel").text
    assert "Tomas Idrel" in page
    assert page.count('<tr><th scope="row">') == 1
    assert "No name here has these words" in reading.get("/sources?view=outlets&q=zzz").text


def test_changes_tell_what_each_run_brought(reading):
    page = reading.get("/changes").text
    assert "14 new articles" in page
    assert "3 new stories" in page


def test_a_second_visit_is_told_what_came_since(desk, ledger):
    assert "was not at this page before" in desk.get("/changes").text
    desk.cookies.clear()
    desk.cookies.set("onrecord_seen", f"|{(datetime.now(UTC) - timedelta(days=2)).isoformat()}")
    assert "14 articles came" in desk.get("/changes").text
    with Ledger.open(str(ledger)) as opened:
        opened.judge(Judgement(matter=Matter.RELIABILITY, subject="Meldra Today", value="C", because="Late."))
    desk.cookies.clear()
    desk.cookies.set("onrecord_seen", f"|{(datetime.now(UTC) - timedelta(hours=1)).isoformat()}")
    assert "1 decision was made or taken back" in desk.get("/changes").text


@pytest.mark.parametrize("kept", ["nonsense", "|", "||||", "2031-10-19|x", "9999999|2031", "a" * 4000])
def test_a_cookie_that_was_tampered_with_counts_as_a_first_visit_or_an_earlier_one(kept):
    before, text = visits(kept, NOW)
    assert before is None or before < NOW
    assert text.endswith(NOW.isoformat(timespec="seconds"))


def test_a_visit_lasts_until_nothing_was_asked_for_half_an_hour():
    first, kept = visits("", NOW)
    again, kept = visits(kept, NOW + timedelta(minutes=10))
    later, kept = visits(kept, NOW + timedelta(hours=3))
    still, _ = visits(kept, NOW + timedelta(hours=3, minutes=5))
    assert (first, again) == (None, None)
    assert later == still == NOW + timedelta(minutes=10)


def test_the_methodology_names_every_verdict_status_and_grade(reading):
    from onrecord.model import Status, Verdict

    page = reading.get("/methodology").text
    assert all(f"{v.value}</th>" in page for v in (*Verdict, *Status))
    assert all(f'scope="row">{grade} ' in page for grade in "123456")
    assert "was written by onrecord" in page


def test_a_refused_forecast_is_no_longer_on_the_board(desk, ledger):
    before = desk.get("/forecasts").text
    claim = re.search(r"claim=([0-9a-f]{16})", before)[1]
    review = Judgement(matter=Matter.REVIEW, subject=claim, value=kept_words(Review(verdict=ReviewVerdict.REFUSED)))
    with Ledger.open(str(ledger)) as opened:
        opened.judge(review)
    assert claim not in desk.get("/forecasts").text
