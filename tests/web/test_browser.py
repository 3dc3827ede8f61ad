"""The desk in a real browser: read and searched, by hand and by keyboard, with scripts and without.

A browser draws when it has time: what a page must come to show is waited for (``expect``), never asked for once.
"""

import re
import shutil
import socket
import threading
from contextlib import contextmanager
from datetime import date
from urllib.parse import urlsplit

import pytest
import uvicorn

from onrecord.ledger import accounts
from onrecord.ledger.accounts import Role
from onrecord.ledger.store import Ledger
from onrecord.web.app import create_app
from onrecord.web.config import Config

from .conftest import PASSWORD

sync_api = pytest.importorskip("playwright.sync_api")
expect = sync_api.expect
PATIENCE = 120_000  # milliseconds: a busy machine may take long over a story that nobody asked for before
expect.set_options(timeout=PATIENCE)

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]

pytestmark = pytest.mark.skipif(BROWSER is None, reason="there is no Chromium on this machine")


@pytest.fixture(scope="module")
def chromium():
    """A browser."""
    with sync_api.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        yield browser
        browser.close()


@contextmanager
def served(config):
    """The address of a desk that runs beside the test."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(create_app(config), port=port, log_level="warning"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        thread.join(0.02)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()


@pytest.fixture(scope="module")
def address(example, tmp_path_factory):
    """A desk for one person, with the example."""
    ledger = shutil.copy(example, tmp_path_factory.mktemp("browser") / "alone.db")
    with served(Config(ledger=str(ledger), today=date(2025, 4, 2))) as found:
        yield found


@pytest.fixture(scope="module")
def guarded_address(example, tmp_path_factory):
    """A desk for people with accounts: a reader and a reviewer."""
    ledger = shutil.copy(example, tmp_path_factory.mktemp("browser") / "guarded.db")
    with Ledger.open(str(ledger)) as opened, opened.writing() as connection:
        for role in Role:
            accounts.add_account(connection, role.value, role, PASSWORD)
    config = Config(ledger=str(ledger), host="0.0.0.0", hosts=("127.0.0.1",), today=date(2025, 4, 2))
    with served(config) as found:
        yield found


@pytest.fixture
def visit(chromium):
    """Open windows; whatever they say on their console, or ask of other hosts, fails the test."""
    opened, wrong = [], []

    def open_one(**settings):
        context = chromium.new_context(**{"viewport": {"width": 1100, "height": 800}} | settings)
        opened.append(context)
        page = context.new_page()
        page.on("console", lambda m: wrong.append(f"{m.type}: {m.text} {page.url}") if m.type in TOLD else None)
        page.on("pageerror", lambda e: wrong.append(f"{e} {page.url}"))
        page.on("dialog", lambda d: (wrong.append(f"dialog: {d.message}"), d.dismiss()))
        page.on("request", lambda r: wrong.append(r.url) if urlsplit(r.url).hostname != "127.0.0.1" else None)
        page.set_default_timeout(PATIENCE)
        return page

    yield open_one
    for context in opened:
        context.close()
    assert [w for w in wrong if not refused_on_purpose(w)] == []


TOLD = ("error", "warning")


def refused_on_purpose(said):
    """A page that is refused is told on the console by the browser itself."""
    return "Failed to load resource" in said and ("401" in said or "403" in said or "404" in said)


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
