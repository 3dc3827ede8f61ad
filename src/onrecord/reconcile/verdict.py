"""Verdicts: what the record says in answer to a question, and the low, best and high that it supports.

``low`` and ``high`` are the lowest and highest reliable figures, in the sense of UCDP GED: what is disputed, forecast
or a mere opinion is left out where something better exists. ``high`` is None when the record leaves it open.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from onrecord.model import Relation, Verdict
from onrecord.reconcile.items import Item, contradict
from onrecord.reconcile.lead import leads, outdone
from onrecord.reconcile.ranges import Range, point, same, stated
from onrecord.reconcile.roles import PART, Roles
from onrecord.reconcile.series import as_of_start


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The verdict with its range, and the rule by which ``best`` was chosen."""

    verdict: Verdict
    low: Decimal | None
    best: Decimal | None
    high: Decimal | None
    rule: str


def answer(roles: Roles, *, disputed: bool) -> Answer:
    """The verdict and the range of a question whose roles are worked out."""
    verdict = judge(roles, disputed=disputed)
    bounds = reach(roles)
    best, rule = best_of(roles, verdict)
    return Answer(verdict=verdict, low=bounds.low, best=best, high=bounds.high, rule=rule)


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


def alike(items: Sequence[Item]) -> bool:
    """Whether all say the same number."""
    return all(same(a.quantity, b.quantity) for n, a in enumerate(items) for b in items[n + 1 :])


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
    return kept + [i for i in first.values() if i.ref not in refs and i.ref not in roles.challenged]


def part_floor(roles: Roles, high: Decimal | None) -> Decimal | None:
    """The largest part that fits under ``high``: the whole is no less."""
    parts = [i for i in roles.counted(parts=True) if roles.of[i.ref].rank == PART]
    lows = [low for i in parts if (low := stated(i.quantity).low) is not None and (high is None or low <= high)]
    return max(lows, default=None)


def best_of(roles: Roles, verdict: Verdict) -> tuple[Decimal | None, str]:
    """The most likely number and the rule that chose it; None where the record supports none."""
    first = leads(roles.items)
    counted = [i for i in roles.counted() if not outdone(i, first)]
    if not counted:
        return None, ""
    firm = [i for i in counted if i.quantity.low is not None and i.quantity.high is not None]
    if not firm:
        return one_bound(counted)
    if verdict is Verdict.SUPERSEDED:
        return point(max(firm, key=lambda i: (as_of_start(i), i.order)).quantity), "The best figure is the latest."
    chosen = max(firm, key=lambda i: (support(i, counted), significant(i), i.order))
    if roles.clashes:
        return most_allowed(counted)
    return point(chosen.quantity), rule_for(firm)


def one_bound(counted: Sequence[Item]) -> tuple[Decimal | None, str]:
    """The number of the only bound, or of the latest of several that one origin or one rising toll gives.

    As in UCDP GED, where the best estimate of "at least 14" is 14. An upper bound is none: "up to 900" may be 5.
    """
    latest = max(counted, key=lambda i: (as_of_start(i), i.order))
    several = len({point(i.quantity) for i in counted}) > 1
    if several:
        return None, "Every figure is a bound, so that no best figure is given."
    if latest.quantity.low is None:
        return None, ""
    return point(latest.quantity), "A lower bound alone: the best figure is the number that was said."


def most_allowed(counted: Sequence[Item]) -> tuple[Decimal | None, str]:
    """In a conflict, the number that more known origins give or allow than any other; None where none is ahead."""
    backing: dict[Decimal, set[str]] = {}
    for item in (i for i in counted if i.quantity.low is not None and i.quantity.low == i.quantity.high):
        number = point(item.quantity)
        if number is not None:
            closed = [o for o in counted if o.quantity.low is not None and o.quantity.high is not None]
            keys = {o.origin.key for o in closed if not contradict(item, o) and o.origin.known}
            backing[number] = backing.get(number, set()) | keys
    ahead = sorted(backing, key=lambda n: -len(backing[n]))
    none = "No number has most of the origins behind it, so that no best figure is given."
    if not ahead or len(backing[ahead[0]]) < 2:
        return None, none
    if len(ahead) > 1 and len(backing[ahead[1]]) == len(backing[ahead[0]]):
        return None, none
    return ahead[0], "The best figure is the one that most origins give or allow."


def rule_for(firm: Sequence[Item]) -> str:
    """The rule that chose the best figure, in words; nothing where there was no choice."""
    if alike(firm) and len({point(i.quantity) for i in firm}) == 1:
        return ""
    return "The best figure is the one that most origins give, the most exact among equals."


def support(item: Item, among: Sequence[Item]) -> int:
    """How many origins give the same number."""
    return len({other.origin.key for other in among if same(item.quantity, other.quantity)})


def significant(item: Item) -> int:
    """How many significant digits the number has: the more, the more exact it is meant to be."""
    number = point(item.quantity)
    return len(number.normalize().as_tuple().digits) if number is not None else 0
