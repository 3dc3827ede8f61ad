"""Flows: a rate of people who arrive since a day, against how many the same passage says there are in all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from onrecord.model import Basis, Check
from onrecord.reconcile import lists
from onrecord.reconcile.arithmetic.group import Group, capital, counted, one_sided_alike, scaled
from onrecord.reconcile.arithmetic.rates import DAYS
from onrecord.reconcile.items import Item, Scope
from onrecord.reconcile.numbers import day, in_words
from onrecord.reconcile.periods import since
from onrecord.reconcile.ranges import allowed, point, vague

NEAR = 400  # characters between a rate and the total it fills


def flows(groups: Sequence[Group]) -> Iterator[tuple[Group, Check]]:
    """A rate of people who arrived since a day, against how many the same passage says there are in all."""
    rates_of: dict[str, list[tuple[Group, Item]]] = {}
    for group in groups:
        for item in group.items:
            if item.figure.basis is Basis.RATE and item.present and of_people(item) and flow_start(item):
                rates_of.setdefault(item.article.id, []).append((group, item))
    for group in groups if rates_of else ():
        for total in group.items:
            for rate_group, rate in rates_of.get(total.article.id, ()):
                check = flow_check(rate_group.id, rate, total)
                if check:
                    yield group, check


def of_people(item: Item) -> bool:
    """Whether people who came or went are counted."""
    words = {*item.measure.split(), *(item.quantity.unit or "").lower().split()}
    return bool(words & lists.words("meeting", "travellers"))


def fills(rate: Item, total: Item) -> bool:
    """Whether those whom the rate counts become part of the total: arrivals of the sheltered, not of the displaced."""
    if rate.group == total.group or total.measure in lists.words("meeting", "flows"):
        return of_people(total) or total.measure in lists.words("meeting", "flows")
    return of_people(total) and total.measure not in lists.words("meeting", "event")


def flow_start(item: Item) -> date | None:
    """The day since which a rate or a total runs up to the day of publication."""
    return since(item.period, item.article)


def flow_check(rate_id: str, rate: Item, total: Item) -> Check | None:
    """One rate against one total of the same passage; where the total gives no first day it may only confirm."""
    start, period, unit = flow_start(rate), rate.period, DAYS.get(rate.figure.per or "")
    apart = abs(rate.figure.span.start - total.figure.span.start)
    if total.scope is Scope.PERIOD and total.group == rate.group:
        return None  # checked by its own period
    open_end = total.quantity.low is None or total.quantity.high is None
    plainly = not open_end and total.family == "count" and total.present and fills(rate, total)
    larger = (point(total.quantity) or 0) > (point(rate.quantity) or 0)
    if not (start and period and unit and plainly and larger) or apart > NEAR or vague(total.quantity):
        return None
    if one_sided_alike(rate.quantity, total.quantity):
        return None
    end = period.end or (rate.days or (start, start))[1]
    days = (end - start).days + 1
    made = scaled(rate.quantity, Decimal(days) / unit)
    meets = allowed(made).meets(allowed(total.quantity))
    if not meets and flow_start(total) != start and not since_said(total, start):
        return None
    words = f"{in_words(rate.quantity)} people a {rate.figure.per} over the {days} days since {day(start)}"
    judged = "which fits" if meets else "which does not fit"
    says = f"{words} make {in_words(made)}, {judged} {counted(total)}."
    return Check(with_=(rate_id,), says=capital(says), holds=meets)


def since_said(item: Item, start: date) -> bool:
    """Whether the words of the claim count from this day: "since 1 March"."""
    words = item.claim.text.lower()
    return any(
        f"since {when}" in words for when in (f"{start.day} {start:%B}".lower(), f"{start:%B} {start.day}".lower())
    )
