"""Arithmetic: sums that tie figures to each other. All in Decimals, with the bounds of every figure respected.

A check holds (True), cannot hold (False), or cannot be settled by the record (None): a sum that rests on an assumption
may confirm but never refute.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.model import Check
from onrecord.reconcile.arithmetic.flows import flows
from onrecord.reconcile.arithmetic.group import Group, broadest
from onrecord.reconcile.arithmetic.growth import falls, increments
from onrecord.reconcile.arithmetic.parts import narrower, parts, shares
from onrecord.reconcile.arithmetic.rates import rates
from onrecord.reconcile.items import Item
from onrecord.values.name import fold

__all__ = ["Group", "checks"]


def checks(groups: Sequence[Group]) -> dict[str, tuple[Check, ...]]:
    """The checks of each question, by its id."""
    home = {item.ref: group for group in groups for item in group.items}
    by_side: dict[tuple[str, str], list[Group]] = {}
    by_claim: dict[str, list[Item]] = {}
    for group in groups:
        by_side.setdefault((broadest(group.first.group), fold(group.first.who or "")), []).append(group)
        for item in group.items:
            by_claim.setdefault(item.claim.id, []).append(item)
    found: dict[str, list[Check]] = {group.id: [] for group in groups}
    for group in groups:
        kin = by_side[(broadest(group.first.group), fold(group.first.who or ""))]
        found[group.id] += [*rates(group, kin), *narrower(group, kin), *increments(group), *falls(group)]
    for group, check in flows(groups):
        found[group.id].append(check)
    for mates in by_claim.values():
        for item, check in [*parts(mates, home), *shares(mates, home)]:
            found[home[item.ref].id].append(check)
    return {key: tuple(dict.fromkeys(made)) for key, made in found.items()}
