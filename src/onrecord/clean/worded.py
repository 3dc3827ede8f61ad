"""Date lines in the words of languages other than English: "Veröffentlicht am 5. Mai 2025", "3 березня 2024 року".

The names of months and weekdays are those of the Unicode CLDR. A line counts only if all of it is the date and words
that stand beside dates; one that says anything else is left alone.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from onrecord.clean.dates import CHRONICLE, FOOT, LONGEST, TOP, DateLine
from onrecord.clean.lines import Line, heading_end
from onrecord.model import Span

ENGLISH = "en"
FIRST_YEAR, LAST_YEAR = 1900, 2099
TOKEN = re.compile(r"\d+|[^\W\d_]+")
CLOCK = re.compile(r"\b\d{1,2}[:.h]\d\d(?::\d\d)?(?!\d|\.\d)|\b\d{1,2}\s*(?:uhr|h)\b|[+-]\d\d:?\d\d\b")
MARKED = re.compile(  # Chinese, Japanese and Korean say which number is which
    r"(?P<y>\d{4})\s*[年년]\s*(?P<m>\d{1,2})\s*[月월]\s*(?P<d>\d{1,2})\s*[日号일]"
)
DOTTED = re.compile(r"\b(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<y>\d{4})\b")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of date lines."""

    beside: frozenset[str]
    published: frozenset[str]
    updated: frozenset[str]


@cache
def _words() -> Words:
    table = tomllib.loads((files(__package__) / "data" / "worded_dates.toml").read_text("utf-8"))
    return Words(*(frozenset(map(_fold, table[name])) for name in ("beside", "published", "updated")))


@cache
def _names(language: str) -> tuple[dict[str, int], frozenset[str]]:
    """The names of the months with their numbers, and those of the weekdays, each of one word."""
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return {}, frozenset()
    months: dict[str, int] = {}
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for number, name in locale.months[context][width].items():
                if (word := _fold(name)).isalpha():
                    months.setdefault(word, number)
    days = {
        _fold(name)
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for name in locale.days[context][width].values()
    }
    parts = {part for name in days for part in TOKEN.findall(name)}  # "terça-feira" is two words
    return months, frozenset(parts)


def _fold(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().strip(" .")


def find_worded_lines(lines: Sequence[Line], language: str) -> tuple[DateLine, ...]:
    """The date lines at the top, and labelled ones at the foot; none where the language is English."""
    if language == ENGLISH:
        return ()
    found = [(at, day) for at, line in enumerate(lines) if (day := read_worded(line, language))]
    sentence = next((at for at, line in enumerate(lines) if line.words >= 8 and line.ends_sentence), len(lines))
    top = sentence if len(found) >= CHRONICLE else heading_end(lines, TOP)
    return tuple(day for at, day in found if at < top or (day.labelled and at >= len(lines) - FOOT))


def read_worded(line: Line, language: str) -> DateLine | None:
    """The date that is all of a line, with what it is the date of."""
    if len(line.text) > LONGEST or not any(map(str.isdigit, line.text)):
        return None
    text = unicodedata.normalize("NFKC", line.text).casefold()
    months, weekdays = _names(language)
    day, rest = _day(CLOCK.sub(" ", text), months)
    known = _words()
    others = [token for token in rest if token not in weekdays and token not in known.beside]
    updated = any(token in known.updated for token in others)
    if day is None or not all(token in known.published or token in known.updated for token in others):
        return None
    return DateLine(day=day, raw=Span(line.begin, line.stop), words=line.text, labelled=bool(others), updated=updated)


def _day(text: str, months: dict[str, int]) -> tuple[date | None, list[str]]:
    """The day that a text names, and its other words."""
    for pattern in (MARKED, DOTTED):
        if match := pattern.search(text):
            rest = TOKEN.findall(text[: match.start()] + " " + text[match.end() :])
            return _date(int(match["y"]), int(match["m"]), int(match["d"])), [*_weekdayless(rest)]
    tokens = TOKEN.findall(text)
    named = [at for at, token in enumerate(tokens) if token in months]
    numbers = [(at, int(token)) for at, token in enumerate(tokens) if token.isdecimal()]
    years = [(at, n) for at, n in numbers if FIRST_YEAR <= n <= LAST_YEAR]
    days = [(at, n) for at, n in numbers if 1 <= n <= 31]
    if len(named) != 1 or len(years) != 1 or len(days) != 1 or len(numbers) != 2:
        return None, []
    used = {named[0], years[0][0], days[0][0]}
    return _date(years[0][1], months[tokens[named[0]]], days[0][1]), [t for n, t in enumerate(tokens) if n not in used]


def _weekdayless(tokens: Sequence[str]) -> Iterator[str]:
    """The words without the weekday in brackets that Japanese, Chinese and Korean put behind a date: "(月)"."""
    return (token for token in tokens if token not in set("月火水木金土日一二三四五六월화수목금토일"))


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
