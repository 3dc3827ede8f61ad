"""Probabilities given as numbers: "a 70 per cent chance", "a one in three chance", "fifty-fifty".

A number that a source gives is kept as given. "More than 60 per cent" leaves the rest open: 60 to 100.
"""

from __future__ import annotations

import re
from decimal import Decimal

from onrecord.model import Span

type Chance = tuple[Decimal, Decimal]  # the lowest and the highest probability, both between 0 and 1

_NUMBER = r"(?P<low{n}>\d{{1,3}}(?:\.\d{{1,3}})?)(?:\s?(?:-|–|to)\s?(?P<high{n}>\d{{1,3}}(?:\.\d{{1,3}})?))?"
_PERCENT = r"\s?(?:%|per\s?cent\b)"
_MORE = ("more than", "over", "above", "at least", "greater than")
_LESS = ("less than", "under", "below", "at most", "up to")
_BOUND = r"(?:(?P<bound{n}>" + "|".join((*_MORE, *_LESS)) + r")\s)?(?:an?\s)?(?:about\s|around\s|roughly\s|some\s)?"
_NOUN = r"(?:chance|probability|likelihood|odds|possibility|risk)"
_AMOUNT = _BOUND + _NUMBER + _PERCENT
_BEFORE = _AMOUNT.format(n=1) + r"[-\s](?:\w{1,12}\s)?(?:" + _NOUN + r"s?|sure|certain|likely)\b"
_AFTER = r"\b" + _NOUN + r"s?\b(?:\s[^\s.;:]{1,20}){0,12}?\s(?:is|are|was|were|at|of|as|to be)\s" + _AMOUNT.format(n=2)
_ONE_TO_TEN = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_WORDS = {word: n for n, word in enumerate(_ONE_TO_TEN, 1)}
_COUNT = r"(?:\d{1,3}|" + "|".join(_WORDS) + r")"
_IN = rf"\b(?P<part>{_COUNT})[\s-](?:in|out\sof)[\s-](?:an?\s)?(?P<whole>{_COUNT}|hundred|thousand)[\s-]chance\b"
_EVEN = r"\b(?P<even>fifty-fifty|50[-/–]50)\b(?:\schance)?"
_CHANCE = re.compile(f"{_BEFORE}|{_AFTER}|{_IN}|{_EVEN}", re.IGNORECASE)
_LARGE = {"hundred": 100, "thousand": 1000}
_ALL = Decimal(100)


def find_chance(text: str) -> tuple[Span, Chance] | None:
    """The first probability given as a number: its place, lowest and highest, between 0 and 1; None without one."""
    for match in _CHANCE.finditer(text):
        if (found := _range(match)) is not None:
            return Span(*match.span()), found
    return None


def _range(match: re.Match[str]) -> Chance | None:
    if match["even"]:
        return Decimal("0.5"), Decimal("0.5")
    if match["part"]:
        part, whole = _count(match["part"]), _count(match["whole"])
        return (part / whole, part / whole) if 0 < part <= whole else None
    n = 1 if match["low1"] else 2
    low = Decimal(match[f"low{n}"])
    high = Decimal(match[f"high{n}"] or low)
    bound = (match[f"bound{n}"] or "").lower()
    if not low <= high <= _ALL:
        return None
    return (Decimal(0) if bound in _LESS else low / _ALL), (Decimal(1) if bound in _MORE else high / _ALL)


def _count(word: str) -> Decimal:
    key = word.lower()
    return Decimal(_LARGE.get(key) or _WORDS.get(key) or int(key))
