"""Challenges: whether a claim that disputes another one bears on the figures in it.

Whoever denies a motive or an act does not thereby deny the numbers given beside it. A challenge bears on the figures
when it speaks of what was said (the claim, the toll, the report), names who said it, or gives that number or another
one of the same measure. A toll that is challenged without a number is that of people in general, never of soldiers or
fighters. Nobody challenges a figure of their own, and who neither confirms nor denies challenges nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from onrecord.model import Claim
from onrecord.reconcile import lists
from onrecord.reconcile.origins import Origin
from onrecord.reconcile.people import fights, some_of
from onrecord.reconcile.ranges import equal
from onrecord.values.name import fold

NO_CHALLENGE = re.compile(
    r"\b(?:neither|nor|not|never|without|declined to|refused to)\W+(?:\w+\W+){0,3}?"
    r"(?:den(?:y|ied|ies|ying)|disput|challeng|contest)",
    re.IGNORECASE,
)


def disputers_of(claims: Iterable[Claim], origins: Mapping[str, Origin]) -> dict[str, list[Claim]]:
    """By claim id, the claims that challenge the figures in it, in order; ``origins`` is by claim id."""
    claims = tuple(claims)
    by_id = {c.id: c for c in claims}
    counting: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim.figures:
            counting.setdefault(claim.article, []).append(claim)
    found: dict[str, list[Claim]] = {}
    for challenge in (c for c in claims if c.disputes and not NO_CHALLENGE.search(c.text)):
        pointed = [by_id[t] for t in challenge.disputes if t in by_id]
        aimed = [t for t in pointed if on_figures(challenge, t)]
        aimed += named_by(challenge, counting.get(challenge.article, ()))
        for target in {t.id: t for t in aimed}.values():
            if not own(challenge, target, origins):
                found.setdefault(target.id, []).append(challenge)
    return found


def own(challenge: Claim, target: Claim, origins: Mapping[str, Origin]) -> bool:
    """Whether both are of one origin."""
    ours, theirs = origins.get(challenge.id), origins.get(target.id)
    return ours is not None and theirs is not None and ours.key == theirs.key


def named_by(challenge: Claim, counting: Sequence[Claim]) -> Iterator[Claim]:
    """Claims with figures whose speaker the challenge names together with what he said ("Ruiz's statements")."""
    said = words_of(challenge)
    if not said & lists.words("origins", "sayings"):
        return
    for claim in counting:
        if claim.id != challenge.id and speakers(claim) & said:
            yield claim


def words_of(claim: Claim) -> set[str]:
    """The words of a claim as names are compared, and as they stand."""
    return {*re.findall(r"[^\W\d_]+", claim.text.lower()), *fold(claim.text).split()}


def speakers(claim: Claim) -> set[str]:
    """The last words of the names of those who say it, without those that are a kind of body ("ministry")."""
    last = {name[-1] for link in claim.attribution.path if (name := fold(link.name).split())}
    return last - lists.words("origins", "official") - lists.words("origins", "ownerless")


def on_figures(challenge: Claim, target: Claim) -> bool:
    """Whether ``challenge`` bears on the figures of ``target``, which it points at."""
    if not target.figures:
        return False
    given = [f for f in challenge.figures if f.measure != "money"]  # a sum said to be for nothing names a thing
    if any(equal(a.quantity, b.quantity) or a.measure == b.measure for a in given for b in target.figures):
        return True
    words = words_of(challenge)
    if words & lists.words("origins", "tolls") and not words & lists.words("meeting", "fighters"):
        return any(not fights(some_of(f)) for f in target.figures)
    return bool(words & lists.words("origins", "sayings") or speakers(target) & words)
