"""Who may see the desk: one person at this machine, or whoever signs in."""

from urllib.parse import parse_qs, urlsplit

import pytest

from onrecord import __version__
from onrecord.web.config import Config
from onrecord.web.routes.signing import inside

from .conftest import client_of


def test_at_this_machine_nobody_has_to_sign_in(reading):
    assert reading.get("/").status_code == 200


@pytest.mark.parametrize("path", ["/", "/stories/0000000000000000", "/articles/0000000000000000", "/search?q=dam"])
def test_elsewhere_every_page_leads_to_the_form(guarded, path):
    answer = guarded.get(path)
    assert answer.status_code == 303
    asked = urlsplit(answer.headers["location"])
    assert (asked.path, parse_qs(asked.query)) == ("/sign-in", {"then": [path]})


def test_who_is_not_signed_in_learns_neither_the_ledgers_name_nor_the_version(guarded):
    page = guarded.get("/sign-in").text
    assert "story.db" not in page
    assert __version__ not in page


def test_what_is_sent_by_somebody_who_is_not_signed_in_is_refused_in_words(guarded):
    guarded.get("/sign-in")
    word = guarded.cookies.get("onrecord_form")
    answer = guarded.post("/review/claims/0000000000000000", data={"form_word": word, "verdict": "accepted"})
    assert answer.status_code == 401
    assert "Nothing was changed: sign in and try again." in answer.text


def test_whoever_signs_in_sees_the_stories_and_who_signs_out_no_more(guarded, sign_in):
    answer = sign_in(guarded, "reader")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    page = guarded.get("/")
    assert page.status_code == 200
    assert "reader (reader)" in page.text
    word = guarded.cookies.get("onrecord_form")
    assert guarded.post("/sign-out", data={"form_word": word}).status_code == 303
    assert guarded.get("/").status_code == 303


def test_a_wrong_password_and_a_wrong_name_are_told_alike(guarded, sign_in):
    wrong, unknown = (
        sign_in(guarded, "reader", "not this one at all"),
        sign_in(guarded, "nobody", "not this one at all"),
    )
    assert wrong.status_code == unknown.status_code == 401
    assert "No account has this name and password." in wrong.text
    assert "No account has this name and password." in unknown.text
    assert guarded.get("/").status_code == 303


def test_after_five_wrong_passwords_one_has_to_wait_also_with_the_right_one(guarded, sign_in):
    assert [sign_in(guarded, "reader", "wrong " * 3).status_code for _ in range(5)] == [401] * 5
    answer = sign_in(guarded, "reader")
    assert answer.status_code == 429
    assert "Wait" in answer.text


def test_a_form_without_its_word_is_refused(guarded):
    answer = guarded.post("/sign-in", data={"name": "reader", "password": "x", "form_word": "guessed"})
    assert answer.status_code == 403


def test_a_page_elsewhere_that_calls_itself_by_our_address_is_refused(reading):
    assert reading.get("/", headers={"Host": "rebound.example"}).status_code == 400


def test_every_page_has_safe_headers(reading, story):
    for path in ("/", f"/stories/{story}", "/nowhere"):
        headers = reading.get(path).headers
        assert "script-src 'self'" in headers["content-security-policy"]
        assert "unsafe-inline" not in headers["content-security-policy"].split("script-src")[1].split(";")[0]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == "no-store"


def test_cookies_cannot_be_read_by_scripts_nor_sent_by_other_sites(guarded, sign_in):
    cookies = sign_in(guarded, "admin").headers.get_list("set-cookie")
    (session,) = [c for c in cookies if c.startswith("onrecord_session=")]
    assert "HttpOnly" in session
    assert "SameSite=strict" in session


@pytest.mark.parametrize(
    ("then", "goes"),
    [
        ("/stories/1?as_of=2025-03-04", "/stories/1?as_of=2025-03-04"),
        ("//elsewhere.example", "/"),
        ("/\\elsewhere.example", "/"),
        ("https://elsewhere.example", "/"),
        ("/a\nb", "/"),
        ("", "/"),
    ],
)
def test_signing_in_leads_nowhere_else(then, goes):
    assert inside(then) == goes


@pytest.mark.parametrize(
    ("host", "alone"),
    [
        ("127.0.0.1", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("192.168.1.5", False),
        ("x.y", False),
    ],
)
def test_only_loopback_is_for_one_person_alone(host, alone):
    assert Config(ledger="x.db", host=host).alone is alone


def test_a_desk_for_people_answers_to_its_own_names_only(ledger):
    with client_of(
        Config(ledger=str(ledger), host="192.168.1.5", hosts=("desk.example",)), "http://desk.example"
    ) as on:
        assert on.get("/sign-in").status_code == 200
        assert on.get("/sign-in", headers={"Host": "other.example"}).status_code == 400
