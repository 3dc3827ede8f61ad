"""A brief as a PDF: A4, tagged, the same bytes each time, set by Typst with the fonts that Typst carries.

The text of the articles is hostile input. It reaches the template as JSON and is shown there as strings, so that no
character of it is ever read as markup.
"""

from __future__ import annotations

import html
import json
import re
from functools import cache
from importlib import resources
from typing import Any

from onrecord.brief.printable import printable
from onrecord.brief.render import HEADINGS, Note, Row, as_of, left_out, noted
from onrecord.model import Brief

LONG_WORD = re.compile(r"\S{60,}")
LETTERS = re.compile(r"(\S{40})(?=\S)")
DESCRIPTION = re.compile(r"<desc[^>]*>(.*?)</desc>", re.DOTALL)


def to_pdf(brief: Brief) -> bytes:
    """The brief as one PDF file that carries its fonts; marks are links to the numbered notes at its end."""
    import typst

    data = json.dumps(_content(brief))
    # No font of the machine is used and no day is written, so that the bytes are the same everywhere and each time.
    return typst.compile(_template(), format="pdf", ignore_system_fonts=True, sys_inputs={"brief": data})


@cache
def _template() -> bytes:
    return resources.files("onrecord.brief").joinpath("templates", "brief.typ").read_bytes()


def _content(brief: Brief) -> dict[str, Any]:
    """What the template shows, as plain strings, numbers and lists."""
    rows, notes = noted(brief)
    description = DESCRIPTION.search(brief.chart)
    return {
        "title": _words(brief.title),
        "as_of": as_of(brief),
        "sections": [
            {"name": s.name.value, "heading": HEADINGS[s.name], "rows": [_row(r) for r in rows[s.name]]}
            for s in brief.sections
            if s.lines
        ],
        "left_out": left_out(brief),
        "notes": [_note(n) for n in notes],
        "chart": printable(brief.chart),
        "chart_in_words": _words(html.unescape(description[1])) if description else "",
    }


def _row(row: Row) -> dict[str, Any]:
    return {"id": row.id, "text": _words(row.text), "notes": row.notes}


def _note(note: Note) -> dict[str, Any]:
    pieces = [{"words": _words(words), "marked": mark} for words, mark in note.pieces]
    return {"source": _words(note.source), "pieces": pieces, "back": note.back}


def _words(text: str) -> str:
    """The text on one line, without what cannot be printed; a word too long for a line may break inside."""
    plain = re.sub(r"\s+", " ", printable(text))
    return LONG_WORD.sub(lambda word: LETTERS.sub("\\1\u200b", word[0]), plain)
