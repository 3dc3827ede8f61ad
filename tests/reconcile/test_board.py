"""The board: one forecast by one forecaster once, what a person decides, and how forecasters fared."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from onrecord.errors import UsageError
from onrecord.model import Forecast, ForecastSort, Judgement, Likelihood, Matter, Outcome, Settlement, Standing
from onrecord.reconcile.board import board
from onrecord.reconcile.board.scores import brier, scores

TODAY = date(2031, 7, 10)
FORECAST = "Herald @2031-05-03 !Ana Ruiz: more than 10000 troops sent ; Norland ; Harl ; kind=forecast due=2031-06-30"


def settled(given, value, made=None, line=0, because="It was seen."):
    return Judgement(
        matter=Matter.SETTLEMENT, subject=given.claims[line].id, value=value, because=because, by="Ana", made=made
    )


def test_the_same_forecast_in_two_articles_is_one_and_keeps_both_claims(pile):
    given = pile([FORECAST, FORECAST.replace("Herald @2031-05-03", "Courier @2031-05-05")])
    (found,) = board(given.claims, given.articles, as_of=TODAY)
    assert found.claims == tuple(c.id for c in given.claims)
    assert found.forecaster == "Ana Ruiz"
    assert found.made.start == date(2031, 5, 3)


def test_two_forecasters_on_one_matter_are_two(pile):
    given = pile(
        [FORECAST, FORECAST.replace("Ana Ruiz", "Bo Lindqvist").replace("Herald @2031-05-03", "Echo @2031-05-04")]
    )
    assert [f.forecaster for f in board(given.claims, given.articles, as_of=TODAY)] == ["Ana Ruiz", "Bo Lindqvist"]


def test_another_number_by_the_same_forecaster_is_another_forecast(pile):
    given = pile([FORECAST, FORECAST.replace("Herald @2031-05-03", "Courier @2031-05-05").replace("10000", "15000")])
    assert len(board(given.claims, given.articles, as_of=TODAY)) == 2


def test_another_last_day_is_another_forecast(pile):
    given = pile([FORECAST, FORECAST.replace("Herald @2031-05-03", "Courier @2031-05-05").replace("06-30", "12-31")])
    assert [f.due.month for f in board(given.claims, given.articles, as_of=TODAY)] == [6, 12]


def test_what_a_person_decides_goes_before_the_record(pile):
    later = "Courier @2031-06-20 !Bo Lindqvist: 11000 troops sent ; Norland ; Harl"
    given = pile([FORECAST, later])
    (by_record,) = board(given.claims, given.articles, as_of=TODAY)
    (by_person,) = board(given.claims, given.articles, as_of=TODAY, settlements=[settled(given, "void")])
    assert by_record.settlement.claim == given.claims[1].id
    assert by_person.settlement == Settlement(outcome=Outcome.VOID, because="It was seen.", by="Ana")


def test_of_two_decisions_on_the_claims_of_one_forecast_the_later_counts(pile):
    given = pile([FORECAST, FORECAST.replace("Herald @2031-05-03", "Courier @2031-05-05")])
    first = settled(given, "true", datetime(2031, 7, 5, tzinfo=UTC), line=1)
    last = settled(given, "false", datetime(2031, 7, 6, tzinfo=UTC), line=0)
    (found,) = board(given.claims, given.articles, as_of=TODAY, settlements=[last, first])
    assert found.settlement.outcome is Outcome.FALSE
    assert found.settlement.on == date(2031, 7, 6)


def test_a_value_that_settles_nothing_is_refused(pile):
    given = pile([FORECAST])
    with pytest.raises(UsageError, match="true, false or void"):
        board(given.claims, given.articles, as_of=TODAY, settlements=[settled(given, "perhaps")])


def test_a_claim_of_no_article_is_refused(pile):
    given = pile([FORECAST])
    with pytest.raises(UsageError, match="none of the articles"):
        board(given.claims, (), as_of=TODAY)


# -------------------------------------------------------------------------------- scores


def forecast(outcome, words=None, chance=None, sort=ForecastSort.PREDICTION, **changes):
    rows = {"likely": (0.55, 0.8), "unlikely": (0.2, 0.45), "could": (None, None)}
    made = Forecast(
        claims=("c",),
        text="the dam will fail",
        sort=sort,
        forecaster="Ana Ruiz",
        known=True,
        likelihood=Likelihood(words=words, low=rows[words][0], high=rows[words][1]) if words else None,
        chance=chance,
        standing=Standing.SETTLED if outcome else Standing.OPEN,
        settlement=Settlement(outcome=Outcome(outcome), because="Seen.") if outcome else None,
    )
    return replace(made, **changes)


@pytest.mark.parametrize(
    ("made", "wanted"),
    [
        (forecast("true", "likely"), ("0.105625", "0.04", "0.2025")),
        (forecast("false", "likely"), ("0.455625", "0.3025", "0.64")),
        (forecast("true", "unlikely"), ("0.105625", "0.04", "0.2025")),
        (forecast("false", "unlikely"), ("0.455625", "0.3025", "0.64")),
        (forecast("true", chance=(Decimal("0.7"), Decimal("0.7"))), ("0.09", "0.09", "0.09")),
        (forecast("false", chance=(Decimal("0.3"), Decimal("0.3"))), ("0.09", "0.09", "0.09")),
        (forecast("true", "likely", sort=ForecastSort.WARNING), ("0.105625", "0.04", "0.2025")),
    ],
    ids=["likely", "likely not", "unlikely not", "unlikely", "a number", "a low number", "a warning"],
)
def test_a_settled_forecast_is_scored_by_the_middle_of_its_range_and_its_ends(made, wanted):
    assert brier(made) == tuple(map(Decimal, wanted))


@pytest.mark.parametrize(
    "made",
    [forecast(None, "likely"), forecast("void", "likely"), forecast("true", "could"), forecast("true")]
    + [forecast("true", "likely", sort=sort) for sort in (ForecastSort.PLAN, ForecastSort.PROMISE)],
    ids=["open", "void", "no row", "no words", "a plan", "a promise"],
)
def test_what_is_not_settled_gives_no_probability_or_is_a_plan_is_not_scored(made):
    assert brier(made) is None


def test_a_forecaster_with_few_settled_forecasts_is_said_to_have_too_few():
    (score,) = scores([forecast("true", "likely"), forecast("void", "likely"), forecast(None, "likely")])
    assert (score.forecasts, score.true, score.void, score.scored, score.enough) == (3, 1, 1, 1, False)
    assert "Too few" in score.why
    assert score.brier == Decimal("0.1056")


def test_five_scored_forecasts_are_enough_and_the_score_is_their_mean():
    (score,) = scores([forecast("true", "likely")] * 4 + [forecast("false", "likely")])
    assert score.enough
    assert (score.brier, score.best, score.worst) == (Decimal("0.1756"), Decimal("0.0925"), Decimal("0.2900"))
