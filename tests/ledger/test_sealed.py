"""A ledger that may only be read answers as any other, is left as it is, and says in a line what it could not keep."""

import hashlib
import json
import logging
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import text
from typer.testing import CliRunner

from onrecord import pipeline
from onrecord.cli import app
from onrecord.errors import LedgerError
from onrecord.extract import version
from onrecord.extract.version import Reader
from onrecord.ledger import migrate
from onrecord.ledger.engine import engine_of
from onrecord.ledger.store import Ledger
from onrecord.model import Judgement, Matter, Review, ReviewVerdict
from onrecord.reconcile.reviewed import kept_words
from onrecord.web.app import create_app
from onrecord.web.config import Config

from .test_migrate import filled

FIRST = """Ferry sinks off Marrow

By Ada Roe
3 March 2025

The ferry disaster at Marrow killed 40 people on Monday, the mayor, Ivo Brandt, said.

The wreck will probably be raised by the end of June, Brandt said.
"""
SECOND = """Ferry: the toll

By Cy Vane
3 March 2025

The ferry disaster at Marrow killed 45 people on Monday, the coast guard chief, Ilse Holm, said.
"""
THIRD = json.dumps(
    {
        "id": "third",
        "publisher": "Varn Post",
        "published": "2025-03-05",
        "text": "The ferry disaster at Marrow killed 47 people, said Ana Ruiz.",
        "claims": [
            {
                "text": "The ferry disaster at Marrow killed 47 people, said Ana Ruiz.",
                "speaker": "Ana Ruiz",
                "figure": {"value": 47, "measure": "killed", "text": "47"},
            }
        ],
    }
)

SAYS = "the ledger may only be read, and nothing is kept; of its articles"
VERBS = (
    "articles",
    "brief",
    "changes --since 2025-03-02",
    "chart",
    "citations",
    "claims",
    "copies --text",
    "evidence",
    "export --what claims",
    "export --what judgements",
    "forecasts --text",
    "questions",
    "rate",
    "review --list",
    "search ferry",
    "search ferry --in articles",
    "sources",
    "status --readings",
    "stories",
    "verify",
)


def call(*words):
    return CliRunner().invoke(app, [str(w) for w in words])


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    """A ledger of two articles whose figures exclude each other; only to be copied."""
    folder = tmp_path_factory.mktemp("ferry")
    (folder / "first.txt").write_text(FIRST, encoding="utf-8")
    (folder / "second.txt").write_text(SECOND, encoding="utf-8")
    where = str(folder / "ferry.db")
    with Ledger.open(where) as ledger:
        pile = pipeline.remembered(ledger, [str(folder / "first.txt"), str(folder / "second.txt")], pipeline.Run())
        ledger.judge(
            Judgement(
                matter=Matter.REVIEW,
                subject=pile.claims[0].id,
                value=kept_words(Review(verdict=ReviewVerdict.ACCEPTED)),
                by="Ana",
            )
        )
        ledger.judge(
            Judgement(matter=Matter.RELIABILITY, subject="Varn Post", value="B", because="Corrects.", by="Ana")
        )
    return where


@pytest.fixture(params=["sqlite", "postgresql"])
def both(request, read, tmp_path):
    """The name by which a ledger may be written, and the one by which it may only be read; once in each database."""
    if request.param == "sqlite":
        path = shutil.copy(read, tmp_path / "story.db")
        yield str(path), f"sqlite:///{path}?mode=ro"
        return
    server = request.getfixturevalue("server")
    with server.database() as address:
        with Ledger.open(read) as ledger:
            assert list(ledger.backup(address))
        with reader_of(server, address) as sealed:
            yield address, sealed


@contextmanager
def reader_of(server, address):
    """The address of a database for a role that may select and no more."""
    import psycopg

    name = f"reader_{address.partition('///')[2].partition('?')[0]}"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"CREATE ROLE {name} LOGIN")
        connection.execute(f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {name}")
    yield address.replace("user=postgres", f"user={name}")
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"DROP OWNED BY {name}")
        connection.execute(f"DROP ROLE {name}")


def rows(where):
    """How many rows each table of a ledger has."""
    from onrecord.ledger.tables import metadata

    with Ledger.open(where) as ledger, ledger.reading() as connection:
        return {
            t.name: connection.execute(text(f'SELECT count(*) FROM "{t.name}"')).scalar()
            for t in metadata.sorted_tables
        }


# -------------------------------------------------------------------------------- what it answers


@pytest.mark.parametrize("verb", VERBS)
def test_every_verb_that_reads_says_what_it_says_where_it_may_write(verb, both, caplog):
    free, sealed = both
    before = rows(free)
    with caplog.at_level(logging.WARNING):
        done = call(*verb.split(), "--ledger", sealed)
    assert (done.exit_code, caplog.messages) == (0, []), done.stderr
    assert rows(free) == before
    assert done.stdout == call(*verb.split(), "--ledger", free).stdout


def test_its_status_and_a_backup_of_it_can_be_had(both, tmp_path):
    free, sealed = both
    (told,) = [json.loads(line) for line in call("status", "--ledger", sealed).stdout.splitlines()]
    (other,) = [json.loads(line) for line in call("status", "--ledger", free).stdout.splitlines()]
    assert {k: v for k, v in told.items() if k not in ("ledger", "bytes", "size")} == {
        k: v for k, v in other.items() if k not in ("ledger", "bytes", "size")
    }
    copy = tmp_path / "copy.db"
    assert call("backup", copy, "--ledger", sealed).exit_code == 0
    assert rows(str(copy)) == rows(free)


@pytest.mark.parametrize(
    "verb",
    [
        "add {file}",
        "rate Herald C --because Slips.",
        "review {claim} refused --because Wrong.",
        "account add ana --password-stdin",
    ],
)
def test_a_verb_that_writes_says_in_one_line_that_it_cannot(verb, both, tmp_path):
    free, sealed = both
    (tmp_path / "third.jsonl").write_text(THIRD + "\n", encoding="utf-8")
    with Ledger.open(free) as ledger:
        claim = ledger.claims()[0].id
    before = rows(free)
    words = [w.format(file=tmp_path / "third.jsonl", claim=claim) for w in verb.split()]
    done = CliRunner().invoke(app, [*words, "--ledger", sealed], input="a password long enough\n" * 2)
    assert done.exit_code == 1, done.stderr
    assert "the ledger cannot be written: it may only be read" in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr
    assert rows(free) == before


def test_the_desk_shows_it_and_says_that_nothing_can_be_decided(both):
    free, sealed = both
    with Ledger.open(free) as ledger:
        story, claim = ledger.stories()[0].id, ledger.claims()[0].id
    before = rows(free)
    with TestClient(create_app(Config(ledger=sealed)), base_url="http://127.0.0.1") as browser:
        for page in ("/", f"/stories/{story}", f"/stories/{story}/questions", "/search?q=ferry", "/api/stories"):
            assert browser.get(page).status_code == 200
        sent = {"form_word": browser.cookies["onrecord_form"], "verdict": "accepted", "seen": ""}
        refused = browser.post(f"/review/claims/{claim}", data=sent)
    assert refused.status_code == 503
    assert "the ledger cannot be written: it may only be read" in refused.text
    assert rows(free) == before


# -------------------------------------------------------------------------------- what it cannot keep


def test_articles_given_beside_it_are_read_for_this_answer_and_not_kept(both, tmp_path, caplog):
    free, sealed = both
    (tmp_path / "third.jsonl").write_text(THIRD + "\n", encoding="utf-8")
    before = rows(free)
    with caplog.at_level(logging.WARNING):
        done = call("claims", tmp_path / "third.jsonl", "--ledger", sealed)
    assert rows(free) == before
    assert caplog.messages == [f"{SAYS} 1 not in it, read for this answer alone"]
    assert done.stdout == call("claims", tmp_path / "third.jsonl", "--ledger", free).stdout


def test_an_article_that_nobody_has_read_is_read_for_this_answer(both, tmp_path, caplog):
    free, sealed = both
    (tmp_path / "third.jsonl").write_text(THIRD + "\n", encoding="utf-8")
    with Ledger.open(free) as ledger:  # as a run that was killed leaves it
        for capture, article in pipeline.cleaned([str(tmp_path / "third.jsonl")], pipeline.Run()):
            ledger.keep(capture, article)
    with caplog.at_level(logging.WARNING):
        done = call("questions", "--ledger", sealed)
    assert caplog.messages == [f"{SAYS} 1 not read before, read for this answer alone"]
    assert done.stdout == call("questions", "--ledger", free).stdout


def test_what_another_version_read_stands_as_it_was_read(both, caplog, monkeypatch):
    _, sealed = both
    said = call("claims", "--ledger", sealed).stdout
    monkeypatch.setattr(version, "reader", lambda: Reader(version="9.9.9", digest="99999999"))
    with caplog.at_level(logging.WARNING):
        assert call("claims", "--ledger", sealed).stdout == said
    assert caplog.messages == [f"{SAYS} 2 as another version read them, or for another day"]


# -------------------------------------------------------------------------------- files


def state(folder):
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in folder.iterdir()}


def test_reading_a_sealed_file_leaves_nothing_beside_it(read, tmp_path):
    shutil.copy(read, tmp_path / "story.db")
    before = state(tmp_path)
    for verb in ("brief", "verify", "status"):
        assert call(verb, "--ledger", f"sqlite:///{tmp_path}/story.db?mode=ro").exit_code == 0
    assert state(tmp_path) == before


def test_a_sealed_file_is_read_beside_a_writer_who_has_it_open(read, tmp_path):
    path = shutil.copy(read, tmp_path / "story.db")
    with Ledger.open(str(path)) as writer:
        writer.judge(Judgement(matter=Matter.RELIABILITY, subject="Varn Post", value="D", because="Slips."))
        with Ledger.open(f"sqlite:///{path}?mode=ro") as reader:
            assert [j.value for j in reader.judgements(Matter.RELIABILITY)] == ["D"]
            writer.judge(Judgement(matter=Matter.RELIABILITY, subject="Varn Post", value="E", because="Slips."))
            assert [j.value for j in reader.judgements(Matter.RELIABILITY)] == ["E"]


def test_a_file_that_is_written_to_while_it_is_read_as_it_lies_is_an_error_and_no_wrong_answer(read, tmp_path):
    path = shutil.copy(read, tmp_path / "story.db")
    with Ledger.open(f"sqlite:///{path}?mode=ro") as reader:
        gives_up = pytest.raises(LedgerError, match="written to while it was read")
        with gives_up, reader.reading(), Ledger.open(str(path)) as writer:
            writer.judge(Judgement(matter=Matter.RELIABILITY, subject="Varn Post", value="D", because="Slips."))
        assert [j.value for j in reader.judgements(Matter.RELIABILITY)] == ["D"]


def test_a_sealed_file_that_is_not_there_or_is_no_ledger_is_an_error_in_words(tmp_path):
    done = call("status", "--ledger", f"sqlite:///{tmp_path}/none.db?mode=ro")
    assert done.exit_code == 1
    assert done.stderr.endswith("none.db: there is no ledger, and none is made where it may only be read\n")
    with pytest.raises(LedgerError, match="there is no ledger"):
        Ledger.open(f"sqlite:///{tmp_path}/none.db?mode=ro")
    (tmp_path / "empty.db").touch()
    with pytest.raises(LedgerError, match="there is no ledger in it"):
        Ledger.open(f"sqlite:///{tmp_path}/empty.db?mode=ro")
    (tmp_path / "poem.db").write_text("Not a database, but a poem of some length. " * 20)
    with pytest.raises(LedgerError, match="not a database"):
        Ledger.open(f"sqlite:///{tmp_path}/poem.db?mode=ro")


def test_a_sealed_file_of_an_earlier_version_is_read_in_a_copy_that_is_brought_up_to_date(tmp_path, caplog):
    engine = engine_of(str(tmp_path / "old.db"))
    migrate.migrate(engine, "old.db", to="0003")
    with engine.begin() as connection:
        filled(connection)
    engine.dispose()
    before = state(tmp_path)
    copies = set(Path(tempfile.gettempdir()).glob("onrecord-sealed-*"))
    with caplog.at_level(logging.WARNING):
        done = call("search", "boats", "--ledger", f"sqlite:///{tmp_path}/old.db?mode=ro", "--in", "articles")
    assert (done.exit_code, json.loads(done.stdout)["title"]) == (0, "A gale")
    assert caplog.messages[0].startswith("the ledger is of an earlier version and may only be read")
    assert state(tmp_path) == before
    assert set(Path(tempfile.gettempdir()).glob("onrecord-sealed-*")) <= copies


def test_a_database_of_an_earlier_version_in_which_one_may_only_read_says_what_to_do(server):
    with server.database() as address:
        engine = engine_of(address)
        migrate.migrate(engine, "old", to="0003")
        engine.dispose()
        with reader_of(server, address) as sealed:
            done = call("status", "--ledger", sealed)
    assert done.exit_code == 1
    assert "written by an earlier onrecord (revision 0003" in done.stderr
    assert "may only be read" in done.stderr


# Answers as a user who may not write, as a process of its own; what it needs is loaded while it still may.
AS_NOBODY = """
import os, sys
from typer.testing import CliRunner
from onrecord.cli import app

open_to_all, sealed, *verbs = sys.argv[1:]
def told(where):
    done = [CliRunner().invoke(app, [*verb.split(), "--ledger", where]) for verb in verbs]
    return [(d.exit_code, d.stdout, d.stderr.replace(where, "LEDGER"), repr(d.exception)) for d in done]

free = told(open_to_all)
if os.getuid() == 0:
    os.setuid(65534)
assert not os.access(sealed, os.W_OK) or not os.access(os.path.dirname(sealed), os.W_OK)
for verb, one, other in zip(verbs, free, told(sealed)):
    if one != other:
        print(verb, *(pair for pair in zip(one, other) if pair[0] != pair[1]))
"""


@pytest.mark.parametrize("modes", [(0o444, 0o755), (0o644, 0o555), (0o444, 0o555)], ids=["file", "folder", "both"])
def test_where_file_or_folder_are_write_protected_every_verb_answers_as_ever(read, tmp_path, open_folder, modes):
    folder = open_folder / "shelf"
    folder.mkdir()
    path, free = shutil.copy(read, folder / "story.db"), shutil.copy(read, tmp_path / "free.db")
    before = state(folder)
    path.chmod(modes[0])
    folder.chmod(modes[1])
    command = [sys.executable, "-c", AS_NOBODY, str(free), str(path), "brief", "questions", "search ferry", "verify"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    finally:
        folder.chmod(0o755)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert state(folder) == before
