"""The ledger keeps what it is given, once, whole, and hands it back unchanged."""

import sqlite3
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from sqlalchemy import text

from onrecord.errors import LedgerError
from onrecord.ledger import opened
from onrecord.ledger.engine import engine_of
from onrecord.ledger.store import Ledger
from onrecord.model import (
    Article,
    Attribution,
    Bound,
    Capture,
    Certainty,
    Claim,
    DateSource,
    Figure,
    Issue,
    Kind,
    Mode,
    Published,
    Quantity,
    Removal,
    Removed,
    Span,
    Speaker,
    SpeakerType,
    TextMap,
    TimeSpan,
)

TEXT = "The mayor said up to 40 boats sank."


def capture(text=TEXT, path="a.txt"):
    return Capture(path=path, text=text, sha256="00" * 32, captured=datetime(2025, 3, 4, 5, 6, tzinfo=UTC))


def article(key="a1", text=TEXT):
    return Article(
        id=key,
        path="a.txt",
        text=text,
        map=TextMap.keeping([Span(0, len(text))]),
        sha256="00" * 32,
        byline=("Ada Roe",),
        published=Published(start=date(2025, 3, 4), end=date(2025, 3, 4), how=DateSource.STATED),
        removed=(Removed(raw=Span(0, 3), why=Removal.BOILERPLATE, note="a menu"),),
    )


PLACE = Span(15, 34)


def claim(key="a1", span=PLACE):
    figure = Figure(
        span=Span(15, 29),
        text="up to 40 boats",
        quantity=Quantity(low=None, high=Decimal(40), bound=Bound.AT_MOST, unit="boats"),
        measure="boats sunk",
        period=TimeSpan(start=None, end=date(2025, 3, 4)),
    )
    mayor = Speaker(name="the mayor", text="The mayor", span=Span(0, 9), type=SpeakerType.UNNAMED)
    return Claim(
        id=Claim.make_id(key, (span,)),
        article=key,
        content=(span,),
        text=span.of(TEXT),
        kind=Kind.FACT,
        attribution=Attribution(mode=Mode.INDIRECT, cue=(Span(10, 14),), chain=(mayor,)),
        certainty=Certainty.REPORTED,
        figures=(figure,),
    )


def asked(where, query):
    """What the database itself holds."""
    engine = engine_of(where)
    with engine.connect() as connection:
        rows = [tuple(row) for row in connection.execute(text(query))]
    engine.dispose()
    return rows


def test_what_is_kept_comes_back_unchanged(where):
    with Ledger.open(where) as ledger:
        assert ledger.keep(capture(), article())
        assert ledger.keep_claims("a1", [claim()], made_with="one")
    with Ledger.open(where) as ledger:
        assert ledger.articles() == (article(),)
        assert ledger.raws() == {"a1": TEXT}
        assert ledger.claims() == (claim(),)


def test_the_same_article_is_kept_once(where):
    with Ledger.open(where) as ledger:
        assert ledger.keep(capture(), article())
        assert not ledger.keep(capture(), article())
        assert ledger.counts()["articles"] == 1


def test_the_same_reading_is_kept_once(where):
    with Ledger.open(where) as ledger:
        ledger.keep(capture(), article())
        assert ledger.keep_claims("a1", [claim()], made_with="one")
        assert not ledger.keep_claims("a1", [claim()], made_with="one")
        assert ledger.counts()["claims"] == 1


def test_a_newer_reading_ends_the_older_and_leaves_it_in_place(where):
    with Ledger.open(where) as ledger:
        ledger.keep(capture(), article())
        ledger.keep_claims("a1", [claim()], made_with="one")
        newer = replace(claim(), certainty=Certainty.HEDGED)
        ledger.keep_claims("a1", [newer], made_with="two")
        assert ledger.claims() == (newer,)
        assert ledger.made_with() == {"a1": "two"}
    rows = asked(where, "select ended is null from readings order by id")
    assert rows == [(0,), (1,)]


def test_an_article_without_claims_counts_as_read(where):
    with Ledger.open(where) as ledger:
        ledger.keep(capture(), article())
        ledger.keep_claims("a1", [], made_with="one")
        assert ledger.made_with() == {"a1": "one"}


def test_more_articles_than_one_query_can_name_are_read_back(where, monkeypatch):
    monkeypatch.setattr(opened, "CHUNK", 10)
    keys = [f"{i:016x}" for i in range(33)]
    with Ledger.open(where) as ledger:
        for key in keys:
            ledger.keep(capture(), article(key))
        assert [a.id for a in ledger.articles()] == keys
        assert len(ledger.raws()) == 33


def test_issues_are_written_down_with_their_run(where):
    with Ledger.open(where) as ledger:
        ledger.start("add pile/")
        ledger.note([Issue(stage="ingest", where="x.bin", message="not text")])
        assert ledger.counts()["issues"] == 1
    (row,) = asked(where, "select command, finished is not null from runs")
    assert row == ("add pile/", 1)


def test_a_file_that_is_no_ledger_is_refused_in_words(tmp_path):
    other = tmp_path / "notes.db"
    other.write_text("this is a shopping list, not a database, and quite a long one at that" * 20)
    with pytest.raises(LedgerError, match=r"notes\.db: cannot be opened as a ledger"):
        Ledger.open(str(other))
    assert other.read_text().startswith("this is a shopping list")


def test_a_ledger_of_a_newer_version_is_refused_and_left_as_it_is(where):
    Ledger.open(where).close()
    engine = engine_of(where)
    with engine.begin() as connection:
        connection.execute(text("update alembic_version set version_num = '0999'"))
    with pytest.raises(LedgerError, match="newer onrecord"):
        Ledger.open(where)
    with engine.begin() as connection:
        assert connection.execute(text("select version_num from alembic_version")).scalar() == "0999"


def test_a_missing_folder_is_named(tmp_path):
    with pytest.raises(LedgerError, match="the folder for the ledger does not exist"):
        Ledger.open(str(tmp_path / "no" / "story.db"))


def test_many_open_the_same_new_ledger_at_once(tmp_path):
    from concurrent.futures import ThreadPoolExecutor
    from threading import Barrier

    for turn in range(10):
        start = Barrier(4)

        def opened(_, where=str(tmp_path / f"new{turn}.db"), start=start):
            start.wait()
            with Ledger.open(where) as ledger:
                return ledger.start("test")

        with ThreadPoolExecutor(4) as pool:
            assert sorted(pool.map(opened, range(4))) == [1, 2, 3, 4]


def test_a_damaged_record_is_an_error_of_the_ledger(tmp_path):
    where = str(tmp_path / "l.db")
    with Ledger.open(where) as ledger:
        ledger.keep(capture(), article())
    with sqlite3.connect(where) as connection:
        connection.execute("update articles set record = '{}'")
    with Ledger.open(where) as ledger, pytest.raises(LedgerError, match="damaged"):
        ledger.articles()


def test_a_ledger_that_lacks_a_column_is_an_error_of_the_ledger(tmp_path):
    where = str(tmp_path / "l.db")
    with Ledger.open(where) as ledger:
        ledger.keep(capture(), article())
    with sqlite3.connect(where) as connection:
        connection.execute("alter table articles rename column record to other")
    with Ledger.open(where) as ledger, pytest.raises(LedgerError, match="cannot be read"):
        ledger.articles()
