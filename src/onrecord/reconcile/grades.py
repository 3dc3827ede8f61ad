"""Grades of credibility, by the Admiralty code (AJP-2.1): of the item, never of its source, which is the user's.

1 confirmed by other independent sources; 2 probably true; 3 possibly true; 4 doubtful; 5 improbable; 6 cannot
be judged.
One origin alone is never graded 1 or 2, and what outlets say in their own voice, without a source, confirms nothing
beyond 2. Reliability stays "F", cannot be judged, until the user sets it.
"""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.model import Relation
from onrecord.reconcile.items import Item
from onrecord.reconcile.ranges import same
from onrecord.reconcile.roles import DENIED, LATER, LOOSE, PART, Roles, known_origins

CONFIRMED = 2  # so many other independent origins confirm


def grade(item: Item, roles: Roles) -> tuple[str, str]:
    """The digit, and the reason for it in a sentence."""
    if item.ref in roles.repeated:
        return grade(roles.repeated[item.ref], roles)
    role = roles.of[item.ref]
    if role.relation is Relation.DISPUTES:
        return "6", "A challenge is not graded by number."
    if role.rank == DENIED:
        return "6", "Nobody in the record says that it is so."
    against = known_origins(others(item, roles, clashing=True))
    behind = known_origins(corroborating(item, roles))
    if item.present and item.ref in roles.challenged:
        return ("5", "It is disputed and contradicted.") if against else ("4", "It is disputed.")
    if role.rank in (LOOSE, LATER):
        return "6", "What is forecast, supposed or added cannot be judged yet."
    if roles_clash(item, roles):
        if len(against) > len(behind) + 1:
            return "5", f"Contradicted by {listed(against.values())}."
        return "4", "Contradicted by another origin."
    if behind:
        sourced = known_origins(i for i in corroborating(item, roles) if not i.origin.own_voice)
        digit = "1" if len(sourced) >= CONFIRMED and item.origin.known else "2"
        return digit, f"Also given by {listed(behind.values())}."
    return uncorroborated(item, roles)


def uncorroborated(item: Item, roles: Roles) -> tuple[str, str]:
    """The grade of a figure that nobody else gives and nobody contradicts."""
    if roles.of[item.ref].rank == PART:
        return "3", "A part; nothing in the record confirms or contradicts it."
    if not item.origin.known and item.origin.own_voice:
        return "6", "The article names neither source nor publisher, and no other origin gives it."
    if not item.origin.known:
        return "6", "Who first said it is not known, and no other origin gives it."
    return "3", "Not confirmed by another origin, and not contradicted."


def corroborating(item: Item, roles: Roles) -> Iterable[Item]:
    """Items of other origins that say the same number; a part and an upper bound of one size do not."""
    if roles.of[item.ref].rank == PART:
        return []
    return [i for i in others(item, roles) if same(i.quantity, item.quantity)]


def others(item: Item, roles: Roles, *, clashing: bool = False) -> list[Item]:
    """Items of other origins that bear on the answer; only those that cannot hold beside this one, if asked."""
    if clashing:
        pairs = [p for p in roles.clashes if item.ref in (p[0].ref, p[1].ref)]
        return [b if a.ref == item.ref else a for a, b in pairs]
    weak = (DENIED, LATER, LOOSE, PART)
    return [
        i
        for i in roles.items
        if i.origin.key != item.origin.key
        and roles.of[i.ref].rank not in weak
        and roles.of[i.ref].relation not in (Relation.DISPUTES, Relation.REPEATS)
    ]


def roles_clash(item: Item, roles: Roles) -> bool:
    """Whether the item stands against another."""
    return any(item.ref in (a.ref, b.ref) for a, b in roles.clashes)


def listed(names: Iterable[str]) -> str:
    """Names as a list in prose."""
    ordered = sorted(set(names))
    return ordered[0] if len(ordered) == 1 else ", ".join(ordered[:-1]) + " and " + ordered[-1]
