"""Vague plurals ("tens of thousands") and fractions ("two-thirds", "one in five"), found from the characters alone."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from onrecord.values.quantity.lexicon import alternatives, table, values_of
from onrecord.values.quantity.numbers import ONE, Numeral


@cache
def _vague() -> re.Pattern[str]:
    words = alternatives(w for w in values_of("vague") if w not in ("tens", "scores"))
    return re.compile(
        rf"\b(?:(?P<a>tens|{words}|scores)(?:\s+of\s+(?P<b>{words}))|(?P<c>{words})(?:\s+(?:upon|on|and)\s+(?P=c))?"
        r"|(?P<d>scores)(?=\s+(?:of(?!\s+\d)|more|were|are|have)\b))\b",
        re.IGNORECASE,
    )


def vague_numerals(text: str) -> list[Numeral]:
    """Plurals that say an order of magnitude: "dozens", "tens of thousands"."""
    found = []
    for match in _vague().finditer(text):
        low = ONE
        for word in (match["a"], match["b"], match["c"], match["d"]):
            low *= values_of("vague")[word.lower()] if word else ONE
        found.append(Numeral(start=match.start(), end=match.end(), low=low, high=low * 10, form="vague"))
    return found


def convention(words: str) -> tuple[Decimal, ...]:
    """The numbers that coders enter for "dozens", "tens of thousands": 12 or 24, and 10000; none for other words."""
    match = _vague().fullmatch(words)
    if match is None:
        return ()
    first, *rest = (match[key].lower() for key in ("a", "b", "c", "d") if match[key])
    usual = table("numbers.toml")["convention"].get(first, [values_of("vague")[first]])
    scale = values_of("vague")[rest[0]] if rest else ONE
    return tuple(Decimal(number) * scale for number in usual)


_NONE = re.compile(r"\b(?:none(?=\s+of\b)|no[\s-]one\b|not\s+(?:a\s+single\s+)?one(?=\s+of\b))", re.IGNORECASE)


def none_numerals(text: str) -> list[Numeral]:
    """Words for nobody and nothing: "none of the boats", "no one"."""
    zero = Decimal(0)
    return [Numeral(start=m.start(), end=m.end(), low=zero, high=zero, form="none") for m in _NONE.finditer(text)]


@cache
def _fractions() -> re.Pattern[str]:
    units = alternatives(values_of("units"))
    parts = alternatives(values_of("fractions"))
    number = rf"(?:{units}|\d+(?:,\d{{3}})*)"
    unlike = r"(?!\s+(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|separate|different|\w+\s+attacks))"
    return re.compile(
        rf"\b(?:(?P<n>a|an|{units})[\s\-–](?P<d>{parts})\b(?![\s-](?:a|an)?[\s-]?(?:dozen|million|billion|hundred))(?!\s+of\s+a\s+(?:million|billion|thousand)\b)"
        r"(?P<of>\s+of\b)?"
        r"|(?<!first )(?<!second )(?<!this )(?<!last )(?<!and a )(?<!other )(?<!-)"
        r"(?P<half>half)(?=\s+(?:of|the|a|an|its|their|his|her|our|my|all|that|those|these|as)\b)"
        r"(?!\s+an?[\s-](?:dozen|million|billion|hundred|thousand|century))"
        rf"|(?P<x>one|\d+|{units})\s+(?:(?P<in>in)(?:\s+every)?|out\s+of(?:\s+every)?)\s+(?P<y>{number}|100)\b{unlike}"
        r"|(?<![\d/])(?P<p>\d{1,2})[/⁄](?P<q>\d{1,3})(?=\s+of\b))",
        re.IGNORECASE,
    )


def _small(word: str) -> Decimal:
    word = word.lower()
    digits = word.replace(",", "")
    return ONE if word in ("a", "an") else values_of("units").get(word) or Decimal(digits if digits.isdigit() else 0)


def fraction_numerals(text: str) -> list[Numeral]:
    """Fractions and shares: "two-thirds", "half of", "one in five", "1/16 of"."""
    found = []
    for match in _fractions().finditer(text):
        value, end = _fraction_value(match)
        if value is not None and not _adds_to_number(text, match):
            found.append(Numeral(start=match.start(), end=end, low=value, high=value, form="fraction"))
    return found


@cache
def _number_before() -> re.Pattern[str]:
    words = alternatives([*values_of("units"), *values_of("tens"), *values_of("scales"), "dozen", "hundred"])
    return re.compile(rf"(?:\d|\b(?:{words}))[\s-]and[\s-]$", re.IGNORECASE)


def _adds_to_number(text: str, match: re.Match[str]) -> bool:
    """Whether the fraction only ends a mixed number: "two and a half", "two-and-a-half"."""
    ends = match["n"] is not None and match["d"].lower() in ("half", "quarter", "quarters")
    return ends and bool(_number_before().search(text, max(0, match.start() - 16), match.start()))


def _fraction_value(match: re.Match[str]) -> tuple[Decimal | None, int]:
    if match["half"]:
        return Decimal("0.5"), match.end("half")
    if match["n"]:
        plural = match["d"].lower().endswith(("s", "lves"))
        number, part = _small(match["n"]), values_of("fractions")[match["d"].lower()]
        fits = (number > 1) == plural and (plural or match["of"] or part in (2, 4))
        fits = fits and number < part + (part == 2)
        return (_ratio(number, part) if fits else None), match.end("d")
    if match["p"]:
        number, part = Decimal(match["p"]), Decimal(match["q"])
        return (_ratio(number, part) if 0 < number < part else None), match.end()
    number, part = _small(match["x"]), _small(match["y"])
    usual = part in (2, 3, 4, 5, 6, 7, 8, 9, 12, 20, 50) or part.normalize().as_tuple().digits == (1,)
    fits = 0 < number < part and (not match["in"] or (number == 1 and usual) or part in (4, 5, 10, 100))
    return (_ratio(number, part) if fits else None), match.end()


def _ratio(number: Decimal, part: Decimal) -> Decimal:
    """Seven digits where they say the fraction in full, else four."""
    exact, short = (number / part).quantize(Decimal("0.0000001")), (number / part).quantize(Decimal("0.0001"))
    return (exact if exact * part == number else short).normalize()
