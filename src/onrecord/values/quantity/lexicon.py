"""The word lists of the number reader, read once from ``values/data``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from onrecord.model import Bound


@cache
def table(name: str) -> dict[str, Any]:
    """The TOML file ``name`` of ``onrecord/values/data``."""
    source = files("onrecord.values").joinpath("data", name)
    return tomllib.loads(source.read_text(encoding="utf-8"))


@cache
def values_of(section: str) -> dict[str, Decimal]:
    """Word to number, of one section of ``numbers.toml``."""
    return {word: Decimal(value) for word, value in table("numbers.toml")[section].items()}


@cache
def loose_ranges() -> dict[str, tuple[Decimal, Decimal]]:
    """Loose multipliers ("several") and the lowest and highest number they may stand for."""
    return {word: (Decimal(low), Decimal(high)) for word, (low, high) in table("numbers.toml")["loose"].items()}


@cache
def bound_phrases(side: str) -> dict[str, Bound]:
    """Phrases on the ``left`` or ``right`` of a number and the bound each sets."""
    rows: dict[str, list[str]] = table("bounds.toml")[side]
    return {phrase: Bound(bound) for bound, phrases in rows.items() for phrase in phrases}


@cache
def unit_names(section: str) -> dict[str, str]:
    """Ways to write a unit and its name, of one section of ``units.toml``; plurals are not listed."""
    rows: dict[str, list[str]] = table("units.toml")[section]
    return {written: name for name, ways in rows.items() for written in ways}


@cache
def persons(group: str | None = None) -> frozenset[str]:
    """Nouns for people, singular, lower case: of one group (``military``, ``civilian``) or of all."""
    groups: dict[str, list[str]] = table("persons.toml")["persons"]
    return frozenset(w.lower() for name, words in groups.items() if group in (None, name) for w in words)


def is_person_noun(word: str, group: str | None = None) -> bool:
    """Whether ``word`` (any case, singular or plural) stands for people."""
    word = word.lower().removeprefix("ex-")
    known = persons(group)
    return word in known or (word.endswith("s") and (word[:-1] in known or word[:-2] in known))


def is_model_number(written: str) -> bool:
    """Whether a number is one by which a make is known: "787", "737-800"."""
    return written.partition("-")[0] in table("references.toml")["models"]["numbers"]


def alternatives(words: Iterable[str]) -> str:
    """A regular expression for any of ``words``, the longest first, spaces matching any white space or a hyphen."""
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(w).replace(r"\ ", r"[\s\-]") for w in ordered)
