"""The case table of the board: small piles, and whether their first line, a forecast, is settled by the others."""

import csv
from datetime import date
from pathlib import Path

import pytest

from onrecord.reconcile.board import board

TABLE = Path(__file__).parents[1] / "cases" / "board.csv"


def rows():
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["case"])
def test_case(row, pile):
    given = pile(row["lines"].splitlines())
    today = date.fromisoformat(row["today"])
    on_it = board(given.claims, given.articles, as_of=today)
    found = next(f for f in on_it if given.refs[0][0] in f.claims)
    outcome = found.settlement.outcome.value if found.settlement else ""
    assert (found.standing.value, outcome) == (row["standing"], row["outcome"]), found.why
    assert row["says"] in " ".join(found.why)
    assert board(given.claims[::-1], given.articles[::-1], as_of=today) == on_it
