"""Flows: a rate of people who arrive since a day, against how many the same passage says there are in all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from onrecord.model import Basis, Check
from onrecord.reconcile import lists
from onrecord.reconcile.arithmetic.group import Group, capital, counted, scaled
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
    """One rate against one total of the same passage; where the total gives no first day it never refutes."""
    start, unit = flow_start(rate), DAYS.get(rate.figure.per or "")
    if not (start and rate.period and unit and may_fill(rate, total)):
        return None
    end = rate.period.end or (rate.days or (start, start))[1]
    days = (end - start).days + 1
    made = scaled(rate.quantity, Decimal(days) / unit)
    meets = allowed(made).meets(allowed(total.quantity))
    sure = flow_start(total) == start or since_said(total, start)
    more = rate.group == total.group and (point(total.quantity) or 0) > (point(made) or 0)
    if not (meets or sure or more):
        return None
    words = f"{in_words(rate.quantity)} people a {rate.figure.per} over the {days} days since {day(start)}"
    judged = "which fits" if meets else "which does not fit"
    unless = "" if meets or sure else ", unless these are counted from an earlier day or in more places"
    says = f"{words} make {in_words(made)}, {judged} {counted(total)}{unless}."
    holds = True if meets else (False if sure else None)
    against = (rate.ref, total.ref) if holds is False else ()
    assumes = f"That the rate held on all {days} days, and that those who came are still counted and nobody else is."
    return Check(with_=(rate_id,), says=capital(says), holds=holds, against=against, assumes=assumes)


def may_fill(rate: Item, total: Item) -> bool:
    """Whether the total is a plain and larger count near the rate, of people whom the rate may have brought."""
    if total.scope is Scope.PERIOD and total.group == rate.group:
        return False  # checked by its own period
    one_sided = total.quantity.low is None or total.quantity.high is None
    plain = not one_sided and total.family == "count" and total.present and not vague(total.quantity)
    larger = (point(total.quantity) or 0) > (point(rate.quantity) or 0)
    near = abs(rate.figure.span.start - total.figure.span.start) <= NEAR
    return plain and larger and near and fills(rate, total)


def since_said(item: Item, start: date) -> bool:
    """Whether the words of the claim count from this day: "since 1 March"."""
    words = item.claim.text.lower()
    return any(
        f"since {when}" in words for when in (f"{start.day} {start:%B}".lower(), f"{start:%B} {start.day}".lower())
    )
