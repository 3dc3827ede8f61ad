"""States that the gazetteer does not know, learned from the pile: a name whose adjective is used beside it.

"Dovaria" and "Dovarian" in one pile make a state of Dovaria, so that "the Dovarian interior ministry" speaks for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from sys import intern

from onrecord.reconcile.memory import Memory
from onrecord.values.name import fold, named, state_of

CAPITALISED = re.compile(r"\b[A-Z][a-z]{3,}\b")
# An adjective of a state's name before those who act for a state: "the Ardeshi army" beside "Ardesh".
OFFICIAL = re.compile(
    r"\b([A-Z][a-z]{4,}) (?:army|military|air force|navy|forces|troops|soldiers|government|president|parliament"
    r"|(?:foreign|defence|defense|interior|health|finance) minist(?:ry|er))\b"
)
ENDINGS = ("i", "ian", "ese", "ish")
STOPS = " .,;:'’\"“”()"

Peoples = Mapping[str, str]  # by folded name or adjective, the name of the state


def learn(texts: Iterable[str], memory: Memory | None = None) -> dict[str, str]:
    """The states that ``texts`` name and the gazetteer lacks, by their folded names and adjectives."""
    memory = memory or Memory()
    words: set[str] = set()
    officials: set[str] = set()
    for text in texts:
        capitalised, before_office = memory.noted("capitalised", text, _capitalised)
        words.update(capitalised)
        officials.update(before_office)
    found: dict[str, str] = {}
    by_office = {word.removesuffix(e) for word in officials for e in ENDINGS if word.endswith(e)} & words
    by_people = {word[:-1] for word in words if word.endswith("an")} & words
    for name in sorted(by_office | by_people):
        for ending in ENDINGS:
            if name + ending in officials and not (named(name) or state_of(name + ending)):
                found.update(dict.fromkeys((fold(name), fold(name + ending), fold(f"{name}{ending}s")), name))
        if name in by_people and not (named(name) or state_of(f"{name}n")):
            found.update(dict.fromkeys((fold(name), fold(f"{name}n"), fold(f"{name}ns")), name))
    return found


def _capitalised(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words of a text with a capital, and those before who acts for a state; each is kept once for all texts."""
    words = dict.fromkeys(CAPITALISED.findall(text))
    return tuple(map(intern, words)), tuple(map(intern, dict.fromkeys(OFFICIAL.findall(text))))


def state_named(words: str, peoples: Peoples) -> str | None:
    """The state that ``words`` name, by the gazetteer or as learned from the pile."""
    return state_of(words) or peoples.get(fold(words))


def state_in(words: str, peoples: Peoples) -> str | None:
    """The first state that is named or used as an adjective within ``words``, longest names first."""
    parts = [w.strip(STOPS).removesuffix("’s").removesuffix("'s") for w in words.split()]
    spans = (" ".join(parts[i : i + n]) for n in (3, 2, 1) for i in range(len(parts) - n + 1))
    return next((state for span in spans if span and (state := state_named(span, peoples))), None)
