"""The case table: a few figures each, and what the record must say of them."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from onrecord.reconcile import reconcile

TABLE = Path(__file__).parents[1] / "cases" / "reconcile.csv"
HOLDS = {"true": True, "false": False, "none": None}


def rows():
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def number(text):
    return Decimal(text) if text else None


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["case"])
def test_case(row, pile):
    given = pile(row["lines"].splitlines())
    questions = reconcile(given.claims, given.articles)
    home = {(e.claim, e.figure): q for q in questions for e in q.entries}
    groups = [[home[given.refs[int(n) - 1]].id for n in group.split()] for group in row["groups"].split("/")]
    assert [len(set(group)) for group in groups] == [1] * len(groups), "figures that belong together are apart"
    assert len({group[0] for group in groups}) == len(groups), "figures that belong apart are together"
    asked = next(q for q in questions if q.id == groups[0][0])
    assert (asked.verdict, asked.low, asked.high) == (row["verdict"], number(row["low"]), number(row["high"])), (
        asked.why
    )
    assert asked.origins == int(row["origins"])
    wanted = [HOLDS[word] for word in row["holds"].split()]
    assert [check.holds for check in asked.arithmetic] == wanted, asked.arithmetic
