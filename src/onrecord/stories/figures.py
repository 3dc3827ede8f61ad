"""Figures that tell one event from another: a number with what it counts, "10,000 soldiers"."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import takewhile

from onrecord.stories.words import WORD, stem, stopwords

NUMBER = re.compile(
    r"(?<![\w.,/:-])(?P<money>[$€£])?(?P<digits>\d{1,3}(?:,\d{3})+|\d+)(?P<part>\.\d+)?"
    r"(?:\s*-?(?P<scale>thousand|million|billion|trillion|m|bn|k)\b)?(?![\d:/%]|-year|,\d|\.\d|th\b|st\b|nd\b|rd\b)"
)
SCALES = {"thousand": 3, "k": 3, "million": 6, "m": 6, "billion": 9, "bn": 9, "trillion": 12}
AFTER = 3  # words behind the number in which what it counts is named
LEAST = 20  # a smaller number is too common to tell events apart


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentioned:
    """A figure as a text gives it: the number in plain digits, the words behind it, and all of it as written."""

    number: str
    counted: frozenset[str]
    words: str


@cache
def _background() -> frozenset[str]:
    table = tomllib.loads((files(__package__) / "data" / "figures.toml").read_text("utf-8"))
    return frozenset(stem(word) for word in table["background"])


def _is_background(word: str) -> bool:
    return stem(word.casefold()) in _background()


def figures_of(text: str) -> tuple[Mentioned, ...]:
    """The specific figures of a text, in order: no years, no ages, no small numbers, no distances or durations."""
    return tuple(_figures(text))


def _figures(text: str) -> Iterator[Mentioned]:
    for match in NUMBER.finditer(text):
        number = _plain(match)
        after = _words_behind(text, match.end())
        stems = [stem(word.casefold()) for word in after if word.casefold() not in stopwords()]
        is_year = not match["scale"] and re.fullmatch(r"1[5-9]\d\d|20\d\d", match[0].strip())
        if is_year or not stems or _is_background(after[0]) or _value(number) < LEAST:
            continue
        counted = frozenset(stems) - _background()
        if counted:
            yield Mentioned(number=number, counted=counted, words=f"{match[0].strip()} {' '.join(after)}")


def _words_behind(text: str, at: int) -> list[str]:
    """The next few words, up to a comma, a stop or another number; no stopword at their end."""
    behind = re.match(r"[^.!?;:,()\n]*", text[at : at + 60])
    words = list(takewhile(lambda w: not w[0].isdigit(), WORD.findall(behind[0] if behind else "")))[:AFTER]
    while words and words[-1].casefold() in stopwords():
        words.pop()
    return words


def _plain(match: re.Match[str]) -> str:
    """The number in digits: "1.2 million" as "1200000"."""
    scale = SCALES.get(match["scale"] or "", 0)
    part = (match["part"] or "")[1:]
    digits = match["digits"].replace(",", "") + part.ljust(scale, "0")[: max(scale, len(part))]
    whole = digits if scale >= len(part) else f"{digits[: -len(part)]}.{part}"
    return (match["money"] or "") + whole


def _value(number: str) -> float:
    return float(number.lstrip("$€£"))


def shared_figures(left: tuple[Mentioned, ...], right: tuple[Mentioned, ...]) -> tuple[str, ...]:
    """The figures of ``left`` that ``right`` gives too: the same number of the same thing; each number once."""
    found: dict[str, str] = {}
    for figure in left:
        same = (f for f in right if f.number == figure.number and f.counted & figure.counted)
        if next(same, None) is not None:
            found.setdefault(figure.number, figure.words)
    return tuple(found.values())
