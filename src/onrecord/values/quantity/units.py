"""Currencies, per cent, physical units and rates beside a number, read from the characters."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache

from onrecord.values.quantity.lexicon import alternatives, unit_names

_PER = {
    "daily": "day",
    "weekly": "week",
    "monthly": "month",
    "annual": "year",
    "yearly": "year",
    "hourly": "hour",
    "nightly": "night",
}
PERIODS = "second|minute|hour|day|night|week|month|quarter|year|decade"


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit beside a number: its kind (money, percent, measure, duration), name as written, and the place it ends."""

    kind: str
    name: str
    start: int
    end: int


@cache
def _before() -> re.Pattern[str]:
    return re.compile(rf"(?<![A-Za-z])(?P<sign>{alternatives(unit_names('currency_signs'))})\s?(?P<minus>[-−])?$")


def _plurals(section: str) -> str:
    ways = []
    for written in unit_names(section):
        plain = (written.isalpha() and len(written) > 2) or " " in written
        ways.append(re.escape(written).replace(r"\ ", r"[\s\-]") + ("s?" if plain else ""))
    return "|".join(sorted(ways, key=len, reverse=True))


@cache
def _after(section: str) -> re.Pattern[str]:
    ends = r"(?![\w/²³])(?!\.\w)" if section != "percent" else r"(?![A-Za-z])"
    return re.compile(rf"(?P<gap>(?:\sof(?=\s))?[\s\-\u00a0]?[\s\-\u00a0]?)(?P<unit>{_plurals(section)}){ends}")


def read_unit(text: str, start: int, end: int) -> Unit | None:
    """The unit of the number at ``text[start:end]``; None when what follows is a noun that is counted, or nothing."""
    if match := _before().search(text, max(0, start - 6), start):
        return Unit("money", unit_names("currency_signs")[match["sign"]], match.start(), _skip_sign_again(text, end))
    for section, kind in (
        ("percent", "percent"),
        ("currencies", "money"),
        ("time", "duration"),
        ("measure", "measure"),
    ):
        match = _after(section).match(text, end)
        if match and not (match["gap"] == "" and section == "time" and match["unit"] == "s"):
            unit = _named(kind, section, match)
            paid = unit is not None and unit.name in ("pound", "pounds") and _is_sum(text, start, end)
            return replace(unit, kind="money", name="pound") if unit is not None and paid else unit
    if (match := _after_sign().match(text, end)) is not None:
        return Unit("money", unit_names("currency_signs")[match["sign"]], start, match.end())
    return None


@cache
def _after_sign() -> re.Pattern[str]:
    return re.compile(rf"\s?(?P<sign>{alternatives(unit_names('currency_signs'))})(?![\w])")


_PAID = re.compile(
    r"\b(?:cost|costs|costing|pay|pays|paid|paying|price|priced|worth|spend|spent|spending|earn|earns|earned|fine|fined|raise|raised|"
    r"donated?|owes?|owed|debts?|budget|loan|grant|invest|invested|salary|wages|bill|charged?|saved?|tax)\b[^.;]{0,40}$",
    re.IGNORECASE,
)


def _is_sum(text: str, start: int, end: int) -> bool:
    """Whether pounds are money and no weight: millions of them, or what is paid."""
    millions = re.search(r"(?:illions?|bn|mn|\dm)$", text[start:end])
    return bool(millions) or bool(_PAID.search(text, max(0, start - 70), start))


def _skip_sign_again(text: str, end: int) -> int:
    """``$3 million dollars`` and ``$31.20 US``: the currency named once more belongs to the number."""
    again = re.compile(r"\s(?:dollars?|euros?|pounds?|US)\b").match(text, end)
    return again.end() if again else end


def _named(kind: str, section: str, match: re.Match[str]) -> Unit | None:
    written = match["unit"].replace("-", " ") if match["unit"] not in unit_names(section) else match["unit"]
    if kind == "percent":
        name = unit_names("percent").get(written) or unit_names("percent").get(written.rstrip("s"), "percent")
        return Unit(kind, name, match.start("unit"), match.end())
    if kind == "money":
        name = unit_names(section).get(written) or unit_names(section).get(written.removesuffix("s"), written)
        return Unit(kind, name, match.start("unit"), match.end())
    if len(written) == 1 and written.isalpha() and ("-" in match["gap"] or "of" in match["gap"]):
        return None
    name = (
        written if written.isalpha() or " " in written or "/" in written else unit_names(section).get(written, written)
    )
    return Unit(kind, name, match.start("unit"), match.end())


_RATE = re.compile(
    rf"\s?(?:(?:an?|per|each|every)\s(?P<word>{PERIODS}|annum)|/(?P<slash>{PERIODS}))\b(?!\s+(?:later|earlier|ago|after|before))",
    re.I,
)
_ADVERB = re.compile(r"\s(?P<word>daily|weekly|monthly|annually|yearly|hourly)\b", re.I)
_ADVERBS = {"annually": "year", **_PER}


def read_rate(text: str, end: int) -> tuple[str | None, int]:
    """The time unit of a rate that starts at ``end`` ("a day", "per month", "daily"), and where it ends."""
    if match := _RATE.match(text, end):
        word = (match["word"] or match["slash"]).lower()
        return "year" if word == "annum" else word, match.end()
    if match := _ADVERB.match(text, end):
        return _ADVERBS[match["word"].lower()], match.end()
    return None, end


def rate_of_adjective(word: str) -> str | None:
    """The time unit of "daily", "monthly" and their like before a noun."""
    return _PER.get(word.lower())
