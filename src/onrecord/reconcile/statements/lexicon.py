"""Which actions tell the same deed or the opposite, and which nouns the same thing, from ``data/statements.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def _tables() -> dict[str, Any]:
    text = files("onrecord.reconcile").joinpath("data/statements.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def _deeds() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for row in _tables()["same"]:
        for action in row["actions"]:
            found[action] = (*found.get(action, ()), row["actions"][0])
    return found


@cache
def deeds_of(action: str) -> tuple[str, ...]:
    """The deeds that an action may tell, each by the word that stands for it; itself where it is in no list."""
    return _deeds().get(action, (action,))


@cache
def _with(mark: str) -> frozenset[str]:
    return frozenset(row["actions"][0] for row in _tables()["same"] if row.get(mark))


def is_lasting(deed: str) -> bool:
    """Whether a deed stretches over months."""
    return deed in _with("lasting")


def is_personal(deed: str) -> bool:
    """Whether it is the deed of a person or body itself, and never of its state."""
    return deed in _with("personal")


@cache
def turned(deed: str) -> tuple[str, bool, bool]:
    """A deed as the one whose opposite it may be.

    Returns:
        The deed that stands for both, whether this one is its opposite, and whether one may well follow the other.
    """
    for table, follows in (("contrary", False), ("turns", True)):
        for one, other in _tables()[table].items():
            if deed in (one, other):
                return one, deed == other, follows
    return deed, False, False


@cache
def _things() -> dict[str, str]:
    return {noun: row[0] for row in _tables()["nouns"]["same"] for noun in row}


def thing(noun: str) -> str:
    """The noun that stands for all that mean the same."""
    return _things().get(noun, noun)


@cache
def nouns(key: str) -> frozenset[str]:
    """One list of nouns."""
    return frozenset(_tables()["nouns"][key])


def participle(action: str) -> str:
    """The past participle of an action with its particle: "shot down"."""
    verb, _, rest = action.partition(" ")
    known: str | None = _tables()["participles"].get(verb)
    done = known or regular(verb)
    return f"{done} {rest}".strip()


def regular(verb: str) -> str:
    """The past participle of a regular verb."""
    if verb.endswith("e"):
        return f"{verb}d"
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return f"{verb[:-1]}ied"
    return f"{verb}ed"
