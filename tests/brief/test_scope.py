"""A number that looks like a contradiction and counts something else is told of beside the line."""

from datetime import date
from decimal import Decimal

import pytest

from onrecord.brief.scope import confusing
from onrecord.model import Basis, How, Question, Related, TimeSpan, Verdict


def question(name, number, *links, period=None):
    """A question with one number and links to others."""
    value = Decimal(number)
    return Question(
        id=name, text="How many?", measure="casualties", who=None, where=None, basis=Basis.TOTAL, period=period,
        verdict=Verdict.SINGLE, low=value, best=value, high=value, why=(), origins=1, entries=(),
        related=tuple(Related(question=other, how=how, why="They count otherwise.") for other, how in links),
    )  # fmt: skip


def month():
    return TimeSpan(start=date(2031, 10, 1), end=date(2031, 10, 31), precision="month")


@pytest.mark.parametrize(
    ("number", "how", "period", "told"),
    [
        (40, How.DEFINITION, None, True),
        (100, How.DEFINITION, None, False),
        (9000, How.DEFINITION, None, False),
        (12, How.PART, None, False),
        (12, How.PART, month(), True),
        (40, How.EARLIER, None, False),
    ],
    ids=["near", "the same", "far", "some of the people", "a month of them", "another time"],
)
def test_only_what_a_reader_could_hold_against_it_is_told_of(number, how, period, told):
    other = question("b", number, period=period)
    mine = question("a", 100, ("b", how))
    assert bool(list(confusing(mine, {"b": other}))) is told
