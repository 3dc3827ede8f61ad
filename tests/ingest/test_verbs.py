"""The containers by way of the command line: read side by side, piped, kept as evidence."""

import hashlib
import json
import shutil
import sqlite3
from pathlib import Path

import pytest
from containers import MORE, WORDS, crawl, gzipped, wacz
from typer.testing import CliRunner

from onrecord.cli import app
from onrecord.ledger.store import Ledger

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "inputs"


def call(*args, stdin=None):
    return CliRunner().invoke(app, [str(a) for a in args], input=stdin)


def records(result):
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.fixture
def pile(tmp_path, monkeypatch):
    import typst

    monkeypatch.chdir(tmp_path)
    for path in EXAMPLES.iterdir():
        shutil.copy(path, tmp_path)
    (tmp_path / "pile.warc.gz").write_bytes(gzipped(crawl()))
    (tmp_path / "saved.wacz").write_bytes(wacz(gzipped(crawl()), [{"url": "https://ledger.example/pier"}]))
    (tmp_path / "a.typ").write_text(f"= The pier\n\n{WORDS}\n\n{MORE}", encoding="utf-8")
    (tmp_path / "report.pdf").write_bytes(typst.compile(str(tmp_path / "a.typ")))
    (tmp_path / "a.typ").unlink()
    return ["feed.xml", "pile.warc.gz", "saved.wacz", "table.csv", "report.pdf", "mail.eml"]


def test_containers_of_all_sorts_are_read_side_by_side(pile):
    result = call("articles", *pile)
    assert result.exit_code == 0
    found = {r["path"]: r for r in records(result)}
    assert set(found) == {
        *("feed.xml:1", "feed.xml:2", "pile.warc.gz:409", "pile.warc.gz:1543", "table.csv:2", "table.csv:3"),
        *("report.pdf", "mail.eml"),
    }
    assert [p for p, r in found.items() if not r["complete"]] == ["feed.xml:2"]
    web = found["pile.warc.gz:409"]["capture"]
    assert (web["captured"], web["tool"], web["offset"]) == ("2031-04-02T09:30:00+00:00", "Boatcrawl 2.1", 409)
    assert web["parent_sha256"] == hashlib.sha256(Path("pile.warc.gz").read_bytes()).hexdigest()
    assert found["mail.eml"]["title"] == "Ferry: 34 people were aboard"
    assert found["mail.eml"]["published"]["start"] == "2031-04-05"
    assert "34 people were aboard the ferry, not 31." in found["mail.eml"]["text"]
    assert "saved.wacz/archive/data.warc.gz:409: this has the same name" in result.stderr


@pytest.mark.parametrize("name", ["feed.xml", "pile.warc.gz", "saved.wacz", "table.csv", "report.pdf", "mail.eml"])
def test_a_container_can_come_through_a_pipe(pile, name):
    named = records(call("ingest", name))
    piped = records(call("ingest", "-", stdin=Path(name).read_bytes()))
    keys = ("sha256", "media_type", "characters", "url", "record", "offset", "complete")
    assert [[r[k] for k in keys] for r in piped] == [[r[k] for k in keys] for r in named]


def test_the_ledger_keeps_the_bytes_and_shows_where_they_came_from(pile):
    with Ledger.open("a.db") as ledger:
        from onrecord import pipeline

        run = pipeline.Run()
        for capture, article in pipeline.cleaned(pile, run):
            ledger.keep(capture, article)
    shown = records(call("evidence", "--ledger", "a.db"))
    assert len(shown) == 8
    assert {r["bytes"] for r in shown} == {"kept"}
    page = next(r for r in shown if r["url"] == "https://ledger.example/pier")
    result = call("evidence", "--ledger", "a.db", "--bytes", page["sha256"])
    assert hashlib.sha256(result.stdout_bytes).hexdigest() == page["sha256"]


def test_bytes_that_were_changed_in_the_ledger_are_reported(pile):
    with Ledger.open("a.db") as ledger:
        from onrecord import pipeline

        for capture, article in pipeline.cleaned(["mail.eml"], pipeline.Run()):
            ledger.keep(capture, article)
    with sqlite3.connect("a.db") as file:
        file.execute("update objects set packed = zeroblob(20)")
    result = call("evidence", "--ledger", "a.db")
    assert result.exit_code == 1
    assert records(result)[0]["bytes"] == "damaged"
    assert "damaged" in result.stderr


def test_bytes_that_are_not_in_the_ledger_are_a_wrong_call(pile):
    Ledger.open("a.db").close()
    assert call("evidence", "--ledger", "a.db", "--bytes", "00" * 32).exit_code == 2
    assert call("evidence", "--ledger", "none.db").exit_code == 2
