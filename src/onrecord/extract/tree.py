"""The file behind the measures: ``data/measures.toml``, and a file of the user's own that is laid over it.

The environment variable ``ONRECORD_MEASURES`` names that file. Its measures come before ours, so that they win; its
word lists are added to ours, and its other tables ("participles") add or replace single words.
"""

from __future__ import annotations

import os
import tomllib
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from onrecord.errors import UsageError

VARIABLE = "ONRECORD_MEASURES"
LISTS = frozenset({"heads", "object", "subject", "nouns", "states", "words", "within", "places", "near", "counts"})
FIELDS = LISTS | {"name", "parent"}
CLASSES = frozenset({"persons", "forces", "equipment", "munitions", "buildings", "goods", "any", "none"})


@cache
def tables() -> dict[str, Any]:
    """All tables of the measures, the user's laid over ours; read once a process.

    Raises:
        UsageError: The user's file cannot be read, is no TOML, or has a table or field that means nothing.
    """
    ours = tomllib.loads((files("onrecord.extract") / "data" / "measures.toml").read_text(encoding="utf-8"))
    path = os.environ.get(VARIABLE)
    return laid_over(ours, own_tables(Path(path)), path) if path else ours


def own_tables(path: Path) -> dict[str, Any]:
    """What the user's file says."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{VARIABLE} names {path}, which cannot be read: {error}") from error
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path} is no TOML: {error}") from error


def laid_over(ours: dict[str, Any], own: dict[str, Any], path: str) -> dict[str, Any]:
    """Ours with the user's added: new measures first, lists longer, single words replaced."""
    merged = dict(ours)
    for name, table in own.items():
        if name == "measure":
            merged["measure"] = [*(checked(row, path) for row in table), *ours["measure"]]
        elif name in ours and isinstance(table, dict):
            merged[name] = longer(ours[name], table, f"[{name}] of {path}")
        else:
            raise UsageError(f"{path}: there is no table [{name}]; there are {', '.join(sorted(ours))}")
    return merged


def longer(ours: dict[str, Any], own: dict[str, Any], where: str) -> dict[str, Any]:
    """One table of word lists or words with the user's added."""
    merged = dict(ours)
    for key, value in own.items():
        before = ours.get(key, [] if isinstance(value, list) else "")
        if not isinstance(value, type(before)):
            raise UsageError(f"{where}: {key} must be a {'list' if isinstance(before, list) else 'word'}")
        merged[key] = [*before, *value] if isinstance(before, list) else value
    return merged


def checked(row: dict[str, Any], path: str) -> dict[str, Any]:
    """One measure of the user's, with what is wrong in it said in words."""
    name = row.get("name")
    if not isinstance(name, str) or not name:
        raise UsageError(f"{path}: a [[measure]] has no name")
    if unknown := sorted(set(row) - FIELDS):
        raise UsageError(f"{path}: measure {name!r} has no field {unknown[0]!r}; there are {', '.join(sorted(FIELDS))}")
    if wrong := sorted(key for key in LISTS & set(row) if not _is_words(row[key])):
        raise UsageError(f"{path}: {wrong[0]} of measure {name!r} must be a list of words")
    if strange := sorted(set(row.get("counts", ["any"])) - CLASSES):
        raise UsageError(f"{path}: measure {name!r} counts {strange[0]!r}; it may be {', '.join(sorted(CLASSES))}")
    return {"counts": ["any", "none"], **row}


def _is_words(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(word, str) for word in value)
