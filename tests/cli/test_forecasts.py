"""The verbs of the forecasts board, from articles to a decision in the ledger."""

import json

import pytest
from typer.testing import CliRunner

from onrecord.cli import app

BEFORE = """Norland to send engineers

By Ana Ruiz
3 May 2021

Norland will send more than 400 engineers to Harl by the end of June, the defence ministry said on Monday.

There is a 70 per cent chance that the dam will fail by July, the inspector Bo Lindqvist said.
"""
AFTER = """Engineers in Harl

By Cy Vane
20 June 2021

Norland has sent 450 engineers to Harl, the mayor Ilse Brandt said on Sunday.
"""


@pytest.fixture
def pile(tmp_path):
    """A folder of two articles; the second answers a forecast of the first."""
    folder = tmp_path / "pile"
    folder.mkdir()
    (folder / "before.txt").write_text(BEFORE, encoding="utf-8")
    (folder / "after.txt").write_text(AFTER, encoding="utf-8")
    return folder


@pytest.fixture
def run():
    """The function that calls the command line and gives its result."""
    return lambda *words: CliRunner().invoke(app, [str(w) for w in words])


def records(result):
    assert result.exit_code == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_the_board_gives_each_forecast_with_its_place_day_and_standing(pile, run):
    found = records(run("forecasts", pile, "--as-of", "2021-06-10"))
    engineers = next(r for r in found if "engineers" in r["text"])
    assert engineers["due"] == "2021-06-30"
    assert engineers["standing"] == "open"
    assert engineers["sort"] == "prediction"
    (place,) = engineers["claims"]
    start, end = place["raw"][0]
    assert "Norland will send" in BEFORE[start:end]


def test_a_chance_in_numbers_is_kept_as_given(pile, run):
    found = records(run("forecasts", pile, "--as-of", "2021-06-10"))
    dam = next(r for r in found if "dam" in r["text"])
    assert dam["chance"] == {"low": 0.7, "high": 0.7}
    assert dam["forecaster"]["name"] == "Bo Lindqvist"


def test_a_later_figure_settles_a_forecast_and_is_cited(pile, run):
    found = records(run("forecasts", pile, "--as-of", "2021-06-25", "--standing", "settled"))
    (engineers,) = found
    assert engineers["settlement"]["outcome"] == "true"
    assert engineers["settlement"]["how"] == "record"
    assert engineers["settlement"]["claim"]["path"].endswith("after.txt")


def test_a_person_settles_a_forecast_and_takes_it_back(pile, run, tmp_path):
    ledger = tmp_path / "story.db"
    assert run("add", pile, "--ledger", ledger).exit_code == 0
    dam = next(r for r in records(run("forecasts", "--ledger", ledger)) if "dam" in r["text"])
    assert dam["standing"] == "past"
    done = run("settle", dam["forecast"], "false", "--because", "It stands.", "--by", "Ana", "--ledger", ledger)
    assert done.exit_code == 0, done.stderr
    (settled,) = [r for r in records(run("forecasts", "--ledger", ledger)) if r["forecast"] == dam["forecast"]]
    assert settled["settlement"]["outcome"] == "false"
    assert (settled["settlement"]["by"], settled["settlement"]["because"]) == ("Ana", "It stands.")
    score = next(s for s in records(run("forecasts", "--ledger", ledger, "--scores")) if s["scored"])
    assert (score["forecaster"], score["brier"], score["enough"]) == ("Bo Lindqvist", 0.49, False)
    assert run("settle", dam["forecast"], "--withdraw", "--ledger", ledger).exit_code == 0
    again = next(r for r in records(run("forecasts", "--ledger", ledger)) if r["forecast"] == dam["forecast"])
    assert again["settlement"] is None


def test_the_board_for_people_groups_by_standing(pile, run):
    shown = run("forecasts", pile, "--as-of", "2021-06-25", "--text").stdout
    assert "Settled (1)" in shown
    assert "TRUE, settled by the record" in shown
    assert "70 per cent, as given" in shown


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("settle", "0000000000000000", "true", "--because", "Seen."), "no claim with this id"),
        (("settle", "0000000000000000"), "say what became of it"),
        (("settle", "0000000000000000", "true"), "needs its reason"),
        (("settle", "0000000000000000", "true", "--withdraw", "--because", "Seen."), "not both"),
        (("settle", "0000000000000000", "--withdraw"), "nothing stands"),
    ],
    ids=["unknown claim", "nothing said", "no reason", "both", "nothing to withdraw"],
)
def test_a_wrong_decision_is_refused_in_one_line(words, message, pile, run, tmp_path):
    ledger = tmp_path / "story.db"
    run("add", pile, "--ledger", ledger)
    result = run(*words, "--ledger", ledger)
    assert result.exit_code == 2
    assert message in result.stderr


def test_a_claim_that_is_no_forecast_cannot_be_settled(pile, run, tmp_path):
    ledger = tmp_path / "story.db"
    run("add", pile, "--ledger", ledger)
    fact = next(r for r in records(run("claims", "--ledger", ledger)) if "has sent 450" in r["text"])
    result = run("settle", fact["claim"], "true", "--because", "Seen.", "--ledger", ledger)
    assert result.exit_code == 2
    assert "is no forecast" in result.stderr


def test_without_a_ledger_there_is_nothing_to_settle(run, tmp_path):
    result = run("settle", "x", "true", "--because", "Seen.", "--ledger", tmp_path / "none.db")
    assert result.exit_code == 2
    assert "there is no ledger" in result.stderr
