"""Flat tables: what stands in their cells, and that no spreadsheet runs them."""

import csv
import json
import re
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO, StringIO
from pathlib import Path

import polars as pl
import pytest

from onrecord import pipeline
from onrecord.errors import UsageError
from onrecord.export.tables import TABLES, Column, Material, Sort, Table, What, records, table
from onrecord.export.tables.writing import to_csv, to_jsonl, to_parquet
from onrecord.model import Judgement, Matter

ROOT = Path(__file__).resolve().parents[2]
DOCUMENT = ROOT / "docs" / "reference" / "tables.md"
PILE = {
    "one.txt": (
        "Ferry capsizes off Oxmoor\n\nNorwick Courier, 4 May 2031\n\n"
        "At least 29 people were killed when a ferry capsized off Oxmoor on Saturday, the harbour police said. "
        "The mayor said that the toll would probably rise to 40.\n"
    ),
    "two.txt": (
        "Toll in ferry disaster rises\n\nVessen Standard, 6 May 2031\n\n"
        "The ferry disaster off Oxmoor killed 34 people, the harbour police said on Monday.\n"
    ),
}


@pytest.fixture(scope="module")
def material(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pile")
    for name, text in PILE.items():
        (folder / name).write_text(text, encoding="utf-8")
    run = pipeline.Run()
    pile = pipeline.extracted(pipeline.pile([str(folder)], run), run)
    made = datetime(2031, 5, 7, 9, 30, tzinfo=UTC)
    rating = Judgement(matter=Matter.RELIABILITY, subject="Norwick Courier", value="B", because="-1", made=made)
    return Material(
        articles=pile.articles,
        claims=pile.claims,
        questions=lambda: pipeline.questions(pile),
        citations=lambda: pipeline.citations(pile),
        forecasts=lambda: pipeline.forecasts(pile, today=date(2031, 6, 1)),
        sources=lambda: pipeline.sources(pile, today=date(2031, 6, 1)),
        judgements=lambda: (rating,),
    )


def read(text):
    return list(csv.DictReader(StringIO(text)))


def cells(*values, sort=Sort.TEXT):
    """A table of one column."""
    return Table(columns=(Column("x", sort, "", lambda v: v),), rows=tuple((v,) for v in values))


@pytest.mark.parametrize("what", What)
def test_every_table_has_rows_and_is_the_same_as_csv_and_as_parquet(material, what):
    made = table(what, material)
    assert made.rows
    from_csv = read("".join(to_csv(made)))
    from_parquet = pl.read_parquet(BytesIO(to_parquet(made)))
    names = [c.name for c in TABLES[what]]
    assert list(from_csv[0]) == from_parquet.columns == names
    assert len(set(names)) == len(names)
    assert len(from_csv) == from_parquet.height == len(made.rows)
    for row, other in zip(from_csv, from_parquet.iter_rows(named=True), strict=True):
        for column in made.columns:
            same(row[column.name], other[column.name], column.sort)


def same(cell, value, sort):
    """That a cell of a CSV says what the value of the Parquet is."""
    if value is None:
        assert cell == ""
    elif sort is Sort.NUMBER:
        assert Decimal(cell) == value
    elif sort is Sort.FLAG:
        assert cell == str(value).lower()
    elif sort in (Sort.DAY, Sort.MOMENT):
        assert type(value).fromisoformat(cell) == value
    else:
        assert cell in (str(value), f"'{value}")


def test_a_figure_stands_in_its_row_with_who_said_it_when_and_where(material):
    rows = read("".join(to_csv(table(What.FIGURES, material))))
    row = next(r for r in rows if r["low"] == "29")
    assert row["high"] == ""
    assert (row["bound"], row["measure"], row["speaker"]) == ("at least", "killed", "harbour police")
    assert (row["published_start"], row["published_end"]) == ("2031-05-04", "2031-05-04")
    text = PILE["one.txt"]
    assert text[int(row["raw_start"]) : int(row["raw_end"])] == row["text"]
    assert row["claim_text"] in text


def test_the_records_of_a_table_are_those_of_its_verb(material):
    lines = [json.loads(line) for line in to_jsonl(records(What.CLAIMS, material))]
    assert [c["claim"] for c in lines] == [c.id for c in material.claims]
    under = [json.loads(line) for line in to_jsonl(records(What.ENTRIES, material))]
    assert {e["question"] for e in under} == {q.id for q in material.questions()}


@pytest.mark.parametrize("begins", ["=", "+", "-", "@", "\t", "\r"])
def test_a_text_that_a_spreadsheet_would_run_has_an_apostrophe_before_it(begins):
    evil = f'{begins}HYPERLINK("http://elsewhere.example")'
    ((_head,), (cell,)) = csv.reader(StringIO("".join(to_csv(cells(evil))), newline=""))
    assert cell == f"'{evil}"


def test_a_number_below_zero_is_a_number_still():
    assert "".join(to_csv(cells(Decimal("-4.50"), sort=Sort.NUMBER))) == "x\r\n-4.50\r\n"


@pytest.mark.parametrize("words", ['a "b", c', "two\nlines", "Übung – 漢字 🐦", "", "a=1"])
def test_words_come_back_as_they_were(words):
    rows = list(csv.reader(StringIO("".join(to_csv(cells(words))), newline="")))
    assert rows[1] == [words]


def test_a_mark_for_excel_stands_before_the_head_once():
    made = "".join(to_csv(cells("a", "b"), bom=True))
    assert made.encode().startswith(b"\xef\xbb\xbfx")
    assert made.count("\ufeff") == 1


def test_large_and_small_numbers_stay_digits():
    big, small = Decimal("1E+12"), Decimal("0.000000001")
    assert "".join(to_csv(cells(big, small, sort=Sort.NUMBER))).split() == ["x", "1000000000000", "0.000000001"]
    frame = pl.read_parquet(BytesIO(to_parquet(cells(big, small, Decimal(10) ** 100, sort=Sort.NUMBER))))
    assert frame["x"].to_list() == [big, small, None]


def test_days_and_flags_have_types_in_parquet(material):
    frame = pl.read_parquet(BytesIO(to_parquet(table(What.FIGURES, material))))
    assert frame.schema["published_start"] == pl.Date
    assert isinstance(frame.schema["low"], pl.Decimal)
    assert frame.schema["affirmed"] == pl.Boolean
    assert frame.schema["raw_start"] == pl.Int64


def test_without_polars_parquet_says_what_to_install(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "polars", None)
    with pytest.raises(UsageError, match=re.escape("onrecord[parquet]")):
        to_parquet(cells("a"))


@pytest.mark.parametrize("what", What)
def test_every_column_is_documented_with_its_sort_and_meaning(what):
    section = DOCUMENT.read_text(encoding="utf-8").partition(f"## `{what}`\n")[2].partition("\n## ")[0]
    told = re.findall(r"^\| `(\w+)` \| ([^|]+) \| ([^|]+) \|$", section, re.MULTILINE)
    assert told == [(c.name, c.sort.value, c.means) for c in TABLES[what]]
