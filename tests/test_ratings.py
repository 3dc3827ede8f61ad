"""Rating sources on the command line: what is kept, what is refused and where, and what it reaches."""

import json
from datetime import UTC, date, datetime

import pytest
from typer.testing import CliRunner

from onrecord.cli import app
from onrecord.cli.ratings import ratings_given

TOWN = (
    "Flood kills nine in Marrow\n\nBy Ada Roe\n\nMarch 3, 2025\n\n"
    "The river at Marrow killed nine people on Monday, the mayor, Ivo Brandt, said. "
    "“We have lost more than 40 houses,” Brandt told reporters.\n"
)


def call(*args):
    return CliRunner().invoke(app, [str(a) for a in args])


def records(result):
    assert result.exit_code == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    folder = tmp_path_factory.mktemp("town")
    (folder / "town.txt").write_text(TOWN, encoding="utf-8")
    return folder


@pytest.fixture
def ledger(tmp_path):
    from onrecord.ledger.store import Ledger

    where = tmp_path / "story.db"
    Ledger.open(str(where)).close()
    return where


def table(tmp_path, text):
    path = tmp_path / "ratings.csv"
    path.write_text(text, encoding="utf-8")
    return path


def standing(ledger, *options):
    return [(r["source"], r["reliability"]) for r in records(call("rate", "--ledger", ledger, *options))]


def test_a_rating_stands_with_its_reason_and_who_gave_it(ledger):
    call("rate", "Ivo Brandt", "b", "--because", "Corrects himself.", "--by", "Ana", "--ledger", ledger)
    (found,) = records(call("rate", "--ledger", ledger))
    assert (found["reliability"], found["because"], found["by"]) == ("B", "Corrects himself.", "Ana")
    assert found["made"]
    assert found["ended"] is None


def test_a_newer_rating_ends_the_older_under_any_spelling(ledger):
    call("rate", "The Marrow Herald", "B", "--because", "x", "--ledger", ledger)
    call("rate", "marrow herald", "D", "--because", "y", "--ledger", ledger)
    assert standing(ledger) == [("marrow herald", "D")]
    assert standing(ledger, "--history") == [("The Marrow Herald", "B"), ("marrow herald", "D")]


def test_a_rating_can_be_withdrawn_and_stays_in_the_history(ledger):
    call("rate", "Ivo Brandt", "B", "--because", "x", "--ledger", ledger)
    assert call("rate", "ivo brandt", "--withdraw", "--ledger", ledger).exit_code == 0
    assert standing(ledger) == []
    assert standing(ledger, "--history") == [("Ivo Brandt", "B")]


@pytest.mark.parametrize(
    ("args", "says"),
    [
        (("Ivo Brandt", "G", "--because", "x"), "'G' is no rating"),
        (("Ivo Brandt", "AB", "--because", "x"), "'AB' is no rating"),
        (("Ivo Brandt", "B"), "needs its reason"),
        (("Ivo Brandt",), "give it a letter"),
        ((" ", "B", "--because", "x"), "no source is named"),
        (("Ivo Brandt", "--withdraw"), "no rating of it stands"),
        (("Ivo Brandt", "B", "--withdraw"), "not both"),
        (("Ivo Brandt", "--from", "x.csv"), "not both"),
    ],
    ids=["G", "two letters", "no reason", "no letter", "no name", "nothing to withdraw", "both", "name and table"],
)
def test_a_wrong_call_is_answered_in_one_line(ledger, args, says):
    result = call("rate", *args, "--ledger", ledger)
    assert result.exit_code == 2
    assert says in result.stderr
    assert len(result.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("source,reliability\nIvo Brandt,G\n", "line 2: 'G' is no rating"),
        ("source,reliability\nIvo Brandt,B\nivo brandt,C\n", "line 3: 'ivo brandt' occurs twice, first on line 2"),
        ("source,grade\nIvo Brandt,B\n", "line 1: unknown column 'grade'"),
        ("source,because\nIvo Brandt,x\n", "line 1: the column 'reliability' is missing"),
        ("source,reliability,source\na,B,c\n", "line 1: a column occurs twice"),
        ("source,reliability\n,B\n", "line 2: no source is named"),
        ("source,reliability\nIvo Brandt\n", "line 2: '' is no rating"),
        ("source,reliability\nIvo Brandt,B,well, yes\n", "line 2: more cells than columns"),
        ("", "line 1: the column 'source' is missing"),
    ],
    ids=["letter", "twice", "column", "missing", "column twice", "no name", "short", "long", "empty"],
)
def test_a_wrong_table_is_named_with_its_line(ledger, tmp_path, town, text, says):
    path = table(tmp_path, text)
    for result in (call("rate", "--from", path, "--ledger", ledger), call("questions", town, "--ratings", path)):
        assert result.exit_code == 2
        assert f"{path}, {says}" in result.stderr


def test_a_table_goes_into_the_ledger_whole_or_not_at_all(ledger, tmp_path):
    call("rate", "--from", table(tmp_path, "source,reliability,because\nIvo,B,x\nAda,C,\n"), "--ledger", ledger)
    assert standing(ledger) == []
    path = table(tmp_path, "﻿source,reliability,because\nIvo,b,x\nAda,C,\n")
    call("rate", "--from", path, "--because", "As agreed.", "--ledger", ledger)
    assert standing(ledger) == [("Ivo", "B"), ("Ada", "C")]


def test_a_table_rates_without_a_ledger_and_is_refused_beside_one(tmp_path, town, ledger):
    path = table(tmp_path, "source,reliability\nIvo Brandt,B\n")
    rated = records(call("questions", town, "--ratings", path))
    assert {c["origin"]: c["reliability"] for q in rated for c in q["claims"]}["Ivo Brandt"] == "B"
    assert call("questions", town, "--ratings", path, "--ledger", ledger).exit_code == 2


def test_a_file_that_is_not_there_or_no_text_is_named(tmp_path, town):
    assert "cannot be read" in call("questions", town, "--ratings", tmp_path / "no.csv").stderr
    (tmp_path / "bad.csv").write_bytes(b"source,reliability\n\xff\xfe,B\n")
    assert "not UTF-8" in call("questions", town, "--ratings", tmp_path / "bad.csv").stderr


def test_ratings_of_the_ledger_reach_questions_and_those_of_a_day_are_asked_as_of_it(town, ledger):
    call("add", town, "--ledger", ledger)
    call("rate", "Ivo Brandt", "B", "--because", "x", "--ledger", ledger)
    found = records(call("questions", "--ledger", ledger))
    assert {c["reliability"] for q in found for c in q["claims"] if c["origin"] == "Ivo Brandt"} == {"B"}
    assert ratings_given(str(ledger), None, date(2025, 3, 4)) == {}
    assert ratings_given(str(ledger), None, datetime.now(UTC).date()) == {"Ivo Brandt": "B"}


def test_sources_prints_a_record_a_source_and_a_table_for_people(town):
    found = records(call("sources", town))
    brandt = next(r for r in found if r["source"] == "Ivo Brandt")
    assert brandt["reliability"] == "F"
    assert brandt["figures"] == len(brandt["questions"]) > 0
    text = call("sources", town, "--text").stdout
    assert "Ivo Brandt" in text
    assert "which is yours" in text


def test_the_admiralty_code_is_written_as_other_tools_write_it(town):
    entry = records(call("questions", town))[0]["claims"][0]
    assert entry["admiralty"] == [
        'admiralty-scale:source-reliability="f"',
        f'admiralty-scale:information-credibility="{entry["credibility"]}"',
    ]
    assert entry["confidence"] == {"3": 50, "6": None}[entry["credibility"]]


def test_who_rated_and_who_took_it_back_stands_in_the_audit_log(ledger):
    from onrecord.ledger.accounts import read_audit
    from onrecord.ledger.store import Ledger

    call("rate", "Norwick Herald", "B", "--because", "Corrects.", "--by", "Ana", "--ledger", ledger)
    call("rate", "Norwick Herald", "--withdraw", "--by", "Bo", "--ledger", ledger)
    with Ledger.open(str(ledger)) as opened, opened.reading() as connection:
        found = [(row.by, row.action, row.subject, row.detail) for row in read_audit(connection, 5)]
    assert found == [
        ("Bo", "reliability withdrawn", "Norwick Herald", ""),
        ("Ana", "reliability decided", "Norwick Herald", "B"),
    ]


def test_a_run_is_written_down_without_the_password_of_an_address(monkeypatch):
    from onrecord.cli.work import command_line

    given = ["rate", "Herald", "B", "--ledger", "postgresql://ana:secret@db.example/story", "--because", "a:b@c"]
    monkeypatch.setattr("sys.argv", ["onrecord", *given])
    assert command_line() == "rate Herald B --ledger postgresql://ana:***@db.example/story --because a:b@c"
