"""The case table of origins: how many stand behind a figure at least and at most, and which rings and dead ends."""

import csv
from pathlib import Path

import pytest

from onrecord.reconcile import reconcile
from onrecord.reconcile.citations import find_citations

TABLE = Path(__file__).parents[1] / "cases" / "origins.csv"


def rows():
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["case"])
def test_origins_at_least_and_at_most(row, pile):
    given = pile(row["lines"].splitlines())
    home = {(e.claim, e.figure): q for q in reconcile(given.claims, given.articles) for e in q.entries}
    asked = home[given.refs[0]]
    assert (asked.origins, asked.origins_most) == (int(row["least"]), int(row["most"])), asked.entries
    assert bool(asked.origins_why) == (row["least"] != row["most"])


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["case"])
def test_rings_and_dead_ends(row, pile):
    given = pile(row["lines"].splitlines())
    found = find_citations(given.claims, given.articles)
    rings = [f"{r.kind} {' '.join(sorted(found.node(n).name for n in r.nodes))}" for r in found.rings]
    ends = [f"{e.kind} {found.node(e.node).name}" for e in found.dead_ends]
    assert sorted(rings) == sorted(filter(None, row["rings"].split("/"))), [r.says for r in found.rings]
    assert sorted(ends) == sorted(filter(None, row["ends"].split("/"))), [e.says for e in found.dead_ends]


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["case"])
def test_the_order_of_arrival_changes_nothing(row, pile):
    given = pile(row["lines"].splitlines())
    assert find_citations(given.claims, given.articles) == find_citations(given.claims[::-1], given.articles[::-1])
