"""What counts as a forecast, of which sort, by when and how likely: ``cases/forecasts.csv``.

A row without an answer under ``forecast`` is one that is not read yet; it is kept to be seen.
"""

import csv
from datetime import date
from pathlib import Path

import pytest

from onrecord.extract.claims import read_claims
from onrecord.model import Article, DateSource, Piece, Published, TextMap
from onrecord.reconcile.board.sorts import condition_of, is_forecast, sort_of
from onrecord.values.chance import find_chance

DAY = date(2031, 3, 6)  # a Thursday
CASES = Path(__file__).parents[1] / "cases" / "forecasts.csv"


def rows():
    with CASES.open(encoding="utf-8") as file:
        return [row for row in csv.DictReader(file) if row["forecast"]]


def article_of(number, text):
    return Article(
        id=f"article {number:03}",
        path=f"{number}.txt",
        text=text,
        map=TextMap((Piece(0, 0, len(text)),)),
        sha256="",
        publisher="The Harl Post",
        language="en",
        published=Published(start=DAY, end=DAY, how=DateSource.STATED),
    )


@pytest.fixture(scope="module")
def found():
    """By text: the article and its claims about the future."""
    articles = [article_of(n, row["text"]) for n, row in enumerate(rows())]
    return {a.text: (a, [c for c in claims if is_forecast(c)]) for a, claims in read_claims(articles)}


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["text"])
def test_a_sentence_is_read_as_the_table_says(row, found):
    article, ahead = found[row["text"]]
    assert bool(ahead) is (row["forecast"] == "yes")
    for claim in ahead[:1]:
        words = claim.likelihood.words if claim.likelihood else ""
        chance = find_chance(claim.text)
        assert sort_of(claim, article, chance and chance[1]).value == row["sort"]
        assert (claim.due.isoformat() if claim.due else "") == row["due"]
        assert words == row["words"]
        assert (condition_of(claim) or "") == row["condition"]


def test_a_forecast_in_an_undated_article_has_no_day_in_relative_words():
    from dataclasses import replace

    article = replace(article_of(1, "The relief convoy will reach Harl within hours."), published=None)
    ((_, claims),) = read_claims([article])
    assert [c.due for c in claims] == [None]
