"""Offices: the body or the state that a person speaks for, where an article says so beside the name.

"The directorate's head, Tomas Idrel", "Tomas Idrel, head of the Civil Protection Directorate" and "the Ulvanian energy
minister, Pavla Kerrin" each tie a person to what speaks through them, so that both count as one origin.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, partial

from onrecord.reconcile import lists
from onrecord.reconcile.memory import Memory
from onrecord.reconcile.peoples import Peoples, state_named
from onrecord.values.name import fold

WINDOW = 90  # characters before and after a name in which an office is looked for
PLACES = 6  # so many mentions of a person are looked at in one article
TITLES = r"(?:[A-Z][\w.]*\s+){0,4}"


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """The body before the name; after it, behind its office or before it; and the state before the name."""
    office = "|".join(sorted(lists.words("origins", "offices")))
    official = "|".join(sorted(lists.words("origins", "state_offices")))
    before = rf"((?:[\w-]+\s+){{0,5}}[\w-]+)['’]s\s+(?:[a-z]+\s+){{0,2}}(?:{office})\b,?\s+{TITLES}$"
    after = (
        rf"^,?\s+(?:who\s+(?:heads|leads|runs)|(?:the\s+)?(?:[a-z]+\s+){{0,2}}(?:{office})\s+(?:of|at|for))\s+([^,.;]+)"
    )
    state = rf"\b([A-Z]\w+)(?:['’]s)?\s+(?:[a-z]+\s+){{0,2}}(?:{official})\b,?\s+{TITLES}$"
    whose = rf"^,\s+((?:[\w-]+\s+){{0,5}}[\w-]+)['’]s\s+(?:[a-z]+\s+){{0,2}}(?:{office})\b"
    return re.compile(before), re.compile(after), re.compile(whose), re.compile(state)


class Offices:
    """Who speaks for what, as the articles of a pile say it."""

    def __init__(self, bodies: Iterable[str], peoples: Peoples, memory: Memory | None = None) -> None:
        self.peoples = peoples
        self._memory = memory or Memory()
        self.by_name = {fold(name): name for name in sorted(bodies, reverse=True)}
        self.by_head: dict[str, set[str]] = {}
        for folded in self.by_name:
            self.by_head.setdefault(folded.split()[-1] if folded else "", set()).add(folded)

    def find(self, people: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, str]]:
        """For each person with the texts that quote them: ("state", its name) or ("body", its name), if all agree."""
        found = {}
        for person in sorted(people):
            told = self._memory.kept("office", person, tuple(people[person]), partial(self._told, person))
            ties = {tie for kind, words in told for tie in self._ties(kind, words)}
            bodies = {tie for tie in ties if tie[0] == "body"}
            chosen = bodies or ties
            if len(chosen) == 1:
                found[person] = next(iter(chosen))
        return found

    def _told(self, person: str, texts: Sequence[str]) -> tuple[tuple[str, str], ...]:
        """What the texts say beside the name, each once."""
        noted = self._memory.noted
        kind = ("office", person)
        return tuple(
            dict.fromkeys(found for text in texts for found in noted(kind, text, lambda t: told_of(person, t)))
        )

    def _ties(self, kind: str, words: str) -> Iterator[tuple[str, str]]:
        if kind == "state":
            if name := state_named(words, self.peoples):
                yield ("state", name)
        else:
            yield from self._body(words, ending=kind == "ending")

    def _body(self, words: str, *, ending: bool) -> Iterator[tuple[str, str]]:
        """The known body that the words end with or begin with, or the only one of that kind ("the directorate")."""
        parts = fold(words).split()
        for n in range(len(parts), 1, -1):
            some = " ".join(parts[-n:] if ending else parts[:n])
            if some in self.by_name:
                yield ("body", self.by_name[some])
                return
        head = parts[-1:] if ending else parts[:1]
        of_kind = self.by_head.get(head[0], set()) if head else set()
        if len(of_kind) == 1 and (ending or len(parts) == 1):
            yield ("body", self.by_name[next(iter(of_kind))])


def told_of(person: str, text: str) -> tuple[tuple[str, str], ...]:
    """What a text says beside the name of a person: words that end or begin with a body, or that may be a state's."""
    found = []
    before, after, whose, state = _patterns()
    for at, end in mentions(person, text):
        left, right = text[max(at - WINDOW, 0) : at], text[end : end + WINDOW]
        hits = (
            ("ending", before.search(left)),
            ("beginning", after.search(right)),
            ("ending", whose.search(right)),
            ("state", state.search(left)),
        )
        found += [(kind, hit[1]) for kind, hit in hits if hit]
    return tuple(found)


def mentions(person: str, text: str) -> list[tuple[int, int]]:
    """Where the full name of a person stands, the first few places."""
    places: list[tuple[int, int]] = []
    at = text.find(person)
    while at >= 0 and len(places) < PLACES:
        places.append((at, at + len(person)))
        at = text.find(person, at + 1)
    return places
