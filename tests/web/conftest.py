"""A ledger made of the shipped example, read once, and desks on copies of it."""

import shutil
import sqlite3
from datetime import date
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from onrecord import pipeline
from onrecord.ledger import accounts
from onrecord.ledger.accounts import Role
from onrecord.ledger.store import Ledger
from onrecord.web.app import create_app
from onrecord.web.config import Config

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
