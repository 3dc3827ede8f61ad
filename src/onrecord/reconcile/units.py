"""One unit for one measure: of "area burned (hectares)" and "area burned (square miles)" all figures in the same.

Figures in the unit that most of them have stay as they are. A converted one is kept to as many digits as the text
gives, and called approximate: "12 miles" stands for "about 19 km".
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from decimal import Context, Decimal
from functools import partial

from onrecord.model import Bound, Quantity
from onrecord.reconcile.items import Item
from onrecord.reconcile.memory import Memory
from onrecord.values.quantity.conversion import convert, dimension

LEAST_DIGITS = 2  # to which a converted number is kept: "5 miles" are 8.0 km


def in_one_unit(items: Sequence[Item], memory: Memory | None = None) -> list[Item]:
    """The items, in order, those of one measure brought to the unit that most of them have."""
    memory = memory or Memory()
    keys = [memory.noted("measured", item, _measured) for item in items]
    units: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for item, key in zip(items, keys, strict=True):
        if key is not None:
            units[key][item.quantity.unit or ""] += 1
    chosen = {key: min(counts, key=lambda u: (-counts[u], u)) for key, counts in units.items() if len(counts) > 1}
    return [
        memory.noted(("brought", unit), item, partial(_brought, unit=unit))
        if (unit := key and chosen.get(key))
        else item
        for item, key in zip(items, keys, strict=True)
    ]


def _measured(item: Item) -> tuple[str, str] | None:
    """What is measured and in which dimension, where the measure is named after a unit whose size is known."""
    unit = item.quantity.unit
    what = dimension(unit)
    ending = f" ({unit})".lower()
    return (item.measure.removesuffix(ending), what) if what and item.measure.endswith(ending) else None


def _brought(item: Item, unit: str) -> Item:
    key = _measured(item)
    if key is None or unit == item.quantity.unit:
        return item
    measure = f"{key[0]} ({unit})"
    figure = replace(item.figure, quantity=_short(item.quantity, unit), measure=measure)
    return replace(item, measure=measure.lower(), figure=figure)


def _short(quantity: Quantity, unit: str) -> Quantity:
    """The quantity in another unit, to as many digits as the text gives, and approximate if the number is another."""
    exact = convert(quantity, unit)
    if (exact.low, exact.high) == (quantity.low, quantity.high):
        return replace(quantity, unit=unit)  # another way of writing the unit: "km", "kilometres"
    bound = Bound.ABOUT if exact.bound is Bound.EXACT else exact.bound
    low, high = _rounded(exact.low, quantity.low), _rounded(exact.high, quantity.high)
    return replace(exact, low=low, high=high, bound=bound, unit=unit)


def _rounded(number: Decimal | None, given: Decimal | None) -> Decimal | None:
    if number is None or given is None:
        return number
    digits = max(LEAST_DIGITS, len(given.normalize().as_tuple().digits))
    short = Context(prec=digits).create_decimal(number)
    return short.quantize(Decimal(1)) if short == short.to_integral_value() else short
