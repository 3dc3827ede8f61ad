"""The ten minutes at the desk go as docs/tutorial/desk.md tells them."""

import csv
import io
import re

import pytest

sync_api = pytest.importorskip("playwright.sync_api")
expect = sync_api.expect

QUESTION = "How many Ulvanian soldiers were killed since 1 March 2025?"


def facts(page):
    """What the record says: the facts at the top of a question."""
    return page.locator("dl.facts")


def test_the_tutorial_of_the_desk_goes_as_it_is_told(visit, mine, story):
    page = visit(accept_downloads=True)
    page.goto(mine)
    told = page.locator("ol.stories > li").first
    expect(told).to_contain_text("11 Ulvanian defence ministry")
    expect(told).to_contain_text("more than 60 Osmar Telkiev")
    told.get_by_role("link", name=QUESTION).click()
    expect(page.get_by_role("heading", name=QUESTION)).to_be_visible()
    expect(facts(page)).to_contain_text("conflict")
    question = page.url

    answer = page.locator("ol.answers > li").filter(has=page.locator("b", has_text="more than 60 Ulvanian soldiers"))
    answer.get_by_role("link", name=re.compile("Lathrian Lantern")).click()
    expect(page.locator(".text .marked").first).to_be_in_viewport()
    page.get_by_text("The source as it came").click()
    expect(page.locator("details.source pre")).to_be_visible()
    page.goto(question)

    answer.get_by_role("link", name="Review").click()
    page.get_by_label("Because").fill("He was misquoted.")
    page.get_by_role("button", name="Refuse", exact=True).click()
    expect(page.locator("section[aria-labelledby=h-history]")).to_contain_text("refused by a reviewer")
    page.get_by_role("link", name="Back").click()
    expect(page).to_have_url(question)
    expect(facts(page)).not_to_contain_text("conflict")
    expect(facts(page)).to_contain_text(re.compile(r"Best\s*11"))

    page.get_by_role("navigation", name="Desk").get_by_role("link", name="Review").click()
    page.get_by_role("link", name="Decided (1)").click()
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(".state")).to_have_count(0)
    page.goto(question)
    expect(facts(page)).to_contain_text("conflict")
    page.goto(f"{mine}/changes?view=decisions")
    expect(page.locator("table.decisions")).to_contain_text("He was misquoted.")

    page.goto(f"{mine}/stories/{story}")
    with page.expect_download() as coming:
        page.get_by_role("link", name="Figures as CSV").click()
    rows = list(csv.DictReader(io.StringIO(coming.value.path().read_text(encoding="utf-8-sig"))))
    assert any("60" in str(row) and "Telk" in str(row) for row in rows)
