"""Corrections and editor's notes: lines in which an outlet speaks of its own article. They stay in the text, marked."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from onrecord.clean.lines import Line
from onrecord.model import NoteKind

LONGEST = 900  # characters
AFTER = r"(?:\W{0,3}[:：–—]\s*\S|\s*[:：]?\s*$)"  # a label stands before a colon or dash, or alone on its line


@cache
def _patterns() -> tuple[tuple[NoteKind, re.Pattern[str], re.Pattern[str] | None], ...]:
    table = tomllib.loads((files(__package__) / "data" / "notes.toml").read_text("utf-8"))
    return tuple(
        (
            NoteKind(row["kind"]),
            re.compile(rf"[\W_]{{0,3}}(?:{'|'.join(row['starts'])}){AFTER}", re.IGNORECASE),
            re.compile("|".join(row["says"]), re.IGNORECASE) if row["says"] else None,
        )
        for row in table["note"]
    )


def note_kind(text: str) -> NoteKind | None:
    """What sort of note a line is, if it is one."""
    if len(text) > LONGEST:
        return None
    for kind, starts, says in _patterns():
        if starts.match(text) or (says and says.match(text.lstrip("*•–—-( "))):
            return kind
    return None


def find_notes(lines: Sequence[Line]) -> list[tuple[Line, NoteKind]]:
    """The lines that are notes, and the one below a line that is only a note's label ("Correction:")."""
    found: list[tuple[Line, NoteKind]] = []
    for at, line in enumerate(lines):
        kind = note_kind(line.text)
        if kind is None and found and at and lines[at - 1] is found[-1][0] and found[-1][0].words <= 3:
            kind = found[-1][1]
        if kind:
            found.append((line, kind))
    return found
