"""Figures that people put together or keep apart: what they decide goes before what comparing finds.

Putting together is transitive, and so is the question: the groups of two figures that a person puts together become
one. Keeping apart wins over any chain of putting together; a decision that cannot be carried out is told, not dropped.
The result depends on the groups and the decisions alone, not on the order in which either came.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from onrecord.errors import UsageError
from onrecord.model import Judgement, Matter, Question
from onrecord.reconcile.items import Item
from onrecord.reconcile.numbers import day
from onrecord.reconcile.pairs import match
from onrecord.reconcile.reasons import capital, said
from onrecord.reconcile.traits import unit_class

SAME, DIFFERENT = "same", "different"
LONGEST = 200  # letters of a person's reason that are told again

type Ref = tuple[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairing:
    """One decision on two figures, each a claim's id and an index."""

    left: Ref
    right: Ref
    same: bool
    by: str = ""
    because: str = ""
    made: datetime | None = None

    @property
    def order(self) -> tuple[datetime, Ref, Ref]:
        """The oldest first; two of one moment by what they are about."""
        return (self.made or datetime.max.replace(tzinfo=UTC), self.left, self.right)


@dataclass(frozen=True, slots=True)
class Arranged:
    """The groups after the decisions, the decisions that bear on them, and those that could not be carried out."""

    groups: list[tuple[Item, ...]]
    kept: tuple[Pairing, ...] = ()
    refused: tuple[tuple[Pairing, str], ...] = ()


def read_subject(subject: str) -> tuple[Ref, Ref]:
    """The two figures that a judgement is about, from ``CLAIM:INDEX CLAIM:INDEX``.

    Raises:
        UsageError: It names no two figures.
    """
    refs = [read_ref(part) for part in subject.split()]
    if len(refs) != 2 or refs[0] == refs[1]:
        raise UsageError(f"not a pair of figures: {subject[:80]!r}")
    return refs[0], refs[1]


def read_ref(words: str) -> Ref:
    """One figure from ``CLAIM:INDEX``.

    Raises:
        UsageError: It names none.
    """
    claim, _, index = words.rpartition(":")
    if not claim or not (index.isascii() and index.isdigit() and len(index) < 5):
        raise UsageError(f"{words[:80]}: not a figure; write CLAIM:INDEX, the first figure of a claim is 0")
    return claim, int(index)


def pairings(judgements: Iterable[Judgement]) -> tuple[Pairing, ...]:
    """The decisions on two figures among ``judgements``, the oldest first."""
    found = []
    for one in judgements:
        if one.matter is Matter.PAIR:
            left, right = read_subject(one.subject)
            same = one.value == SAME
            found.append(Pairing(left=left, right=right, same=same, by=one.by, because=one.because, made=one.made))
    return tuple(sorted(found, key=lambda p: p.order))


# -------------------------------------------------------------------------------- the groups


def arranged(groups: Sequence[tuple[Item, ...]], decided: Sequence[Pairing]) -> Arranged:
    """The groups as the decisions have them; those on figures that are not there wait."""
    items = {i.ref: i for group in groups for i in group}
    bearing = sorted((p for p in decided if p.left in items and p.right in items), key=lambda p: p.order)
    if not bearing:
        return Arranged(list(groups))
    apart = {(p.left, p.right): p for p in bearing if not p.same}
    units, refused = bound([p for p in bearing if p.same], items, apart)
    made = [members for pool in pools(groups, units) for members in parted(pool, units, apart)]
    ordered = sorted((tuple(sorted(g, key=lambda i: i.order)) for g in made), key=lambda g: g[0].order)
    out = {id(p) for p, _ in refused}
    return Arranged(ordered, tuple(p for p in bearing if id(p) not in out), tuple(refused))


def bound(
    together: Sequence[Pairing], items: Mapping[Ref, Item], apart: Mapping[tuple[Ref, Ref], Pairing]
) -> tuple[dict[Ref, frozenset[Ref]], list[tuple[Pairing, str]]]:
    """By figure, those that it is put together with, itself among them; and what could not be carried out, and why."""
    unit = {ref: frozenset((ref,)) for ref in items}
    refused = []
    for one in together:
        joined = unit[one.left] | unit[one.right]
        why = unlike(*sorted((items[one.left], items[one.right]), key=lambda i: i.order))
        if not why and (against := next((p for refs, p in apart.items() if joined.issuperset(refs)), None)):
            why = f"{person(against.by)} keeps {' apart from '.join(ends(against, items))}"
        if why:
            refused.append((one, why))
        else:
            unit |= dict.fromkeys(joined, joined)
    return unit, refused


def unlike(a: Item, b: Item) -> str:
    """Why two figures cannot answer one question whatever anybody says; empty where they can."""
    if a.family != b.family:
        return f"one is a {a.family} and the other a {b.family}"
    return "they are in different units" if unit_class(a) != unit_class(b) else ""


def pools(groups: Sequence[tuple[Item, ...]], units: Mapping[Ref, frozenset[Ref]]) -> Iterator[list[tuple[Item, ...]]]:
    """The groups, those together that a decision ties."""
    home = {i.ref: n for n, group in enumerate(groups) for i in group}
    root = list(range(len(groups)))
    for ref, unit in units.items():
        if len(unit) > 1:
            low, high = sorted((_root(root, home[ref]), _root(root, home[min(unit)])))
            root[high] = low
    found: dict[int, list[tuple[Item, ...]]] = {}
    for n, group in enumerate(groups):
        found.setdefault(_root(root, n), []).append(group)
    yield from found.values()


def _root(root: list[int], n: int) -> int:
    while root[n] != n:
        root[n] = root[root[n]]
        n = root[n]
    return n


def parted(
    pool: Sequence[tuple[Item, ...]], units: Mapping[Ref, frozenset[Ref]], apart: Mapping[tuple[Ref, Ref], Pairing]
) -> list[list[Item]]:
    """A pool of groups as one, or in as many as its figures are to be kept apart in.

    Figures that a decision keeps apart are laid into the first heap that holds nothing they are kept apart from; all
    others follow whichever they were grouped with or fit best.
    """
    items = sorted((i for group in pool for i in group), key=lambda i: i.order)
    here = {i.ref for i in items}
    against: dict[frozenset[Ref], set[frozenset[Ref]]] = {}
    for left, right in apart:
        if left in here and right in here:
            against.setdefault(units[left], set()).add(units[right])
            against.setdefault(units[right], set()).add(units[left])
    heaps: list[set[frozenset[Ref]]] = []
    for unit in dict.fromkeys(units[i.ref] for i in items if units[i.ref] in against):
        free = next((heap for heap in heaps if not heap & against[unit]), None)
        if free is None:
            heaps.append({unit})
        else:
            free.add(unit)
    if not heaps:
        return [items]
    seeds = [[i for i in items if units[i.ref] in heap] for heap in heaps]
    group = {i.ref: n for n, members in enumerate(pool) for i in members}
    made: list[list[Item]] = [[] for _ in heaps]
    place: dict[frozenset[Ref], int] = {unit: n for n, heap in enumerate(heaps) for unit in heap}
    for item in items:
        unit = units[item.ref]
        if unit not in place:
            mine = [i for i in items if units[i.ref] == unit] if len(unit) > 1 else [item]
            place[unit] = nearest(mine, seeds, group)
        made[place[unit]].append(item)
    return made


def nearest(mine: Sequence[Item], seeds: Sequence[Sequence[Item]], group: Mapping[Ref, int]) -> int:
    """The heap that figures go to: where one stands that they were grouped with, and among these the best fit."""

    def fit(n: int) -> tuple[bool, int, int]:
        beside = any(group[a.ref] == group[b.ref] for a in mine for b in seeds[n])
        values = [match(a, b).value for a in mine for b in seeds[n]]
        return (beside, max((v for v in values if v is not None), default=-1), -n)

    return max(range(len(seeds)), key=fit)


# -------------------------------------------------------------------------------- told


def told(questions: Sequence[Question], arrangement: Arranged) -> tuple[Question, ...]:
    """The questions, each with sentences on who put figures of it together or kept them apart, and why."""
    if not (arrangement.kept or arrangement.refused):
        return tuple(questions)
    items = {i.ref: i for group in arrangement.groups for i in group}
    asked = {(e.claim, e.figure): n for n, q in enumerate(questions) for e in q.entries if e.figure is not None}
    lines: dict[int, list[str]] = {}
    for one in arrangement.kept:
        sentence = decision(one, items)
        for n in sorted({asked[one.left], asked[one.right]}):
            lines.setdefault(n, []).append(sentence)
    for one, why in arrangement.refused:
        sentence = f"{decision(one, items)[:-1]}; this is not followed: {why}."
        for n in sorted({asked[one.left], asked[one.right]}):
            lines.setdefault(n, []).append(sentence)
    return tuple(replace(q, why=(*q.why, *lines.get(n, ()))) for n, q in enumerate(questions))


def decision(one: Pairing, items: Mapping[Ref, Item]) -> str:
    """A decision in a sentence."""
    left, right = ends(one, items)
    when = f" on {day(one.made.date())}" if one.made else ""
    because = " ".join(one.because.split())
    because = because if len(because) <= LONGEST else because[: LONGEST - 1].rstrip() + "…"
    reason = f" (“{because.rstrip('.')}”)" if because else ""
    if one.same:
        return f"{person(one.by)} put {left} and {right} under one question{when}{reason}."
    return f"{person(one.by)} set {left} apart from {right}{when}, as an answer to another question{reason}."


def ends(one: Pairing, items: Mapping[Ref, Item]) -> tuple[str, str]:
    """Who says what in the two figures, the earlier first."""
    first, second = sorted((items[one.left], items[one.right]), key=lambda i: i.order)
    return said(first), said(second)


def person(by: str) -> str:
    """Who decided, where a name was given."""
    return capital(by.strip()) or "A reviewer"
