"""An article as a row of words, each with its place: what two texts are laid side by side by."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from importlib.resources import files

from onrecord.model import Span

WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W_]+(?:[’'][^\W_]+)*")  # "1,200" and "4.2" are one word each
SENTENCE_END = re.compile(r"[.!?:\n]")
OPENING = "“‘«\"'([$€£"
SCALES = (Decimal(100), Decimal(1000), Decimal(10**6), Decimal(10**9))


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text in the form they are compared in, and where each stands."""

    text: str
    words: tuple[str, ...]
    places: tuple[tuple[int, int], ...]

    def __len__(self) -> int:
        return len(self.words)

    def span(self, start: int, end: int) -> Span:
        """The characters of the words from ``start`` up to ``end``, with the marks that cling to them."""
        first, last = self.places[start][0], self.places[end - 1][1]
        while first and self.text[first - 1] in OPENING:
            first -= 1
        while last < len(self.text) and not self.text[last].isspace() and not self.text[last].isalnum():
            last += 1
        return Span(first, last)

    def opens(self, at: int) -> bool:
        """Whether a sentence or a line begins with the word at ``at``."""
        return at == 0 or SENTENCE_END.search(self.text, self.places[at - 1][1], self.places[at][0]) is not None

    def tells(self, start: int, end: int) -> Told:
        """What the words from ``start`` up to ``end`` tell that may not differ between two copies."""
        names: Counter[str] = Counter()
        for at in range(start, end):
            if self.text[self.places[at][0]].isupper() and not self.opens(at):
                names[self.words[at]] += 1
        words = self.words[start:end]
        return Told(numbers=numbers(words), names=frozenset(names), turns=frozenset(words) & _turning())


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The numbers, the names and the turning words of a few words."""

    numbers: frozenset[Decimal]
    names: frozenset[str]
    turns: frozenset[str]


@lru_cache(maxsize=4000)
def read_words(text: str) -> Words:
    """The words of a text, in lower case, without possessive endings, with straight apostrophes."""
    found = [(match[0], match.span()) for match in WORD.finditer(text)]
    return Words(text, tuple(plain(word) for word, _ in found), tuple(place for _, place in found))


def only_words(text: str) -> tuple[str, ...]:
    """The words of :func:`read_words` without their places."""
    return tuple(map(plain, WORD.findall(text)))


@lru_cache(maxsize=200_000)
def plain(word: str) -> str:
    """A word in the form it is compared in."""
    return re.sub(r"'s?$", "", word.casefold().replace("’", "'"))


def numbers(words: Sequence[str]) -> frozenset[Decimal]:
    """The numbers among the words; in words or digits alike: "thirty", "eight" as 38, "4.2", "million" as 4200000."""
    found: list[Decimal] = []
    open_at = Decimal(0)  # the last word of a number that the next word may go on with
    for word in words:
        value = Decimal(word.replace(",", "")) if word[0].isdecimal() and word.isascii() else _in_words().get(word)
        if value is None:
            open_at = Decimal(0)
        elif open_at and value in SCALES:
            found[-1] *= value
            open_at = value
        elif open_at > value and not word[0].isdecimal():
            found[-1] += value
            open_at = value
        else:
            found.append(value)
            open_at = value
    return frozenset(found)


@cache
def _table() -> dict[str, object]:
    return tomllib.loads((files(__package__) / "data" / "changes.toml").read_text("utf-8"))


@cache
def _turning() -> frozenset[str]:
    words = _table()["turning"]
    return frozenset(words) if isinstance(words, list) else frozenset()


@cache
def _in_words() -> dict[str, Decimal]:
    table = _table()["numbers"]
    return {word: Decimal(value) for word, value in table.items()} if isinstance(table, dict) else {}
