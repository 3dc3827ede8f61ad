"""Rates: a rate, times the days of a total's own period, against the total."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from onrecord.model import Basis, Check, TimeSpan
from onrecord.reconcile.arithmetic.group import Group, capital, one_sided_alike, scaled
from onrecord.reconcile.items import Item, Scope, generic
from onrecord.reconcile.numbers import in_words, plain, span
from onrecord.reconcile.ranges import allowed

DAYS = {"day": Decimal(1), "week": Decimal(7), "month": Decimal("30.4375"), "year": Decimal("365.25")}


def rates(total: Group, kin: Iterable[Group]) -> Iterator[Check]:
    """A rate, times the days of the total's period, against the total."""
    if total.first.scope is not Scope.PERIOD or total.first.family != "count":
        return
    for rate in kin:
        if rate.first.figure.basis is Basis.RATE and rate.first.group == total.first.group:
            for r in rate.figures():
                for t in total.figures():
                    if r.period is not None or (r.article.id == t.article.id and not generic(t.who)):
                        yield from rate_check(rate.id, r, t)


def rate_check(rate_id: str, rate: Item, total: Item) -> Iterator[Check]:
    """One rate against one total; nothing when the unit of time is not known."""
    period, unit = total.period, DAYS.get(rate.figure.per or "")
    if unit is None or period is None or period.start is None or period.end is None:
        return
    if one_sided_alike(rate.quantity, total.quantity):  # two lower bounds can never refute each other
        return
    days = (period.end - period.start).days + 1
    count = round_units(Decimal(days) / unit, rate.figure.per or "")
    meets = allowed(rate.quantity).times(count).meets(allowed(total.quantity))
    if_held = assumption(rate.period, period)
    words = f"{in_words(rate.quantity)} a {rate.figure.per} for {plain(count)} {rate.figure.per}s is "
    sum_ = f"{in_words(scaled(rate.quantity, count))}: {'consistent' if meets else 'not consistent'} with "
    says = capital(f"{words}{sum_}{in_words(total.quantity)}{if_held}.")
    holds = True if meets else (None if if_held else False)
    against = (rate.ref, total.ref) if holds is False else ()
    yield Check(with_=(rate_id,), says=says, holds=holds, against=against, assumes=held_throughout(rate, period, days))


def held_throughout(rate: Item, period: TimeSpan, days: int) -> str:
    """What a rate and a total must have in common for the sum to mean anything."""
    if not assumption(rate.period, period):
        return f"That the rate is the mean of all {days} days, and that both count the same."
    return f"That the rate held on all {days} days of {span(period)}, and that both count the same."


def round_units(count: Decimal, per: str) -> Decimal:
    """Days and weeks to a tenth, months and years to the nearest whole where that is close."""
    whole = count.quantize(Decimal(1))
    close = per in ("month", "year") and abs(count - whole) < Decimal("0.1")
    return whole if close or count == whole else count.quantize(Decimal("0.1"))


def assumption(given: TimeSpan | None, period: TimeSpan) -> str:
    """What must be assumed of a rate for it to hold in ``period``; empty when its own period covers that."""
    if given is None or given.start is None or given.end is None:
        return f", if the rate held throughout {span(period)}"
    if period.start and period.end and given.start <= period.start and period.end <= given.end:
        return ""
    return f", if the rate given for {span(given)} also held in {span(period)}"
