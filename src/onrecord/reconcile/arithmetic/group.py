"""Groups: a question as arithmetic sees it, and the words that its sums share."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from onrecord.model import Quantity
from onrecord.reconcile import lists
from onrecord.reconcile.items import Item
from onrecord.reconcile.numbers import in_words
from onrecord.reconcile.ranges import point, vague
from onrecord.reconcile.roles import Roles

MOST = 3  # so many figures of a question enter the sums


@dataclass(frozen=True, slots=True)
class Group:
    """A question as arithmetic sees it: its id, its items and their roles."""

    id: str
    items: Sequence[Item]
    roles: Roles

    @property
    def first(self) -> Item:
        """The item that stands for the measure, who and reach."""
        return self.items[0]

    def figures(self) -> list[Item]:
        """A few counted figures, each number once, and none that is vague."""
        seen: dict[Decimal | None, Item] = {}
        for item in (i for i in self.roles.counted() if not vague(i.quantity)):
            seen.setdefault(point(item.quantity), item)
        return list(seen.values())[:MOST]


@cache
def broadest(measure: str) -> str:
    """The broadest measure that this one is a part of."""
    above = lists.broader(measure)
    return broadest(above) if above else lists.meeting_groups().get(measure, measure)


def counted(item: Item) -> str:
    """A number with what it counts: "12 children", "58 killed"; money and measures bring their unit along."""
    noun = "" if item.family == "share" else (item.quantity.unit or "").split(" ")[-1]
    number = in_words(item.quantity)
    if noun and number.endswith(noun):
        return number
    return f"{number} {noun or item.measure}"


def capital(words: str) -> str:
    """The words with a capital at the start."""
    return words[:1].upper() + words[1:]


def scaled(quantity: Quantity, factor: Decimal) -> Quantity:
    """The quantity times ``factor``, with the same bound."""
    low, high = quantity.low, quantity.high
    return Quantity(
        low=None if low is None else low * factor,
        high=None if high is None else high * factor,
        bound=quantity.bound,
        unit=quantity.unit,
    )


def one_sided_alike(a: Quantity, b: Quantity) -> bool:
    """Whether both are open at the same end."""
    return (a.low is None and b.low is None) or (a.high is None and b.high is None)
