"""The forecasts board: what was said of the future, by whom, how likely in whose words, by when, and what became of it.

A pure function of claims, articles and decisions: nothing is stored, and the result is the same for any order of
arrival.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from onrecord.errors import UsageError
from onrecord.model import Forecast, Judgement, Matter, Outcome, Settlement, Standing, TimeSpan

if TYPE_CHECKING:
    from onrecord.model import Article, Claim
    from onrecord.reconcile.board.gather import Word
    from onrecord.reconcile.board.settle import Figures

__all__ = ["SOON", "board"]

SOON = 14  # days before its last day from which a forecast is due


def board(
    claims: Sequence[Claim], articles: Sequence[Article], *, as_of: date, settlements: Iterable[Judgement] = ()
) -> tuple[Forecast, ...]:
    """The forecasts of a pile, the earliest first, each with its standing on the day ``as_of``.

    Args:
        claims: Claims of ``articles``, in any order.
        articles: The articles, with ``copies_of`` and ``story`` set where they are known.
        as_of: The day the board is looked at: what is past, due and open follows from it. Articles of later days are
            for the caller to leave out.
        settlements: What people decided: judgements on the matter of a settlement, by claim id. They go before what
            the record says.

    Raises:
        UsageError: A claim belongs to none of the articles, or a settlement is none of true, false and void.
    """
    from onrecord.reconcile.board.gather import gather
    from onrecord.reconcile.board.prepare import prepare

    decided = {j.subject: j for j in settlements if j.matter is Matter.SETTLEMENT}
    for judgement in decided.values():
        if judgement.value not in set(Outcome):
            raise UsageError(f"a forecast is settled as true, false or void, not as {judgement.value!r}")
    words, figures = prepare(claims, articles)
    return tuple(_forecast(group, figures, decided, as_of) for group in gather(words))


def _forecast(group: Sequence[Word], figures: Figures, decided: dict[str, Judgement], today: date) -> Forecast:
    from onrecord.reconcile.board.settle import judged

    bare = _bare(group)
    settlement, open_because = judged(group, decided), ""
    if settlement is None:
        settlement, open_because = figures.settle(group, bare.due, today, against=bare.against)
    standing = _standing(bare.due, settlement, today)
    why = tuple(w for w in (_why(bare, standing, settlement), open_because) if w)
    return replace(bare, settlement=settlement, standing=standing, why=why)


def _bare(group: Sequence[Word]) -> Forecast:
    """The forecast before it is held against the calendar and the record."""
    from onrecord.reconcile.board.sorts import condition_of, sort_of

    lead = group[0]
    claim = lead.claim
    made = TimeSpan(start=lead.made[0], end=lead.made[1]) if lead.made else None
    return Forecast(
        claims=tuple(w.claim.id for w in group),
        text=" ".join(claim.text.split()),
        sort=sort_of(claim, lead.article, lead.chance),
        forecaster=lead.origin.in_prose,
        known=lead.origin.known,
        chain=tuple(s.name for s in claim.attribution.path),
        likelihood=claim.likelihood,
        chance=lead.chance,
        condition=condition_of(claim),
        affirmed=claim.affirmed,
        made=made,
        due=next((w.claim.due for w in group if w.claim.due), None),
        figures=claim.figures,
    )


def _standing(due: date | None, settlement: Settlement | None, today: date) -> Standing:
    if settlement is not None:
        return Standing.SETTLED
    if due is None:
        return Standing.OPEN
    if due < today:
        return Standing.PAST
    return Standing.DUE if due - today <= timedelta(days=SOON) else Standing.OPEN


def _why(forecast: Forecast, standing: Standing, settlement: Settlement | None) -> str:
    from onrecord.reconcile.numbers import day

    if settlement is not None:
        return settlement.because
    if forecast.due is None:
        return "Its words name no day by which it should come true."
    if standing is Standing.PAST:
        return f"It fell due on {day(forecast.due)}; the record does not say whether it came true."
    return f"It falls due on {day(forecast.due)}."
