"""Reliability: the first half of the Admiralty code, a letter A to F for a source, the user's alone to give.

An entry's source is its origin: who said it first, not the outlet that carries it. Only what an outlet says in its own
voice is the outlet's. A rating goes by name, and a name is any that the pile has for that source. An origin takes the
rating of its own name; else that of the body for which a person speaks; else that of its state. What is unnamed can
be rated by nobody and stays F. The letter changes nothing else: no grade, no verdict, no number.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from onrecord.model import Entry, Question
from onrecord.reconcile.identities import Identities
from onrecord.values.name import fold

UNJUDGED = "F"
KINDS = ("name ", "state ", "outlet ")  # of the keys that independence is counted by


def letter(name: str, group: str, ratings: Mapping[str, str]) -> str:
    """The rating of an origin, by its name and the key of its group; ``ratings`` is by folded name."""
    own = ratings.get(fold(name))
    if own:
        return own
    behind = next((group.removeprefix(kind) for kind in KINDS if group.startswith(kind)), "")
    return ratings.get(fold(behind), UNJUDGED) if behind else UNJUDGED


def by_every_name(ratings: Mapping[str, str], who: Identities) -> dict[str, str]:
    """The ratings by folded name, with every other name that the pile has for whom they name.

    A name that several people bear rates none of them but by its own letters.
    """
    given = {fold(name): rating for name, rating in ratings.items()}
    bearers: dict[str, set[str]] = {}
    for one in who.all if given else ():
        for name in one.names:
            bearers.setdefault(fold(name), set()).add(one.name)
    found = dict(given)
    for one in who.all if given else ():
        names = {fold(name) for name in one.names}
        known = {given[n] for n in names if n in given and len(bearers[n]) == 1}
        if len(known) == 1:
            found |= {n: next(iter(known)) for n in names - given.keys() if len(bearers[n]) == 1}
    return found


def rated(questions: Sequence[Question], ratings: Mapping[str, str]) -> tuple[Question, ...]:
    """The questions with the reliability of every entry's source; nothing else is touched."""
    if not ratings:
        return tuple(questions)
    return tuple(replace(q, entries=tuple(_rated(e, ratings) for e in q.entries)) for q in questions)


def _rated(entry: Entry, ratings: Mapping[str, str]) -> Entry:
    return replace(entry, reliability=letter(entry.origin, entry.group, ratings))
