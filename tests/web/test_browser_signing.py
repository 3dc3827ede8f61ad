"""Signing in and out in a real browser: who is let in, who is refused in plain words, and what is left behind."""

import re

import pytest

from .conftest import PASSWORD

sync_api = pytest.importorskip("playwright.sync_api")
expect = sync_api.expect

UNKNOWN = "No account has this name and password."


def sign_in(page, name, password=PASSWORD):
    """Fill in the form and send it."""
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()


def inside(page, name):
    """Wait until the page greets who is signed in."""
    expect(page.locator("form.who")).to_contain_text(f"{name} ({name})")


def outside(page):
    """Wait until there is nothing but the form."""
    expect(page).to_have_url(re.compile("/sign-in"))
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    expect(page.locator("header nav")).to_have_count(0)


def test_a_wrong_password_is_refused_in_plain_words_and_the_right_one_lets_in(visit, ours):
    page = visit()
    page.goto(ours)
    outside(page)
    sign_in(page, "reader", "seven herons over Oxmoon")
    expect(page.get_by_role("alert")).to_have_text(UNKNOWN)
    expect(page.get_by_label("Name")).to_have_value("reader")
    expect(page.get_by_label("Password")).to_have_value("")
    page.goto(f"{ours}/sources")
    outside(page)
    sign_in(page, "reader")
    inside(page, "reader")
    expect(page).to_have_url(f"{ours}/sources")


def test_a_name_that_nobody_has_is_refused_in_the_same_words(visit, ours):
    page = visit()
    page.goto(ours)
    sign_in(page, "nobody by this name")
    expect(page.get_by_role("alert")).to_have_text(UNKNOWN)


def test_whoever_tries_too_often_has_to_wait_and_is_told_how_long(visit, ours):
    page = visit()
    page.goto(ours)
    for _ in range(5):
        sign_in(page, "reader", "a guess and another")
        expect(page.get_by_role("alert")).to_have_text(UNKNOWN)
    sign_in(page, "reader")
    expect(page.get_by_role("alert")).to_have_text(re.compile(r"Too many tries\. Wait \d+ seconds?\."))


def test_a_guest_is_led_to_the_form_and_back_to_the_very_page(visit, ours, story):
    page = visit()
    asked = f"{ours}/stories/{story}?as_of=2025-03-09&page=1"
    page.goto(asked)
    outside(page)
    expect(page.locator("main")).not_to_contain_text("Kessarin")
    sign_in(page, "reader")
    inside(page, "reader")
    expect(page).to_have_url(asked)
    expect(page.get_by_label("As of")).to_have_value("2025-03-09")


def test_with_scripts_off_one_signs_in_reads_and_signs_out(visit, ours):
    page = visit(java_script_enabled=False)
    page.goto(ours)
    sign_in(page, "reader")
    inside(page, "reader")
    page.locator("ol.cards a").first.click()
    expect(page.get_by_role("heading", name="In brief")).to_be_visible()
    page.get_by_role("button", name="Sign out").click()
    outside(page)
    page.goto(ours)
    outside(page)


def test_who_signed_out_is_shown_nothing_by_the_back_button(visit, ours, story):
    page = visit()
    page.goto(f"{ours}/stories/{story}/questions")
    sign_in(page, "reader")
    expect(page.locator("table.questions")).to_be_visible()
    page.goto(f"{ours}/sources")
    page.get_by_role("button", name="Sign out").click()
    outside(page)
    for _ in range(2):
        page.go_back()
        outside(page)
        expect(page.locator("table")).to_have_count(0)


def test_a_reader_finds_no_buttons_and_is_refused_in_words_when_he_sends_a_decision(visit, ours, story):
    page = visit()
    page.goto(f"{ours}/stories/{story}/review")
    sign_in(page, "reader")
    row = page.locator("article.row").first
    expect(row).to_be_visible()
    expect(page.locator("main form[method=post]")).to_have_count(0)
    page.evaluate(
        """claim => {
            const form = document.querySelector("form.who").cloneNode(true);  // it carries the word of his forms
            form.action = `/review/claims/${claim}`;
            form.insertAdjacentHTML("beforeend", "<input name=verdict value=accepted>");
            document.body.append(form);
            form.submit();
        }""",
        row.get_attribute("id").removeprefix("row-"),
    )
    expect(page.get_by_role("heading", name="Not allowed")).to_be_visible()
    expect(page.locator("main")).to_contain_text("this is for a reviewer; you are a reader")
    page.goto(f"{ours}/changes?view=decisions")
    expect(page.locator("main")).to_contain_text("Nobody has decided anything in this ledger yet.")


def test_a_reviewer_whose_session_has_ended_is_told_so_in_the_row_and_nothing_is_lost(visit, ours, story):
    page = visit()
    page.goto(f"{ours}/stories/{story}/review")
    sign_in(page, "reviewer")
    row = page.locator("article.row").first
    expect(row).to_be_visible()
    page.wait_for_load_state()
    page.context.clear_cookies(name="onrecord_session")
    row.get_by_label("Because").fill("Written at length.")
    row.get_by_role("button", name="Accept", exact=True).click()
    expect(row.get_by_role("alert")).to_contain_text("You are not signed in, or no longer. Nothing was changed")
    expect(row.get_by_label("Because")).to_have_value("Written at length.")


def test_what_a_reviewer_decides_stands_under_his_name(visit, ours, story):
    page = visit()
    page.goto(f"{ours}/stories/{story}/review")
    sign_in(page, "reviewer")
    row = page.locator(f"#{page.locator('article.row').first.get_attribute('id')}")
    page.wait_for_load_state()
    row.get_by_role("button", name="Accept", exact=True).click()
    expect(row.locator(".state")).to_contain_text("accepted by reviewer,")
    page.goto(f"{ours}/changes?view=decisions")
    expect(page.locator("table.decisions")).to_contain_text("reviewer")
