"""The words of time expressions, and a text as a string with one character a word, so that grammar can be regular."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

_TOKEN = re.compile(
    r"\d{4}-\d\d-\d\d(?:T[\d:]+(?:Z|[+-]\d\d:?\d\d)?)?(?![\d-])|\d{1,4}([/.])\d\d?\1\d{2,4}(?![\d/])|\d\d?-\d\d?-(?:19|20)\d\d(?![\d-])"
    r"|\d{1,2}[:.]\d\d(?::\d\d)?(?=\s?[ap]\.?m\b)|\d{1,2}:\d\d(?::\d\d)?(?![\d:])"  # 7.15 pm, 19:15
    r"|\d{1,2}(?:st|nd|rd|th)\b|\d{4}s\b|['’‘]\d0s\b|['’‘]\d\d\b|\d+(?:,\d{3})+(?:\.\d+)?|\d+\.\d+|\d+"
    r"|[QH][1-4]\b|[ap]\.m\.|[AP]\.M\.|[AaPp][Mm]\b|['’](?:s|ll|re|ve|d|m)\b|[^\W\d_]+|\n\s*\n|[^\w\s]"
)
# Numbers by their look, tried in order; each gets a character of its own.
_SHAPES = (
    ("iso", re.compile(r"\d{4}-\d\d-\d\d.*|\d{1,4}([/.-])\d\d?\1\d{2,4}")),
    ("clock", re.compile(r"\d{1,2}:\d\d(:\d\d)?")),
    ("nth", re.compile(r"\d{1,2}(st|nd|rd|th)")),
    ("decade", re.compile(r"\d{3}0s|['’‘]\d0s")),
    ("short", re.compile(r"['’‘]\d\d")),
    ("year", re.compile(r"1\d{3}|2[01]\d\d")),
    ("dd", re.compile(r"0?[1-9]|[12]\d|3[01]")),
    ("int", re.compile(r"\d.*")),
    ("q", re.compile(r"[qh][1-4]")),
    ("apos", re.compile(r"['’]s")),
)
_FIRST_SHAPE, _FIRST_WORD = 0xE000, 0xE020
WORD, MARK, BREAK = "x", "#", "\n"


@cache
def data(name: str) -> dict[str, Any]:
    """A TOML file of ``onrecord/values/data``."""
    return tomllib.loads((files("onrecord.values") / "data" / name).read_text("utf-8"))


def table(name: str) -> dict[str, Any]:
    """A class of words with their values."""
    found: dict[str, Any] = data("times.toml")[name]
    return found


@cache
def season_start() -> dict[str, tuple[int, int]]:
    """Month and day on which each season begins."""
    return {name: (month, day) for name, (month, day) in table("season_start").items()}


@cache
def classes() -> dict[str, frozenset[str]]:
    """Every class of words and what is in it."""
    skip = {"plain", "tense", "season_start", "vague_days", "titles"}
    found = {name: frozenset(words) for name, words in data("times.toml").items() if name not in skip}
    return found | {name: frozenset(words) for name, words in table("plain").items()}


@dataclass(frozen=True, slots=True)
class Codes:
    """One character for each known word and for each look of a number."""

    words: Mapping[str, str]
    shapes: Mapping[str, str]

    @classmethod
    def over(cls, literals: frozenset[str]) -> Codes:
        """Codes for the words of all classes and for the words that the rules spell out."""
        words = sorted(literals.union(*classes().values()))
        shapes = {name: chr(_FIRST_SHAPE + i) for i, (name, _) in enumerate(_SHAPES)}
        return cls({word: chr(_FIRST_WORD + i) for i, word in enumerate(words)}, shapes)

    def of(self, word: str) -> str:
        """The character of a word in lower case."""
        if code := self.words.get(word):
            return code
        if word[0].isalpha() and not (word[0] in "qh" and word[-1].isdigit()):
            return WORD
        for name, shape in _SHAPES:
            if shape.fullmatch(word):
                return self.shapes[name]
        return BREAK if word[0] == "\n" else MARK


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text cut into words: where each stands, its lower case, and one character for each."""

    text: str
    places: tuple[tuple[int, int], ...]
    lower: tuple[str, ...]
    codes: str

    def word(self, at: int) -> str:
        """The word at a position in lower case; empty beyond the ends."""
        return self.lower[at] if 0 <= at < len(self.lower) else ""

    def original(self, at: int) -> str:
        """The word at a position as written; empty beyond the ends."""
        return self.text[slice(*self.places[at])] if 0 <= at < len(self.lower) else ""


def tokenise(text: str, codes: Codes) -> Tokens:
    """Cut a text into words, numbers, marks and paragraph breaks."""
    places, lower, chars = [], [], []
    capital = frozenset(table("plain")["capital"])
    memo: dict[str, str] = {}
    for found in _TOKEN.finditer(text):
        written = found[0]
        word = written.lower().replace(".", "") if written[-2:] in ("m.", "M.") else written.lower()
        code = memo.get(written)
        if code is None:
            small = word in capital and not written[0].isupper()
            code = memo[written] = WORD if small else codes.of(word)
        places.append(found.span())
        lower.append(word)
        chars.append(code)
    return Tokens(text, tuple(places), tuple(lower), "".join(chars))
