"""The command line as a person or a program meets it: bad input named, good work done, the ledger whole."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from onrecord.cli import app
from onrecord.cli.asking import BriefFormat, writer
from onrecord.errors import UsageError

TOWN = (
    "Flood kills nine in Marrow\n\n"
    "By Ada Roe\n\n"
    "March 3, 2025\n\n"
    "The river at Marrow killed nine people on Monday, the mayor, Ivo Brandt, said. "
    "“We have lost more than 40 houses,” Brandt told reporters.\n"
)
OTHER = (
    "Marrow toll rises\n\n"
    "March 5, 2025\n\n"
    "At least 14 people were killed by the flood in Marrow, the interior ministry said on Wednesday.\n"
)


def call(*args, stdin=None):
    return CliRunner().invoke(app, [str(a) for a in args], input=stdin)


def records(result):
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "town.txt").write_text(TOWN, encoding="utf-8")
    (tmp_path / "other.txt").write_text(OTHER, encoding="utf-8")
    return tmp_path


# -------------------------------------------------------------------------------- bad input


def test_a_missing_path_stops_the_run_when_there_is_nothing_else(tmp_path):
    result = call("articles", tmp_path / "nowhere.txt")
    assert result.exit_code == 1
    assert "nowhere.txt" in result.stderr
    assert "nothing could be read" in result.stderr


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("empty.txt", b""),
        ("picture.png", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00"),
        ("numbers.txt", b"12 34 56\n78 90\n"),
        ("blank.txt", b"  \n\n \t\n"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_and_the_rest_is_done(folder, name, content):
    (folder / name).write_bytes(content)
    result = call("articles", folder)
    assert result.exit_code == 0
    assert len(records(result)) == 2
    assert name in result.stderr
    assert "issue" in result.stderr
    assert "Traceback" not in result.stderr


def test_broken_utf8_is_read_as_far_as_it_goes_or_named(folder):
    (folder / "broken.txt").write_bytes(TOWN.replace("Marrow", "Barrow").encode() + b"He said \xff\xfe\x9d nothing.\n")
    result = call("articles", folder)
    assert result.exit_code == 0
    assert "broken.txt" in result.stderr or len(records(result)) == 3


def test_a_broken_json_line_is_named_by_its_number_and_the_others_are_read(tmp_path):
    pile = tmp_path / "pile.jsonl"
    lines = [json.dumps({"id": "a", "text": TOWN}), '{"text": "cut off', '{"id": "c"}', json.dumps({"text": OTHER})]
    pile.write_text("\n".join(lines), encoding="utf-8")
    result = call("articles", pile)
    assert result.exit_code == 0
    assert [r["path"] for r in records(result)] == ["a", f"{pile}:4"] or {r["path"] for r in records(result)} >= {"a"}
    assert f"{pile}:2" in result.stderr
    assert f"{pile}:3" in result.stderr


def test_a_line_of_fifty_megabytes_is_refused_by_name_and_the_others_are_read(tmp_path):
    pile = tmp_path / "pile.jsonl"
    with pile.open("w", encoding="utf-8") as out:
        out.write(json.dumps({"id": "huge", "text": "The river rose. " * (50_000_000 // 16)}) + "\n")
        out.write(json.dumps({"id": "small", "text": TOWN}) + "\n")
    result = call("articles", pile)
    assert result.exit_code == 0
    assert [r["path"] for r in records(result)] == ["small"]
    assert "huge" in result.stderr or f"{pile}:1" in result.stderr


def test_a_wrong_call_is_told_so_with_code_2(folder):
    assert call("questions", folder, "--as-of", "yesterday").exit_code == 2
    assert call("claims").exit_code == 2
    assert call("brief", folder, "--format", "papyrus").exit_code == 2
    assert call("status", "--ledger", folder / "none.db").exit_code == 2


def test_an_output_that_cannot_be_written_is_told(folder):
    result = call("brief", folder, "--output", folder / "no" / "brief.md")
    assert result.exit_code == 2
    assert "cannot be written" in result.stderr


# -------------------------------------------------------------------------------- good work


def test_standard_input_is_read_as_text_and_as_json_lines():
    assert records(call("articles", "-", stdin=TOWN))[0]["title"] == "Flood kills nine in Marrow"
    line = json.dumps({"id": "x1", "text": TOWN, "published": "2025-03-04"})
    assert records(call("articles", "-", stdin=line + "\n"))[0]["path"] == "x1"


def test_claims_point_at_their_characters_in_the_input(folder):
    found = records(call("claims", folder))
    assert found
    for claim in found:
        raw = Path(claim["path"]).read_text(encoding="utf-8")
        assert " … ".join(raw[s:e] for s, e in claim["content"]["raw"]) == claim["text"]
        for figure in claim["figures"]:
            assert raw[slice(*figure["raw"])] == figure["text"]
        for link in claim["attribution"]["chain"]:
            assert " ".join(raw[s:e] for s, e in link["raw"]).split() == link["text"].split()


def test_a_toll_that_rises_is_one_question(folder):
    found = [q for q in records(call("questions", folder)) if q["measure"] == "killed"]
    assert len(found) == 1
    assert {e["relation"] for e in found[0]["claims"]} >= {"updates"} or found[0]["verdict"] == "superseded"
    assert found[0]["best"] == 14


def test_with_per_article_nothing_is_compared_across_articles(folder):
    found = [q for q in records(call("questions", folder, "--per-article")) if q["measure"] == "killed"]
    assert sorted(Path(q["path"]).name for q in found) == ["other.txt", "town.txt"]


@pytest.mark.parametrize(("name", "start"), [("b.md", "# "), ("b.html", "<!doctype html>"), ("b.json", '{"title"')])
def test_the_form_of_a_brief_follows_the_name_of_its_file(folder, name, start):
    out = folder / "out"
    out.mkdir()
    assert call("brief", folder / "town.txt", folder / "other.txt", "--output", out / name).exit_code == 0
    assert (out / name).read_text(encoding="utf-8").lower().startswith(start)


def test_a_brief_can_be_a_pdf_in_a_file_or_in_a_pipe(folder, tmp_path):
    out = tmp_path / "out" / "b.pdf"
    out.parent.mkdir()
    assert call("brief", folder / "town.txt", "--output", out).exit_code == 0
    assert out.read_bytes().startswith(b"%PDF-")
    assert call("brief", folder / "town.txt", "--format", "pdf").stdout_bytes == out.read_bytes()


def test_a_pdf_is_not_put_on_a_terminal(monkeypatch):
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    with pytest.raises(UsageError, match="--output"):
        writer(BriefFormat.PDF, None)


def test_quantities_and_times_print_what_they_read():
    assert records(call("quantities", "-", stdin="The mayor said more than 600,000 people fled."))[0]["low"] == 600000
    assert records(call("times", "-", stdin="The mayor fled on 3 March 2025, they said."))[0]["start"] == "2025-03-03"


def test_output_to_a_pipe_holds_records_and_nothing_else(folder):
    done = subprocess.run(
        [sys.executable, "-m", "onrecord", "claims", str(folder)], capture_output=True, text=True, check=True
    )
    assert all(json.loads(line) for line in done.stdout.splitlines())


# -------------------------------------------------------------------------------- the ledger


def test_reading_twice_into_a_ledger_doubles_nothing(folder):
    ledger = folder / "story.db"
    paths = [folder / "town.txt", folder / "other.txt"]
    assert call("add", *paths, "--ledger", ledger).exit_code == 0
    before = records(call("status", "--ledger", ledger))[0]
    assert call("add", *paths, "--ledger", ledger).exit_code == 0
    after = records(call("status", "--ledger", ledger))[0]
    assert (before["articles"], before["claims"]) == (after["articles"], after["claims"])
    assert after["articles"] == 2


def test_a_brief_from_the_ledger_is_the_brief_from_the_files(folder):
    ledger = folder / "story.db"
    paths = [folder / "town.txt", folder / "other.txt"]
    call("add", *paths, "--ledger", ledger)
    assert call("brief", "--ledger", ledger).stdout == call("brief", *paths).stdout


def test_a_killed_run_leaves_the_ledger_whole_and_is_taken_up(tmp_path):
    pile, ledger = tmp_path / "pile.jsonl", str(tmp_path / "story.db")
    with pile.open("w", encoding="utf-8") as out:
        for i in range(60):
            out.write(json.dumps({"id": f"n{i}", "text": TOWN.replace("nine", str(i + 2))}) + "\n")
    command = [sys.executable, "-m", "onrecord", "add", str(pile), "--ledger", ledger]
    chance = random.Random(7)
    for _ in range(4):
        running = subprocess.Popen(command, stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(0.5, 6))
        os.kill(running.pid, signal.SIGKILL)
        running.wait()
        assert_whole(ledger)
    assert subprocess.run(command, check=True, capture_output=True).returncode == 0
    counts = records(call("status", "--ledger", ledger))[0]
    again = str(tmp_path / "again.db")
    call("add", pile, "--ledger", again)
    whole = records(call("status", "--ledger", again))[0]
    assert (counts["articles"], counts["claims"]) == (whole["articles"], whole["claims"])


def assert_whole(ledger):
    import sqlite3

    if Path(ledger).exists():
        connection = sqlite3.connect(ledger)
        assert connection.execute("pragma integrity_check").fetchone() == ("ok",)
        connection.close()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_told_in_a_line(folder):
    command = [sys.executable, "-m", "onrecord", "articles", str(folder)]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.strip() == "onrecord: the output: No space left on device"
