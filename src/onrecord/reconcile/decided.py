"""What people put together or keep apart, figures or statements: what they decide goes before what comparing finds.

Putting together is transitive, and so is the question: the groups of two figures that a person puts together become
one. Keeping apart wins over any chain of putting together; a decision that cannot be carried out is told, not dropped.
The result depends on the groups and the decisions alone, not on the order in which either came.

A figure is named CLAIM:INDEX, a statement CLAIM:says:INDEX, by its place among those of its claim; a pair is of two of
one sort. What holds for a sort alone, how well two fit and what forbids that they meet, is its :class:`Ways`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Protocol

from onrecord.errors import UsageError
from onrecord.model import Claim, Entry, Judgement, Matter, Question
from onrecord.reconcile.items import Item
from onrecord.reconcile.numbers import day
from onrecord.reconcile.pairs import match
from onrecord.reconcile.reasons import capital, said
from onrecord.reconcile.traits import unit_class
from onrecord.reconcile.unions import join, root

SAME, DIFFERENT = "same", "different"
LONGEST = 200  # letters of a person's reason that are told again

SAYS = ":says"  # behind a claim's id: a statement of it, and no figure

type Ref = tuple[str, int]


class Thing(Protocol):
    """What is put together or kept apart."""

    @property
    def ref(self) -> Ref:
        """The claim's id and an index."""

    @property
    def order(self) -> Any:
        """By day, article and place."""


@dataclass(frozen=True, slots=True)
class Ways[T: Thing]:
    """What holds for one sort of things.

    Attributes:
        unlike: Why two cannot answer one question whatever anybody says; empty where they can.
        fit: How well two fit one question; None where something forbids it.
        said: Who says what, for a sentence.
        named: What names the thing that an entry of a question is of.
    """

    unlike: Callable[[T, T], str]
    fit: Callable[[T, T], int | None]
    said: Callable[[T], str]
    named: Callable[[Entry], Ref | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairing:
    """One decision on two figures or on two statements, each a claim's id and an index."""

    left: Ref
    right: Ref
    same: bool
    statements: bool = False
    by: str = ""
    because: str = ""
    made: datetime | None = None

    @property
    def order(self) -> tuple[datetime, Ref, Ref]:
        """The oldest first; two of one moment by what they are about."""
        return (self.made or datetime.max.replace(tzinfo=UTC), self.left, self.right)


@dataclass(frozen=True, slots=True)
class Arranged[T: Thing]:
    """The groups after the decisions, the decisions that bear on them, and those that could not be carried out."""

    groups: list[tuple[T, ...]]
    kept: tuple[Pairing, ...] = ()
    refused: tuple[tuple[Pairing, str], ...] = ()


def read_subject(subject: str) -> tuple[Ref, Ref]:
    """The two that a judgement is about, from ``CLAIM:INDEX CLAIM:INDEX`` or ``CLAIM:says:INDEX CLAIM:says:INDEX``.

    Raises:
        UsageError: It names no two figures and no two statements.
    """
    refs = [read_ref(part) for part in subject.split()]
    if len(refs) != 2 or refs[0] == refs[1]:
        raise UsageError(f"not a pair of figures or statements: {subject[:80]!r}")
    if len({ref[0].endswith(SAYS) for ref in refs}) > 1:
        raise UsageError("a figure and a statement answer no one question: name two of a sort")
    return refs[0], refs[1]


def read_ref(words: str) -> Ref:
    """One figure from ``CLAIM:INDEX``, or one statement from ``CLAIM:says:INDEX``: then ``:says`` stays with the claim.

    Raises:
        UsageError: It names none.
    """
    claim, _, index = words.rpartition(":")
    bare = claim.removesuffix(SAYS)
    if not bare or ":" in bare or not (index.isascii() and index.isdigit() and len(index) < 5):
        raise UsageError(f"{words[:80]}: not a figure and no statement; write CLAIM:INDEX or CLAIM:says:INDEX, from 0")
    return claim, int(index)


def ref_of(entry: Entry) -> Ref | None:
    """What an entry of a question is of, as :func:`read_ref` gives it; None where it is of neither."""
    if entry.figure is not None:
        return entry.claim, entry.figure
    return None if entry.proposition is None else (entry.claim + SAYS, entry.proposition)


def claim_of(ref: Ref) -> str:
    """The id of the claim that a figure or a statement is of."""
    return ref[0].removesuffix(SAYS)


def check_ref(ref: Ref, claim: Claim) -> None:
    """See to it that the claim has what is named.

    Raises:
        UsageError: It has not.
    """
    if ref[0].endswith(SAYS):
        if ref[1] >= len(claim.says):
            raise UsageError(f"{ref[0]}:{ref[1]}: the claim has no statement with this number")
    elif ref[1] >= len(claim.figures):
        raise UsageError(f"{ref[0]}:{ref[1]}: the claim has no figure with this number")


def pairings(judgements: Iterable[Judgement]) -> tuple[Pairing, ...]:
    """The decisions on two figures or two statements among ``judgements``, the oldest first."""
    return tuple(sorted((pairing(j) for j in judgements if j.matter is Matter.PAIR), key=lambda p: p.order))


def pairing(made: Judgement) -> Pairing:
    """The decision of one judgement."""
    left, right = read_subject(made.subject)
    return Pairing(
        left=(claim_of(left), left[1]),
        right=(claim_of(right), right[1]),
        same=made.value == SAME,
        statements=left[0].endswith(SAYS),
        by=made.by,
        because=made.because,
        made=made.made,
    )


# -------------------------------------------------------------------------------- the groups


def arranged[T: Thing](groups: Sequence[tuple[T, ...]], decided: Sequence[Pairing], ways: Ways[T]) -> Arranged[T]:
    """The groups as the decisions have them; those on things that are not there wait."""
    items = {i.ref: i for group in groups for i in group}
    bearing = sorted((p for p in decided if p.left in items and p.right in items), key=lambda p: p.order)
    if not bearing:
        return Arranged(list(groups))
    apart = {(p.left, p.right): p for p in bearing if not p.same}
    units, refused = bound([p for p in bearing if p.same], items, apart, ways)
    made = [members for pool in pools(groups, units) for members in parted(pool, units, apart, ways)]
    ordered = sorted((tuple(sorted(g, key=lambda i: i.order)) for g in made), key=lambda g: g[0].order)
    out = {id(p) for p, _ in refused}
    return Arranged(ordered, tuple(p for p in bearing if id(p) not in out), tuple(refused))


def bound[T: Thing](
    together: Sequence[Pairing], items: Mapping[Ref, T], apart: Mapping[tuple[Ref, Ref], Pairing], ways: Ways[T]
) -> tuple[dict[Ref, frozenset[Ref]], list[tuple[Pairing, str]]]:
    """By thing, those that it is put together with, itself among them; and what could not be carried out, and why."""
    unit = {ref: frozenset((ref,)) for ref in items}
    refused = []
    for one in together:
        joined = unit[one.left] | unit[one.right]
        why = ways.unlike(*sorted((items[one.left], items[one.right]), key=lambda i: i.order))
        if not why and (against := next((p for refs, p in apart.items() if joined.issuperset(refs)), None)):
            why = f"{person(against.by)} keeps {' apart from '.join(ends(against, items, ways))}"
        if why:
            refused.append((one, why))
        else:
            unit |= dict.fromkeys(joined, joined)
    return unit, refused


def pools[T: Thing](
    groups: Sequence[tuple[T, ...]], units: Mapping[Ref, frozenset[Ref]]
) -> Iterator[list[tuple[T, ...]]]:
    """The groups, those together that a decision ties."""
    home = {i.ref: n for n, group in enumerate(groups) for i in group}
    tied: dict[int, int] = {}
    for ref, unit in units.items():
        if len(unit) > 1:
            join(tied, home[ref], home[min(unit)])
    found: dict[int, list[tuple[T, ...]]] = {}
    for n, group in enumerate(groups):
        found.setdefault(root(tied, n), []).append(group)
    yield from found.values()


def parted[T: Thing](
    pool: Sequence[tuple[T, ...]],
    units: Mapping[Ref, frozenset[Ref]],
    apart: Mapping[tuple[Ref, Ref], Pairing],
    ways: Ways[T],
) -> list[list[T]]:
    """A pool of groups as one, or in as many as its members are to be kept apart in.

    Those that a decision keeps apart are laid into the first heap that holds nothing they are kept apart from; all
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
    made: list[list[T]] = [[] for _ in heaps]
    place: dict[frozenset[Ref], int] = {unit: n for n, heap in enumerate(heaps) for unit in heap}
    for item in items:
        unit = units[item.ref]
        if unit not in place:
            mine = [i for i in items if units[i.ref] == unit] if len(unit) > 1 else [item]
            place[unit] = nearest(mine, seeds, group, ways)
        made[place[unit]].append(item)
    return made


def nearest[T: Thing](mine: Sequence[T], seeds: Sequence[Sequence[T]], group: Mapping[Ref, int], ways: Ways[T]) -> int:
    """The heap that things go to: where one stands that they were grouped with, and among these the best fit."""

    def fit(n: int) -> tuple[bool, int, int]:
        beside = any(group[a.ref] == group[b.ref] for a in mine for b in seeds[n])
        values = [ways.fit(a, b) for a in mine for b in seeds[n]]
        return (beside, max((v for v in values if v is not None), default=-1), -n)

    return max(range(len(seeds)), key=fit)


# -------------------------------------------------------------------------------- told


def told[T: Thing](questions: Sequence[Question], arrangement: Arranged[T], ways: Ways[T]) -> tuple[Question, ...]:
    """The questions, each with sentences on who put some of it together or kept it apart, and why."""
    if not (arrangement.kept or arrangement.refused):
        return tuple(questions)
    items = {i.ref: i for group in arrangement.groups for i in group}
    asked = {ref: n for n, q in enumerate(questions) for e in q.entries if (ref := ways.named(e)) is not None}
    said = [(one, decision(one, items, ways)) for one in arrangement.kept]
    said += [
        (one, f"{decision(one, items, ways)[:-1]}; this is not followed: {why}.") for one, why in arrangement.refused
    ]
    lines: dict[int, list[str]] = {}
    for one, sentence in said:
        for n in sorted({asked[end] for end in (one.left, one.right) if end in asked}):
            lines.setdefault(n, []).append(sentence)
    return tuple(replace(q, why=(*q.why, *lines.get(n, ()))) for n, q in enumerate(questions))


def decision[T: Thing](one: Pairing, items: Mapping[Ref, T], ways: Ways[T]) -> str:
    """A decision in a sentence."""
    left, right = ends(one, items, ways)
    when = f" on {day(one.made.date())}" if one.made else ""
    because = " ".join(one.because.split())
    because = because if len(because) <= LONGEST else because[: LONGEST - 1].rstrip() + "…"
    reason = f" (“{because.rstrip('.')}”)" if because else ""
    if one.same:
        return f"{person(one.by)} put {left} and {right} under one question{when}{reason}."
    return f"{person(one.by)} set {left} apart from {right}{when}, as an answer to another question{reason}."


def ends[T: Thing](one: Pairing, items: Mapping[Ref, T], ways: Ways[T]) -> tuple[str, str]:
    """Who says what in the two, the earlier first."""
    first, second = sorted((items[one.left], items[one.right]), key=lambda i: i.order)
    return ways.said(first), ways.said(second)


def person(by: str) -> str:
    """Who decided, where a name was given."""
    return capital(by.strip()) or "A reviewer"


# -------------------------------------------------------------------------------- figures


def unlike(a: Item, b: Item) -> str:
    """Why two figures cannot answer one question whatever anybody says; empty where they can."""
    if a.family != b.family:
        return f"one is a {a.family} and the other a {b.family}"
    return "they are in different units" if unit_class(a) != unit_class(b) else ""


def figure_named(entry: Entry) -> Ref | None:
    """The figure that an entry is of."""
    return None if entry.figure is None else (entry.claim, entry.figure)


FIGURES: Ways[Item] = Ways(unlike=unlike, fit=lambda a, b: match(a, b).value, said=said, named=figure_named)
