"""Words of likelihood and the ranges that published scales give them.

The scales stand in ``data/likelihood.toml``: ICD 203 of the United States and the PHIA yardstick of the United Kingdom.
A source's word is a quotation: its range is looked up, never computed, and a word that a scale does not list has none.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from onrecord.model import Likelihood, Span

ICD_203, PHIA = "icd203", "phia"


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((files("onrecord.values") / "data" / "likelihood.toml").read_text("utf-8"))


@cache
def scale(name: str = ICD_203) -> dict[str, tuple[float, float]]:
    """The rows of a scale: words to the lowest and highest probability, both between 0 and 1.

    Raises:
        KeyError: There is no scale of that name.
    """
    return {words: (row["low"], row["high"]) for row in _data()["scale"][name]["row"] for words in row["words"]}


@cache
def _known() -> frozenset[str]:
    return frozenset(_data()["unscaled"]["words"]).union(scale(ICD_203), scale(PHIA))


_AMBIGUOUS = frozenset({"remote"})  # in running text most often a place; "a remote chance" is found


@cache
def _pattern() -> re.Pattern[str]:
    longest_first = sorted(_known() - _AMBIGUOUS, key=lambda words: (-len(words), words))
    return re.compile(r"(?<![\w-])(?:" + "|".join(_spaced(w) for w in longest_first) + r")(?![\w-])", re.IGNORECASE)


def _spaced(words: str) -> str:
    return r"\s+".join(re.escape(word) for word in words.split())


def likelihood(words: str, on: str = ICD_203) -> Likelihood | None:
    """The words with their range on a scale; no range where the scale has no row; None when they tell no likelihood.

    Args:
        words: Such as "very likely" or "could", in any case; inner whitespace does not matter.
        on: The scale: ``ICD_203`` or ``PHIA``.
    """
    key = " ".join(words.lower().split())
    if key not in _known():
        return None
    low, high = scale(on).get(key, (None, None))
    return Likelihood(words=words, low=low, high=high)


def ranges(words: str) -> dict[str, tuple[float, float] | None]:
    """The range of the words on each scale, by its name; None where a scale has no row for them."""
    key = " ".join(words.lower().split())
    return {name: scale(name).get(key) for name in (ICD_203, PHIA)}


def find_likelihood(text: str, on: str = ICD_203) -> tuple[tuple[Span, Likelihood], ...]:
    """The words of likelihood in a text, the longest at each place, in order, with their places.

    The month of May is left out; whether "could" is a possibility or an ability only the sentence can tell.
    """
    found = []
    for match in _pattern().finditer(text):
        if match[0] == "May" and not _opens_question(text, match.end()):
            continue
        known = likelihood(match[0], on)
        if known is not None:
            found.append((Span(*match.span()), known))
    return tuple(found)


def _opens_question(text: str, end: int) -> bool:
    return bool(re.match(r"\s+(?:be|have|not|well)\b", text[end : end + 8]))
