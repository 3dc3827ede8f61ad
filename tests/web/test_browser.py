"""The desk in a real browser: read and searched, by hand and by keyboard, with scripts and without.

A browser draws when it has time: what a page must come to show is waited for (``expect``), never asked for once.
"""

import re
import shutil
from datetime import date

import pytest

from onrecord.web.config import Config

from .browser import served

sync_api = pytest.importorskip("playwright.sync_api")
expect = sync_api.expect

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]


@pytest.fixture(scope="module")
def address(reckoned, tmp_path_factory):
    """A desk for one person, with the example."""
    ledger = shutil.copy(reckoned, tmp_path_factory.mktemp("browser") / "alone.db")
    with served(Config(ledger=str(ledger), today=date(2025, 4, 2))) as found:
        yield found


def first_story(page, address):
    """Open the front page and its largest story."""
    page.goto(address)
    link = page.locator("ol.cards a").first
    title = link.inner_text()
    link.click()
    expect(page).to_have_url(re.compile("/stories/"))
    return title


def every_page(page, address):
    """The addresses of one page of each sort."""
    page.goto(address)
    story = page.locator("ol.cards a").first.get_attribute("href")
    page.goto(address + story)
    question = page.locator("table.questions a").first.get_attribute("href")
    article = page.locator("section[aria-labelledby=h-articles] a").first.get_attribute("href")
    tabs = [a.get_attribute("href") for a in page.locator("nav.tabs a").all()]
    bar = [a.get_attribute("href") for a in page.locator("header nav a").all()]
    foot = [a.get_attribute("href") for a in page.locator("footer a").all()]
    page.goto(address + article)
    claim = page.locator(".claims a[data-claim]").first.get_attribute("data-claim")
    more = [question, f"{article}?claim={claim}", "/search?q=dam", "/search?q=-dam", "/nowhere", "/sign-in"]
    return list(dict.fromkeys(["/", story, *tabs, *bar, *foot, *more]))


# -------------------------------------------------------------------------------- reading


def test_from_the_front_page_to_a_passage_and_its_source(visit, address):
    page = visit()
    title = first_story(page, address)
    assert title
    expect(page.locator("figure.chart svg").first).to_be_visible()
    page.locator("sup a").first.click()
    expect(page).to_have_url(re.compile("#note-"))
    page.locator("table.questions a").first.click()
    expect(page).to_have_url(re.compile("/questions/"))
    expect(page.get_by_role("heading", name="What the record says")).to_be_visible()
    page.locator("ol.answers a[href*='claim=']").first.click()
    expect(page).to_have_url(re.compile("/articles/.*claim=.*#"))
    anchor = page.url.rsplit("#", 1)[1]
    expect(page.locator(f"#{anchor}")).to_be_in_viewport()
    expect(page.locator(".text .marked").first).to_be_visible()


def test_pointing_at_a_claim_lights_its_words_and_the_other_way_round(visit, address):
    page = visit()
    first_story(page, address)
    page.locator("section[aria-labelledby=h-articles] a").first.click()
    expect(page).to_have_url(re.compile("/articles/"))
    page.wait_for_load_state()  # what lights the words is at work by then
    link = page.locator(".claims a[data-claim]").nth(1)
    claim = link.get_attribute("data-claim")
    link.hover()
    expect(page.locator(f".text .claim.lit[data-claims~='{claim}']").first).to_be_visible()
    page.locator("h1").hover()
    expect(page.locator(".lit")).to_have_count(0)
    page.locator(f".text .claim[data-claims~='{claim}']").first.hover()
    expect(page.locator(f"#claim-{claim}")).to_have_class(re.compile(r"\blit\b"))
    page.mouse.move(0, 0)
    link.click()
    expect(page).to_have_url(re.compile(f"#at-{claim}$"))


def test_a_search_by_keyboard_alone_leads_to_the_passage(visit, address):
    page = visit()
    page.goto(address)
    page.keyboard.press("Tab")
    expect(page.locator("a.skip")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("/")
    expect(page.locator("#find")).to_be_focused()
    page.keyboard.type("evacuated")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/search\?q=evacuated"))
    rows = page.locator("[data-row]")
    expect(page.locator("mark").first).to_be_visible()
    page.wait_for_load_state()  # the keys are bound by then
    page.keyboard.press("j")
    expect(rows.first).to_be_focused()
    page.keyboard.press("j")
    expect(rows.nth(1)).to_be_focused()
    page.keyboard.press("k")
    expect(rows.first).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/articles/"))
    expect(page.locator(".text")).to_be_visible()


def test_everything_is_read_without_scripts(visit, address):
    page = visit(java_script_enabled=False)
    first_story(page, address)
    page.locator("table.questions a").first.click()
    page.locator("ol.answers a[href*='claim=']").first.click()
    expect(page.locator(".text")).to_be_visible()
    page.locator("#find").fill("dam")
    page.locator("#find").press("Enter")
    expect(page).to_have_url(re.compile(r"/search\?q=dam"))
    expect(page.locator("mark").nth(3)).to_be_visible()


# -------------------------------------------------------------------------------- how the pages are made


@pytest.mark.parametrize("width", [320, 400])
def test_on_a_phone_no_page_moves_sideways(visit, address, width):
    page = visit(viewport={"width": width, "height": 800})
    wide = []
    for path in every_page(page, address):
        page.goto(address + path)
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(path)
    assert wide == []


@pytest.mark.parametrize(("width", "scheme"), [(1100, "light"), (400, "dark")])
def test_axe_finds_nothing_against_any_page(visit, address, width, scheme):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = visit(viewport={"width": width, "height": 900}, color_scheme=scheme)
    found = []
    for path in every_page(page, address):
        page.goto(address + path)
        results = axe.run(page, options={"runOnly": RULES, "resultTypes": ["violations"]})
        for wrong in results.response["violations"]:
            places = [" ".join(map(str, node["target"])) for node in wrong["nodes"]]
            found.append(f"{path}: {wrong['id']}: {places[:3]}")
    assert found == []
