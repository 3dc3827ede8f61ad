"""Scope: what should be a part of something wider against it, where the two stand under questions of their own.

Children against all the people, a city against its state, October against the year. A measure against the broader one
is checked in :mod:`onrecord.reconcile.arithmetic.parts`.
"""

from __future__ import annotations

from onrecord.model import Check
from onrecord.reconcile.arithmetic.group import Group, capital, counted
from onrecord.reconcile.arithmetic.parts import within


def beyond(part: Group, whole: Group, why: str) -> Check | None:
    """The part that is larger than its whole; None where it fits, which goes without saying.

    Args:
        part: The narrower question.
        whole: The wider one.
        why: What makes one a part of the other, in a sentence.
    """
    small, large = part.figures()[:1], whole.figures()[:1]
    if not (small and large) or part.first.family != "count" or whole.first.family != "count":
        return None
    if within(small[0].quantity, large[0].quantity):
        return None
    says = f"{counted(small[0])} is more than {counted(large[0])}, of which it should be a part."
    assumes = f"That both were counted up to the same day. {why}"
    return Check(with_=(whole.id,), says=capital(says), holds=None, assumes=assumes)
