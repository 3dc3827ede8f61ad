"""Short sentences and the figures in them, from ``tests/cases/figures.csv``.

A row's fields hold one part a figure, joined by ``; ``: the number (or ``low-high``), the measure (several that would
do joined by ``|``), who is counted, the bound, the basis, and ``part`` for a part of a larger figure; ``-`` asks
nothing. A row whose tier ends in ``?`` is known to fail, and must be changed when it no longer does.
"""

import csv
from decimal import Decimal
from pathlib import Path

import pytest

from onrecord.extract.actors import Actors
from onrecord.extract.figures import read_figures
from onrecord.model import Article, Span, TextMap

CASES = Path(__file__).resolve().parents[1] / "cases" / "figures.csv"
FIELDS = ("measure", "who", "bound", "basis", "part")


def rows():
    with CASES.open(encoding="utf-8", newline="") as lines:
        for number, row in enumerate(csv.DictReader(lines), start=2):
            failing = [pytest.mark.xfail(strict=True, reason="known to fail")] if row["tier"].endswith("?") else []
            yield pytest.param(row, id=f"{number}: {row['text'][:60]}", marks=failing)


def found(nlp, text):
    doc = nlp(text)
    article = Article(id="a", path="a.txt", text=text, map=TextMap.keeping([Span(0, len(text))]), sha256="0")
    return read_figures(doc, Actors(doc, article), ())


def number_of(figure):
    low, high = figure.quantity.low, figure.quantity.high
    if low is not None and high is not None and low != high:
        return f"{low}-{high}"
    number = low if low is not None else high
    return str(number.quantize(Decimal("0.0001")).normalize()) if number % 1 else str(int(number))


def said(figure):
    basis, part = figure.basis.value, "part" if figure.part_of_larger else "-"
    return dict(zip(FIELDS, (figure.measure, figure.who, figure.quantity.bound.value, basis, part), strict=True))


def differences(row, figures):
    numbers = [part for part in row["figures"].split("; ") if part]
    if [number_of(f)[:6] for f in figures] != [n[:6] for n in numbers]:
        return [("figures", [number_of(f) for f in figures])]
    wrong = []
    for i, figure in enumerate(figures):
        for field, ours in said(figure).items():
            wanted = row[field].split("; ")[i]
            if wanted != "-" and ours not in wanted.split("|"):
                wrong.append((field, ours))
    return wrong


@pytest.mark.parametrize("row", list(rows()))
def test_the_figures_of_a_sentence(nlp, row):
    assert differences(row, found(nlp, row["text"])) == []
