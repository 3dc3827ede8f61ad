"""A ledger made of the shipped example, read once, and desks on copies of it."""

import shutil
import sqlite3
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from fastapi.testclient import TestClient

from onrecord import pipeline
from onrecord.ledger import accounts
from onrecord.ledger.accounts import Role
from onrecord.ledger.store import Ledger
from onrecord.web.app import create_app
from onrecord.web.config import Config

from .browser import CHROMIUM, PATIENCE, TOLD, served, told_by_the_browser

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "kessarin-dam"
PASSWORD = "seven herons over Oxmoor"


@pytest.fixture(scope="session")
def example(tmp_path_factory):
    """The path of a ledger that holds the example; only to be read and copied."""
    path = tmp_path_factory.mktemp("ledger") / "example.db"
    with Ledger.open(str(path)) as ledger:
        ledger.start("add")
        pipeline.remembered(ledger, [str(EXAMPLE)], pipeline.Run())
    with sqlite3.connect(path) as file:
        file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


@pytest.fixture(scope="session")
def reading(example):
    """A desk that tests only read at."""
    with client_of(Config(ledger=str(example), today=date(2025, 4, 2))) as client:
        yield client


@pytest.fixture
def ledger(example, tmp_path):
    """The path of a copy of the example's ledger, to be written to."""
    return Path(shutil.copy(example, tmp_path / "story.db"))


@pytest.fixture
def desk(ledger):
    """A desk of one's own, for one person alone."""
    with client_of(Config(ledger=str(ledger), today=date(2025, 4, 2))) as client:
        yield client


@pytest.fixture(scope="session")
def peopled(example, tmp_path_factory):
    """The path of a copy of the example's ledger with accounts, one of each role; only to be copied."""
    path = Path(shutil.copy(example, tmp_path_factory.mktemp("peopled") / "story.db"))
    with Ledger.open(str(path)) as opened, opened.writing() as connection:
        for role in Role:
            accounts.add_account(connection, role.value, role, PASSWORD)
    with sqlite3.connect(path) as file:
        file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return path


@pytest.fixture
def guarded(ledger, peopled):
    """A desk for people with accounts: a reader, a reviewer and an admin, each with the same password."""
    shutil.copy(peopled, ledger)
    with client_of(Config(ledger=str(ledger), host="0.0.0.0", hosts=("127.0.0.1",)), "http://127.0.0.1") as client:
        yield client


def client_of(config, base="http://127.0.0.1"):
    """A browser without scripts that keeps its cookies."""
    return TestClient(create_app(config), base_url=base, follow_redirects=False)


@pytest.fixture
def sign_in():
    """Sign in by the form, as a browser does."""

    def go(client, name, password=PASSWORD):
        client.get("/sign-in")
        word = client.cookies.get("onrecord_form")
        return client.post("/sign-in", data={"name": name, "password": password, "form_word": word, "then": "/"})

    return go


@pytest.fixture(scope="session")
def story(reading):
    """The id of the story of the dam, the largest of the example."""
    from re import search

    return search(r"/stories/([0-9a-f]{16})", reading.get("/").text)[1]


# -------------------------------------------------------------------------------- in a real browser


@pytest.fixture(scope="session")
def reckoned(peopled, reading, story):
    """The path of a ledger with accounts whose largest story is reckoned already; only to be copied."""
    app = create_app(Config(ledger=str(peopled), today=date(2025, 4, 2)))
    app.state.desk.told(story)
    app.state.desk.close()
    with sqlite3.connect(peopled) as file:
        file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return peopled


@pytest.fixture(scope="module")
def chromium():
    """A browser."""
    if CHROMIUM is None:
        pytest.skip("there is no Chromium on this machine")
    sync_api = pytest.importorskip("playwright.sync_api")
    sync_api.expect.set_options(timeout=PATIENCE)
    with sync_api.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"], timeout=PATIENCE)
        yield browser
        browser.close()


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
    assert [w for w in wrong if not told_by_the_browser(w)] == []


@pytest.fixture
def mine(reckoned, tmp_path):
    """The address of a desk of one's own, with the example."""
    path = shutil.copy(reckoned, tmp_path / "browser.db")
    with served(Config(ledger=str(path), today=date(2025, 4, 2))) as address:
        yield address


@pytest.fixture
def ours(reckoned, tmp_path):
    """The address of a desk for people: a reader, a reviewer and an admin, each with the same password."""
    path = shutil.copy(reckoned, tmp_path / "browser.db")
    with served(Config(ledger=str(path), host="0.0.0.0", hosts=("127.0.0.1",), today=date(2025, 4, 2))) as address:
        yield address
