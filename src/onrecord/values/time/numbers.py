"""Numbers inside time expressions: "two", "twenty-five", "2 1/2", "a few"."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.values.time.words import table

_MOST = 1e12  # the seconds in thirty thousand years


def _plain(word: str) -> float | None:
    number = 1 if word in {"a", "an"} else table("number").get(word)
    if number is not None:
        return float(number)
    try:
        return float(word.replace(",", ""))
    except ValueError:
        return None


def number_of(words: Sequence[str]) -> float | None:
    """The number that the words say; None for "few", "several" and the like, which TIMEX3 writes as X.

    A number beyond all counting of time is None as well.
    """
    if any(str(table("vague").get(word, "")) == "X" for word in words):
        return None
    if "couple" in words:
        return 2.0
    number = _fraction(words) if "/" in words else _total(words)
    return number if number is None or number <= _MOST else None


def _total(words: Sequence[str]) -> float | None:
    total = 0.0
    seen = False
    for word in words:
        value = _plain(word)
        if value is None:
            continue
        total = total * value if seen and value >= 100 else total * value if seen and word == "dozen" else total + value
        seen = True
    return _half(words, total) if seen else None


def _fraction(words: Sequence[str]) -> float | None:
    at = list(words).index("/")
    parts = [_plain(word) for word in words]
    above, below = parts[at - 1], parts[at + 1]
    if above is None or not below:
        return None
    return sum(part for part in parts[: at - 1] if part) + above / below


def _half(words: Sequence[str], total: float) -> float:
    # "two and a half" adds up to 3.5 when read word by word: the article is no number beside others
    return total - 1 if len(words) > 2 and "half" in words and words[words.index("half") - 1] in {"a", "one"} else total


def written(count: float | None) -> str:
    """A count as TIMEX3 writes it: X when unknown, no trailing zeros."""
    if count is None:
        return "X"
    return f"{count:g}" if count < 1e6 else str(round(count))


def year_of(words: Sequence[str]) -> int | None:
    """A year: "2024", "'98" (of the hundred years up to 2029), "nineteen ninety-six" is read elsewhere."""
    for word in words:
        digits = word.lstrip("'’‘")
        if digits.isdecimal() and len(digits) == 4:
            return int(digits)
        if digits.isdecimal() and len(digits) == 2:
            return (2000 if int(digits) < 30 else 1900) + int(digits)
    return None


def day_of_month(words: Sequence[str]) -> int | None:
    """The day of a month: "20", "20th", "first"; None when it is none."""
    for word in words:
        number = str(table("ordinal").get(word, word.rstrip("stndrh")))
        if number.isdecimal():
            return int(number) if len(number) <= 2 and 1 <= int(number) <= 31 else None
    return None
