"""Capitals that the gazetteer does not know, learned from the pile: a place that speaks as a state, with its numbers.

"Grenhold says it has killed 45 and lost nine" beside a ministry of one state that gives both numbers in the same story:
the two are one voice, and must not confirm each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from onrecord.model import Article, Claim
from onrecord.reconcile import lists
from onrecord.reconcile.links import last_link
from onrecord.reconcile.origins import Origin
from onrecord.reconcile.ranges import point
from onrecord.values.name import fold

SHARED = 2  # numbers of one story that the place and the state must both give

Said = tuple[str, str, str]  # a story, a measure and a number


def capitals(claims: Iterable[Claim], articles: Mapping[str, Article], origins: Mapping[str, Origin]) -> dict[str, str]:
    """By folded name, the state that a place speaks for, where exactly one state gives the same numbers."""
    places: dict[str, set[Said]] = {}
    states: dict[str, set[Said]] = {}
    for claim in (c for c in claims if c.figures and articles[c.article].story):
        link, origin = last_link(claim), origins[claim.id]
        if origin.side:
            states.setdefault(origin.side, set()).update(said_in(claim, articles[claim.article].story))
        elif link and link.name.istitle() and " " not in link.name:
            places.setdefault(link.name, set()).update(said_in(claim, articles[claim.article].story))
    found = {}
    for place, said in ((p, s) for p, s in places.items() if len(s) >= SHARED):
        behind = [state for state, theirs in sorted(states.items()) if len(said & theirs) >= SHARED]
        if len(behind) == 1:
            found[place] = behind[0]
    known = places_among(found, (a.text for a in articles.values()))
    return {fold(place): state for place, state in sorted(found.items()) if place in known}


def places_among(names: Iterable[str], texts: Iterable[str]) -> set[str]:
    """The names that something is told to be "in" in some text, as nothing is in a person; each text is read once."""
    open_ = {n: re.compile(rf"\bin {re.escape(n)}\b(?!['’]s)", re.IGNORECASE) for n in names}
    found: set[str] = set()
    for text in texts if open_ else ():
        lower = text.lower()
        for name in [n for n, within in open_.items() if f"in {n.lower()}" in lower and within.search(text)]:
            found.add(name)
            del open_[name]
    return found


def said_in(claim: Claim, story: str) -> set[Said]:
    """The numbers of a claim, each with its story and its measure."""
    groups = lists.meeting_groups()
    return {(story, groups.get(f.measure, f.measure), str(point(f.quantity))) for f in claim.figures}
