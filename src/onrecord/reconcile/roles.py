"""Roles: how each figure stands to the answer of its question, whether it is counted, and why not where it is not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from itertools import islice

from onrecord.model import Basis, Bound, Certainty, Claim, Kind, Relation
from onrecord.reconcile.items import ESTIMATE, Item, contradict
from onrecord.reconcile.ranges import allowed, clash, equal, point, same, vague, widened
from onrecord.reconcile.runs import around, running
from onrecord.reconcile.series import (
    as_of,
    as_of_start,
    dated,
    later,
    moved_on,
    opposed,
    outlived,
    partisan,
    repeats,
    second_hand,
    supersedes,
    unsourced,
)

Ref = tuple[str, int]
# What stands before a number that somebody else has given.
SAID_THAT = re.compile(
    r"\b(?:claims?|reports?|figures?|allegations?|assertions?|rumou?rs?|estimates?|tolls?|numbers?)\W+(?:that|of)\W+"
    r"(?:\w+\W+){0,3}$",
    re.IGNORECASE,
)
BEFORE = 60  # characters
FEWEST_PARTS, MOST_PARTS = 2, 6  # so many figures may make up another one
# How well a figure serves as answer, the best first.
WHOLE, PART, DISPUTED, VAGUE, HOLLOW, LOOSE, LATER, DENIED = range(8)


@dataclass(frozen=True, slots=True)
class Role:
    """How one figure stands to the answer."""

    relation: Relation = Relation.SUPPORTS
    counted: bool = True
    why: str = ""
    rank: int = WHOLE


@dataclass(slots=True)
class Roles:
    """The roles of a question's items, worked out step by step; each step only adds to those before.

    Attributes:
        items: The figures of one question, in order.
        disputers: By claim id, the claims that challenge it.
        parties: The states whose losses the pile counts.
        superseded: Which newer figure stands in the place of an older one.
        repeated: Which earlier figure a repeat repeats.
        clashes: Pairs by different origins that cannot both hold.
        aimed_at: The items whose claims are challenged; the same number in the same article is challenged with them.
        disputing: The items that give a number only to challenge it.
        challenged: What names the items whose number somebody challenges.
        adding: What names the items that make up a larger one of the same article.
        said: By origin, the items that it stands by; rivals: whether an origin contradicted an item from the start.
        telling: By origin, the items that say that something is so, once grading has gathered them.
    """

    items: Sequence[Item]
    disputers: Mapping[str, Sequence[Claim]]
    parties: frozenset[str] = frozenset()
    of: dict[Ref, Role] = field(default_factory=dict)
    superseded: dict[Ref, Item] = field(default_factory=dict)
    repeated: dict[Ref, Item] = field(default_factory=dict)
    clashes: list[tuple[Item, Item]] = field(default_factory=list)
    disputing: list[Item] = field(default_factory=list)
    aimed_at: list[Item] = field(default_factory=list)
    challenged: frozenset[Ref] = frozenset()
    adding: frozenset[Ref] = frozenset()
    said: dict[str, list[Item]] = field(default_factory=dict)
    rivals: dict[tuple[str, Ref], bool] = field(default_factory=dict)
    telling: dict[str, list[Item]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.aimed_at = [item for item in self.items if item.claim.id in self.disputers]
        self.disputing = [item for item in self.items if self._disputing(item)]
        self.challenged = frozenset(i.ref for i in self.items if self._challenged(i))
        self.adding = frozenset(i.ref for i in adding_up(self.items))
        self.of = {item.ref: Role(rank=self._rank(item)) for item in self.items}
        self._mark_disputing()
        self._mark_repeats()
        self._leave_out_weaker()
        self._mark_superseded()
        self._mark_clashes()

    def counted(self, *, parts: bool = False) -> list[Item]:
        """The items that low, best and high rest on, with or without those that are parts of a larger one."""
        ranks = (PART,) if parts else ()
        counted = [i for i in self.items if self.of[i.ref].counted]
        return [i for i in counted if self.of[i.ref].rank != PART or PART in ranks]

    def with_relation(self, relation: Relation) -> list[Item]:
        """The items that stand in this relation."""
        return [i for i in self.items if self.of[i.ref].relation is relation]

    @property
    def disputed(self) -> list[Item]:
        """The items that somebody challenges, as far as they claim a number that holds now."""
        return [i for i in self.items if i.present and i.ref in self.challenged]

    # ---- steps

    def _rank(self, item: Item) -> int:
        claim = item.claim
        if item.denied:
            return DENIED
        if claim.kind is Kind.FORECAST or claim.certainty is Certainty.FORECAST or item.figure.basis is Basis.INCREMENT:
            return LATER
        if ahead(item):
            return LATER
        if claim.kind is Kind.OPINION or claim.certainty is Certainty.CONDITIONAL:
            return LOOSE
        if item.at_facility or item.ref in self.adding or (item.part and any(not other.part for other in self.items)):
            return PART
        if item.ref in self.challenged:
            return DISPUTED
        if self._hollow(item):
            return HOLLOW
        return VAGUE if vague(item.quantity) else WHOLE

    def _hollow(self, item: Item) -> bool:
        """Whether nobody is at the end of the chain: outlets cite each other for it, and others have it from them."""
        if item.origin.circular:
            return True
        adrift = not item.origin.known or item.origin.own_voice
        return adrift and any(i.origin.circular and equal(i.quantity, item.quantity) for i in self.items)

    def _challenged(self, item: Item) -> bool:
        if self._disputing(item):
            return False
        denied = any(equal(o.quantity, item.quantity) and o.origin.key != item.origin.key for o in self.disputing)
        return denied or any(
            equal(o.quantity, item.quantity)
            and (o.article.id == item.article.id or o.origin.key == item.origin.key or unsourced(item))
            for o in self.aimed_at
        )

    def _disputing(self, item: Item) -> bool:
        if item.claim.kind is not Kind.DISPUTE:
            return False
        if spoken_of(item):
            return True
        if (item.measure == "money" or item.measure.endswith("(money)")) and item.article.text[
            : item.figure.span.start
        ].endswith("the "):
            return False  # "the $61 billion" is a thing known by its price, whatever is doubted about it
        aims = [i for i in self.items if i.claim.id in item.claim.disputes]
        return not item.claim.affirmed or any(equal(i.quantity, item.quantity) for i in aims)

    def _set(self, item: Item, **changes: object) -> None:
        self.of[item.ref] = replace(self.of[item.ref], **changes)  # type: ignore[arg-type]

    def _mark_disputing(self) -> None:
        for item in self.items:
            if self._disputing(item):
                why = f"{item.origin.name} gives this number to challenge it."
                self._set(item, relation=Relation.DISPUTES, counted=False, why=why)

    def _mark_repeats(self) -> None:
        kept: dict[Decimal | None, list[Item]] = {}  # by number: only equal ones repeat each other
        for item in sorted(self.items, key=self._firstness):
            if self.of[item.ref].relation is Relation.DISPUTES:
                continue
            alike = kept.setdefault(point(item.quantity), [])
            first = next((k for k in alike if repeats(item, k)), None)
            if first is None:
                alike.append(item)
            else:
                why = f"Repeats what {first.origin.name} says in {first.article.outlet}."
                self._set(item, relation=Relation.REPEATS, counted=False, why=why)
                self.repeated[item.ref] = first

    def _firstness(self, item: Item) -> tuple[object, ...]:
        """What says whether a figure is the first of those that repeat each other: the best, nearest and earliest."""
        copied = bool(item.article.taken_from(item.claim.content))
        near = (item.origin.own_voice, copied, second_hand(item), not dated(item))
        return (self.of[item.ref].rank, *near, as_of_start(item), item.order)

    def _leave_out_weaker(self) -> None:
        live = [i for i in self.items if self.of[i.ref].relation is Relation.SUPPORTS]
        best = self._best_rank(live)
        for item in live:
            role = self.of[item.ref]
            update = item.figure.basis is Basis.INCREMENT and len(live) > 1
            relation = Relation.UPDATES if update else Relation.SUPPORTS
            counted = role.rank in (best, PART) and role.rank != DENIED
            self._set(item, relation=relation, counted=counted, why=weakness(item, role.rank))

    def _best_rank(self, live: Sequence[Item]) -> int:
        """The rank that is counted beside parts; only parts are, where all else is loose, later or denied."""
        ranks = [self.of[i.ref].rank for i in live]
        best = min((rank for rank in ranks if rank != PART), default=WHOLE)
        return PART if PART in ranks and best > DISPUTED else best

    def _mark_superseded(self) -> None:
        wholes = [i for i in self.counted() if i.family == "count" and self.of[i.ref].rank in (WHOLE, DISPUTED)]
        latest = sorted(wholes, key=lambda i: (as_of(i) or (date.min, date.min), i.order), reverse=True)
        own: dict[str, list[Item]] = {}
        for item in latest:
            own.setdefault(item.origin.key, []).append(item)
        for old in wholes:
            newer = next((n for n in own[old.origin.key] if supersedes(n, old)), None)
            newer = newer or next((n for n in latest if supersedes(n, old) and not self._at_odds(n, old)), None)
            if newer:
                self.superseded[old.ref] = newer
        for item in (i for i in wholes if i.ref not in self.superseded):
            same_state = (o for o in wholes if o.ref in self.superseded and outlived(item, o))
            for first in islice(same_state, 1):
                self.superseded[item.ref] = self.superseded[first.ref]
        heads = {i.ref for i in self.superseded.values() if i.ref not in self.superseded}
        for item in wholes:
            if item.ref in self.superseded:
                new = self.superseded[item.ref]
                why = f"A later figure, by {new.origin.name}, has taken its place."
                self._set(item, counted=False, why=why)
            elif item.ref in heads:
                self._set(item, relation=Relation.UPDATES)

    def _at_odds(self, new: Item, old: Item) -> bool:
        """Whether the newer origin had contradicted the older figure already when that was young, or a cap is broken.

        What a rival said from the start is no update, and nobody is brought up to date by being contradicted.
        """
        if new.origin.key == old.origin.key:
            return False
        if opposed(new, old) or old.quantity.low is None or new.quantity.low is None:
            return True  # a cap is no count: it neither grows nor takes the place of one
        if partisan(new, self.parties) and new.origin.side != old.origin.side:
            return True
        if old.quantity.bound is Bound.RANGE and not contradict(new, old):
            return True
        pair = (new.origin.key, old.ref)
        if pair not in self.rivals:
            self.rivals[pair] = self._rival(new.origin.key, old)
        return self.rivals[pair]

    def _clash(self, a: Item, b: Item) -> bool:
        """Whether two figures of different origins exclude each other.

        Running totals are held beside each other as of one day, where the later origin said what it counted then.
        """
        if not (running(a) and running(b)):
            return contradict(a, b)
        if not clash(a.quantity, b.quantity, ESTIMATE):
            return False
        old, new = sorted((a, b), key=as_of_start)
        if not moved_on(new, old):
            return True
        then = around(self._stands_by(new.origin.key), as_of_start(old))
        return not supersedes(new, old) if then is None else not then.meets(widened(allowed(old.quantity), ESTIMATE))

    def _stands_by(self, origin: str) -> list[Item]:
        """The figures that an origin gives in its own name."""
        if not self.said:
            aside = (Relation.REPEATS, Relation.DISPUTES)
            for item in self.items:
                if item.present and self.of[item.ref].relation not in aside:
                    self.said.setdefault(item.origin.key, []).append(item)
        return self.said.get(origin, [])

    def _rival(self, origin: str, old: Item) -> bool:
        """Whether an origin held another number against a figure already when that was young."""
        theirs = self._stands_by(origin)
        if any(same(i.quantity, old.quantity) for i in theirs):
            return False
        return any(contradict(i, old) and not later(i, old) and not moved_on(old, i) for i in theirs)

    def _mark_clashes(self) -> None:
        counted = self.counted()
        wholes = [i for i in counted if self.of[i.ref].rank == WHOLE]
        wholes = wholes or [i for i in counted if self.of[i.ref].rank == LATER and i.planned]
        for n, a in enumerate(wholes):
            for b in wholes[n + 1 :]:
                if a.origin.key != b.origin.key and self._clash(a, b):
                    self.clashes.append((a, b))
        for item in {i.ref: i for pair in self.clashes for i in pair}.values():
            self._set(item, relation=Relation.CONFLICTS)


def adding_up(items: Iterable[Item]) -> Iterator[Item]:
    """The items of one article that make up the first and largest of it: "ten dead ... six there ... four here"."""
    by_article: dict[str, list[Item]] = {}
    for item in items:
        if item.present and item.family == "count" and point(item.quantity):
            by_article.setdefault(item.article.id, []).append(item)
    for group in by_article.values():
        whole, *rest = sorted(group, key=lambda i: i.figure.span.start)
        numbers = [point(i.quantity) or Decimal(0) for i in rest]
        if FEWEST_PARTS <= len(rest) <= MOST_PARTS and sum(numbers) == point(whole.quantity) and all(numbers):
            yield from rest


def spoken_of(item: Item) -> bool:
    """Whether a challenge gives the number as what others said: "the claim that 70 were killed was false"."""
    start = item.figure.span.start
    return bool(SAID_THAT.search(item.article.text[max(start - BEFORE, 0) : start]))


def ahead(item: Item) -> bool:
    """Whether a figure is given for a day after its publication: "20,000 by the end of the month"."""
    end = item.period.end if item.period and item.period.start is None else None
    return bool(end and item.article.published and end > item.article.published.end)


def weakness(item: Item, rank: int) -> str:
    """Why a figure of this rank is no plain answer; empty for one that is."""
    if rank == LATER and item.figure.basis is Basis.INCREMENT:
        forecast = item.claim.kind is Kind.FORECAST or item.claim.certainty is Certainty.FORECAST
        return "An addition that is forecast, and no present figure." if forecast else "An addition, not the whole."
    return {
        VAGUE: "The number is vague.",
        PART: "A part of a larger number: it bears on the low end only.",
        DISPUTED: "It is disputed.",
        HOLLOW: "Nobody is known to have said it first.",
        LOOSE: "An opinion." if item.claim.kind is Kind.OPINION else "It holds only on a condition.",
        LATER: "A forecast, and no present figure.",
        DENIED: "The claim says that it is not so.",
    }.get(rank, "")


def known_origins(items: Iterable[Item]) -> dict[str, str]:
    """The known origins among ``items``, each once: by the key that independence is counted by, with its name."""
    found: dict[str, str] = {}
    for item in items:
        if item.origin.known:
            found.setdefault(item.origin.key, item.origin.name)
    return found
