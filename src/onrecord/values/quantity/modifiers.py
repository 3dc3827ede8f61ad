"""The words around a number that limit it ("at least", "or more") or add it to another ("another", "more")."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from onrecord.model import Bound
from onrecord.values.quantity.lexicon import alternatives, bound_phrases, table
from onrecord.values.quantity.numbers import Numeral

_PARTICLE = re.compile(
    r"\b(?:hand(?:ed|s|ing)?|turn(?:ed|s|ing)?|tak(?:e|es|en|ing)|took|sign(?:ed|s|ing)|br(?:ing|ought)|knock(?:ed|s|ing)?"
    r"|ran|run|running|made|switch(?:ed|ing)?) over\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Modifiers:
    """What the words around a number say, and where they begin and end."""

    start: int
    end: int
    bound: Bound
    increment: bool


@cache
def _left() -> re.Pattern[str]:
    words = [p for p in bound_phrases("left") if p[-1].isalpha() or p[-1] == "."]
    signs = [p for p in bound_phrases("left") if p not in words]
    paint = alternatives(table("bounds.toml")["paint"]["adjectives"])
    more = alternatives(table("bounds.toml")["increment"]["left"])
    return re.compile(
        rf"(?:(?<![\w-])(?:(?P<phrase>{alternatives(words)})|(?P<more>{more})|(?P<paint>(?:an?|the|some)\s(?:{paint}))|(?P<range>between|from))"
        rf"\s*\s?|(?P<sign>{alternatives(signs)})\s?)$",
        re.IGNORECASE,
    )


@cache
def _right() -> re.Pattern[str]:
    # Only what cannot begin the next phrase: "20 at least" counts, "20 or more" counts, "20 over there" does not.
    return re.compile(rf"\s?(?P<phrase>{alternatives(bound_phrases('right'))})(?![\w])", re.IGNORECASE)


@cache
def _right_increment() -> re.Pattern[str]:
    return re.compile(
        rf"\s(?P<more>{alternatives(table('bounds.toml')['increment']['right'])})\b(?!\s+than)", re.IGNORECASE
    )


def read_modifiers(text: str, start: int, end: int, *, ranged: bool = False) -> Modifiers:
    """The modifiers around ``text[start:end]``, a number with its currency sign; "from" opens a range only."""
    bounds: list[Bound] = []
    increment = False
    while match := _left().search(text, max(0, start - 48), start):
        if match["range"] and not ranged:
            break
        if match["phrase"] or match["sign"]:
            if _PARTICLE.search(text, max(0, match.start() - 24), match.end()) and match["phrase"].lower() == "over":
                break  # "handed over 52 soldiers"
            bounds.append(_lookup("left", match["phrase"] or match["sign"]))
        increment = increment or bool(match["more"])
        start = match.start() if not match["sign"] else match.start("sign")
    end, behind, more = _read_right(text, end)
    return Modifiers(start, end, _strongest([*reversed(bounds), *behind]), increment or more)


def _read_right(text: str, end: int) -> tuple[int, list[Bound], bool]:
    bounds, increment = [], False
    if match := _right().match(text, end):
        bounds.append(_lookup("right", match["phrase"]))
        end = match.end()
    if match := _right_increment().match(text, end):
        increment, end = True, match.end()
    return end, bounds, increment


@cache
def _behind_noun() -> re.Pattern[str]:
    words = [p for p in bound_phrases("right") if p.startswith(("or ", "at ", "and ")) or p == "tops"]
    return re.compile(rf"\s(?P<phrase>{alternatives(words)})(?![\w-])(?!\s+(?:than|[a-z]+ing)\b)", re.IGNORECASE)


def read_behind(text: str, end: int) -> tuple[Bound | None, int]:
    """The limit told behind the noun or unit that ends at ``end``: "40 people or more", "two weeks at least"."""
    match = _behind_noun().match(text, end)
    return (_lookup("right", match["phrase"]), match.end()) if match else (None, end)


def _lookup(side: str, phrase: str) -> Bound:
    wanted = re.sub(r"[\s\-]+", " ", phrase.strip()).lower()
    table_ = {re.sub(r"[\s\-]+", " ", k.strip()).lower(): v for k, v in bound_phrases(side).items()}
    return table_[wanted]


def _strongest(bounds: list[Bound]) -> Bound:
    """A limit beats a shade ("up to about 3,000" is at most 3,000), a shade beats nothing; the outermost wins."""
    limits = [b for b in bounds if b not in (Bound.ABOUT, Bound.EXACT, Bound.NEARLY)]
    shades = [b for b in bounds if b in (Bound.ABOUT, Bound.NEARLY)]
    return (limits or shades or [Bound.EXACT])[0]


def limited(numeral: Numeral, bound: Bound) -> tuple[Decimal | None, Decimal | None, Bound]:
    """Low end, high end and bound of a number under a modifier.

    A lower limit leaves the high end open and an upper limit the low end. A range or a vague plural keeps both its ends
    and, unless limited, the bound "range".
    """
    low, high = _plain(numeral.low), _plain(numeral.high)
    if bound in (Bound.AT_LEAST, Bound.MORE_THAN):
        return low, None, bound
    if bound in (Bound.AT_MOST, Bound.LESS_THAN):
        return None, high, bound
    if low != high:
        return low, high, Bound.RANGE
    return low, high, bound


def sign_before(text: str, start: int) -> int | None:
    """Where the minus of the number at ``start`` begins ("minus 387", "-5"), or None when it has none."""
    match = re.search(r"(?:\bminus\s|(?<![\w\d)%.])[-−])$", text[max(0, start - 8) : start], re.IGNORECASE)
    return start - len(match[0]) if match else None


def _plain(value: Decimal) -> Decimal:
    """Without an exponent or trailing zeros: 1300000.0 becomes 1300000."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()
