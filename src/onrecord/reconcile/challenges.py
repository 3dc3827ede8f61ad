"""Challenges: whether a claim that disputes another one bears on the figures in it.

Whoever denies a motive or an act does not thereby deny the numbers given beside it. A challenge bears on the figures
when it speaks of what was said (the claim, the toll, the report), names who said it, or gives that number or another
one of the same measure.
"""

from __future__ import annotations

import re

from onrecord.model import Claim
from onrecord.reconcile import lists
from onrecord.reconcile.ranges import equal
from onrecord.values.name import fold


def on_figures(challenge: Claim, target: Claim) -> bool:
    """Whether ``challenge`` bears on the figures of ``target``, which it points at."""
    if not target.figures:
        return False
    words = set(re.findall(r"[^\W\d_]+", challenge.text.lower()))
    if words & lists.words("origins", "sayings"):
        return True
    if any(equal(a.quantity, b.quantity) or a.measure == b.measure for a in challenge.figures for b in target.figures):
        return True
    said = set(fold(challenge.text).split())
    speakers = (fold(link.name).split() for link in target.attribution.chain)
    return any(name and name[-1] in said for name in speakers)
