"""Reviews on the command line: what a person decides of a claim or of two figures changes the answers, and back."""

import json
import shutil

import pytest
from typer.testing import CliRunner

from onrecord.cli import app

FIRST = """Ferry sinks off Marrow

By Ada Roe
3 March 2025

The ferry disaster at Marrow killed 40 people on Monday, the mayor, Ivo Brandt, said.
"""
SECOND = """Ferry: the toll

By Cy Vane
4 March 2025

The ferry disaster at Marrow killed 45 people on Monday, the coast guard chief, Ilse Holm, said.
"""


def call(*words):
    return CliRunner().invoke(app, [str(w) for w in words])


def records(result):
    assert result.exit_code == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.fixture(scope="module")
def read(tmp_path_factory):
    """A ledger of two articles whose figures exclude each other; only to be copied."""
    folder = tmp_path_factory.mktemp("ferry")
    (folder / "first.txt").write_text(FIRST, encoding="utf-8")
    (folder / "second.txt").write_text(SECOND, encoding="utf-8")
    where = folder / "ferry.db"
    assert call("add", folder / "first.txt", folder / "second.txt", "--ledger", where).exit_code == 0
    return where


@pytest.fixture
def ledger(read, tmp_path):
    return shutil.copy(read, tmp_path / "story.db")


def claim_with(ledger, words):
    return next(c for c in records(call("claims", "--ledger", ledger)) if words in c["text"] and c["figures"])


def killed(ledger, *options):
    found = records(call("questions", "--ledger", ledger, *options))
    return [(q["verdict"], q["low"], q["high"]) for q in found if q["measure"] == "killed"]


def test_a_refused_claim_is_out_of_the_answer_until_that_is_taken_back(ledger):
    before, wrong = killed(ledger), claim_with(ledger, "45 people")["claim"]
    done = call("review", wrong, "refused", "--because", "Misheard.", "--by", "Ana", "--ledger", ledger)
    assert done.exit_code == 0, done.stderr
    assert killed(ledger) == [("single", 40, 40)]
    assert wrong not in {c["claim"] for c in records(call("claims", "--ledger", ledger))}
    (found,) = records(call("review", "--list", "--ledger", ledger))
    assert (found["claim"], found["verdict"], found["by"], found["because"]) == (wrong, "refused", "Ana", "Misheard.")
    assert "45 people" in found["text"]
    assert call("review", wrong, "--withdraw", "--ledger", ledger).exit_code == 0
    assert killed(ledger) == before
    assert records(call("review", "--list", "--ledger", ledger)) == []
    (ended,) = records(call("review", "--history", "--ledger", ledger))
    assert ended["ended"]


def test_a_mended_claim_is_told_beside_what_was_read(ledger):
    claim = claim_with(ledger, "45 people")["claim"]
    low, high = "figures.0.low=40", "figures.0.high=40"
    same = ("--set", "kind=fact")
    done = call(
        "review", claim, "mended", "--set", low, "--set", high, *same, "--because", "A slip.", "--ledger", ledger
    )
    assert done.exit_code == 0, done.stderr
    assert killed(ledger) == [("agree", 40, 40)]
    found = claim_with(ledger, "45 people")
    assert found["review"]["verdict"] == "mended"
    assert found["review"]["changes"] == [
        {"field": "figures.0.low", "read": "45", "mended": "40"},
        {"field": "figures.0.high", "read": "45", "mended": "40"},
    ]
    assert found["figures"][0]["mended"] == "a reviewer"
    assert found["figures"][0]["text"].startswith("45")


def test_an_accepted_claim_says_so_and_counts_as_before(ledger):
    before, claim = killed(ledger), claim_with(ledger, "40 people")["claim"]
    call("review", claim, "accepted", "--by", "Bo", "--ledger", ledger)
    assert claim_with(ledger, "40 people")["review"]["by"] == "Bo"
    assert claim_with(ledger, "45 people")["review"] is None
    assert killed(ledger) == before


def test_a_review_stands_from_its_day_on_and_not_before(ledger):
    claim = claim_with(ledger, "45 people")["claim"]
    before = killed(ledger)
    call("review", claim, "refused", "--because", "Misheard.", "--ledger", ledger)
    assert killed(ledger, "--as-of", "2025-03-05") == before


def test_a_mended_number_is_told_as_mended_in_the_brief(ledger):
    claim = claim_with(ledger, "45 people")["claim"]
    mend = ("--set", "figures.0.low=47", "--set", "figures.0.high=47")
    call("review", claim, "mended", *mend, "--because", "By the list.", "--by", "Ana Ruiz", "--ledger", ledger)
    (brief,) = records(call("brief", "--format", "json", "--ledger", ledger))
    lines = [line["text"] for section in brief["sections"] for line in section["lines"] if "47" in line["text"]]
    assert lines
    assert all("47 is as mended by Ana Ruiz: the source has “45 people”" in line for line in lines)


def test_two_figures_are_set_apart_and_put_together_again(ledger):
    left, right = (claim_with(ledger, words)["claim"] + ":0" for words in ("40 people", "45 people"))
    assert len(killed(ledger)) == 1
    assert call("part", left, right, "--because", "Two ferries.", "--by", "Ana", "--ledger", ledger).exit_code == 0
    assert len(killed(ledger)) == 2
    assert call("join", left, right, "--because", "One ferry.", "--ledger", ledger).exit_code == 0
    assert len(killed(ledger)) == 1
    assert call("join", left, right, "--withdraw", "--ledger", ledger).exit_code == 0
    assert call("join", left, right, "--withdraw", "--ledger", ledger).exit_code == 2


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("review",), "name a claim"),
        (("review", "CLAIM"), "say what you found"),
        (("review", "CLAIM", "accepted", "--withdraw"), "not both"),
        (("review", "0000000000000000", "accepted"), "no claim with this id"),
        (("review", "CLAIM", "refused"), "needs its reason"),
        (("review", "CLAIM", "mended", "--because", "x"), "nothing is mended"),
        (("review", "CLAIM", "mended", "--set", "speaker=Zoe Lind"), "needs its reason"),
        (("review", "CLAIM", "mended", "--set", "speaker"), "write it as FIELD=VALUE"),
        (("review", "CLAIM", "mended", "--set", "text=other", "--because", "x"), "no such field"),
        (("review", "CLAIM", "mended", "--set", "figures.0.low=many", "--because", "x"), "no value"),
        (("review", "CLAIM", "mended", "--set", "figures.0.low=99", "--because", "x"), "above its high end"),
        (("review", "CLAIM", "accepted", "--set", "speaker=Zoe"), "only a mended claim has changes"),
        (("review", "CLAIM", "--withdraw"), "nothing stands"),
        (("join", "CLAIM:0", "CLAIM:0", "--because", "x"), "name two figures"),
        (("join", "CLAIM", "CLAIM:0", "--because", "x"), "not a figure"),
        (("join", "CLAIM:0", "CLAIM:7", "--because", "x"), "no figure with this number"),
        (("part", "CLAIM:0", "0000000000000000:0", "--because", "x"), "no claim with this id"),
        (("part", "CLAIM:0", "0000000000000000:0"), "needs its reason"),
    ],
    ids=lambda value: "-".join(value) if isinstance(value, tuple) else "",
)
def test_a_wrong_call_is_told_in_one_line(ledger, words, said):
    claim = claim_with(ledger, "45 people")["claim"]
    result = call(*(w.replace("CLAIM", claim) for w in words), "--ledger", ledger)
    assert result.exit_code == 2
    assert said in result.stderr
    assert "Traceback" not in result.stderr
    assert records(call("review", "--list", "--ledger", ledger)) == []
