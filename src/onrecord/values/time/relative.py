"""Readers of times reckoned from now or from the time told: relative days and periods."""

from __future__ import annotations

from datetime import date, timedelta

from onrecord.model import TimeSpan
from onrecord.values.time.calendar import OPEN, add, between, days_of, value_at
from onrecord.values.time.dates import month_day, part_of, weekday_value
from onrecord.values.time.durations import duration_value, unit_of
from onrecord.values.time.grammar import Match
from onrecord.values.time.now import Now, Reading
from onrecord.values.time.numbers import number_of
from onrecord.values.time.words import table

_ANY_UNIT = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX", "Y": "XXXX"}
_BY_DAY = frozenset({"D", "W", "WE", "TNI"})


def relative_day(m: Match, now: Now) -> Reading | None:
    """Read "today", "late yesterday", "tomorrow morning", "the day before yesterday"."""
    word, words = m.word("day"), m.tokens.lower[m.start : m.end]
    part = str(table("daypart").get(m.word("hours"), "")) or ("NI" if word == "tonight" else "")
    kind, suffix = ("TIME", f"T{part}") if part else ("DATE", "")
    if now.ref is None:
        return Reading(kind, f"XXXX-XX-XX{suffix}")
    steps = int(table("day")[word]) + (-1 if "before" in words else 1 if "after" in words else 0)
    return Reading(kind, (now.ref + timedelta(days=steps)).isoformat() + suffix, by_day=True)


def daypart(m: Match, now: Now) -> Reading | None:
    """Read "this morning", "last night", "the evening", "overnight"."""
    part = table("daypart")[m.word("hours")]
    shift = m.word("shift")
    told = now.told.get("D") if shift in {"that", "same"} else None
    day = told or now.ref
    if day is None:
        return Reading("TIME", f"XXXX-XX-XXT{part}")
    steps = -1 if shift == "last" else 1 if shift == "next" else 0
    return Reading("TIME", f"{(day + timedelta(days=steps)).isoformat()}T{part}", by_day=told is None)


def clock(m: Match, now: Now) -> Reading | None:
    """Read "5 p.m.", "19:15", "noon on Friday": the day is the one named with it, else that of publication."""
    stamp = _stamp(m)
    if stamp is None:
        return None
    if m.words("month"):
        reading = month_day(m, now)
        base = reading.value if reading else "XXXX-XX-XX"
    elif m.words("weekday"):
        base = weekday_value(m, now)
    else:
        steps = int(table("day").get(m.word("day"), 0))
        base = (now.ref + timedelta(days=steps)).isoformat() if now.ref else "XXXX-XX-XX"
    return Reading("TIME", f"{base}T{stamp}", by_day=now.ref is not None)


def _stamp(m: Match) -> str | None:
    if m.words("hours"):
        return {"noon": "12:00", "midday": "12:00", "midnight": "24:00"}[m.word("hours")]
    hour, _, rest = m.word("time").replace(".", ":").partition(":")
    words = m.tokens.lower[m.start : m.end]
    value = int(hour) % 12 + 12 if "pm" in words else int(hour) % 12 if "am" in words else int(hour)
    if value > 24 or (rest and not rest[:2] < "60"):
        return None
    return f"{value:02}:{rest[:2] or '00'}"


def shifted(m: Match, now: Now) -> Reading | None:
    """Read "last week", "earlier this year", "the following month", "the end of this quarter"."""
    unit, steps = unit_of(m), int(table("shift").get(m.word("shift"), -1))
    words = m.tokens.lower[m.start : m.end]
    if "this" in words and ("past" in words or "coming" in words):
        steps = -1 if "past" in words else 1
    if unit in {"TH", "TM", "TS"}:
        return Reading("DURATION", f"PT1{unit[1]}") if steps else None
    told = _told_from(m, now, unit)
    base = told or now.ref
    if base is None:
        return Reading("DATE", _ANY_UNIT.get(unit, "XXXX"))
    day = add(base, steps, unit)
    if day is None:
        return None
    value = value_at(day, "W" if unit == "2W" else unit)
    span = _to_now(value, part_of(m), steps, now) if told is None else None
    return Reading("DATE", value, span, part=part_of(m), by_day=told is None and unit in _BY_DAY)


def _told_from(m: Match, now: Now, unit: str) -> date | None:
    """Where "the following day" and "the previous month" are reckoned from: the time told before, if any."""
    if m.word("shift") not in {"following", "previous", "preceding"} and not (
        m.word("shift") == "next" and unit == "D" and m.tokens.lower[m.start] == "the"
    ):
        return None
    return now.told.get("D" if unit == "TNI" else unit)


def _to_now(value: str, part: str, steps: int, now: Now) -> TimeSpan | None:
    """The days of "earlier this year", which end now, and of "later this year", which begin now."""
    days, ref = days_of(value), now.ref
    if steps or ref is None or part not in {"BEFORE", "AFTER"} or days.start is None or days.end is None:
        return None
    start, end = (days.start, ref) if part == "BEFORE" else (ref, days.end)
    return TimeSpan(start=start, end=end, precision=days.precision)


def ago(m: Match, now: Now) -> Reading | None:
    """Read "two years ago" from now; "a week later", "three days earlier" from the time told before."""
    unit, way = unit_of(m), m.word("way")
    count = number_of(m.words("number")) if m.words("number") else None
    if not m.words("number") and m.word("unit") in table("unit"):
        return None
    back = way in {"ago", "earlier", "beforehand"}
    if unit in {"TH", "TM", "TS"}:
        return Reading("DURATION", duration_value(count, unit), OPEN)
    base = now.ref if way in {"ago", "hence"} else now.told.get(unit) or now.told.get("D") or now.ref
    if count is None or base is None:
        return Reading("DATE", "PAST_REF" if back else "FUTURE_REF", between(None, now.ref) if back else OPEN)
    if unit == "Y" and back and count == 1 and now.last == "Q":  # the quarter just told, a year before
        unit, base, count = "Q", now.told["Q"], 4.0
    day = add(base, -count if back else count, unit)
    if day is None:
        return None
    grain = {"E": "Y", "C": "Y", "2W": "W", "TNI": "D"}.get(unit, unit)
    return Reading("DATE", value_at(day, grain), by_day=grain in _BY_DAY)


def year_ago(_m: Match, now: Now) -> Reading | None:
    """Read "the year-ago quarter", "a year-earlier period"."""
    if now.ref is None:
        return Reading("DATE", "XXXX")
    if "Q" in now.told and now.last == "Q":
        return Reading("DATE", value_at(add(now.told["Q"], -1, "Y") or now.ref, "Q"))
    return Reading("DATE", f"{now.ref.year - 1:04}")


def same(m: Match, now: Now) -> Reading | None:
    """Read "that day", "the month", "the end of the year": the time told before, else the one that now lies in."""
    unit = unit_of(m)
    words = m.tokens.lower[m.start : m.end]
    before, after = m.tokens.word(m.start - 1), m.tokens.word(m.end)
    bare = words[0] == "the" and len(words) == 2
    if bare and (before not in _DURING or after in {"of", "when", "that", "after", "before", "-", "’s", "'s"}):
        return None
    told = now.told.get("D" if unit in {"TNI", "TEV"} else unit)
    here = "that" not in words and (bool(part_of(m)) or told is None)
    base = now.ref if here else told
    if base is None:
        return Reading("DATE", _ANY_UNIT.get(unit, "XXXX"))
    value = value_at(base, unit)
    return Reading("TIME" if "T" in value else "DATE", value, part="END" if "end" in words else part_of(m))


_DURING = frozenset(
    ["during", "in", "of", "for", "by", "throughout", "over", "through", "on", "within", "earlier", "later", "end"]
)


def weekend(m: Match, now: Now) -> Reading | None:
    """Read "the weekend", "last weekend"."""
    if now.ref is None:
        return Reading("DATE", "XXXX-WXX-WE")
    words = m.tokens.lower[m.start : m.end]
    steps = 1 if "next" in words or "coming" in words else -1 if "last" in words or "past" in words else 0
    if not steps and (now.tense <= 0 or now.ref.isoweekday() <= 3) and now.ref.isoweekday() < 5:
        steps = -1
    if "this" in words and "coming" in words:
        steps = 0
    return Reading("DATE", value_at(now.ref + timedelta(weeks=steps), "WE"), by_day=True)


def ref(m: Match, now: Now) -> Reading | None:
    """Read "now", "recently", "soon"."""
    value = str(table("ref").get(m.word("ref"), ""))
    if value == "FUTURE_REF" and m.tokens.word(m.end) in {
        "after",
        "before",
        "as",
        "enough",
        "thereafter",
        "afterwards",
        "afterward",
    }:
        return None
    return _reference(value, now)


def _reference(value: str, now: Now) -> Reading:
    day = now.ref
    spans = {"PRESENT_REF": (day, day), "PAST_REF": (None, day), "FUTURE_REF": (day, None)}
    return Reading("DATE", value, between(*spans[value]), by_day=value == "PRESENT_REF" and day is not None)


def present(_m: Match, now: Now) -> Reading | None:
    """Read "at the moment", "these days"."""
    return _reference("PRESENT_REF", now)


def past(_m: Match, now: Now) -> Reading | None:
    """Read "the past"."""
    return _reference("PAST_REF", now)


def future(_m: Match, now: Now) -> Reading | None:
    """Read "the near future", "before long"."""
    return _reference("FUTURE_REF", now)
