"""Running totals: one origin's long series, totals of two origins as of one day, and parties to a war."""

from datetime import date, timedelta

import pytest

from onrecord import pipeline
from onrecord.model import Verdict


@pytest.fixture
def ask(tmp_path):
    """The questions of a table of totals: rows of (day, source, low, high, who)."""

    def asking(*rows, as_of=None):
        lines = [f"{day},{source},{low},{high},{who},casualties,soldiers" for day, source, low, high, who in rows]
        table = tmp_path / "totals.csv"
        table.write_text("\n".join(["date,source,low,high,who,measure,unit", *lines]) + "\n", "utf-8")
        run = pipeline.Run()
        pile = pipeline.extracted(pipeline.pile([str(table)], run), run)
        assert run.issues == []
        return pipeline.questions(pile, as_of=as_of)

    return asking


def daily(source, who, first, days, start=1000, step=20):
    begin = date.fromisoformat(first)
    values = [(begin + timedelta(days=n), start + step * n) for n in range(days)]
    return [(day, source, value, value, who) for day, value in values]


def test_a_count_given_each_day_for_years_is_one_question_with_one_answer(ask):
    (question,) = ask(*daily("Harbour Watch", "Norland", "2031-01-01", 900))
    assert question.verdict is Verdict.SUPERSEDED
    assert (question.low, question.best, question.high, question.origins) == (18980, 18980, 18980, 1)
    assert len(question.entries) == 900


def test_the_record_of_an_earlier_day_ends_there(ask):
    (question,) = ask(*daily("Harbour Watch", "Norland", "2031-01-01", 100), as_of=date(2031, 1, 31))
    assert question.best == 1600


def test_round_steps_of_one_origin_take_each_others_place(ask):
    steps = [("2031-05-03", 950000), ("2031-06-12", 1000000)]
    (question,) = ask(*((day, "Harbour Watch", n, n, "Norland") for day, n in steps))
    assert (question.verdict, question.best) == (Verdict.SUPERSEDED, 1000000)


def test_two_series_that_keep_step_do_not_conflict_on_different_days(ask):
    rows = daily("Harbour Watch", "Norland", "2031-01-01", 300)
    (question,) = ask(*rows, ("2031-05-01", "The Roll", 3350, 3350, "Norland"))
    assert question.verdict is not Verdict.CONFLICT


def test_two_series_that_differ_on_the_day_conflict(ask):
    rows = daily("Harbour Watch", "Norland", "2031-01-01", 121)
    (question,) = ask(*rows, ("2031-05-01", "The Roll", 2000, 2400, "Norland"))
    assert question.verdict is Verdict.CONFLICT
    assert (question.low, question.high) == (2000, 3400)


def test_a_party_does_not_bring_others_up_to_date_on_its_enemys_losses(ask):
    questions = ask(
        ("2031-01-10", "Institute for Peace", 170000, 190000, "Poland"),
        ("2031-09-10", "Ministry of Defence of Sweden", 383000, 383000, "Poland"),
        ("2031-09-10", "Ministry of Defence of Sweden", 1000, 1000, "Sweden"),
    )
    (question,) = [q for q in questions if q.who == "Poland"]
    assert (question.low, question.high) == (170000, 383000)
    assert question.verdict is not Verdict.SUPERSEDED


def test_a_count_that_falls_is_said_to_fall(ask):
    rows = daily("Harbour Watch", "Norland", "2031-01-01", 30)
    (question,) = ask(*rows, ("2031-02-01", "Harbour Watch", 1200, 1200, "Norland"))
    (fallen,) = [c for c in question.arithmetic if c.holds is False]
    assert "fell to 1,200" in fallen.says
