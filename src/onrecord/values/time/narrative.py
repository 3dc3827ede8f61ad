"""Whether a text tells history: then a date without a year belongs to the year last told in it."""

from __future__ import annotations

from datetime import date

from onrecord.values.time.grammar import Match
from onrecord.values.time.now import Reading
from onrecord.values.time.numbers import year_of
from onrecord.values.time.words import Tokens, table

ENOUGH = 6  # years spelled out; fewer are the background of a news report
MOSTLY = 0.8  # of the years spelled out, so many before that of publication
NEWS = 0.15  # words that reckon from the day of publication for each year spelled out, at most
_SHIFTS = frozenset({"last", "this", "next", "past", "recent", "coming"})


def tells_history(tokens: Tokens, ref: date | None) -> bool:
    """Whether nearly all years spelled out are past, and hardly a word reckons from the day of publication."""
    spelled = (year_of((word,)) for word in tokens.lower if len(word) == 4 and word.isdecimal())
    years = [year for year in spelled if year and 1000 <= year <= 2100]
    if ref is None or len(years) < ENOUGH:
        return False
    past = sum(year < ref.year for year in years)
    return past >= MOSTLY * len(years) and _words_of_the_day(tokens) <= NEWS * len(years)


def _words_of_the_day(tokens: Tokens) -> int:
    """How many words reckon from now: "yesterday", "Tuesday", "ago", "last week", "this summer"."""
    alone = (table("day").keys() | table("weekday").keys() | {"ago"}) - {"sun", "sat", "mon", "wed"}
    units = table("unit").keys() | table("units").keys() | table("season").keys()
    triples = zip(("", *tokens.lower), tokens.lower, tokens.lower[1:], strict=False)
    shifted = sum(a != "the" and b in _SHIFTS and c in units for a, b, c in triples)
    return shifted + sum(word in alone for word in tokens.lower)


def year_told(anchor: date, unit: str, days: list[tuple[date, int]]) -> int:
    """The year of a date without one, in a narrative that last told ``anchor`` (a year when ``unit`` is "Y").

    Told time runs on: from a day or month, a date a little before it is a look back, any other lies ahead.
    """
    if unit == "Y":
        return anchor.year
    return min(days, key=lambda item: _strain(anchor, item[0]))[1]


def moves_on(match: Match, reading: Reading) -> bool:
    """Whether told time runs on to what an expression says.

    A year by itself must open its sentence ("In 1941 ..."), or stand at the head of a section; elsewhere it is most
    often a look aside ("planned for 1976").
    """
    if not (reading.value.isdecimal() and year_of(match.words("year"))):
        return True
    before = match.tokens.original(match.start - 1)
    return not before or before[:1].isupper() or _opens_line(match)


def _opens_line(match: Match) -> bool:
    start = match.tokens.places[match.start][0]
    return match.tokens.text[:start].rstrip(" ").endswith("\n")


BACK = 1.5  # a day back strains as much as so many ahead


def _strain(anchor: date, day: date) -> float:
    ahead = (day - anchor).days
    return ahead if ahead >= 0 else -BACK * ahead
