"""Numbers read from text for the checker: digits and number words to values. It shares nothing with the extractor."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files

SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
LETTERS = {"k": 1000, "m": 10**6, "mn": 10**6, "bn": 10**9, "tn": 10**12}
DIGITS = re.compile(
    r"(?:(?<![\w.,])|(?<=[^\d],)|(?<=\d{4},))(?<![A-Za-z][-–])"  # behind a comma: the next cell of a table
    r"(\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?:[ \u00a0-]?(thousand|million|billion|trillion|k|mn|m|bn|tn)\b)?",
    re.IGNORECASE,
)
WORDS = re.compile(r"(?<![\w’'])[a-z]+(?:-[a-z]+)*(?![\w’'])")
OPENING = re.compile(r"(?:^|(?<=[.!?:] )|(?<=[“\"]))[A-Z]")


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text: its place, its words and its value (None for words like "dozens")."""

    start: int
    end: int
    words: str
    value: Decimal | None


@dataclass(frozen=True, slots=True)
class _Word:
    start: int
    end: int
    parts: tuple[str, ...]


@cache
def _lists() -> dict[str, list[str]]:
    return tomllib.loads((files("onrecord.brief") / "data" / "number_words.toml").read_text("utf-8"))


@cache
def small_numbers() -> dict[str, Decimal]:
    """The words for zero to nineteen and for the tens, with their values; in order of size."""
    lists = _lists()
    ones = {w: Decimal(i) for i, w in enumerate(lists["units"])}
    return ones | {w: Decimal(10 * i) for i, w in enumerate(lists["tens"], 2)}


def numbers(text: str) -> tuple[Number, ...]:
    """All numbers of the text, in order: digits, number words, and words that say how many without a number.

    Capitalised number words are names ("Channel One") unless they open the text or a sentence.
    """
    found = [_digits(m) for m in DIGITS.finditer(text)]
    found += _worded(text, [(n.start, n.end) for n in found])
    return tuple(sorted(found, key=lambda n: n.start))


def _digits(m: re.Match[str]) -> Number:
    scale = (m[2] or "").lower()
    value = Decimal(re.sub(r"[,\u00a0\u202f]", "", m[1])) * (SCALES | LETTERS).get(scale, 1)
    return Number(m.start(), m.end(), m[0], value)


def _worded(text: str, taken: list[tuple[int, int]]) -> list[Number]:
    lowered = OPENING.sub(lambda m: m[0].lower(), text)
    known, vague = small_numbers().keys() | SCALES.keys(), set(_lists()["vague"])
    found: list[Number] = []
    group: list[_Word] = []
    for m in WORDS.finditer(lowered):
        word = _Word(m.start(), m.end(), tuple(p for p in m[0].split("-") if p != "and"))
        if any(s <= word.start < e for s, e in taken):
            continue
        if word.parts and known.issuperset(word.parts):
            if group and not re.fullmatch(r"[\s-]+(?:and\s+)?", lowered[group[-1].end : word.start]):
                found.append(_group(text, group))
                group = []
            group.append(word)
        else:
            found += [Number(word.start, word.end, p, None) for p in word.parts if p in vague]
    return [*found, _group(text, group)] if group else found


def _group(text: str, group: list[_Word]) -> Number:
    total = current = Decimal(0)
    for word in (p for g in group for p in g.parts):
        if word in small_numbers():
            current += small_numbers()[word]
        elif word == "hundred":
            current = max(current, Decimal(1)) * 100
        else:
            total, current = total + max(current, Decimal(1)) * SCALES[word], Decimal(0)
    start, end = group[0].start, group[-1].end
    return Number(start, end, text[start:end], total + current)
