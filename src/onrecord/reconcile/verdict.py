"""Verdicts: what the record says in answer to a question, and the low, best and high that it supports.

``low`` and ``high`` are the lowest and highest reliable figures, in the sense of UCDP GED: what is disputed, forecast
or a mere opinion is left out where something better exists. ``high`` is None when the record leaves it open.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from onrecord.model import Relation, Verdict
from onrecord.reconcile.items import Item
from onrecord.reconcile.lead import leads, outdone
from onrecord.reconcile.ranges import Range, stated
from onrecord.reconcile.roles import PART, Roles
from onrecord.reconcile.rules import Candidates, alike, rule_named

SUPPORTED = "supported"  # the rule where none is asked for


@dataclass(frozen=True, slots=True, kw_only=True)
class Choosing:
    """How the best figure is to be chosen: the rule by name, and how the user rates sources (by folded name)."""

    rule: str = SUPPORTED
    ratings: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The verdict with its range; the rule by which ``best`` was chosen, by name, and what it did in words."""

    verdict: Verdict
    low: Decimal | None
    best: Decimal | None
    high: Decimal | None
    rule: str
    did: str


def answer(roles: Roles, *, disputed: bool, choosing: Choosing) -> Answer:
    """The verdict and the range of a question whose roles are worked out, and the best figure by the rule."""
    verdict = judge(roles, disputed=disputed)
    bounds = reach(roles)
    given = Candidates(roles=roles, verdict=verdict, reach=bounds, ratings=choosing.ratings)
    choice = rule_named(choosing.rule)(given)
    return Answer(
        verdict=verdict, low=bounds.low, best=choice.best, high=bounds.high, rule=choosing.rule, did=choice.says
    )


def judge(roles: Roles, *, disputed: bool) -> Verdict:
    """The verdict. Figures that nobody challenges and that exclude each other are in conflict, come what may."""
    counted = roles.counted()
    if roles.clashes:
        return Verdict.CONFLICT
    if disputed and roles.disputed:
        return Verdict.DISPUTED
    if roles.disputed or (disputed and not counted) or roles.with_relation(Relation.DISPUTES):
        return Verdict.DISPUTED
    if roles.superseded:
        return Verdict.SUPERSEDED
    if len({i.origin.key for i in roles.counted(parts=True)}) <= 1:
        return Verdict.SINGLE
    first = counted[0] if counted else None
    if first and len({i.origin.key for i in counted}) > 1 and alike(counted):
        return Verdict.AGREE
    return Verdict.COMPATIBLE


def reach(roles: Roles) -> Range:
    """Low and high: the least of the lows, the greatest of the highs; a part gives low only if nothing else does."""
    ranges = [stated(i.quantity) for i in weighed(roles)]
    lows = [r.low for r in ranges if r.low is not None]
    caps = [i.quantity.high for pair in roles.clashes for i in pair if i.quantity.low is None]
    lows += [cap for cap in caps if cap is not None]  # "no more than 30" against 58: the record begins at 30
    highs = [r.high for r in ranges if r.high is not None]
    high = max(highs, default=None)
    floors = [r.low for r in ranges if r.high is None and r.low is not None]
    if high is not None and floors and max(floors) >= high:
        high = None
    return Range(min(lows) if lows else part_floor(roles, high), high)


def weighed(roles: Roles) -> list[Item]:
    """The counted items less those that their own article counts more than, and the tolls that articles lead with."""
    first = leads(roles.items)
    kept = [i for i in roles.counted() if not outdone(i, first)]
    refs = {i.ref for i in kept}
    lead = [i for i in first.values() if i.ref not in refs and i.ref not in roles.challenged]
    return kept + [i for i in lead if roles.repeated.get(i.ref, i).ref not in roles.superseded]


def part_floor(roles: Roles, high: Decimal | None) -> Decimal | None:
    """The largest part that fits under ``high``: the whole is no less."""
    parts = [i for i in roles.counted(parts=True) if roles.of[i.ref].rank == PART]
    lows = [low for i in parts if (low := stated(i.quantity).low) is not None and (high is None or low <= high)]
    return max(lows, default=None)
