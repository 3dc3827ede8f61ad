"""What a number takes from the one before: its unit ("from 208 pounds to 193"), its limit ("over 12 miles (19 km)")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from onrecord.model import Bound, Quantity
from onrecord.values.quantity.mention import QuantityMention

_PAIRED = re.compile(r"\s(?:to|from|versus|vs\.?|compared\s(?:to|with))\s", re.IGNORECASE)
_RESTATED = re.compile(r"\s?[(\[](?:or\s)?|\s?/\s?")
_UNITS = frozenset({"money", "percent", "measure"})
_LOWER, _UPPER = (Bound.AT_LEAST, Bound.MORE_THAN), (Bound.AT_MOST, Bound.LESS_THAN)
_SAME = 2  # a bare price is so many times the one before at most


def with_shared(text: str, mentions: list[QuantityMention]) -> Iterator[QuantityMention]:
    """The mentions, each with the unit or limit that the words leave to the one it is set beside."""
    last: QuantityMention | None = None
    for at, mention in enumerate(mentions):
        unit = _unit_of_pair(text, mentions, at) or _unit_of_price(text, mentions, at)
        if unit is not None:
            mention = replace(mention, kind=unit.kind, quantity=replace(mention.quantity, unit=unit.quantity.unit))
        if last is not None and _restates(text, last, mention):
            mention = replace(mention, quantity=_limited_as(last.quantity, mention.quantity))
        last = mention
        yield mention


def _unit_of_pair(text: str, mentions: list[QuantityMention], at: int) -> QuantityMention | None:
    """The neighbour whose unit a number with no noun of its own takes: "from 208 pounds to 193"."""
    mention, unit = mentions[at], None
    if mention.kind != "count" or mention.head is not None:
        return None
    for other in (*mentions[max(0, at - 1) : at], *mentions[at + 1 : at + 2]):
        first, second = sorted((mention, other), key=lambda m: m.span.start)
        link = _PAIRED.fullmatch(text[first.span.end : second.span.start])
        opened = other is second or text[: first.span.start].endswith("from ") or other.kind != "percent"
        if other.kind in _UNITS and link and opened:
            unit = other
    return unit


def _unit_of_price(text: str, mentions: list[QuantityMention], at: int) -> QuantityMention | None:
    """The sum just before, when a bare number of as many decimals and of its size follows it in the sentence."""
    mention = mentions[at]
    other = mentions[at - 1] if at else None
    if other is None or other.kind != "money" or mention.kind != "count" or mention.head is not None:
        return None
    places = [_decimals(m.number.of(text)) for m in (other, mention)]
    numbers = [m.quantity.low or m.quantity.high or 0 for m in (other, mention)]
    near = min(numbers) > 0 and max(numbers) <= _SAME * min(numbers)
    between = text[other.span.end : mention.span.start]
    return other if near and places[0] == places[1] > 0 and not re.search(r"[.;!?]\s|\n", between) else None


def _decimals(written: str) -> int:
    _, _, behind = written.partition(".")
    return len(behind) if behind.isdecimal() else 0


def _restates(text: str, first: QuantityMention, second: QuantityMention) -> bool:
    """Whether the second says the first again in another unit: "over 12 miles (19 km)", "HK$3bn (US$380m)"."""
    if first.kind != second.kind or first.kind not in ("money", "measure") or second.quantity.bound is not Bound.EXACT:
        return False
    other_unit = first.quantity.unit != second.quantity.unit
    between = text[first.span.end : second.span.start]
    opened = "(" in between or "(" in text[max(0, first.span.start - 1) : first.span.start] or "/" in between
    return other_unit and opened and bool(_RESTATED.fullmatch(between))


def _limited_as(first: Quantity, second: Quantity) -> Quantity:
    """The second number under the limit of the first."""
    if first.bound in _LOWER:
        return replace(second, high=None, bound=first.bound)
    if first.bound in _UPPER:
        return replace(second, low=None, bound=first.bound)
    return replace(second, bound=first.bound) if first.bound is not Bound.RANGE else second
