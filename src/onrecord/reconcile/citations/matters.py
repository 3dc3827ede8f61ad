"""Matters: what one claim says and another says again, so that it can be followed from hand to hand.

A claim with figures is about each of its numbers; one without is about its words, and meets another that shares most of
them. Two claims about different numbers are about different matters, however alike they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from onrecord.model import Claim
from onrecord.reconcile import lists
from onrecord.reconcile.ranges import point

WORD = re.compile(r"[^\W\d_]{4,}")
LEAST, SHARE = 3, 0.5  # words that two claims must share, and of the words of the shorter
STEM = 6  # letters by which two words are the same
COMPARED = 300  # claims without figures that are laid beside each other

Matter = tuple[str, ...]


def numbers_in(claim: Claim) -> tuple[Matter, ...]:
    """The matters of a claim's figures: the measure, by what stands for its group, and the number."""
    groups = lists.meeting_groups()
    found = []
    for figure in claim.figures:
        measure = " ".join(figure.measure.lower().split())
        found.append(("number", groups.get(measure, measure), str(point(figure.quantity))))
    return tuple(dict.fromkeys(found))


def stems(text: str) -> frozenset[str]:
    """The words of a text that say something, cut to their beginnings."""
    return frozenset(word.lower()[:STEM] for word in WORD.findall(text))


def alike(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether two claims say much the same, by their words."""
    shared = len(a & b)
    return shared >= LEAST and shared >= SHARE * min(len(a), len(b))


def matters(claims: Iterable[Claim]) -> dict[str, tuple[Matter, ...]]:
    """What each claim is about, by claim id; claims without figures are gathered with the first that is like them."""
    found: dict[str, tuple[Matter, ...]] = {}
    firsts: list[tuple[frozenset[str], Matter]] = []
    for claim in sorted(claims, key=lambda c: c.id):
        if claim.figures:
            found[claim.id] = numbers_in(claim)
            continue
        words = stems(claim.text)
        same = next((matter for other, matter in firsts if alike(words, other)), None)
        if same is None:
            same = ("words", claim.id)
            if len(firsts) < COMPARED:
                firsts.append((words, same))
        found[claim.id] = (same,)
    return found


def in_words(matter: Matter, claim: Claim) -> str:
    """What a matter is called: the words of the figure, or the claim itself."""
    if matter[0] == "number":
        figure = next((f for f in claim.figures if str(point(f.quantity)) == matter[2]), None)
        return f"“{' '.join(figure.text.split())}”" if figure else matter[2]
    words = " ".join(claim.text.split())
    return f"“{words if len(words) <= 90 else words[:88].rsplit(' ', 1)[0] + ' …'}”"
