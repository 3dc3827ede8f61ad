"""Readers of calendar days, weekdays and months."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from onrecord.model import TimeSpan
from onrecord.values.time.grammar import Match
from onrecord.values.time.narrative import year_told
from onrecord.values.time.now import Now, Reading
from onrecord.values.time.numbers import day_of_month, number_of, year_of
from onrecord.values.time.words import table

_SHIFT = {"last": -1, "previous": -1, "past": -1, "next": 1, "coming": 1, "following": 1, "this": 0, "the": 0}


def shift_of(m: Match) -> int | None:
    """-1 for "last", 0 for "this", 1 for "next"; None when no such word is there."""
    words = m.tokens.lower[m.start : m.end]
    if "this" in words and "past" in words:
        return -1
    if "this" in words and "coming" in words:
        return 1
    word = m.word("shift")
    return _SHIFT.get(word) if word else None


def entitled(m: Match) -> bool:
    """Whether a time's name is part of a newspaper's or a show's: "Sunday Times", "Daily Mail"."""
    return m.tokens.word(m.end) in table("titles")["words"] and m.tokens.original(m.end)[0].isupper()


def part_of(m: Match) -> str:
    """START, MID, END, BEFORE or AFTER for "early", "mid", "the end of", "earlier", "later"; else empty."""
    word = m.word("part")
    return str(table("part").get(word) or table("boundary").get(word, ""))


def pick_year(now: Now, candidate: Callable[[int], date | None], *, near: int = 400) -> int | None:
    """The year whose date is nearest when it lies less than ``near`` days off, else the one that the tense asks for."""
    ref = now.ref
    if now.told_year and not now.narrative:
        return now.told_year
    if ref is None:
        return None
    days = [(day, year) for year in (ref.year - 1, ref.year, ref.year + 1) if (day := candidate(year))]
    if now.narrative and now.anchor:
        return year_told(now.anchor, now.anchor_unit, days)
    past = [year for day, year in days if day <= ref]
    future = [year for day, year in days if day >= ref]
    closest = min(days, key=lambda item: abs((item[0] - ref).days), default=None)
    if closest and (abs((closest[0] - ref).days) > near):
        if now.tense < 0 and past:
            return past[-1]
        if now.tense > 0 and future:
            return future[0]
    return closest[1] if closest else None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def iso(m: Match, now: Now) -> Reading | None:
    """Read "2024-10-20", "20/10/2024"; where the order is open, the reading nearest to publication."""
    word = m.word("day")
    if word[:4].isdecimal() and word[4:5] == "-":
        return _iso_day(word)
    parts = [int(part) for part in word.replace("/", ".").replace("-", ".").split(".")]
    orders = [(0, 1, 2)] if parts[0] > 31 else [(2, 1, 0), (2, 0, 1)]
    days = [d for y, mo, d0 in orders if (d := _date(_full(parts[y]), parts[mo], parts[d0]))]
    if not days:
        return None
    ref = now.ref
    best = min(days, key=lambda day: abs((day - ref).days)) if ref else days[0]
    return Reading("DATE", best.isoformat())


def _full(year: int) -> int:
    return year if year > 99 else year + (2000 if year < 30 else 1900)


def _iso_day(word: str) -> Reading | None:
    year, month, day = int(word[:4]), int(word[5:7]), int(word[8:10])
    if _date(year, month, day) is None:
        return None
    return Reading("TIME", word[:10] + word[10:16].upper()) if "t" in word else Reading("DATE", word)


def month_day(m: Match, now: Now) -> Reading | None:
    """Read "October 20, 2024", "20 Oct", "Tuesday, Oct. 20"."""
    month, day = int(table("month")[m.word("month")]), day_of_month(m.words("day"))
    if day is None or _date(2000, month, day) is None:
        return None
    year = year_of(m.words("year")) or _told(m, now) or pick_year(now, lambda y: _date(y, month, day), near=60)
    if year is None:
        return Reading("DATE", f"XXXX-{month:02}-{day:02}")
    return Reading("DATE", f"{year:04}-{month:02}-{day:02}") if _date(year, month, day) else None


def _told(m: Match, now: Now) -> int | None:
    """The year of "August of that year"."""
    return now.told["Y"].year if m.words("told") and "Y" in now.told else None


def holiday(m: Match, now: Now) -> Reading | None:
    """Read "Christmas", "Christmas Eve 2023", "New Year’s Day", "Boxing Day", "Easter"."""
    name, feast = m.word("holiday"), m.word("feast")
    if not feast and name not in {"christmas", "xmas", "halloween", "easter"}:
        return None
    if not m.tokens.original(m.start)[:1].isupper():
        return None
    if name == "easter":
        found = None if feast else year_of(m.words("year")) or pick_year(now, easter, near=20)
        return Reading("DATE", easter(found).isoformat()) if found else None
    month, day = (1, 1) if name == "year" else (int(part) for part in table("holiday")[name].split("-"))
    year = year_of(m.words("year")) or pick_year(now, lambda y: _date(y, month, day), near=20)
    if feast == "eve":
        month, day = (12, 31) if name == "year" else (month, day - 1)
        year = year - 1 if year and name == "year" and not m.words("year") else year
    return Reading("DATE", f"{year:04}-{month:02}-{day:02}" if year else f"XXXX-{month:02}-{day:02}")


def easter(year: int) -> date:
    """Easter Sunday of the western churches (the anonymous Gregorian rule, as in Meeus, *Astronomical Algorithms*)."""
    century, rest = divmod(year, 100)
    leap, gap = divmod(century, 4)
    moon = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * (year % 19) + century - leap - moon + 15) % 30
    week = (32 + 2 * gap + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (year % 19 + 11 * epact + 22 * week) // 451
    month, day = divmod(epact + week - 7 * late + 114, 31)
    return date(year, month, day + 1)


def nth(m: Match, now: Now) -> Reading | None:
    """Read "on the 14th", "by the 5th of that month": a day of the month told, else of the one that now lies in."""
    day, after = day_of_month(m.words("day")), m.tokens.word(m.end)
    alone = not after[:1].isalnum() or after in _AFTER_DAY
    if day is None or m.tokens.word(m.start - 1) not in _ON or not (alone or m.words("told")) or after == "-":
        return None
    base = now.told.get("M") if now.narrative or m.words("told") else now.ref
    found = base and _date(base.year, base.month, day)
    return Reading("DATE", found.isoformat()) if found else None


_ON = frozenset({"on", "by", "until", "till", "from", "before", "after"})
_AFTER_DAY = frozenset({"and", "the", "he", "she", "they", "it", "when", "to", "at", "in", "with", "by", "a", "an"})


def month_days(m: Match, now: Now) -> Reading | None:
    """Read "October 20-25, 2024": the value names the first day, the span covers all."""
    first, last = day_of_month(m.words("day")), day_of_month(m.words("last"))
    reading = month_day(m, now)
    if reading is None or first is None or last is None or last <= first:
        return None
    year = reading.value[:4]
    start, end = (_date(int(year), int(reading.value[5:7]), d) if year.isdecimal() else None for d in (first, last))
    if year.isdecimal() and end is None:
        return None
    return Reading("DATE", reading.value, TimeSpan(start=start, end=end, precision="day" if start else "open"))


def month(m: Match, now: Now) -> Reading | None:
    """Read "October 2024", "last July", "in July", "August and September 2024"."""
    name, alone = m.word("month"), m.end - m.start == 1
    if alone and not _month_alone(m, name):
        return None
    number = int(table("month")[name])
    year = year_of(m.words("year")) or spoken(m) or _told(m, now) or _month_year(m, now, number)
    value = f"{year:04}-{number:02}" if year else f"XXXX-{number:02}"
    return Reading("DATE", value, part=part_of(m))


def _month_alone(m: Match, name: str) -> bool:
    """Whether a month's name that stands by itself is no other word ("May", "March", "Jan", "Mar")."""
    if m.tokens.word(m.end) in {"’s", "'s"} and name in {"april", "june", "jan"}:
        return False
    if name in {"april", "june", "august"}:
        return not m.tokens.original(m.end)[:1].isupper()
    return name not in {"may", "march", "jan", "mar", "dec", "sep", "jun"} or m.tokens.word(m.start - 1) in LED


LED = frozenset(
    [
        "in",
        "since",
        "by",
        "until",
        "till",
        "before",
        "after",
        "from",
        "during",
        "to",
        "through",
        "between",
        "and",
        "of",
        "for",
        "late",
        "early",
        "mid",
        "-",
        ",",
        "last",
        "this",
        "next",
        "every",
    ]
)


def spoken(m: Match) -> int | None:
    """The year of "nineteen ninety-four" after a month or a season, if one is told so."""
    if not m.words("tens"):
        return None
    rest = int(number_of(m.words("tens") + m.words("ones")) or 0)
    return (1900 if "nineteen" in m.tokens.lower[m.start : m.end] else 2000) + rest


def _month_year(m: Match, now: Now, number: int) -> int | None:
    """The year of a month named without one."""
    ref, shift = now.ref, shift_of(m)
    if shift is None:
        return pick_year(now, lambda year: _near_month(year, number, ref or date.min), near=45)
    if ref is None:
        return None
    if m.tokens.lower[m.end - 1] == "year" or shift == 0:
        return ref.year + shift
    if shift < 0:
        return ref.year - (number >= ref.month)
    return ref.year + (number <= ref.month)


def _near_month(year: int, number: int, ref: date) -> date:
    """A day to compare a month by: the day of publication itself when it lies in the month."""
    return ref if (ref.year, ref.month) == (year, number) else date(year, number, 15)


def weekday(m: Match, now: Now) -> Reading | None:
    """Read "on Tuesday", "last Friday", "Friday night", "Friday, October 20"."""
    name = m.word("weekday")
    if len(name) <= 5 and m.end - m.start == 1:  # "Sun", "Mon" and the like alone are other words
        return None
    if entitled(m):
        return None
    part = str(table("daypart").get(m.word("hours"), ""))
    suffix = f"T{part}" if part else ""
    kind = "TIME" if part else "DATE"
    if m.words("month"):
        whole = month_day(m, now)
        return whole and Reading(kind, whole.value + suffix)
    return Reading(kind, weekday_value(m, now) + suffix, by_day=now.ref is not None)


def weekday_value(m: Match, now: Now) -> str:
    """The day that a weekday names, as a TIMEX3 value."""
    number = int(table("weekday")[m.word("weekday")])
    return _weekday_near(now.ref, number, m, now).isoformat() if now.ref else f"XXXX-WXX-{number}"


def _weekday_near(ref: date, number: int, m: Match, now: Now) -> date:
    shift = shift_of(m)
    if m.word("shift") == "previous" and "D" in now.told:
        ref = now.told["D"]
    back = (ref.isoweekday() - number) % 7
    words = m.tokens.lower[m.start : m.end]
    if "week" in words:
        return date.fromisocalendar(*ref.isocalendar()[:2], number) + timedelta(
            weeks=-1 if "last" in words else 1 if "next" in words else 0
        )
    if shift == -1:
        return ref - timedelta(days=back or 7)
    if shift == 1 or (shift == 0 and back) or (shift is None and now.tense > 0 and back):
        return ref + timedelta(days=7 - back)
    return ref - timedelta(days=back)


def weekday_set(m: Match, _now: Now) -> Reading | None:
    """Read "every Tuesday", "Tuesdays", "Tuesday nights"."""
    name = m.word("weekday")
    number = table("weekdays").get(name) or table("weekday")[name]
    part = table("dayparts").get(m.word("hours")) or table("daypart").get(m.word("hours"))
    return Reading("SET", f"XXXX-WXX-{number}" + (f"T{part}" if part else ""))
