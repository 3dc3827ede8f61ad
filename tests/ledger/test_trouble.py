"""What can go wrong around a ledger is one error in words, and what was written stays."""

import logging
import shutil
import subprocess
import sys
import threading

import pytest
from sqlalchemy import text

from onrecord.errors import LedgerError
from onrecord.ledger import engine
from onrecord.ledger.store import Ledger
from onrecord.ledger.verify import verify

from .test_search import TEXTS, kept

# Keeps article after article until something is wrong, as a process of its own: what is changed for it is its own.
ENDLESS = """
import os, resource, sys
from onrecord.errors import LedgerError
from onrecord.ledger.store import Ledger
from onrecord.model import Article, Capture, Span, TextMap
from datetime import UTC, datetime

where, what, limit, most = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
text = "Boats sank off Oxmoor. " * 200
capture = Capture(path="a.txt", text=text, sha256="0" * 64, captured=datetime(2031, 5, 4, tzinfo=UTC))
pieces = TextMap.keeping([Span(0, len(text))])
article = lambda i: Article(id=f"{i:016x}", path="a.txt", text=text, map=pieces, sha256="0" * 64)
with Ledger.open(":memory:") as warm:
    warm.keep(capture, article(0))
if what == "disk":
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
if what == "user" and os.getuid() == 0:
    os.setuid(65534)
done = 0
try:
    with Ledger.open(where) as ledger:
        for i in range(1, most + 1):
            done += ledger.keep(capture, article(i))
except LedgerError as error:
    print(done, error)
    sys.exit(1)
print(done)
"""


DROPPED = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{}'"


def child(where, what="", *, limit=0, most=1):
    command = [sys.executable, "-c", ENDLESS, str(where), what, str(limit), str(most)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def two_articles(where, between):
    """Keep one article, let something happen, keep another."""
    with Ledger.open(where) as ledger:
        kept(ledger, "a1", TEXTS["a1"])
        between()
        kept(ledger, "a2", TEXTS["a2"])


def sound(where):
    with Ledger.open(str(where)) as ledger:
        assert [fault for _, found in verify(ledger) for fault in found] == []
        return ledger.counts()["articles"]


def test_a_full_disk_is_one_error_and_all_that_was_kept_is_there(file):
    Ledger.open(str(file)).close()
    done = child(file, "disk", limit=file.stat().st_size + 300_000, most=2000)
    number, _, said = done.stdout.partition(" ")
    assert (done.returncode, done.stderr) == (1, "")
    assert said.startswith("the ledger cannot be written (")
    assert said.count("\n") == 1
    assert 0 < int(number) == sound(file)


def test_a_ledger_that_may_only_be_read_is_one_error_when_something_is_to_be_written(open_folder):
    folder = open_folder / "shelf"
    folder.mkdir()
    where = folder / "story.db"
    with Ledger.open(str(where)) as ledger:
        kept(ledger, "a1", TEXTS["a1"])
    where.chmod(0o444)
    folder.chmod(0o555)
    try:
        done = child(where, "user")
    finally:
        folder.chmod(0o755)
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.startswith("0 ")
    assert "written" in done.stdout or "cannot be opened" in done.stdout
    assert done.stdout.count("\n") == 1
    assert sound(where) == 1


def test_a_ledger_whose_folder_vanishes_is_an_error_and_not_a_silent_loss(tmp_path):
    folder = tmp_path / "shelf"
    folder.mkdir()
    with pytest.raises(LedgerError, match="moved or deleted"):
        two_articles(str(folder / "story.db"), lambda: shutil.rmtree(folder))


def test_a_ledger_that_another_file_takes_the_place_of_is_an_error(file, template_file):
    def replaced():
        file.rename(file.with_name("elsewhere.db"))
        shutil.copyfile(template_file, file)

    with pytest.raises(LedgerError, match="moved or deleted"):
        two_articles(str(file), replaced)


def test_a_server_that_drops_its_clients_between_two_articles_is_asked_again(server, template):
    with server.database(template) as where:
        two_articles(where, lambda: server.ask(DROPPED.format(name_of(where))))
        assert sound(where) == 2


def test_a_database_that_goes_away_in_the_middle_is_one_error(server, template):
    with server.database(template) as where:
        with pytest.raises(LedgerError, match="the ledger cannot be read") as caught:
            two_articles(where, lambda: server.ask(f"DROP DATABASE {name_of(where)} WITH (FORCE)"))
        assert "\n" not in str(caught.value)


def test_a_database_that_goes_away_within_a_transaction_is_one_error_and_leaves_none_of_it(server, template):
    def gone(ledger, where):
        with ledger.writing() as connection:
            connection.execute(text("INSERT INTO runs (version, command, started) VALUES ('0', 'add', now())"))
            server.ask(DROPPED.format(name_of(where)))
            connection.execute(text("SELECT 1"))

    with server.database(template) as where, Ledger.open(where) as ledger:
        with pytest.raises(LedgerError, match="the ledger cannot be written"):
            gone(ledger, where)
        assert ledger.counts()["runs"] == 0


def name_of(where):
    return where.partition("///")[2].partition("?")[0]


def test_a_run_that_fails_is_not_marked_as_finished(where):
    def fails():
        with Ledger.open(where) as ledger:
            ledger.start("add")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails()
    with Ledger.open(where) as ledger, ledger.reading() as connection:
        assert connection.execute(text("SELECT finished FROM runs")).scalars().all() == [None]


# -------------------------------------------------------------------------------- several at once


def test_a_second_writer_waits_for_the_first_and_says_so(where, monkeypatch, caplog):
    monkeypatch.setattr(engine, "PATIENCE", 0.1)
    written = threading.Event()

    def second():
        with Ledger.open(where) as ledger:
            kept(ledger, "a2", TEXTS["a2"])
        written.set()

    with caplog.at_level(logging.WARNING), Ledger.open(where) as ledger:
        other = threading.Thread(target=second)
        with ledger.writing():
            other.start()
            assert not written.wait(1)
        other.join()
        assert ledger.counts()["articles"] == 1
    said = [r.message for r in caplog.records]
    assert said[:1] == ["waiting for another run that writes to the same ledger"]
    assert len(said) <= 2  # at most once a transaction


def test_a_writer_that_waited_too_long_gives_up_in_words(where, monkeypatch):
    monkeypatch.setattr(engine, "PATIENCE", 0.05)
    monkeypatch.setattr(engine, "LONGEST", 0.1)
    gives_up = pytest.raises(LedgerError, match="another run has been writing")
    with Ledger.open(where) as first, Ledger.open(where) as second, first.writing(), gives_up:
        kept(second, "a2", TEXTS["a2"])


def test_readers_see_whole_articles_while_a_writer_writes(where):
    seen, done = [], threading.Event()

    def read():
        with Ledger.open(where) as ledger:
            while not done.is_set():
                articles = {a.id for a in ledger.articles()}
                claims = {c.article for c in ledger.claims()}
                captures = len(ledger.captures(sorted(articles)))
                seen.append((len(articles), captures, claims <= set(ledger.ids())))

    readers = [threading.Thread(target=read) for _ in range(2)]
    with Ledger.open(where) as ledger:
        for reader in readers:
            reader.start()
        for n in range(40):
            kept(ledger, f"{n:016x}", f"Boat number {n} sank off Oxmoor.")
        done.set()
        for reader in readers:
            reader.join()
    assert seen
    assert all(articles == captures and whole for articles, captures, whole in seen)
