"""The ledger tells how it is: counted by the database, true after every kind of change."""

from onrecord.export.status import status_record, status_text
from onrecord.ledger.migrate import HEAD
from onrecord.ledger.store import Ledger
from onrecord.model import Judgement, Matter

from .test_search import TEXTS, kept
from .test_store import claim


def test_an_empty_ledger_has_nothing_and_says_where_it_lies(where):
    with Ledger.open(where) as ledger:
        found = ledger.status()
    assert found.database.split()[0] == ("PostgreSQL" if "://" in where else "SQLite")
    assert (found.articles, found.claims, found.stories, found.runs, found.last_run) == (0, 0, 0, 0, None)
    assert found.revision == HEAD
    assert found.size > 50_000


def test_what_it_holds_is_counted(where):
    with Ledger.open(where) as ledger:
        for key, words in TEXTS.items():
            kept(ledger, key, words)
        ledger.keep_claims("a1", [], made_with="two")
        ledger.judge(Judgement(matter=Matter.REVIEW, subject=claim().id, value="{}"))
        ledger.settle(ledger.articles())
        found = ledger.status()
        assert (found.articles, found.claims, found.superseded, found.without_bytes) == (3, 2, 1, 3)
        assert found.judgements == {"review": 1}
        assert found.stories == len([s for s in ledger.stories() if not s.ended])


def test_the_last_run_is_told_with_its_end(where):
    with Ledger.open(where) as ledger:
        ledger.start("add monday/")
        ledger.finish()
        found = ledger.status()
    assert found.last_run.command == "add monday/"
    assert found.last_run.finished is not None
    assert found.unfinished == ()


def test_a_run_that_was_killed_stands_among_the_unfinished(where):
    killed = Ledger.open(where)
    killed.start("add monday/")
    killed._engine.dispose()
    with Ledger.open(where) as ledger:
        found = ledger.status()
    assert [run.command for run in found.unfinished] == ["add monday/"]
    assert found.unfinished_in_all == 1


def test_the_record_and_the_text_say_the_same(where):
    with Ledger.open(where) as ledger:
        kept(ledger, "a1", TEXTS["a1"])
        found = ledger.status()
    record = status_record("story.db", found)
    said = "".join(status_text("story.db", found))
    assert (record["ledger"], record["articles"], record["unfinished_in_all"]) == ("story.db", 1, 1)
    assert "articles: 1, stories: 0, claims: 1" in said
    assert record["database"] in said
