"""Arithmetic: sums that tie figures to each other. All in Decimals, with the bounds of every figure respected.

A check holds (True), cannot hold (False), or cannot be settled by the record (None): a sum that rests on an assumption
may confirm but never refute.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.model import Basis, Check
from onrecord.reconcile import lists
from onrecord.reconcile.arithmetic.flows import flows
from onrecord.reconcile.arithmetic.group import Group, broadest
from onrecord.reconcile.arithmetic.growth import falls, increments
from onrecord.reconcile.arithmetic.parts import narrower, parts, shares
from onrecord.reconcile.arithmetic.rates import rates
from onrecord.reconcile.items import Item
from onrecord.reconcile.memory import Memory
from onrecord.values.name import fold

__all__ = ["Group", "checks"]


def checks(groups: Sequence[Group], memory: Memory | None = None) -> dict[str, tuple[Check, ...]]:
    """The checks of each question, by its id. ``memory`` knows what the figures of each gave by themselves."""
    memory = memory or Memory()
    home = {item.ref: group for group in groups for item in group.items}
    sides = Sides(groups)
    by_claim: dict[str, list[Item]] = {}
    for group in groups:
        for item in group.items:
            by_claim.setdefault(item.claim.id, []).append(item)
    found: dict[str, list[Check]] = {}
    for group in groups:
        alone = memory.noted("growth", group, lambda g: (*increments(g), *falls(g)))
        found[group.id] = [*rates(group, sides.rates(group)), *narrower(group, sides.below(group)), *alone]
    for group, check in flows(groups):
        found[group.id].append(check)
    for mates in by_claim.values():
        if any(i.figure.part_of_larger or i.family == "share" for i in mates):
            for item, check in [*parts(mates, home), *shares(mates, home)]:
                found[home[item.ref].id].append(check)
    return {key: tuple(dict.fromkeys(made)) for key, made in found.items()}


class Sides:
    """The questions of one broadest measure and one side, by what another of them may be held against."""

    def __init__(self, groups: Sequence[Group]) -> None:
        self._rates: dict[tuple[str, str], list[Group]] = {}
        self._below: dict[tuple[str, str, str], list[Group]] = {}
        for group in groups:
            side = self._side(group)
            if group.first.figure.basis is Basis.RATE:
                self._rates.setdefault(side, []).append(group)
            if above := lists.broader(group.first.measure):
                self._below.setdefault((*side, above), []).append(group)

    @staticmethod
    def _side(group: Group) -> tuple[str, str]:
        return (broadest(group.first.group), fold(group.first.who or ""))

    def rates(self, group: Group) -> Sequence[Group]:
        """The rates."""
        return self._rates.get(self._side(group), ())

    def below(self, group: Group) -> Sequence[Group]:
        """Those whose measure is a part of this one's."""
        return self._below.get((*self._side(group), group.first.measure), ())
