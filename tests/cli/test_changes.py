"""The verb that tells what changed, as a person or a program meets it."""

import json

import pytest
from typer.testing import CliRunner

from onrecord.cli import app

MONDAY = (
    "Flood kills nine in Marrow\n\nMarch 3, 2025\n\n"
    "The river at Marrow killed nine people on Monday, the mayor, Ivo Brandt, said.\n"
)
WEDNESDAY = (
    "Marrow toll rises\n\nMarch 5, 2025\n\n"
    "At least 14 people were killed by the flood in Marrow, the interior ministry said on Wednesday.\n"
)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "monday.txt").write_text(MONDAY, encoding="utf-8")
    (tmp_path / "wednesday.txt").write_text(WEDNESDAY, encoding="utf-8")
    return tmp_path


def call(*args):
    return CliRunner().invoke(app, [str(a) for a in args])


def test_changes_are_records_the_weightiest_first(folder):
    result = call("changes", folder, "--since", "2025-03-04")
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert [r["weight"] for r in found] == sorted((r["weight"] for r in found), reverse=True)
    assert {"kind", "says", "weight", "question", "text", "was", "shifts", "claims", "article"} == set(found[0])
    assert "new article" in {r["kind"] for r in found}
    (toll,) = [r for r in found if r["kind"] in ("answer", "new question") and "killed" in r["says"]]
    assert "14" in toll["says"]


def test_changes_can_be_read(folder):
    result = call("changes", folder, "--since", "2025-03-04", "--text")
    assert "Rose from 9 to 14: one new origin, at least 14 by the interior ministry" in result.stdout
    assert "New article (1)\n  - wednesday.txt, 5 March 2025.\n" in result.stdout


def test_sources_can_be_rated_for_the_rule_that_asks_who_is_reliable(folder):
    other = WEDNESDAY.replace("At least 14", "Twelve").replace("interior ministry", "coast guard")
    (folder / "other.txt").write_text(other, encoding="utf-8")
    (folder / "letters.csv").write_text("source,reliability\ninterior ministry,A\ncoast guard,E\n", encoding="utf-8")
    asked = ("changes", folder, "--since", "2025-03-04", "--rule", "reliable", "--text")
    assert "Rose from 9 to 14" in call(*asked, "--ratings", folder / "letters.csv").stdout
    assert "Rose from 9 to 12" in call(*asked).stdout


def test_before_the_first_article_all_is_new(folder):
    found = [json.loads(line) for line in call("changes", folder, "--since", "2025-01-01").stdout.splitlines()]
    assert sum(r["kind"] == "new article" for r in found) == 2
    assert all(r["kind"] != "answer" for r in found)


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ((), "--since is missing"),
        (("--since", "Monday"), "--since Monday: not a day"),
        (("--since", "2025-03-09"), "2025-03-09 is not before 2025-03-05"),
        (("--since", "2025-03-04", "--as-of", "2025-03-01"), "2025-03-04 is not before 2025-03-01"),
    ],
    ids=["missing", "no day", "too late", "wrong way round"],
)
def test_days_that_make_no_sense_are_named(folder, options, says):
    result = call("changes", folder, *options)
    assert result.exit_code == 2
    assert says in result.stderr


@pytest.mark.parametrize("verb", ["articles", "stories", "claims", "questions"])
def test_every_verb_that_answers_can_be_asked_as_of_a_day(folder, verb):
    result = call(verb, folder, "--as-of", "2025-03-04")
    assert result.exit_code == 0
    assert "monday.txt" in result.stdout or verb == "questions"
    assert "wednesday.txt" not in result.stdout
    assert call(verb, folder, "--as-of", "2025-03-02").exit_code == 1


def test_the_rule_is_named_in_the_record(folder):
    found = [json.loads(line) for line in call("questions", folder, "--rule", "conservative").stdout.splitlines()]
    assert {r["rule"] for r in found if r["low"] is not None} == {"conservative"}
