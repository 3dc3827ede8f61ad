"""How forecasters fared: the Brier score of those forecasts that gave a probability and were settled.

The score is the mean of the squared difference between the probability and what came about, 1 or 0; 0 is perfect, 1 is
wrong and sure of it, and who always says even odds gets 0.25 (G. W. Brier, "Verification of forecasts expressed in
terms of probability", Monthly Weather Review 78, 1950, in the form for one event that comes about or does not, which
is half of Brier's own sum over both). Words of likelihood stand for a range: the score takes its middle, and the best
and the worst that the range allows stand beside it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal

from onrecord.model import Forecast, ForecastSort, Outcome, Score

ENOUGH = 5  # settled forecasts with a probability, under which a score says nothing of a forecaster
SCORED = (ForecastSort.PREDICTION, ForecastSort.WARNING)
PLACES = Decimal("0.0001")


def scores(forecasts: Iterable[Forecast]) -> tuple[Score, ...]:
    """The record of each forecaster on the board; those with the most scored forecasts first."""
    by_name: dict[tuple[str, bool], list[Forecast]] = defaultdict(list)
    for forecast in forecasts:
        by_name[forecast.forecaster, forecast.known].append(forecast)
    found = [_score(name, known, own) for (name, known), own in by_name.items()]
    return tuple(sorted(found, key=lambda s: (-s.scored, -(s.true + s.false), -s.forecasts, s.forecaster)))


def _score(name: str, known: bool, own: Sequence[Forecast]) -> Score:
    outcomes = [f.settlement.outcome for f in own if f.settlement]
    points = [p for f in own if (p := brier(f)) is not None]
    middle, best, worst = ([p[k] for p in points] for k in range(3))
    return Score(
        forecaster=name,
        known=known,
        forecasts=len(own),
        true=outcomes.count(Outcome.TRUE),
        false=outcomes.count(Outcome.FALSE),
        void=outcomes.count(Outcome.VOID),
        scored=len(points),
        brier=_mean(middle),
        best=_mean(best),
        worst=_mean(worst),
        enough=len(points) >= ENOUGH,
        why=_why(len(points), len(outcomes)),
    )


def brier(forecast: Forecast) -> tuple[Decimal, Decimal, Decimal] | None:
    """The Brier score of one forecast: by the middle of its range, at best, at worst.

    None unless it is a prediction or a warning, gave a probability and was settled true or false.
    """
    settlement, stated = forecast.settlement, forecast.probability
    if settlement is None or stated is None or forecast.sort not in SCORED or settlement.outcome is Outcome.VOID:
        return None
    low, high = stated
    came = Decimal(1 if settlement.outcome is Outcome.TRUE else 0)
    ends = sorted(((low - came) ** 2, (high - came) ** 2))
    return ((low + high) / 2 - came) ** 2, ends[0], ends[1]


def _mean(points: Sequence[Decimal]) -> Decimal | None:
    return (sum(points, Decimal(0)) / len(points)).quantize(PLACES) if points else None


def _why(scored: int, settled: int) -> str:
    if not settled:
        return "None of the forecasts is settled."
    if not scored:
        return "None of those that are settled gave a probability that the scale has a row for."
    counted = f"{scored} settled forecast{'' if scored == 1 else 's'} with a probability"
    return f"Mean over {counted}." if scored >= ENOUGH else f"Too few to judge by: {counted}, fewer than {ENOUGH}."
