"""Date lines in other languages, by cases/worded_dates.csv. All text here is invented."""

import csv
from datetime import date
from pathlib import Path

import pytest

from onrecord.clean.lines import split_lines
from onrecord.clean.worded import find_worded_lines

CASES = tuple(csv.DictReader((Path(__file__).parents[1] / "cases" / "worded_dates.csv").open(encoding="utf-8")))
GERMAN = (
    "Stadtrat beschließt die Sanierung der Mole\n\n{date}\n\n"
    "Der Stadtrat von Hafenau hat am Dienstag beschlossen, die nördliche Mole vor den Winterstürmen zu sanieren. "
    "Die Arbeiten kosten 4,2 Millionen Kronen und dauern elf Wochen, sagte die Vorsitzende des Rates am Abend.\n"
    "Die Fischer hatten darum gebeten, weil im November zwei Boote neben der Mole gesunken waren.\n"
)


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c['language']}: {c['line'][:30]}")
def test_a_line_that_is_all_date_is_read_and_no_other(case):
    found = find_worded_lines(split_lines(case["line"]), case["language"])
    if case["what"] == "none":
        assert found == ()
    else:
        assert [(d.day, d.updated) for d in found] == [(date.fromisoformat(case["day"]), case["what"] == "updated")]


def test_the_day_of_a_german_article_is_read_and_its_line_taken_out(cleaned):
    article = cleaned(GERMAN.format(date="Veröffentlicht am 5. Mai 2025, 14:05 Uhr"))
    assert article.language == "de"
    assert article.published.start == date(2025, 5, 5)
    assert "Veröffentlicht" not in article.text


def test_the_day_of_a_change_is_kept_apart(cleaned):
    article = cleaned(GERMAN.format(date="5. Mai 2025\nAktualisiert am 6. Mai 2025"))
    assert article.published.start == date(2025, 5, 5)
    assert article.updated.start == date(2025, 5, 6)


def test_the_heads_of_a_chronicle_give_no_date_of_publication(cleaned):
    text = GERMAN.format(date="") + "".join(f"{n}. Mai 2025\nEs geschah an diesem Tag nur wenig.\n" for n in (1, 2, 3))
    assert cleaned(text).published is None
