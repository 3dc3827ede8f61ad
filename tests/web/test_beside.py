"""A desk with its processes beside it: an earlier answer is shown at once, and the new one follows."""

import shutil
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from onrecord.ledger import shelf
from onrecord.ledger.cards import story_cards
from onrecord.ledger.stands import stand_version
from onrecord.ledger.store import Ledger
from onrecord.model import Article, Attribution, Capture, Certainty, Claim, Judgement, Kind, Matter, Mode, Span, TextMap
from onrecord.web import security
from onrecord.web.asked import Asked
from onrecord.web.config import Config
from onrecord.web.desk import Desk
from onrecord.web.worker import Lane, Worker

from .conftest import client_of

TEXT = "The Meldra is calm again at Lower Tessin."
LATE = 300.0  # seconds after which a test gives up
BEHIND = "Articles or decisions came since this was written"


@pytest.fixture
def path(reckoned, tmp_path):
    """The path of a ledger whose largest story is reckoned."""
    return str(shutil.copy(reckoned, tmp_path / "beside.db"))


@pytest.fixture
def client(path):
    """A desk with its processes, for one person alone."""
    with client_of(Config(ledger=path, today=date(2025, 4, 2), apart=True)) as made:
        yield made


def one_more(path, story):
    """Add an article to the story, as another process does."""
    article = Article(
        id="f" * 16,
        path="calm.txt",
        text=TEXT,
        map=TextMap.keeping([Span(0, len(TEXT))]),
        sha256="0" * 64,
        title="Calm again",
    )
    where = (Span(0, len(TEXT)),)
    claim = Claim(
        id=Claim.make_id(article.id, where),
        article=article.id,
        content=where,
        text=TEXT,
        kind=Kind.FACT,
        attribution=Attribution(mode=Mode.NARRATOR, chain=()),
        certainty=Certainty.REPORTED,
    )
    with Ledger.open(path) as ledger:
        caught = datetime(2025, 4, 2, tzinfo=UTC)
        ledger.keep(Capture(path="calm.txt", text=TEXT, sha256="0" * 64, captured=caught), article)
        ledger.keep_claims(article.id, [claim], made_with="1")
        with ledger.reading() as connection:
            known = shelf.story_articles(connection, story)
        ledger.settle([replace(a, story="one") for a in ledger.articles([*known, article.id])])


def test_a_story_that_an_article_came_to_is_shown_as_it_was_and_says_so_until_the_new_one_is_there(client, path, story):
    before = client.get(f"/stories/{story}").text
    assert BEHIND not in before
    one_more(path, story)
    shown = client.get(f"/stories/{story}").text
    assert BEHIND in shown
    assert "Calm again" not in shown
    assert client.app.state.desk.worker.ask(Asked(story=story, part="told")).wait(LATE)
    after = client.get(f"/stories/{story}").text
    assert BEHIND not in after
    assert "Calm again" in after


@pytest.mark.parametrize("patience", [0.0, LATE], ids=["no time", "time"])
def test_what_a_person_decided_is_waited_for_where_there_is_time(client, path, story, monkeypatch, patience):
    monkeypatch.setattr(security, "SOON", patience)
    before = client.get(f"/stories/{story}").text
    made = Judgement(
        matter=Matter.RELIABILITY, subject="The Ulvania Herald", value="A", by="x", made=datetime.now(UTC), because=""
    )
    with Ledger.open(path) as ledger:
        ledger.judge(made)
    after = client.get(f"/stories/{story}")
    assert after.status_code == 200
    assert (BEHIND in after.text) is (patience == 0.0)
    assert before.count("<h2") == after.text.count("<h2")


def test_a_story_that_was_never_reckoned_shows_its_articles_and_loads_itself_again_until_it_is(path, monkeypatch):
    monkeypatch.setattr(security, "SOON", 0.0)
    with client_of(Config(ledger=path, today=date(2025, 4, 2), apart=True)) as client:
        desk = client.app.state.desk
        with desk.ledger.reading() as connection:
            every = story_cards(connection, limit=20)
            other = next(c for c in every if stand_version(connection, c.id, "told") is None)
        first = client.get(f"/stories/{other.id}")
        assert (first.status_code, first.headers["Refresh"]) == (202, "2")
        assert other.title in first.text
        assert first.text.count('href="/articles/') == other.articles
        assert desk.worker.ask(Asked(story=other.id, part="told")).wait(LATE)
        after = client.get(f"/stories/{other.id}")
        assert (after.status_code, after.headers.get("Refresh")) == (200, None)
        assert 'class="brief"' in after.text


def test_what_is_not_there_yet_is_waited_for_by_programs_and_not_by_people(path, story, monkeypatch):
    monkeypatch.setattr(security, "SOON", 0.0)
    with client_of(Config(ledger=path, today=date(2025, 4, 2), apart=True)) as client:
        shown = client.get(f"/stories/{story}/sources")
        assert shown.status_code == 202
        assert client.get(f"/api/stories/{story}/sources").status_code == 200
        assert client.get(f"/stories/{story}/sources").status_code == 200


def test_visitors_of_one_story_share_what_is_drawn_of_it_and_nothing_of_one_another(path, story):
    config = Config(ledger=path, today=date(2025, 4, 2))
    with client_of(config) as one:
        first = one.get(f"/stories/{story}")
        mine = one.cookies["onrecord_form"]
        one.cookies.clear()
        second = one.get(f"/stories/{story}")
        other = one.cookies["onrecord_form"]
        assert first.text.replace(mine, "") == second.text.replace(other, "")
        assert mine in first.text
        assert mine not in second.text
        part = one.get(f"/stories/{story}", headers={"HX-Request": "true"}).text
        assert part.strip() in first.text
        assert "<html" not in part
        assert other not in part


def test_a_question_is_shown_with_the_claims_and_articles_that_it_is_made_of(client, story):
    page = client.get(f"/stories/{story}").text
    first = page.split(f"/stories/{story}/questions/")[1].split('"')[0]
    shown = client.get(f"/stories/{story}/questions/{first}")
    assert shown.status_code == 200
    desk = client.app.state.desk
    asked = next(q for q in desk.questions(story) if q.id == first)
    assert all(f'id="entry-{e.claim}"' in shown.text for e in asked.entries)
    part = desk.part(story, {e.claim for e in asked.entries})
    assert {c.id for c in part.claims} == {e.claim for e in asked.entries}
    assert {a.id for a in part.articles} == {c.article for c in part.claims}
    assert set(part.articles) <= set(desk.articles(story))


# -------------------------------------------------------------------------------- the line of work


class Idle(Lane):
    """A line of work in which nothing is begun."""

    def _run(self):
        return


class Two(Worker):
    """Two lines in which nothing is begun."""

    def __init__(self):
        super().__init__(Config(ledger="none.db"))
        self._prompt.close()
        self._patient.close()
        self._prompt, self._patient = Idle(self._prompt.config, 0), Idle(self._patient.config, 0)


A, B = Asked(story="a" * 16, part="told"), Asked(story="b" * 16, part="told")


def test_a_thing_is_worked_on_once_however_many_ask():
    worker = Two()
    assert worker.ask(A) is worker.ask(A) is worker.ask(A, waiting=False)
    assert worker.ask(B, waiting=False) is worker.ask(B, waiting=False)


def test_what_nobody_waits_for_goes_first_as_soon_as_somebody_does():
    worker = Two()
    job = worker.ask(A, waiting=False)
    assert worker._patient.job(A) is job
    assert worker.ask(A) is job
    assert worker._patient.job(A) is None
    assert worker._prompt.job(A) is job


def test_what_is_under_way_is_not_begun_again():
    worker = Two()
    job = worker.ask(A, waiting=False)
    assert worker._patient._next() is job
    assert worker.ask(A) is job
    assert worker._prompt.job(A) is None


# -------------------------------------------------------------------------------- ahead of questions


def test_it_works_ahead_on_what_is_behind_and_looks_again_only_at_what_something_happened_to(path, story):
    desk = Desk(Config(ledger=path, today=date(2025, 4, 2)))
    while not desk.work_ahead():
        pass
    assert desk.behind == set()
    one_more(path, story)
    assert desk._next_behind() == [story]
    assert desk.work_ahead() is False
    assert desk.work_ahead() is True
    assert "Calm again" in {a.title for a in desk.front(story)[0].articles}
    desk.close()
