"""A ledger of any earlier shape is brought up to date, once, and what was in it is still there."""

import json

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from onrecord.ledger.cards import story_cards
from onrecord.ledger.engine import engine_of
from onrecord.ledger.migrate import HEAD, configuration, migrate, revision
from onrecord.ledger.store import Ledger
from onrecord.ledger.tables import metadata

ARTICLE = {"id": "a1", "path": "a1.txt", "text": "Boats sank off Oxmoor.", "map": {"pieces": []}, "sha256": "0" * 64}
PUBLISHED = {"start": "2031-05-03", "end": "2031-05-03", "how": "stated"}
SPEAKER = {"name": "Ana Ruiz", "text": "Ruiz", "span": {"start": 0, "end": 4}, "type": "person"}
CLAIM = {
    "id": "c1",
    "article": "a1",
    "content": [{"start": 0, "end": 22}],
    "text": "Boats sank off Oxmoor.",
    "kind": "fact",
    "attribution": {"mode": "indirect", "chain": [SPEAKER]},
    "certainty": "reported",
}


def insert(connection, table, **values):
    names = ", ".join(f'"{n}"' for n in values)
    marks = ", ".join(f":{n}" for n in values)
    connection.execute(text(f"insert into {table} ({names}) values ({marks})"), values)


def filled(connection):
    """One article with one claim, in the columns that the first revision had."""
    insert(connection, "runs", version="0", command="add", started="2031-05-04 10:00:00")
    capture = json.dumps(
        {"path": "a1.txt", "text": ARTICLE["text"], "sha256": "0" * 64, "captured": "2031-05-04T10:00:00Z"}
    )
    when = "2031-05-04 10:00:00"
    insert(connection, "captures", id="a1", path="a1.txt", sha256="0" * 64, captured=when, record=capture)
    record = json.dumps({**ARTICLE, "title": "A gale", "published": PUBLISHED})
    insert(connection, "articles", id="a1", run=1, title="A gale", language="en", record=record)
    insert(connection, "readings", article="a1", run=1, made_with="0", made=when)
    words = {"kind": "fact", "certainty": "reported", "text": CLAIM["text"], "record": json.dumps(CLAIM)}
    insert(connection, "claims", id="c1", reading=1, **words)


@pytest.mark.parametrize("earlier", ["0001", "0002", "0003"])
@pytest.mark.parametrize("said", [True, False], ids=["with its revision", "from before revisions"])
def test_a_ledger_of_an_earlier_revision_is_brought_up_to_date_with_what_is_in_it(fresh, earlier, said):
    engine = engine_of(fresh)
    migrate(engine, fresh, to=earlier)
    with engine.begin() as connection:
        filled(connection)
        if not said:
            connection.execute(text("drop table alembic_version"))
    with Ledger.open(fresh) as ledger:
        (article,), (claim,) = ledger.articles(), ledger.claims()
        assert (article.title, claim.attribution.chain[0].name) == ("A gale", "Ana Ruiz")
    with engine.begin() as connection:
        assert revision(connection) == HEAD
        assert str(connection.execute(text("select published from articles")).scalar()) == "2031-05-03"
        assert connection.execute(text("select speakers from claims")).scalar() == "Ana Ruiz"
        assert connection.execute(text("select body from article_texts")).scalar() == ARTICLE["text"]
    engine.dispose()


def test_what_an_earlier_revision_kept_is_found_by_letters_without_marks(fresh):
    engine = engine_of(fresh)
    migrate(engine, fresh, to="0007")
    with engine.begin() as connection:
        filled(connection)
        insert(connection, "article_texts", article="a1", title="A gale", body="Boats sank off Värnholm.")
    with Ledger.open(fresh) as ledger:
        (hit,) = ledger.search("varnholm", kind="article").hits
        assert hit.passage == "Boats sank off Värnholm."
    engine.dispose()


def test_a_story_that_was_listed_by_its_file_is_called_by_its_first_words(fresh):
    engine = engine_of(fresh)
    migrate(engine, fresh, to="0008")
    with engine.begin() as connection:
        filled(connection)
        connection.execute(text("update articles set title = null"))
        insert(connection, "article_texts", article="a1", title="", body=ARTICLE["text"])
        when = "2031-05-04 10:00:00"
        insert(connection, "stories", id="s1", run=1, made=when)
        insert(connection, "story_members", story="s1", article="a1", run=1, made=when)
        insert(connection, "story_cards", story="s1", articles=1, title="/somewhere/a1.txt")
    with Ledger.open(fresh) as ledger, ledger.reading() as connection:
        assert [card.title for card in story_cards(connection, limit=9)] == ["Boats sank off Oxmoor."]
    engine.dispose()


def test_the_steps_make_the_tables_that_the_code_works_with(fresh):
    engine = engine_of(fresh)
    migrate(engine, fresh)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": ours})
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def ours(_thing, name, kind, _reflected, _other):
    """All but the index of words, which each database has in its own way."""
    return not (name and "words" in name and kind in ("table", "column", "index"))


def test_an_up_to_date_ledger_is_left_alone(file):
    Ledger.open(str(file)).close()
    before = file.read_bytes()
    Ledger.open(str(file)).close()
    assert file.read_bytes() == before


def test_the_newest_revision_is_the_one_the_code_asks_for():
    assert ScriptDirectory.from_config(configuration()).get_heads() == [HEAD]


def test_a_file_with_other_tables_becomes_a_ledger_beside_them(fresh):
    engine = engine_of(fresh)
    with engine.begin() as connection:
        connection.execute(text("create table notes (words text)"))
    Ledger.open(fresh).close()
    assert {"notes", "claims"} <= set(inspect(engine).get_table_names())
    engine.dispose()
