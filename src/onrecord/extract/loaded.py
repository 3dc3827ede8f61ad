"""Loaded words in a claim: labels, intensifiers, belittling words and euphemisms, noted with their places.

The words stand in ``data/loaded.toml``. That a claim uses one is told; nothing about the claim is concluded from it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from onrecord.model import Loaded, Slant, Span
from onrecord.values.text import text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_KEYS = {"NOUN": "nouns", "ADJ": "adjectives", "ADV": "adverbs", "VERB": "verbs"}


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((files("onrecord.extract") / "data" / "loaded.toml").read_text("utf-8"))


@cache
def _words() -> dict[tuple[str, str], Slant]:
    """Part of speech and lemma, to what the word does."""
    return {
        (part, word): slant
        for slant in Slant
        for part, key in _KEYS.items()
        for word in _data()[slant.value].get(key, ())
    }


@cache
def _phrases() -> dict[str, Slant]:
    return {phrase: slant for slant in Slant for phrase in _data()[slant.value].get("phrases", ())}


@cache
def _pattern() -> re.Pattern[str]:
    longest_first = sorted(_phrases(), key=lambda phrase: (-len(phrase), phrase))
    return re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, longest_first)) + r")(?![\w-])", re.IGNORECASE)


def find_loaded(doc: Doc, content: tuple[Span, ...]) -> tuple[Loaded, ...]:
    """The loaded words of a claim, in the order of the text, none overlapping: phrases before single words.

    Names are left out: what a thing is called is not the speaker's choice of word.
    """
    found = [*_in_phrases(doc, content)]
    taken = [loaded.span for loaded in found]
    for part in content:
        for token in doc.char_span(part.start, part.end, alignment_mode="expand") or ():
            slant = _slant(token)
            span = Span(token.idx, token.idx + max(len(token), 1))
            if slant and part.contains(span) and not any(span.overlaps(other) for other in taken):
                found.append(Loaded(text=token.text, span=span, slant=slant))
    return tuple(sorted(found, key=lambda loaded: loaded.span))


def _in_phrases(doc: Doc, content: tuple[Span, ...]) -> Iterator[Loaded]:
    for part in content:
        for match in _pattern().finditer(text_of(doc), part.start, part.end):
            yield Loaded(text=match[0], span=Span(*match.span()), slant=_phrases()[match[0].lower()])


def _slant(token: Token) -> Slant | None:
    """What a word does, if it is a loaded one in this part of speech and here."""
    slant = _words().get((token.pos_, token.lower_)) or _words().get((token.pos_, token.lemma_.lower()))
    if slant is None:
        return None
    before = token.nbor(-1).lower_ if token.i else ""
    return None if before in _data()["technical"].get(token.lemma_.lower(), ()) else slant
