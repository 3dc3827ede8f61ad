"""Quantities in a text: numbers with the words that limit them, what they count or measure, and their kind.

The grammar reads the characters; spaCy's tags and parse serve to find the noun that is counted. Its entities are not
used to tell numbers from dates.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.model import Bound, Quantity, Span
from onrecord.values.quantity.heads import head_after, head_of_fraction
from onrecord.values.quantity.kinds import no_measure
from onrecord.values.quantity.mention import QuantityMention
from onrecord.values.quantity.modifiers import Modifiers, limited, read_behind, read_modifiers, sign_before
from onrecord.values.quantity.numbers import Numeral
from onrecord.values.quantity.parts import convention
from onrecord.values.quantity.ranges import scan
from onrecord.values.quantity.shared import with_shared
from onrecord.values.quantity.units import Unit, rate_of_adjective, read_rate, read_unit
from onrecord.values.text import text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["FIGURE_KINDS", "QuantityMention", "read_quantities", "reported"]

FIGURE_KINDS = frozenset({"count", "money", "percent", "measure", "fraction"})
_REPORTED = FIGURE_KINDS | {"duration", "age", "score"}


def read_quantities(doc: Doc) -> tuple[QuantityMention, ...]:
    """Every number of a parsed text as a quantity, in order, none overlapping; also those that measure nothing."""
    starts = [token.idx for token in doc]
    mentions: list[QuantityMention] = []
    for numeral in scan(text_of(doc)):
        mention = _read(doc, starts, numeral)
        if numeral.form == "vague":
            mention = replace(mention, convention=convention(mention.number.of(text_of(doc))))
        if mentions and mentions[-1].span.end > mention.number.start:
            mentions[-1] = _before_number(doc, mentions[-1], mention.number.start)
        if mentions and mentions[-1].span.overlaps(mention.span):
            mention = _trimmed(text_of(doc), mention, mentions[-1].span.end)
        mentions.append(mention)
    return tuple(with_shared(text_of(doc), mentions))


def reported(mention: QuantityMention) -> bool:
    """Whether a list of all quantities shows the mention: amounts, counts, shares, durations, ages and scores.

    Left out are dates, clock times, ordinals, pronouns (but for "one of the ..."), and numbers that only name: of a
    model, an article, a route.
    """
    return mention.kind in _REPORTED or (mention.kind == "pronoun" and mention.head is not None)


def _before_number(doc: Doc, mention: QuantityMention, number: int) -> QuantityMention:
    """The mention without what the next number takes: its noun or right-hand words cannot hold another number."""
    kept = re.sub(r"(?:\s+of(?:\s+(?:the|its|their|his|her))?)?\s*$", "", text_of(doc)[mention.span.start : number])
    end = max(mention.number.end, mention.span.start + len(kept))
    lost = mention.head is not None and doc[mention.head].idx >= number
    quantity = replace(mention.quantity, unit=None) if lost else mention.quantity
    return replace(mention, span=Span(mention.span.start, end), head=None if lost else mention.head, quantity=quantity)


def _trimmed(text: str, mention: QuantityMention, start: int) -> QuantityMention:
    """The mention from ``start`` on: a neighbour has taken the words before."""
    start = min(max(start, mention.span.start), mention.number.start)
    kept = text[start : mention.span.end]
    span = Span(start + len(kept) - len(kept.lstrip()), mention.span.end)
    return replace(mention, span=span)


def _read(doc: Doc, starts: list[int], numeral: Numeral) -> QuantityMention:
    unit = read_unit(text_of(doc), numeral.start, numeral.end)
    if unit is not None and (minus := sign_before(text_of(doc), numeral.start)) is not None:
        numeral = replace(numeral, start=minus, low=-numeral.high, high=-numeral.low)
    kind = no_measure(doc, numeral, has_unit=unit is not None and unit.kind != "duration")
    if kind == "pronoun":
        return _pronoun(doc, starts, numeral)
    if kind:
        return _of_kind(doc, numeral, kind)
    number_start = min(numeral.start, unit.start) if unit else numeral.start
    around = read_modifiers(text_of(doc), number_start, numeral.end, ranged=numeral.form == "range")
    if unit is None and around.end > numeral.end:
        unit = read_unit(text_of(doc), numeral.start, around.end)
    if numeral.form == "fraction" and (part := _of_unit(text_of(doc), numeral)):
        return _with_unit(doc, numeral, around, part)
    if numeral.form == "fraction":
        return _count(doc, starts, numeral, around, "fraction")
    if unit:
        return _with_unit(doc, numeral, around, unit)
    return _count(doc, starts, numeral, around, "count")


_PART_OF = re.compile(r"\s(?:of\s)?(?:an?|one)(?=\s)")


def _of_unit(text: str, numeral: Numeral) -> Unit | None:
    """The unit that a fraction is of: "half a percentage point", "a quarter of a mile"; not "half a year's work"."""
    match = _PART_OF.match(text, numeral.end)
    unit = read_unit(text, numeral.start, match.end()) if match else None
    return None if unit is None or unit.kind == "money" or text.startswith(("'", "’"), unit.end) else unit


def _of_kind(doc: Doc, numeral: Numeral, kind: str) -> QuantityMention:
    around = read_modifiers(text_of(doc), numeral.start, numeral.end) if kind == "age" else None
    bound = around.bound if around else Bound.EXACT
    low, high, bound = limited(numeral, bound)
    span = Span(numeral.start, numeral.end)
    unit = "year" if kind == "age" and re.match(r"[\s\-]?years?", text_of(doc)[numeral.end :]) else None
    return QuantityMention(
        span=span, number=span, quantity=Quantity(low=low, high=high, bound=bound, unit=unit), kind=kind
    )


def _pronoun(doc: Doc, starts: list[int], numeral: Numeral) -> QuantityMention:
    """As in "one of the bridges" names what it is one of; a bare "one" names nothing."""
    at = bisect_left(starts, numeral.end)
    head = head_after(doc, at) if at < len(doc) and doc[at].lower_ == "of" else None
    span = Span(numeral.start, numeral.end)
    unit = doc[head].text if head is not None else None
    quantity = Quantity(low=numeral.low, high=numeral.high, unit=unit)
    return QuantityMention(span=span, number=span, quantity=quantity, kind="pronoun", head=head)


def _with_unit(doc: Doc, numeral: Numeral, around: Modifiers, unit: Unit) -> QuantityMention:
    per, end = read_rate(text_of(doc), max(unit.end, around.end))
    limit, end = read_behind(text_of(doc), end) if around.bound is Bound.EXACT else (None, end)
    low, high, bound = limited(numeral, limit or around.bound)
    return QuantityMention(
        span=Span(min(around.start, numeral.start), end),
        number=Span(numeral.start, numeral.end),
        quantity=Quantity(low=low, high=high, bound=bound, unit=unit.name),
        kind=unit.kind,
        increment=around.increment,
        per=per if unit.kind != "duration" else None,
    )


def _count(doc: Doc, starts: list[int], numeral: Numeral, around: Modifiers, kind: str) -> QuantityMention:
    find = head_of_fraction if kind == "fraction" else head_after
    head = find(doc, bisect_left(starts, around.end))
    end = max(around.end, doc[head].idx + len(doc[head]) if head is not None else 0)
    per, end = _rate(doc, head, end)
    limit, end = read_behind(text_of(doc), end) if around.bound is Bound.EXACT and head is not None else (None, end)
    low, high, bound = limited(numeral, limit or around.bound)
    return QuantityMention(
        span=Span(around.start, end),
        number=Span(numeral.start, numeral.end),
        quantity=Quantity(low=low, high=high, bound=bound, unit=doc[head].text if head is not None else None),
        kind=kind,
        head=head,
        increment=around.increment,
        per=per,
    )


def _rate(doc: Doc, head: int | None, end: int) -> tuple[str | None, int]:
    per, after = read_rate(text_of(doc), end)
    if per or head is None:
        return per, after
    words = (rate_of_adjective(child.text) for child in doc[head].lefts)
    return next((word for word in words if word), None), end
