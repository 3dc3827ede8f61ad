"""The verb that shows who cites whom, from files to each of its forms."""

import json

import pytest
from typer.testing import CliRunner

from onrecord.cli import app

HERALD = "Port Vale Herald\nMay 3, 2031\nForty dead at Port Vale\nForty people were killed, the Harbour Office said.\n"
TIDE = "The Tide\nMay 4, 2031\nPort Vale mourns\nForty people were killed, according to the Port Vale Herald.\n"


@pytest.fixture
def folder(tmp_path):
    rows = [("herald", "Port Vale Herald", "2031-05-03", HERALD), ("tide", "The Tide", "2031-05-04", TIDE)]
    lines = [
        json.dumps({"id": key, "publisher": outlet, "published": day, "text": text}) for key, outlet, day, text in rows
    ]
    (tmp_path / "pile.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return tmp_path


def call(*args):
    return CliRunner().invoke(app, ["citations", *map(str, args)])


def test_records_by_default(folder):
    records = [json.loads(line) for line in call(folder).stdout.splitlines()]
    names = {r["node"]: r["name"] for r in records if r["record"] == "node"}
    pairs = {(names[r["who"]], names[r["source"]]) for r in records if r["record"] == "edge"}
    assert ("The Tide", "Port Vale Herald") in pairs
    assert ("Port Vale Herald", "Harbour Office") in pairs


@pytest.mark.parametrize(
    ("form", "start"), [("text", "On whom most rests"), ("dot", "digraph citations {"), ("svg", "<svg ")], ids=str
)
def test_other_forms(folder, form, start):
    result = call(folder, "--format", form)
    assert result.exit_code == 0
    assert result.stdout.startswith(start)


def test_a_form_goes_to_a_file(folder, tmp_path):
    result = call(folder, "--format", "svg", "--output", tmp_path / "who.svg")
    assert (result.exit_code, result.stdout) == (0, "")
    assert (tmp_path / "who.svg").read_text(encoding="utf-8").startswith("<svg ")


def test_as_of_a_day_only_what_was_published_by_then_is_in_it(folder):
    text = call(folder, "--format", "text", "--as-of", "2031-05-03").stdout
    assert "The one article rests on Harbour Office" in text
    assert "The Tide" not in text


def test_a_wrong_form_is_a_wrong_call(folder):
    assert call(folder, "--format", "png").exit_code == 2
