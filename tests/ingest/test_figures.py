"""Figures that come ready made: tables with a mapping, tables by their columns' names, lines of JSON with claims."""

import csv
import json
from pathlib import Path

import pytest

from onrecord.errors import MalformedError
from onrecord.ingest.amounts import read_amount
from onrecord.ingest.located import json_cell, row_cells
from onrecord.model import Basis, Bound, Certainty, SpeakerType

CASES = Path(__file__).resolve().parents[1] / "cases" / "amounts.csv"
TABLE = (
    "day,who says,low,high,side\n30/06/2031,Harbour Watch,90,130,nor\n31/07/2031,Officials (via The Lamp),,200,nor\n"
)
MAPPING = """
[columns]
date = { column = "day", format = "%d/%m/%Y" }
source = "who says"
[[figure]]
low = "low"
high = "high"
measure = { is = "killed" }
who = { column = "side", means = { nor = "Norland" } }
"""


@pytest.fixture
def mapped(put, read_all):
    """Reads a table with a mapping beside it."""

    def read(text=TABLE, mapping=MAPPING):
        path = put("losses.csv", text.encode())
        put("losses.csv.toml", mapping.encode())
        return read_all(path)

    return read


@pytest.mark.parametrize("case", list(csv.DictReader(CASES.read_text("utf-8").splitlines())), ids=lambda c: c["cell"])
def test_a_number_is_read_as_people_write_it_into_cells(case):
    if case["bound"] == "error":
        with pytest.raises(MalformedError):
            read_amount(case["cell"])
    else:
        found = read_amount(case["cell"])
        shown = ["" if n is None else f"{n.normalize():f}" for n in (found.low, found.high)]
        assert (*shown, found.bound.value) == (case["low"], case["high"], case["bound"])


# ------------------------------------------------------------------------------------------ tables


def test_a_row_is_its_own_source_and_each_figure_points_at_its_cells(mapped):
    (row, _), issues = mapped()
    (claim,) = row.given
    (figure,) = claim.figures
    assert issues == []
    assert row.text == "30/06/2031,Harbour Watch,90,130,nor"
    assert figure.span.of(row.text) == figure.text == "90,130"
    assert (figure.quantity.low, figure.quantity.high, figure.quantity.bound) == (90, 130, Bound.RANGE)
    assert (figure.measure, figure.who, figure.basis) == ("killed", "Norland", Basis.TOTAL)
    assert (str(figure.period.end), figure.period.start, row.published) == ("2031-06-30", None, "2031-06-30")


def test_who_says_it_is_taken_from_its_column_with_whoever_carried_it(mapped):
    (one, other), _ = mapped()
    assert [s.span.of(one.text) for s in one.given[0].attribution.path] == ["Harbour Watch"]
    carrier, speaker = other.given[0].attribution.path
    assert (carrier.span.of(other.text), speaker.span.of(other.text)) == ("The Lamp", "Officials")
    assert speaker.type is SpeakerType.UNNAMED


def test_one_end_of_a_range_is_a_bound(mapped):
    (_, other), _ = mapped()
    quantity = other.given[0].figures[0].quantity
    assert (quantity.low, quantity.high, quantity.bound) == (None, 200, Bound.AT_MOST)


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("30/06/2031,Harbour Watch,about ninety,,nor", "'about ninety' is no number"),
        ("2031-06-30,Harbour Watch,90,,nor", "no day of the form %d/%m/%Y"),
        ("30/06/2031,Harbour Watch,90,,sor", "'sor' in column \"side\" is no who that is known"),
        ("30/06/2031,Harbour Watch,130,90,nor", "is above the high one"),
    ],
    ids=["number", "day", "side", "ends"],
)
def test_a_row_that_is_wrong_is_named_and_the_rest_is_read(mapped, row, says):
    captures, issues = mapped(TABLE + row + "\n")
    assert len(captures) == 2
    assert issues[0].where.endswith("losses.csv:4")
    assert says in issues[0].message


@pytest.mark.parametrize(
    ("mapping", "says"),
    [
        (MAPPING.replace('low = "low"', 'low = "least"'), 'the table has no column "least"'),
        (MAPPING.replace('low = "low"', 'lowest = "low"'), '"lowest" is not known'),
        (MAPPING.replace('measure = { is = "killed" }', ""), "needs a measure"),
        (MAPPING.replace('source = "who says"', 'source = { is = "me" }'), '"source" must be a column'),
        ("[columns]\n", "must have [columns] and one or more [[figure]]"),
        ("low = [", "cannot be read"),
    ],
    ids=["no column", "no field", "no measure", "no source", "no figure", "no TOML"],
)
def test_a_mapping_that_is_wrong_is_one_clear_line(mapped, mapping, says):
    captures, (issue,) = mapped(mapping=mapping)
    assert captures == []
    assert says in issue.message


def test_columns_that_go_by_our_names_need_no_mapping(put, read_all):
    path = put(
        "a.csv", b'date,source,measure,value,who,per,basis\n2031-05-01,The Roll,injured,"1,250",Norland,,total\n'
    )
    (row,), issues = read_all(path)
    figure = row.given[0].figures[0]
    assert issues == []
    assert (figure.text, figure.quantity.low, figure.measure) == ("1,250", 1250, "injured")


def test_a_row_may_hold_several_figures_each_a_claim(mapped):
    wide = MAPPING + '\n[[figure]]\nvalue = "high"\nmeasure = { is = "injured" }\n'
    (row, _), _ = mapped(mapping=wide)
    assert [c.figures[0].measure for c in row.given] == ["killed", "injured"]
    assert row.given[0].content != row.given[1].content


def test_the_mapping_beside_a_table_is_no_article(put, read_all):
    put("pile/losses.csv", TABLE.encode())
    folder = Path(put("pile/losses.csv.toml", MAPPING.encode())).parent
    captures, issues = read_all(str(folder))
    assert (len(captures), issues) == (2, [])


# ------------------------------------------------------------------------------------------ lines of JSON


def line(**record):
    return (json.dumps(record, ensure_ascii=False) + "\n").encode()


FIGURE = {"low": 90, "high": 130, "measure": "killed", "who": "Norland"}


def test_a_line_without_text_is_its_own_source(put, read_all):
    data = line(id="a", published="2031-06-30", claims=[{"speaker": "Harbour Watch", "figure": FIGURE}])
    (one,), issues = read_all(put("a.jsonl", data))
    (claim,) = one.given
    assert issues == []
    assert one.text == data.decode().strip()
    assert claim.figures[0].text == '90, "high": 130'
    assert claim.attribution.chain[0].span.of(one.text) == "Harbour Watch"


def test_a_line_with_text_has_its_claims_places_there(put, read_all):
    text = "Harbour Watch said on Monday that 1,250 people were killed. The Lamp could not check it."
    told = {"text": "1,250 people were killed", "chain": ["Harbour Watch"], "certainty": "hedged"}
    data = line(text=text, claims=[{**told, "figure": {"value": 1250, "measure": "killed"}}])
    (one,), issues = read_all(put("a.jsonl", data))
    (claim,) = one.given
    assert issues == []
    assert (claim.text, claim.figures[0].text, claim.certainty) == (told["text"], "1,250", Certainty.HEDGED)
    assert claim.attribution.chain[0].span.start == 0


@pytest.mark.parametrize(
    ("claim", "says"),
    [
        ({"figure": {"low": 1}}, "does not say what it counts"),
        ({"figure": {"measure": "killed"}}, "there is no number in it"),
        ({"figure": {**FIGURE, "size": 3}}, 'a figure has no "size"'),
        ({"figure": {**FIGURE, "bound": "roughly"}}, "'roughly', not one of exact"),
        ({"speaker": 7, "figure": FIGURE}, "a speaker must be a name"),
        ("ninety", "not an object"),
    ],
    ids=["measure", "number", "field", "bound", "speaker", "sort"],
)
def test_a_claim_that_is_wrong_is_named_and_the_others_are_taken(put, read_all, claim, says):
    data = line(id="a", claims=[claim, {"figure": FIGURE}])
    (one,), (issue,) = read_all(put("a.jsonl", data))
    assert len(one.given) == 1
    assert issue.message.startswith("claim 1: ")
    assert says in issue.message


def test_words_that_stand_nowhere_in_the_text_make_no_claim(put, read_all):
    data = line(text="Nobody was hurt in the storm.", claims=[{"text": "nine were hurt"}])
    captures, issues = read_all(put("a.jsonl", data))
    assert captures == []
    assert "stand nowhere in the text" in issues[0].message


# ------------------------------------------------------------------------------------------ places


@pytest.mark.parametrize("row", ['a,"b ""c"", d",, e ', '"x"', ",", 'q"r,s'])
def test_every_cell_points_at_its_characters(row):
    for cell in row_cells(row, ","):
        assert cell.span is None or cell.span.of(row).replace('""', '"') == cell.value


@pytest.mark.parametrize("text", ['{"a": [1, "b\\n", {"c": null}], "d": -2.5e3}', "[]", '"x"', "{ }"])
def test_json_with_places_is_the_same_json(text):
    def plain(cell):
        if isinstance(cell.value, dict):
            return {name: plain(c) for name, c in cell.value.items()}
        return [plain(c) for c in cell.value] if isinstance(cell.value, list) else cell.value

    assert plain(json_cell(text)) == json.loads(text)


def test_json_that_is_nested_without_end_is_refused():
    with pytest.raises(MalformedError):
        json_cell("[" * 5000)
