"""The API on PostgreSQL: it reads the same there as on SQLite, record for record, and writes as well."""

from datetime import date, timedelta

import pytest

from onrecord import pipeline
from onrecord.ledger import accounts
from onrecord.ledger.accounts import Role, TicketKind
from onrecord.ledger.store import Ledger
from onrecord.web.config import Config

from ..ledger.conftest import Server
from .conftest import client_of

OWN = ("made", "captured", "ledger", "version")  # what a copy has otherwise than what it was copied from
READING = (
    "/api/status",
    "/api/stories",
    "/api/stories?published_from=2025-01-01&limit=1",
    "/api/stories/{story}",
    "/api/stories/{story}/articles",
    "/api/stories/{story}/claims?limit=1000",
    "/api/stories/{story}/claims?measure=killed&as_of=2025-03-09",
    "/api/stories/{story}/questions",
    "/api/stories/{story}/questions?verdict=conflict&as_of=2025-03-09",
    "/api/stories/{story}/sources",
    "/api/stories/{story}/forecasts",
    "/api/stories/{story}/changes?since=2025-03-05",
    "/api/stories/{story}/citations?limit=1000",
    "/api/stories/{story}/brief",
    "/api/stories/{story}/export?what=figures&format=jsonl",
    "/api/questions/{story}/{question}",
    "/api/articles/{article}",
    "/api/articles/{article}/claims",
    "/api/claims/{claim}",
    "/api/sources",
    "/api/forecasts",
    "/api/judgements?history=true",
)
SEARCHES = ("dam", "dam -wall&in=articles", '"civil protection" speaker:directorate', "evacuat*", "nowhere-to-be-found")
PAGES = ("/", "/stories/{story}", "/stories/{story}/questions/{question}", "/articles/{article}", "/search?q=dam")
MORE = ("/stories/{story}/review", "/review", "/sources", "/sources?view=outlets", "/forecasts", "/changes", "/api")
MISSING = ("/api/stories/0123456789abcdef", "/api/claims/%00", "/api/search?q=%22", "/api/stories?limit=0")


@pytest.fixture(scope="module")
def postgres(example):
    """The address of a PostgreSQL database with the example, as it was read once."""
    pytest.importorskip("pgserver")
    server = Server()
    with server.database() as address:
        with Ledger.open(str(example)) as old, Ledger.open(address) as new:
            copied(old, new)
        yield address
    server.stop()


def copied(old, new):
    """Put what one ledger holds into another, with accounts, one of each role."""
    made_with = old.made_with()
    new.start("add")
    for capture, article in zip(old.captures(), old.articles(), strict=True):
        new.keep(capture, article)
        new.keep_claims(article.id, old.claims([article.id]), made_with=made_with[article.id])
    new.settle(pipeline.gathered(new.articles()))
    with new.writing() as connection:
        for role in Role:
            accounts.add_account(connection, role.value, role, None)


@pytest.fixture(scope="module")
def on(postgres):
    """The desk on it, for one person."""
    with client_of(Config(ledger=postgres, today=date(2025, 4, 2))) as client:
        yield client


@pytest.fixture(scope="module")
def known(on):
    """Ids of what there is, by the names that the paths have for them."""
    story = max(on.get("/api/stories").json()["items"], key=lambda s: len(s["articles"]))["story"]
    claim = on.get(f"/api/stories/{story}/claims?measure=killed").json()["items"][0]
    question = on.get(f"/api/stories/{story}/questions").json()["items"][0]["question"]
    return {"story": story, "question": question, "claim": claim["claim"], "article": claim["article"]}


def told(record):
    """A record without what a copy has otherwise."""
    if isinstance(record, dict):
        return {key: told(value) for key, value in record.items() if key not in OWN}
    return [told(one) for one in record] if isinstance(record, list) else record


@pytest.mark.parametrize("path", READING)
def test_it_answers_the_same_on_either_database(on, reading, known, path):
    here, there = on.get(path.format(**known)), reading.get(path.format(**known))
    assert here.status_code == there.status_code == 200, here.text[:300]
    if "json" in here.headers["content-type"] and "ndjson" not in here.headers["content-type"]:
        assert told(here.json()) == told(there.json())
    else:
        assert here.text == there.text


@pytest.mark.parametrize("words", SEARCHES)
def test_it_finds_the_same_on_either_database_in_its_own_order(on, reading, words):
    here, there = (client.get(f"/api/search?q={words}&limit=1000").json() for client in (on, reading))
    assert here["total"] == there["total"]
    assert {(h["article"], h["claim"]) for h in here["items"]} == {(h["article"], h["claim"]) for h in there["items"]}


@pytest.mark.parametrize("path", MISSING)
def test_it_refuses_the_same_on_either_database(on, reading, path):
    here, there = on.get(path), reading.get(path)
    assert 400 <= here.status_code < 500
    assert (here.status_code, here.json()) == (there.status_code, there.json())


@pytest.mark.parametrize("path", [*PAGES, *MORE])
def test_pages_are_shown_on_postgresql(on, known, path):
    answer = on.get(path.format(**known))
    assert answer.status_code == 200
    assert "<h1" in answer.text


def decisions(known, claims):
    """A decision about each sort of thing."""
    pair = " ".join(f"{claim}:0" for claim in claims)
    because = {"because": "It says so."}
    return [
        {"matter": "reliability", "subject": "Vessen Standard", "value": "B", **because},
        {"matter": "review", "subject": known["claim"], "value": "refused", **because},
        {"matter": "pair", "subject": pair, "value": "different", **because},
    ]


def test_decisions_are_written_read_and_taken_back(on, known):
    claims = [c["claim"] for c in on.get(f"/api/stories/{known['story']}/claims?measure=killed").json()["items"]]
    forecast = on.get(f"/api/stories/{known['story']}/forecasts?standing=open").json()["items"][0]["forecast"]
    made = decisions(known, claims[1:3])
    made.append({"matter": "settlement", "subject": forecast, "value": "void", "because": "Its condition never held."})
    for given in made:
        assert on.post("/api/judgements", json=given).status_code == 201
    kept = on.get("/api/judgements").json()["items"]
    assert {j["matter"] for j in kept} == {"reliability", "review", "pair", "settlement"}
    assert on.get(f"/api/claims/{known['claim']}").json()["review"]["verdict"] == "refused"
    for j in kept:
        params = {"matter": j["matter"], "subject": j["subject"]}
        assert on.delete("/api/judgements", params=params).json()["ended"]
    assert on.get("/api/judgements").json()["total"] == 0
    assert on.get("/api/judgements?history=true").json()["total"] == len(made)


def test_a_token_lets_in_as_far_as_its_role_goes_and_the_log_says_who(postgres, known):
    with Ledger.open(postgres) as ledger, ledger.writing() as connection:
        tokens = {
            role: accounts.open_ticket(
                connection, accounts.find_account(connection, role.value), TicketKind.TOKEN, timedelta(days=1)
            )
            for role in Role
        }
    rating = {"matter": "reliability", "subject": "Meldra Today", "value": "C", "because": "It corrects itself."}
    with client_of(Config(ledger=postgres, host="0.0.0.0", hosts=("127.0.0.1",))) as desk:
        for role, (wrote, logged) in {
            Role.READER: (403, 403),
            Role.REVIEWER: (201, 403),
            Role.ADMIN: (201, 200),
        }.items():
            headers = {"Authorization": f"Bearer {tokens[role]}"}
            assert desk.get("/api/stories").status_code == 401
            assert desk.get("/api/stories", headers=headers).status_code == 200
            assert desk.post("/api/judgements", json=rating, headers=headers).status_code == wrote
            assert desk.get("/api/audit", headers=headers).status_code == logged
        log = desk.get("/api/audit", headers={"Authorization": f"Bearer {tokens[Role.ADMIN]}"}).json()["items"]
        assert [row["by"] for row in log[:2]] == ["admin", "reviewer"]
