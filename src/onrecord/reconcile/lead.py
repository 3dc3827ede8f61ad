"""The lead toll: the count that an article gives in its own voice before it tells what others reported.

Whoever writes "at least 24 people were killed" and then "early reports spoke of 11" knows of the 11 and counts 24: a
casualty recorder's summary rests on all the reports it names. So a lower number of the same article does not lower
the range, though it stays on record and may stand in conflict; a higher one raises it.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from onrecord.model import Bound
from onrecord.reconcile import lists
from onrecord.reconcile.items import Item, Scope
from onrecord.reconcile.ranges import point, vague

FIRM = (Bound.EXACT, Bound.AT_LEAST, Bound.MORE_THAN, Bound.RANGE)


def leads(items: Iterable[Item]) -> dict[str, Item]:
    """By article, the first whole toll of an event that it gives in its own voice with a firm lower end."""
    found: dict[str, Item] = {}
    for item in sorted(items, key=lambda i: i.figure.span):
        if is_toll(item) and item.origin.own_voice and not item.early and low_of(item) > 1:
            found.setdefault(item.article.id, item)
    return found


def is_toll(item: Item) -> bool:
    """Whether the figure counts all that one event did to people, with a number that is one."""
    firm = item.quantity.bound in FIRM and item.quantity.low is not None and not vague(item.quantity)
    return (
        firm
        and item.present
        and item.scope is Scope.EVENT
        and item.family == "count"
        and lists.cumulative(item.measure)
    )


def low_of(item: Item) -> Decimal:
    """The lower end of a figure, 0 where it has none."""
    return item.quantity.low or Decimal(0)


def outdone(item: Item, found: dict[str, Item]) -> bool:
    """Whether the article that gives a number counts more itself, before it and with knowledge of it."""
    lead = found.get(item.article.id)
    if lead is None or lead is item or item.figure.span < lead.figure.span:
        return False
    return (point(item.quantity) or Decimal(0)) < low_of(lead)
