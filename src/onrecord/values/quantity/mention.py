"""A number at its place in a text, with all that the words around it say of it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from onrecord.model import Quantity, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class QuantityMention:
    """A number at its place in a text.

    Attributes:
        span: From the first modifier to the unit or the counted noun: "up to 10,000 soldiers".
        number: The bare number: "10,000".
        head: Token index of the counted noun, if one is named.
        kind: ``count``, ``money``, ``percent``, ``measure``, ``fraction``; or one that is no figure of a story:
            ``duration``, ``age``, ``ordinal``, ``date``, ``score``, ``reference``, ``pronoun``.
        increment: Whether it comes on top of another number: "another 10,000", "20 more".
        convention: For a word that names only an order ("dozens"), the numbers that coders of events enter for
            it by convention: 12 or 24. The quantity itself keeps the whole range of the word.
        per: For a rate, the time unit: "1,200 a day" has "day".
    """

    span: Span
    number: Span
    quantity: Quantity
    kind: str
    head: int | None = None
    increment: bool = False
    per: str | None = None
    convention: tuple[Decimal, ...] = ()
