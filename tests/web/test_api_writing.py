"""Who may write by the API, and what becomes of what is written."""

import json
from datetime import timedelta

import pytest

from onrecord.ledger import accounts
from onrecord.ledger.accounts import TicketKind
from onrecord.ledger.store import Ledger

RATING = {
    "matter": "reliability",
    "subject": "Vessen Standard",
    "value": "B",
    "because": "It corrects its errors.",
}


@pytest.fixture
def token(ledger):
    """A token of the account of this role."""

    def make(role, lasting=1):
        with Ledger.open(str(ledger)) as opened, opened.writing() as connection:
            account = accounts.find_account(connection, role)
            return accounts.open_ticket(connection, account, TicketKind.TOKEN, timedelta(days=lasting))

    return make


def bearer(secret):
    return {"Authorization": f"Bearer {secret}"}


# ---------------------------------------------------------------- who may


@pytest.mark.parametrize("path", ["/api/stories", "/api/status", "/api/audit", "/api/judgements", "/api/search?q=dam"])
def test_without_an_account_nothing_is_answered(guarded, path):
    answer = guarded.get(path)
    assert answer.status_code == 401
    assert "token" in answer.json()["detail"]
    assert answer.headers["www-authenticate"] == "Bearer"


def test_a_token_opens_what_its_role_may(guarded, token):
    reader, reviewer, admin = (bearer(token(role)) for role in ("reader", "reviewer", "admin"))
    assert guarded.get("/api/stories", headers=reader).status_code == 200
    assert guarded.post("/api/judgements", json=RATING, headers=reader).status_code == 403
    assert guarded.post("/api/judgements", json=RATING, headers=reviewer).status_code == 201
    assert guarded.get("/api/audit", headers=reviewer).status_code == 403
    assert guarded.get("/api/audit", headers=admin).status_code == 200


@pytest.mark.parametrize("secret", ["guessed", "", "\xe9", "a" * 5000, "a b"])
def test_a_token_that_is_none_opens_nothing_and_is_told_to_be_none(guarded, secret):
    answer = guarded.get("/api/stories", headers={"Authorization": f"Bearer {secret}".encode("latin-1")})
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"].startswith("Bearer")


@pytest.mark.parametrize("path", ["/api/stories", "/api/judgements", "/search"])
def test_a_method_that_is_not_there_is_refused_with_those_that_are(desk, path):
    answer = desk.put(path)
    assert answer.status_code == 405
    assert "GET" in answer.headers["allow"]


def test_a_token_that_has_run_out_and_one_of_an_account_that_has_ended_open_nothing(guarded, token, ledger):
    old, ended = token("reader", lasting=-1), token("reviewer")
    with Ledger.open(str(ledger)) as opened, opened.writing() as connection:
        accounts.end_account(connection, "reviewer")
    assert guarded.get("/api/stories", headers=bearer(old)).status_code == 401
    assert guarded.get("/api/stories", headers=bearer(ended)).status_code == 401


# ---------------------------------------------------------------- forged requests


FORGED = [
    ({"Content-Type": "text/plain"}, 415),
    ({"Content-Type": "application/x-www-form-urlencoded"}, 415),
    ({"Content-Type": "application/json", "Origin": "http://elsewhere.example"}, 403),
    ({"Content-Type": "application/json", "Origin": "null"}, 403),
    ({"Content-Type": "application/json", "Sec-Fetch-Site": "cross-site"}, 403),
    ({"Content-Type": "application/json", "Sec-Fetch-Site": "same-site"}, 403),
    ({"Content-Type": "application/json", "Origin": "http://127.0.0.1:8351"}, 403),
]


@pytest.mark.parametrize(("headers", "code"), FORGED, ids=str)
def test_a_page_elsewhere_cannot_write(desk, headers, code):
    body = '{"matter": "reliability", "subject": "X", "value": "A", "because": "Y"}'
    answer = desk.post("/api/judgements", content=body, headers=headers)
    assert answer.status_code == code
    assert desk.get("/api/judgements").json()["total"] == 0


def test_a_page_elsewhere_cannot_take_back(desk):
    desk.post("/api/judgements", json=RATING)
    params = {"matter": "reliability", "subject": "Vessen Standard"}
    headers = {"Origin": "http://elsewhere.example"}
    assert desk.delete("/api/judgements", params=params, headers=headers).status_code == 403
    assert desk.get("/api/judgements").json()["total"] == 1


def test_a_signed_in_browser_writes_from_the_desks_own_pages_only(guarded, sign_in):
    sign_in(guarded, "reviewer")
    guarded.get("/")
    forged = guarded.post("/api/judgements", json=RATING, headers={"Origin": "http://elsewhere.example"})
    assert forged.status_code == 403
    own = guarded.post("/api/judgements", json=RATING, headers={"Origin": "http://127.0.0.1"})
    assert own.status_code == 201
    word = {"X-Form-Word": guarded.cookies["onrecord_form"], "Origin": "null"}
    assert guarded.post("/api/judgements", json=RATING, headers=word).status_code == 201
    wrong = {"X-Form-Word": "guessed", "Origin": "null"}
    assert guarded.post("/api/judgements", json=RATING, headers=wrong).status_code == 403


# ---------------------------------------------------------------- what is decided


def test_a_rating_is_kept_with_who_and_why_and_bears_on_the_answers(guarded, token, story):
    headers = bearer(token("reviewer"))
    path = f"/api/stories/{story}/sources?reliability=B"
    assert guarded.get(path, headers=headers).json()["total"] == 0
    kept = guarded.post("/api/judgements", json=RATING, headers=headers)
    assert kept.status_code == 201
    assert {k: kept.json()[k] for k in RATING} == RATING
    assert kept.json()["by"] == "reviewer"
    assert kept.json()["made"]
    assert [s["source"] for s in guarded.get(path, headers=headers).json()["items"]] == ["The Vessen Standard"]
    audit = guarded.get("/api/audit", headers=bearer(token("admin"))).json()["items"]
    assert (audit[0]["by"], audit[0]["action"]) == ("reviewer", "reliability decided")
    assert audit[0]["subject"] == "Vessen Standard"


def test_a_newer_rating_under_another_spelling_ends_the_older_which_is_kept(desk):
    desk.post("/api/judgements", json=RATING)
    desk.post("/api/judgements", json={**RATING, "subject": "VESSEN standard", "value": "d"})
    (standing,) = desk.get("/api/judgements?matter=reliability").json()["items"]
    assert (standing["subject"], standing["value"]) == ("VESSEN standard", "D")
    history = desk.get("/api/judgements?matter=reliability&history=true").json()["items"]
    assert [bool(j["ended"]) for j in history] == [True, False]


def test_what_is_taken_back_stands_no_more_and_is_kept(desk):
    desk.post("/api/judgements", json=RATING)
    params = {"matter": "reliability", "subject": "Vessen Standard"}
    gone = desk.delete("/api/judgements", params=params)
    assert gone.status_code == 200
    assert gone.json()["ended"]
    assert desk.get("/api/judgements").json()["items"] == []
    assert desk.get("/api/judgements?history=true").json()["total"] == 1
    assert desk.delete("/api/judgements", params=params).status_code == 404


def test_a_forecast_is_settled(desk, story):
    forecast = desk.get(f"/api/stories/{story}/forecasts?standing=open").json()["items"][0]["forecast"]
    body = {"matter": "settlement", "subject": forecast, "value": "void", "because": "Its condition never held."}
    assert desk.post("/api/judgements", json=body).status_code == 201
    settled = desk.get(f"/api/stories/{story}/forecasts?standing=settled").json()["items"]
    assert [f["settlement"]["outcome"] for f in settled if f["forecast"] == forecast] == ["void"]


def test_a_claim_is_reviewed_and_a_pair_decided(desk, story):
    claims = desk.get(f"/api/stories/{story}/claims?measure=killed").json()["items"]
    first, second = claims[0]["claim"], claims[1]["claim"]
    review = {"matter": "review", "subject": first, "value": "mended", "changes": {"speaker": "Ana Lorn"}}
    review["because"] = "So the text has it."
    assert desk.post("/api/judgements", json=review).status_code == 201
    pair = {"matter": "pair", "subject": f"{second}:0 {first}:0", "value": "different", "because": "Other days."}
    kept = desk.post("/api/judgements", json=pair).json()
    assert kept["subject"] == " ".join(sorted((f"{first}:0", f"{second}:0")))
    assert desk.get(f"/api/judgements?subject={first}").json()["total"] == 1
    mended = desk.get(f"/api/claims/{first}").json()
    assert mended["attribution"]["chain"][-1]["name"] == "Ana Lorn"
    assert mended["review"]["verdict"] == "mended"


def test_a_refused_claim_is_in_no_list_and_is_told_as_it_was_read(desk, story):
    read = desk.get(f"/api/stories/{story}/claims?measure=killed").json()["items"][0]
    review = {"matter": "review", "subject": read["claim"], "value": "refused", "because": "It says no such thing."}
    assert desk.post("/api/judgements", json=review).status_code == 201
    for path in (f"/api/stories/{story}/claims", f"/api/articles/{read['article']}/claims"):
        assert read["claim"] not in {c["claim"] for c in desk.get(path, params={"limit": 1000}).json()["items"]}
    told = desk.get(f"/api/claims/{read['claim']}").json()
    assert told["review"]["verdict"] == "refused"
    assert {**told, "review": None} == read


def unfit(claim):
    return [
        {**RATING, "value": "G"},
        {**RATING, "because": " "},
        {**RATING, "subject": " \n"},
        {**RATING, "subject": "\ud800"},
        {**RATING, "\ud800": "x"},
        {**RATING, "subject": "a" * 501},
        {**RATING, "changes": {"speaker": "x"}},
        {**RATING, "by": "somebody else"},
        {"matter": "taste", "subject": "x", "value": "y"},
        {"matter": "settlement", "subject": "0123456789abcdef", "value": "true", "because": "x"},
        {"matter": "settlement", "subject": claim, "value": "true", "because": "x"},
        {"matter": "settlement", "subject": claim, "value": "maybe", "because": "x"},
        {"matter": "review", "subject": "0123456789abcdef", "value": "accepted"},
        {"matter": "review", "subject": claim, "value": "loved"},
        {"matter": "review", "subject": claim, "value": "mended"},
        {"matter": "review", "subject": claim, "value": "accepted", "changes": {"speaker": "x"}},
        {"matter": "review", "subject": claim, "value": "mended", "changes": {"text": "other words"}},
        {"matter": "review", "subject": claim, "value": "mended", "changes": {"figures.99.low": "1"}},
        {"matter": "review", "subject": claim, "value": "mended", "changes": {"figures.x.low": "1"}},
        {"matter": "review", "subject": claim, "value": "mended", "changes": {"figures": "1"}},
        {"matter": "pair", "subject": claim, "value": "same"},
        {"matter": "pair", "subject": f"{claim}:0 {claim}:0", "value": "same"},
        {"matter": "pair", "subject": f"{claim}:0 {claim}:99", "value": "same"},
        {"matter": "pair", "subject": f"{claim}:0 {claim}:²", "value": "same"},
        {},
        [],
        "words",
        None,
    ]


def test_a_decision_that_cannot_be_is_refused_and_nothing_is_written(desk, story):
    claim = desk.get(f"/api/stories/{story}/claims?kind=fact&measure=killed").json()["items"][0]["claim"]
    for body in unfit(claim):
        answer = desk.post("/api/judgements", content=json.dumps(body), headers={"Content-Type": "application/json"})
        assert answer.status_code == 422, body
        assert isinstance(answer.json()["detail"], str)
    assert desk.get("/api/judgements?history=true").json()["total"] == 0


@pytest.mark.parametrize("body", [b"", b"{", b"\xff\xfe", b"[" * 5000, b'{"matter": NaN}'])
def test_what_is_no_json_is_refused(desk, body):
    answer = desk.post("/api/judgements", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code in (400, 422)
    assert set(answer.json()) == {"detail"}
