"""Short sentences and what sort of claim each makes in an opinion piece, from ``tests/cases/kinds.csv``.

Facts stay facts there, too. A row whose tier ends in ``?`` is known to fail, and must be changed when it no longer
does.
"""

import csv
from datetime import date
from pathlib import Path

import pytest

from onrecord.extract.certainty import judge
from onrecord.model import DateSource, Published, Span
from onrecord.values.time import read_times

CASES = Path(__file__).resolve().parents[1] / "cases" / "kinds.csv"
DAY = Published(start=date(2031, 3, 5), end=date(2031, 3, 5), how=DateSource.STATED)


def rows():
    with CASES.open(encoding="utf-8", newline="") as lines:
        for number, row in enumerate(csv.DictReader(lines), start=2):
            failing = [pytest.mark.xfail(strict=True, reason="known to fail")] if row["tier"].endswith("?") else []
            yield pytest.param(row["text"], row["kind"], id=f"{number}: {row['text'][:60]}", marks=failing)


def kind_of(nlp, text, *, opinion_piece):
    content = (Span(0, len(text)),)
    times = read_times(text, DAY)
    return judge(nlp(text), content, statement=None, times=times, published=DAY, opinion_piece=opinion_piece).kind.value


@pytest.mark.parametrize(("text", "kind"), list(rows()))
def test_the_kind_of_a_claim(nlp, text, kind):
    assert kind_of(nlp, text, opinion_piece=True) == kind


@pytest.mark.parametrize(
    "text",
    [
        "The government should resign.",
        "Stop the war.",
        "The delay is unacceptable.",
        "There is no excuse for this delay.",
    ],
)
def test_some_judge_in_a_report_as_well(nlp, text):
    assert kind_of(nlp, text, opinion_piece=False) == "opinion"


@pytest.mark.parametrize("text", ["Read more about the dam.", "See page 12.", "What happened on Monday?", "Call 112."])
def test_service_and_questions_of_a_report_are_no_opinion(nlp, text):
    assert kind_of(nlp, text, opinion_piece=False) == "fact"
