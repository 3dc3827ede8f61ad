"""Readers of quarters, halves, seasons, years, decades and centuries."""

from __future__ import annotations

from datetime import date

from onrecord.model import TimeSpan
from onrecord.values.time.calendar import season_days
from onrecord.values.time.dates import LED, month, part_of, pick_year, shift_of, spoken
from onrecord.values.time.grammar import Match
from onrecord.values.time.now import Now, Reading
from onrecord.values.time.numbers import day_of_month, number_of, year_of
from onrecord.values.time.words import table

_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "final": 4, "last": 2, "latter": 2}


def quarter(m: Match, now: Now) -> Reading | None:
    """Read "the third quarter of 2024", "Q3 2024", "H1"."""
    word, letter = m.word("q"), "Q"
    number = _QUARTERS.get(word)
    if word[:1] in "qh" and word[1:].isdecimal():
        letter, number = word[0].upper(), int(word[1:])
    if number is None or (letter == "H" and number > 2):
        return None
    ref, shift, year = now.ref, shift_of(m), year_of(m.words("year"))
    size = 3 if letter == "Q" else 6
    if year is None and ref:
        ago = -1 if m.words("ago") else 0
        year = (
            ref.year + shift
            if shift is not None
            else pick_year(now, lambda y: date(y, size * (number - 1) + 2, 15), near=60)
        )
        year = year + ago if year else year
    return Reading("DATE", f"{year:04}-{letter}{number}" if year else f"XXXX-{letter}{number}")


def half(m: Match, now: Now) -> Reading | None:
    """Read "the first half of 2024", "the second half of October"."""
    number = _QUARTERS[m.word("h")]
    if m.words("month"):
        reading = month(m, now)
        return reading and Reading("DATE", reading.value, part="START" if number == 1 else "END")
    year = year_of(m.words("year")) or (now.ref.year + (shift_of(m) or 0) if now.ref else None)
    return Reading("DATE", f"{year:04}-H{number}" if year else f"XXXX-H{number}")


def season(m: Match, now: Now) -> Reading | None:
    """Read "this autumn", "since the summer", "winter 2024", "the spring of 2022"."""
    word = m.word("season")
    code = str(table("season")[word])
    if not _season_meant(m, word):
        return None
    year = year_of(m.words("year")) or spoken(m)
    if year is None and now.ref:
        year = _season_year(m, now, now.ref, code)
    return Reading("DATE", f"{year:04}-{code}" if year else f"XXXX-{code}", part=part_of(m))


def _season_meant(m: Match, word: str) -> bool:
    """Whether "fall" and "spring" are seasons here: "in the fall", but not "the fall of Kabul" or "prices fall"."""
    if m.words("year") or m.words("shift") or m.words("century") or m.tokens.lower[m.start] == "this":
        return True
    before, after = m.tokens.word(m.start - 1), m.tokens.word(m.end)
    if word in {"fall", "spring"}:
        led = before in LED and before not in {"and", "or", "of", ",", "-", "to"}
        return led and after not in {"of", "in", "from", "-", "up", "back", "short"}
    return before not in {"nuclear", "arab"} and after not in {"olympics", "games", "palace"}


def _season_year(m: Match, now: Now, ref: date, code: str) -> int | None:
    shift = shift_of(m)
    current = ref.year - (code == "WI" and ref < season_days(ref.year - 1, "WI")[1] and ref.month < 6)
    if shift is None or m.tokens.lower[m.end - 1] == "year":
        if shift is not None:
            return ref.year + shift
        if now.tense > 0 and not now.narrative:
            edge = 0 if m.tokens.word(m.start - 1) == "before" else 1  # before a season that has not begun
            return next(year for year in (ref.year - 1, ref.year, ref.year + 1) if season_days(year, code)[edge] >= ref)
        return pick_year(now, lambda year: _near_season(year, code, ref), near=90)
    if shift < 0 and "this" in m.tokens.lower[m.start : m.end]:
        return current - (season_days(current, code)[1] > ref)
    if shift < 0:
        return current - 1
    return current + (1 if shift > 0 and season_days(current, code)[0] <= ref else 0)


def _near_season(year: int, code: str, ref: date) -> date:
    start, end = season_days(year, code)
    return ref if start <= ref <= end else start if start > ref else end


def decade(m: Match, _now: Now) -> Reading | None:
    """Read "the 1950s", "the late '80s", "the nineties"."""
    word = m.word("decade")
    first = m.tokens.lower[m.start]
    if word in table("nineties"):
        alone = first == word
        return None if alone else Reading("DATE", f"19{table('nineties')[word]}")
    digits = word.strip("'’‘s")
    value = digits[:3] if len(digits) == 4 else ("20" if int(digits) < 30 else "19") + digits[0]
    return Reading("DATE", value, part=_loose_part(m))


def _loose_part(m: Match) -> str:
    found = [table("part")[w] for w in m.tokens.lower[m.start : m.end] if w in {"early", "mid", "late"}]
    return found[0] if len(found) == 1 else ""


def before_christ(m: Match, _now: Now) -> Reading | None:
    """Read "480 BC", "the summer of 216 BC": no calendar day can be named, so that the days stay open."""
    number = number_of(m.words("n"))
    return Reading("DATE", f"BC{int(number):04}") if number and 0 < number < 10_000 else None


def century_before_christ(m: Match, _now: Now) -> Reading | None:
    """Read "the 5th century BC", which is BC04 in TIMEX3."""
    number = day_of_month(m.words("n"))
    return Reading("DATE", f"BC{number - 1:02}") if number else None


def century(m: Match, _now: Now) -> Reading | None:
    """Read "the 20th century", which is 19 in TIMEX3: the first two digits of its years."""
    number = day_of_month(m.words("n"))
    number = number + 20 if number and m.words("tens") else number
    return Reading("DATE", f"{number - 1:02}", part=_loose_part(m)) if number else None


def year(m: Match, _now: Now) -> Reading | None:
    """Read "the year 2000", "the end of 1990", "fiscal 1989"."""
    number = year_of(m.words("year"))
    if number is None:
        return Reading("DATE", "2000") if "thousand" in m.tokens.lower[m.start : m.end] else None
    return Reading("DATE", f"{number:04}", part=part_of(m))


def year_range(m: Match, _now: Now) -> Reading | None:
    """Read "2014-15", the years from one to the other, and "2024-10", a month; not "2024-5"."""
    first, last = int(m.word("year")), m.word("last")
    if len(last) != 2 or m.tokens.word(m.end) in {"-", "/"}:
        return None
    if int(last) <= 12 and last[0] in "01" and first % 100 + 1 != int(last):
        return Reading("DATE", f"{first:04}-{last}")
    end = first - first % 100 + int(last)
    if end <= first:
        return None
    return Reading("DATE", f"{first:04}", TimeSpan(start=date(first, 1, 1), end=date(end, 12, 31), precision="year"))


def spoken_year(m: Match, _now: Now) -> Reading | None:
    """Read "nineteen ninety-six"."""
    rest = number_of(m.words("tens") + m.words("ones"))
    tens = number_of(m.words("tens"))
    if rest is None or tens is None or tens < 10 or rest > 99:
        return None
    return Reading(
        "DATE", str((1900 if m.word("century") == "nineteen" else 1800 if m.words("century") else 2000) + int(rest))
    )


_YEAR_LED = frozenset(
    [
        "in",
        "since",
        "of",
        "from",
        "by",
        "until",
        "till",
        "before",
        "after",
        "during",
        "through",
        "to",
        "and",
        "or",
        "between",
        "early",
        "late",
        "mid",
        "throughout",
        "around",
        "circa",
        "year",
        "summer",
        "winter",
        "autumn",
        "spring",
        "fiscal",
        "election",
        "november",
    ]
)
_MEASURES = frozenset(
    [
        "percent",
        "per",
        "people",
        "men",
        "women",
        "troops",
        "km",
        "kilometers",
        "kilometres",
        "miles",
        "meters",
        "metres",
        "feet",
        "pounds",
        "dollars",
        "euros",
        "tonnes",
        "tons",
        "kg",
        "am",
        "pm",
        "hours",
        "barrels",
        "shares",
    ]
)


_NEARBY = 50  # years from the one told last, in a history


def bare_year(match: Match, now: Now) -> Reading | None:
    """A number that is a year by its neighbours: "in 2014", "Russia’s 2022 invasion", but not "2000 soldiers"."""
    tokens, at = match.tokens, match.start
    year = year_of(match.words("year"))
    before, after = tokens.word(at - 1), tokens.word(at + 1)
    if year is None or (
        before in {"$", "£", "€", "#", "no", "than", "nearly", "about", "some", "+", "."} and before != "."
    ):
        return None
    if before == "at" and tokens.original(at + 1)[:1].isupper():
        return None  # the number of a house
    if after in _MEASURES or (
        after in {"%", "-", "/"} and tokens.word(at + 2).isalpha() and tokens.word(at + 2) not in _YEAR_LED
    ):
        return None
    led = before in _YEAR_LED
    plural = after[:1].isalpha() and after.endswith("s") and not after.endswith("ss") and after not in _PLAIN_S
    if plural and not (before in {"the", "’s", "'s", "its", "their", "in", "since"} and year % 50):
        return None
    if not (1900 <= year <= 2040 or led or (now.narrative and now.anchor and abs(now.anchor.year - year) <= _NEARBY)):
        return None
    if before == "-" and not tokens.word(at - 2).isdecimal() and tokens.word(at - 2) not in _YEAR_LED:
        return None
    return Reading("DATE", f"{year:04}")


_PLAIN_S = frozenset(["was", "is", "has", "as", "us", "its", "this", "thus"])
