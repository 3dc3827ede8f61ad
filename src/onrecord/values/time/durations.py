"""Readers of lengths of time and of times that repeat."""

from __future__ import annotations

from onrecord.model import TimeSpan
from onrecord.values.time.calendar import OPEN, add, between
from onrecord.values.time.dates import entitled
from onrecord.values.time.grammar import Match
from onrecord.values.time.now import Now, Reading
from onrecord.values.time.numbers import number_of, written
from onrecord.values.time.words import table

_LONGER = {"E": ("Y", 10), "C": ("Y", 100), "Q": ("M", 3), "2W": ("W", 2), "TNI": ("D", 1)}


def unit_of(m: Match) -> str:
    """The unit named: D, W, M, Q, Y, E, C, or TH, TM, TS for parts of a day."""
    word = m.word("unit")
    return str(table("unit").get(word) or table("units").get(word) or "D")


def duration_value(count: float | None, unit: str) -> str:
    """A length of time, such as "P3M", "PT2H", "PXY": decades and centuries in years, quarters in months."""
    if unit in {"TH", "TM", "TS"}:
        return f"PT{written(count)}{unit[1]}"
    if unit == "TS" or unit not in _LONGER:
        return _halves(count, unit) or f"P{written(count)}{unit}"
    base, times = _LONGER[unit]
    return f"P{written(count * times)}{base}" if count is not None else f"PX{unit if unit in 'EC' else base}"


def _halves(count: float | None, unit: str) -> str | None:
    if unit != "Y" or count is None or count % 1 != 0.5:
        return None
    return f"P{int(count)}Y6M" if count > 1 else "P6M"


def span_of_units(m: Match, now: Now) -> Reading | None:
    """Read "the past three months", "the next 12 to 18 months", "the last few weeks"."""
    unit, count = unit_of(m), number_of(m.words("number")) if m.words("number") else None
    steps = int(table("shift").get(m.word("shift"), -1))
    if not m.words("number"):
        return vague_units(m, now)
    value = duration_value(count, unit)
    return Reading("DURATION", value, _from_now(count, unit, steps or -1, now), by_day=True)


def _from_now(count: float | None, unit: str, steps: int, now: Now) -> TimeSpan:
    """The days from now back or forward over ``count`` units; an unknown count back leaves the far end open."""
    ref = now.ref
    if ref is None or (unit.startswith("T") and unit != "TNI"):
        return OPEN
    if count is None and steps > 0 and (days := table("vague_days").get(unit)):
        count, unit = days, "D"
    far = add(ref, steps * count, unit) if count is not None else None
    return between(far, ref) if steps < 0 else between(ref, far)


def vague_units(m: Match, now: Now) -> Reading | None:
    """Read "recent months", "in the coming weeks": those ahead last as long as ``vague_days`` says."""
    unit, word = unit_of(m), m.word("shift")
    if not word or word in table("ordinal"):
        return Reading("DURATION", duration_value(None, unit), OPEN)
    ahead = word in {"coming", "future", "next", "upcoming", "following", "ahead", "come"}
    value = duration_value(None, unit)
    if now.ref is None:
        return Reading("DURATION", value, OPEN)
    if not ahead:
        return Reading("DURATION", value, between(None, now.ref), by_day=True)
    days = table("vague_days").get(unit)
    return Reading("DURATION", value, between(now.ref, add(now.ref, days, "D") if days else None), by_day=True)


def first_units(m: Match, _now: Now) -> Reading | None:
    """Read "the first nine months", "the first two weeks of 2024"."""
    return Reading("DURATION", duration_value(number_of(m.words("number")), unit_of(m)), OPEN)


def duration(m: Match, now: Now) -> Reading | None:
    """Read "three months", "a two-year", "several weeks", "an hour and a half"."""
    unit, words = unit_of(m), m.words("number")
    before, after = m.tokens.word(m.start - 1), m.tokens.word(m.end)
    if unit == "Q" and (after == "of" or (m.word("unit") == "quarter" and words[-1:] != ("one",))):
        return None  # "three quarters of", "a quarter"
    if before in {"$", "£", "€", "aged"} or (
        words[-1:] in {("a",), ("an",)} and unit in {"D", "TNI", "WE"} and before in {"", ".", ","}
    ):
        return None
    count = number_of(words)
    if m.words("half") and count is not None:
        count += 0.5
    return Reading("DURATION", duration_value(count, unit), _ahead(before, count, unit, now), by_day=True)


def _ahead(before: str, count: float | None, unit: str, now: Now) -> TimeSpan:
    """The days of "in two weeks", a day ahead, and "within two weeks", a stretch from now; of any other, open."""
    if (
        before not in {"in", "within"}
        or now.tense <= 0
        or now.ref is None
        or count is None
        or unit in {"TH", "TM", "TS"}
    ):
        return OPEN
    far = add(now.ref, count, unit)
    return between(far if before == "in" else now.ref, far)


_LED = frozenset(
    [
        "for",
        "in",
        "within",
        "over",
        "after",
        "took",
        "take",
        "takes",
        "last",
        "lasted",
        "spent",
        "several",
        "of",
        "during",
    ]
)


def bare_units(m: Match, _now: Now) -> Reading | None:
    """Read "for weeks", "months of fighting"."""
    before, after = m.tokens.word(m.start - 1), m.tokens.word(m.end)
    if before not in _LED - {"of", "several"} and (
        after not in {"of", "after", "before"} or unit_of(m) in {"D", "TH", "TM"}
    ):
        return None
    return Reading("DURATION", duration_value(None, unit_of(m)), OPEN)


def every(m: Match, _now: Now) -> Reading | None:
    """Read "every day" P1D, "each July" XXXX-07, "every two weeks" P2W."""
    if m.words("month"):
        return Reading("SET", f"XXXX-{table('month')[m.word('month')]:02}")
    word = m.word("unit")
    if word in table("season"):
        return Reading("SET", f"XXXX-{table('season')[word]}")
    if word in table("daypart") and word != "night":
        return Reading("SET", f"XXXX-XX-XXT{table('daypart')[word]}")
    other = 2.0 if "other" in m.tokens.lower[m.start : m.end] else 1.0
    count = number_of(m.words("number")) if m.words("number") else other
    return Reading("SET", "XXXX-XX-XXTNI" if word == "night" else duration_value(count, unit_of(m)))


def often(m: Match, _now: Now) -> Reading | None:
    """Read "daily", "weekly", "annually"."""
    if entitled(m) or (m.tokens.original(m.start - 1)[:1].isupper() and m.tokens.original(m.start)[0].isupper()):
        return None
    return Reading("SET", str(table("often")[m.word("often")]))


def per_unit(m: Match, _now: Now) -> Reading | None:
    """Read "1,200 a day", "twice a week", "per year": a rate; "a week" elsewhere is a length of time."""
    if m.tokens.lower[m.start] != "per":
        near = range(max(m.start - 3, 0), m.start)
        if m.tokens.word(m.start - 1) in {
            "in",
            "within",
            "for",
            "over",
            "after",
            "half",
            "only",
            "about",
            "than",
            "of",
            "and",
            ",",
        }:
            return None
        if not any(m.tokens.lower[at][0].isdigit() or m.tokens.lower[at] in _RATED for at in near):
            return None
    return Reading("SET", duration_value(1.0, unit_of(m)))


_RATED = frozenset(
    [
        "once",
        "twice",
        "times",
        "hundred",
        "thousand",
        "million",
        "billion",
        "dozens",
        "hundreds",
        "thousands",
        "percent",
        "%",
        "$",
        "two",
        "three",
        "four",
        "five",
        "six",
        "ten",
    ]
)
