"""Two numbers on one noun: of "20 of the 30 drones" both count drones, and the verb is said of the 20 alone."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from onrecord.extract.figures.syntax import Place, own_place, place_of
from onrecord.values.quantity import QuantityMention
from onrecord.values.text import text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_OF = re.compile(r"\sof\s(?:(?:the|its|their|these|those)\s)?(?:(?:[\w-]+\s)?[\w-]+(?:['’]s|s['’])\s)?")


def with_sets(doc: Doc, mentions: tuple[QuantityMention, ...]) -> tuple[tuple[QuantityMention, ...], frozenset[int]]:
    """The mentions, the first of such a pair given the noun of the second; and where the second numbers begin."""
    found, wholes = list(mentions), set()
    for i, (first, second) in enumerate(pairwise(mentions)):
        counts = (
            first.kind in ("count", "fraction")
            and second.kind == "count"
            and first.head is None
            and second.head is not None
        )
        if counts and _OF.fullmatch(text_of(doc), first.number.end, second.number.start):
            quantity = replace(first.quantity, unit=second.quantity.unit)
            found[i] = replace(first, head=second.head, quantity=quantity)
            wholes.add(second.number.start)
    return tuple(found), frozenset(wholes)


def place_in_set(thing: Token, number: Token, *, whole: bool) -> Place:
    """The place of a counted noun; for the whole of a pair only what hangs on the noun itself."""
    if whole:
        return own_place(thing)
    return place_of(thing) if number.dep_ == "quantmod" else place_of(thing, number)
