"""Pairs: whether two figures may answer one question, scored, with the reasons; no score where something forbids it."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.model import Basis
from onrecord.reconcile import lists
from onrecord.reconcile.days import days_between, when
from onrecord.reconcile.items import Item, Scope, both_hold, contradict
from onrecord.reconcile.ranges import point, ratio, same
from onrecord.reconcile.runs import running
from onrecord.reconcile.traits import (
    Part,
    civilians_of,
    comparable,
    measures,
    one_answer,
    other_aim,
    other_group,
    other_object,
    own_deeds,
    rivals,
    tied,
    unit_class,
    where,
    who,
    wider_area,
)

ENOUGH = {Scope.SLOW: 6, Scope.EVENT: 9, Scope.PERIOD: 6, Scope.STANDING: 6}
FAR = {Scope.EVENT: 4, Scope.STANDING: 10}  # so many times larger is hardly the same count
LONG_DAYS = 90  # after which a count of losses may be many times larger
FAR_APART = 4  # the same for a level, and for losses in two articles that nothing ties together


@dataclass(frozen=True, slots=True)
class Match:
    """How well two figures fit one question. ``value`` None: something forbids it, which ``reasons`` names."""

    value: int | None
    reasons: tuple[str, ...]

    def enough(self, scope: Scope) -> bool:
        """Whether the two may stand under one question."""
        return self.value is not None and self.value >= ENOUGH[scope]


def match(a: Item, b: Item) -> Match:
    """Score two items. Two that cannot both hold stay apart unless they surely count the same thing."""
    if (a.group, a.family, a.scope, unit_class(a)) != (b.group, b.family, b.scope, unit_class(b)):
        return Match(None, ("another measure, basis, reach or unit",))
    found = []
    for trait in (when, who, where, nearness):  # most pairs end at one of these: what follows is not looked at
        found.append(trait(a, b))
        if found[-1].points is None:
            return Match(None, (found[-1].reason,))
    near, whose, place, together = found
    counted = measures(a, b)
    if counted.points is None:
        return Match(None, (counted.reason,))
    parts = [counted, whose, place, near, together]
    reasons = tuple(p.reason for p in parts if p.reason)
    if not same(a.quantity, b.quantity) and (apart := one_number_each(a, b)):
        return Match(None, (apart, *reasons))
    if both_hold(a, b) and contradict(a, b):
        if (a.family == "share" and not one_answer(a, b)) or not all(p.firm for p in parts):
            return Match(short(a, b), ("cannot both hold, and may not count the same", *reasons))
        parts.append(distance(a, b))
        if parts[-1].points is None:
            return Match(None, (parts[-1].reason, *reasons))
        if sum(p.points or 0 for p in parts) < ENOUGH[a.scope]:
            return Match(short(a, b), ("cannot both hold, and too little ties them", *reasons))
    return Match(sum(p.points or 0 for p in parts), reasons)


def short(a: Item, b: Item) -> int | None:
    """What two that cannot both hold are worth when it is unsure that they count the same.

    In one story it does not forbid that the others of a question bring them together; anywhere else it does.
    """
    named_both = a.origin.known and b.origin.known and a.origin.key != b.origin.key
    open_to_it = a.scope is Scope.EVENT and a.family == "count" and tied(a, b)
    return 0 if open_to_it and (a.article.id != b.article.id or named_both) else None


def one_number_each(a: Item, b: Item) -> str:
    """Why two figures that are not the same number cannot be of one question; empty when they may be."""
    if a.family == "share" and not one_answer(a, b):
        return "shares of what is seldom the same"
    if contradict(a, b) and civilians_of(a, b):
        return "civilians are only some of the people"
    if a.scope is not Scope.EVENT and contradict(a, b) and other_aim(a, b):
        return "one was promised or meant, the other done"
    if contradict(a, b) and own_deeds(a, b):
        return "each tells what it did itself"
    if contradict(a, b) and other_group(a, b):
        return "one is of some of them only"
    if contradict(a, b) and other_object(a, b):
        return "one is of something else"
    if contradict(a, b) and wider_area(a, b):
        return "one is of a wider area"
    if a.figure.basis is Basis.INCREMENT and b.figure.basis is Basis.INCREMENT:
        return "two additions are added, not compared"
    return "" if comparable(a, b) else f"numbers of {a.measure} are too many to compare"


def nearness(a: Item, b: Item) -> Part:
    """One article or one story speaks for one question, most of all for events."""
    if not tied(a, b):
        return Part(0, True, "")
    same_voice = a.article.id == b.article.id and a.origin.key == b.origin.key and not (a.early or b.early)
    same_voice = same_voice and not (a.borrowed or b.borrowed) and a.days == b.days  # entries of a live blog have days
    if same_voice and a.present and b.present and contradict(a, b):
        return Part(None, True, "one voice gives two numbers, which are hardly of one thing")
    return Part(2, True, "told in one story")


def distance(a: Item, b: Item) -> Part:
    """Numbers that lie very far apart are hardly of the same thing, unless a count had long to grow."""
    enemies = tied(a, b) and lists.cumulative(a.measure)  # who do give each other's losses ten times apart
    far = FAR_APART if a.scope is Scope.STANDING and not enemies else FAR.get(a.scope)
    again = a.origin.key == b.origin.key and (a.scope is Scope.STANDING or (a.origin.known and tied(a, b)))
    if running(a) and running(b):
        return Part(0, True, "")  # totals of one thing up to two days: how far apart is what the question is about
    if far is None or again or rivals(a, b) or ratio(a.quantity, b.quantity) <= far or grew(a, b):
        return Part(0, True, "")
    return Part(-3 if a.scope is Scope.EVENT else None, True, "the numbers lie far apart")


def grew(a: Item, b: Item) -> bool:
    """Whether the later of two counts that can only grow is the larger, and much later."""
    old, new = sorted((a, b), key=lambda i: i.order)
    gap = days_between(a.days, b.days) or 0
    larger = (point(new.quantity) or 0) > (point(old.quantity) or 0)
    return lists.cumulative(a.measure) and gap > LONG_DAYS and larger
