"""The word lists that say which figures may meet, from ``data/meeting.toml`` and ``data/origins.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

LISTED_ENDINGS = (" lost", " destroyed", " damaged", " intercepted", " launched", " sent", " damaged or destroyed")


@cache
def _table(name: str) -> dict[str, Any]:
    text = files("onrecord.reconcile").joinpath(f"data/{name}.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def words(name: str, key: str) -> frozenset[str]:
    """The words under ``key`` of ``data/<name>.toml``."""
    return frozenset(_table(name)[key])


@cache
def broader(measure: str) -> str | None:
    """The measure that ``measure`` is a part of, by the extractor's tree; None if both may answer one question."""
    from onrecord.extract.measures import Measures

    above = Measures().parent(measure)
    groups = meeting_groups()
    return None if above is None or groups.get(above, above) == groups.get(measure, measure) else above


@cache
def listed(measure: str) -> bool:
    """Whether the measure is one of the extractor's tree, and not just a noun that was counted."""
    from onrecord.extract.measures import Measures

    tree = Measures()
    names = {row.name for row in tree.rows}
    return measure in names or tree.parent(measure) is not None or measure.endswith(LISTED_ENDINGS)


@cache
def anybody_of(measure: str) -> frozenset[str]:
    """Counted nouns that stand for anybody of whom ``measure`` counts: "demonstrators" of protesters."""
    return frozenset(_table("meeting")["anybody_of"].get(measure, ()))


@cache
def size_of() -> dict[str, frozenset[str]]:
    """By measure, the words of a claim that tell that a size in it is of that."""
    return {measure: frozenset(told) for measure, told in _table("meeting")["size_of"].items()}


@cache
def shares_told() -> tuple[tuple[str, frozenset[str], frozenset[str]], ...]:
    """Measures of shares that words tell: the measure, the event and the deeds of which one each must be told."""
    rows = _table("meeting")["share_of_those"]
    return tuple((row["measure"], frozenset(row["event"]), frozenset(row["deed"])) for row in rows)


@cache
def facility(kind: str) -> frozenset[str]:
    """Names of bodies that count those who come to them, or the verbs by which they say so."""
    return frozenset(_table("meeting")["facilities"][kind])


@cache
def meeting_groups() -> dict[str, str]:
    """Each measure that has others like it, with the one that stands for the group: the first in the file."""
    return {m: group["measures"][0] for group in _table("meeting")["meets"] for m in group["measures"]}


def templates() -> dict[str, str]:
    """How sums and some measures are asked for, by noun."""
    found: dict[str, str] = _table("wording")["templates"]
    return found


def share_templates() -> dict[str, str]:
    """How shares of some sums are asked for, by measure."""
    found: dict[str, str] = _table("wording")["shares"]
    return found


@cache
def participles() -> frozenset[str]:
    """The participles that no rule makes, by which the extractor names what was done: "laid", "sold", "cut"."""
    from onrecord.extract.tree import tables

    irregular: dict[str, str] = tables()["participles"]
    return frozenset(irregular.values())


def participle(word: str) -> str:
    """A participle, set right where it was made by rule from an irregular verb ("sweeped")."""
    irregular: dict[str, str] = _table("wording")["irregular"]
    return irregular.get(word, word)


def singular(noun: str) -> str:
    """A counted noun in the singular, well enough to compare two."""
    known: dict[str, str] = _table("meeting")["singular"]
    return known.get(noun, noun.removesuffix("s") if not noun.endswith("ss") else noun)


def plural(noun: str) -> str:
    """A counted noun in the plural, well enough for a question."""
    known: dict[str, str] = _table("meeting")["singular"]
    back = {one: many for many, one in known.items()}
    if noun in back:
        return back[noun]
    if singular(noun) != noun or noun in words("wording", "no_plural"):
        return noun
    if noun.endswith(("s", "x", "ch", "sh")):
        return f"{noun}es"
    return f"{noun[:-1]}ies" if noun.endswith("y") and noun[-2:-1] not in "aeiou" else f"{noun}s"


@cache
def cumulative(measure: str) -> bool:
    """Whether a count of ``measure`` can only grow, so that a later and larger figure is an update."""
    endings = tuple(words("meeting", "cumulative_endings"))
    counted = measure.partition(" (")[0]  # "area burned (hectares)"
    return counted in words("meeting", "cumulative") or measure.endswith(endings)
