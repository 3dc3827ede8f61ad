"""The records of the forecasts board."""

from __future__ import annotations

from collections.abc import Mapping

from onrecord.export.records import (
    Record,
    day,
    figure_record,
    likelihood_record,
    number,
    period_record,
    places,
)
from onrecord.model import Article, Claim, Forecast, Score, Settlement


def forecast_record(forecast: Forecast, claims: Mapping[str, Claim], articles: Mapping[str, Article]) -> Record:
    """One forecast with the places of the claims that give it."""
    lead = articles[claims[forecast.id].article]
    low, high = forecast.probability or (None, None)
    return {
        "forecast": forecast.id,
        "text": forecast.text,
        "sort": forecast.sort.value,
        "forecaster": {"name": forecast.forecaster, "known": forecast.known, "chain": list(forecast.chain)},
        "likelihood": likelihood_record(forecast.likelihood),
        "chance": None
        if forecast.chance is None
        else {"low": number(forecast.chance[0]), "high": number(forecast.chance[1])},
        "probability": None if low is None else {"low": number(low), "high": number(high)},
        "affirmed": forecast.affirmed,
        "condition": forecast.condition,
        "made": period_record(forecast.made),
        "due": day(forecast.due),
        "standing": forecast.standing.value,
        "settlement": settlement_record(forecast.settlement, claims, articles),
        "why": list(forecast.why),
        "figures": [figure_record(f, lead) for f in forecast.figures],
        "claims": [_place(claims[key], articles) for key in forecast.claims],
    }


def settlement_record(
    settlement: Settlement | None, claims: Mapping[str, Claim], articles: Mapping[str, Article]
) -> Record | None:
    """What settled a forecast: a person's decision, or a claim of the record with its place."""
    if settlement is None:
        return None
    return {
        "outcome": settlement.outcome.value,
        "because": settlement.because,
        "by": settlement.by or None,
        "how": "person" if settlement.claim is None else "record",
        "on": day(settlement.on),
        "claim": None if settlement.claim is None else _place(claims[settlement.claim], articles),
    }


def score_record(score: Score) -> Record:
    """How one forecaster fared."""
    return {
        "forecaster": score.forecaster,
        "known": score.known,
        "forecasts": score.forecasts,
        "true": score.true,
        "false": score.false,
        "void": score.void,
        "scored": score.scored,
        "brier": number(score.brier),
        "best": number(score.best),
        "worst": number(score.worst),
        "enough": score.enough,
        "why": score.why,
    }


def _place(claim: Claim, articles: Mapping[str, Article]) -> Record:
    article = articles[claim.article]
    return {"claim": claim.id, "article": article.id, "path": article.path, **places(claim.content, article)}
