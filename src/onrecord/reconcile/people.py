"""People: who is counted by a toll, as far as that decides what it may be compared with.

Everybody, some of them ("children"), or those who fight, who are never part of a toll of civilians.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from onrecord.model import Figure
from onrecord.reconcile import lists
from onrecord.values.name import is_demonym
from onrecord.values.quantity.lexicon import bound_phrases, table

FIGHTER, SOLDIER = "fighter", "soldier"
MEN_OF = re.compile(
    r"\bof (?:(?:\w+ ){0,3}\w+['’]s|its|their|our|his) (?:own )?"
    r"(?:men|forces|fighters|soldiers|troops|members|servicemen|personnel)\b",
    re.IGNORECASE,
)


NATIONALS = re.compile(r"(?<=\s)([A-Z][a-z]+) ([a-z]+)$")


def counted_noun(figure: Figure) -> str:
    """The last word of the noun that the text counts, in lower case; empty when there is none."""
    words = (figure.quantity.unit or "").lower().split()
    return words[-1] if words else ""


def some_of(figure: Figure) -> str:
    """Which people only a toll counts ("child", "foreign tourist", "soldier"); empty when it counts anybody."""
    noun = counted_noun(figure)
    for kind in (SOLDIER, FIGHTER):
        if noun in lists.words("meeting", f"{kind}s"):
            return kind
    if MEN_OF.search(figure.text):
        return FIGHTER
    anybody = any(noun in lists.words("meeting", key) for key in ("anybody", "leftover", "kin"))
    anybody = anybody or noun in lists.anybody_of(figure.measure)
    if not noun or is_demonym(noun.title()):
        return ""
    only = sorted(set(figure.text.lower().split()) & lists.words("meeting", "restricting") | nationals(figure))
    return " ".join(only) if anybody else " ".join([*only, lists.singular(noun)])


def nationals(figure: Figure) -> set[str]:
    """Whose nationals only a toll of the dead or hurt counts: "seven Kelling citizens", "eight Averonian tourists"."""
    if figure.measure not in lists.words("meeting", "of_nationals"):
        return set()
    hit = NATIONALS.search(figure.text)
    return (
        {hit[1].lower()}
        if hit and (hit[2].lower() in lists.words("meeting", "citizens") or is_adjective(hit[1]))
        else set()
    )


def is_adjective(word: str) -> bool:
    """Whether a capitalised word is one for a people: known, or made like one."""
    return is_demonym(word) or word.endswith(("an", "ese", "ish", "ic"))


def by_name(figure: Figure) -> bool:
    """Whether a figure is no number in the text but those who are named: "Ann Roe and Bob Doe"."""
    first = re.match(r"[A-Z][^\W\d_]*", figure.text)
    return not figure.quantity.unit and first is not None and first[0].lower() not in numerals()


@cache
def numerals() -> frozenset[str]:
    """Words with which a number may begin: "forty", "dozens", "about"."""
    words = {
        w for section in ("units", "tens", "scales", "vague", "loose", "convention") for w in values_of_any(section)
    }
    return frozenset(
        words | {phrase.split()[0] for phrase in bound_phrases("left")} | lists.words("meeting", "counting")
    )


def values_of_any(section: str) -> Iterable[str]:
    """The words of one section of the reader's table of numbers."""
    return (word.split()[0] for word in table("numbers.toml")[section])


def fights(some: str) -> bool:
    """Whether those counted bear arms."""
    return some in (FIGHTER, SOLDIER)


def counts_people(who: str | None, figure: Figure) -> bool:
    """Whether ``who`` can be those that a toll counts: no dam, office or paper, and nobody beside "58 people"."""
    if who is None:
        return False
    if who.split()[-1].lower() in lists.words("meeting", "not_people"):
        return False
    noun = counted_noun(figure)
    return noun not in lists.words("meeting", "plain_people") or who.split()[-1].lower() == noun
