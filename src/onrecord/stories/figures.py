"""Figures that tell one event from another: a number with what it counts, "10,000 soldiers"."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import takewhile

from onrecord.stories.words import WORD, stem, stopwords

NUMBER = re.compile(
    r"(?<![\w.,/:-])(?P<money>[$€£])?(?P<digits>\d{1,3}(?:,\d{3})+|\d+)(?P<part>\.\d+)?"
    r"(?:\s*-?(?P<scale>thousand|million|billion|trillion|m|bn|k)\b)?(?![\d:/%]|-year|,\d|\.\d|th\b|st\b|nd\b|rd\b)"
)
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
IN_WORDS = re.compile(  # "Seventy-six", "two hundred and sixty"; smaller ones tell no events apart
    rf"\b(?=(?:{'|'.join(ONES)}|a) hundred\b|(?:{'|'.join(TENS)})\b)"
    rf"(?:(?P<hundreds>{'|'.join(ONES)}|a) hundred(?: and)?\b ?)?"
    rf"(?:(?P<tens>{'|'.join(TENS)})(?:[- ](?P<ones>{'|'.join(ONES)}))?)?\b",
    re.IGNORECASE,
)
SCALES = {"thousand": 3, "k": 3, "million": 6, "m": 6, "billion": 9, "bn": 9, "trillion": 12}
AFTER = 3  # words behind the number in which what it counts is named
SMALL = 1000  # below it, tens are round
CURRENCIES = "$€£"
LEAST = 20  # a smaller number is too common to tell events apart


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentioned:
    """A figure as a text gives it: the number in plain digits, the words behind it, and all of it as written.

    What counts nothing specific ("13,000 people", "to 76, with") has nothing in ``counted``: it tells an event only
    together with others.
    """

    at: int
    number: str
    counted: frozenset[str]
    words: str


@cache
def _measures() -> frozenset[str]:
    table = tomllib.loads((files(__package__) / "data" / "figures.toml").read_text("utf-8"))
    return frozenset(stem(word) for word in table["measures"])


@cache
def _background() -> frozenset[str]:
    table = tomllib.loads((files(__package__) / "data" / "figures.toml").read_text("utf-8"))
    return frozenset(stem(word) for word in table["background"])


def _is_background(word: str) -> bool:
    return stem(word.casefold()) in _background()


def figures_of(text: str) -> tuple[Mentioned, ...]:
    """The figures of a text, in order: no years, no ages, no small numbers, no distances or durations."""
    return tuple(sorted((*_in_digits(text), *_in_words(text)), key=lambda figure: figure.at))


def _in_digits(text: str) -> Iterator[Mentioned]:
    for match in NUMBER.finditer(text):
        is_year = not match["scale"] and re.fullmatch(r"1[5-9]\d\d|20\d\d", match[0].strip())
        if not is_year:
            yield from _figure(text, match, _plain(match))


def _in_words(text: str) -> Iterator[Mentioned]:
    for match in IN_WORDS.finditer(text):
        if match["hundreds"] or match["tens"]:
            hundreds = (match["hundreds"] or "").lower()
            value = 100 * (1 if hundreds == "a" else ONES.index(hundreds) + 1) if hundreds else 0
            value += 10 * (TENS.index(match["tens"].lower()) + 2) if match["tens"] else 0
            value += ONES.index(match["ones"].lower()) + 1 if match["ones"] else 0
            yield from _figure(text, match, str(value))


def _figure(text: str, match: re.Match[str], number: str) -> Iterator[Mentioned]:
    """The figure at ``match``, unless the number is too small or measures time or distance."""
    after = _words_behind(text, match.end())
    if _value(number) < LEAST or (after and stem(after[0].casefold()) in _measures()):
        return
    stems = [stem(word.casefold()) for word in after if word.casefold() not in stopwords()]
    counted = frozenset() if after and _is_background(after[0]) else frozenset(stems) - _background()
    if number[0] in CURRENCIES:
        counted |= {"money"}
    yield Mentioned(
        at=match.start(), number=number, counted=counted, words=f"{match[0].strip()} {' '.join(after)}".strip()
    )


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


def shared_figures(left: Iterable[Mentioned], right: Iterable[Mentioned]) -> tuple[dict[str, str], dict[str, str]]:
    """What both texts give, by number, as ``left`` words it: the same number of the same thing; and of whatever.

    A round number under a thousand is shared by chance and counts only where it is of the same thing.
    """
    given: dict[str, set[str]] = {}
    for figure in right:
        given.setdefault(figure.number, set()).update(figure.counted)
    specific: dict[str, str] = {}
    numbers: dict[str, str] = {}
    for figure in left:
        if figure.number in given:
            if figure.counted & given[figure.number]:
                specific.setdefault(figure.number, figure.words)
            if not _is_round(figure.number):
                numbers.setdefault(figure.number, figure.words)
    return specific, {**numbers, **specific}


def _is_round(number: str) -> bool:
    return number.isdigit() and int(number) < SMALL and int(number) % 10 == 0
