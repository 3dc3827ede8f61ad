"""The words that tell an action, from ``data/actions.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def _tables() -> dict[str, Any]:
    return tomllib.loads((files("onrecord.extract") / "data" / "actions.toml").read_text(encoding="utf-8"))


@cache
def listed(table: str, key: str) -> frozenset[str]:
    """One list of words."""
    return frozenset(_tables()[table][key])


def verb_of_noun(noun: str) -> str | None:
    """The verb that a noun of action stands for: "deploy" for "deployment"."""
    found: str | None = _tables()["nominal"].get(noun)
    return found


def state_told(adjective: str) -> str | None:
    """The action that an adjective behind "be" tells, with "not" before it where it denies one: "know" for "aware"."""
    found: str | None = _tables()["told"].get(adjective)
    return found
