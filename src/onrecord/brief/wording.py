"""How the press writes it: numbers, bounds, days, windows, lists, and short passages cut from a source."""

from __future__ import annotations

import itertools
import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from onrecord.brief.reading import numbers, small_numbers
from onrecord.model import Bound, Figure, Quantity, Span, TimeSpan

MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
SEASONS = ("winter", "spring", "summer", "autumn")
BOUNDS = {
    Bound.EXACT: "{}",
    Bound.ABOUT: "about {}",
    Bound.AT_LEAST: "at least {}",
    Bound.MORE_THAN: "more than {}",
    Bound.AT_MOST: "up to {}",
    Bound.LESS_THAN: "fewer than {}",
    Bound.NEARLY: "nearly {}",
    Bound.RANGE: "{}",
}
QUOTE_MARKS = '“”„«»"'
# A number with its currency or its per cent, which belong to it: "$61 billion", "2.5 per cent".
SIGNED = re.compile(
    r"(?:[A-Z]{1,3})?[$£€¥]\s?\d[\d.,]*(?:\s?(?:million|billion|trillion|thousand|bn|mn|tn|m|k)\b)?"
    r"|\d[\d.,]*\s?(?:%|per ?cent\b)"
    r"|\d[\d.,]*\s?(?:(?:million|billion|trillion|thousand|bn|mn|m)\s)?(?:dollars|euros|pounds|roubles|rubles|yuan|yen)\b",
    re.IGNORECASE,
)
LONGEST_RANGE = 60  # letters of a sum's range that is given in its own words
CELLS = re.compile(r'[\d.\s]{1,40}[,;|\t"][\d.,;|\t"\s]{1,200}')
UNITS = re.compile(r"\d\s?(?:km|kg|mm|cm|kilomet\w+|hectares|tonnes|tons|miles|barrels)\b", re.IGNORECASE)
SENTENCE_END = r"(?<=[a-z\d)][a-z\d)])[.!?](?=\s+[A-Z‘“])"
LOOSE_END = re.compile(r"(?:\s+(?:of|in|the|a|an|to|for|with|and|or|that|which|who|by|from|at|on|as|also|just))+$")
SHORT = {"bn": "billion", "mn": "million", "m": "million", "tn": "trillion", "k": "thousand"}
PAUSE = re.compile(r"(?:[^,;:–—]|(?<=\d)[,:](?=\d))+[,;:–—]*\s*")
JOINT = re.compile(
    r"\S.*?(?:[,;:–—]+\s+|\s+(?=(?:but|and|while|because|although|though|which|who|after|before|with)\s)|$)", re.DOTALL
)
LEAD = re.compile(
    r"^(?:(?:that|and|but|so|yet|which|who)\s+"
    r"|(?:instead|meanwhile|however|moreover|therefore|in addition),\s+)+",
    re.IGNORECASE,
)


def number(value: Decimal) -> str:
    """As in "600,000"; "1.3 million"; words below ten."""
    if value == value.to_integral_value() and 0 <= value < 10:
        return next(w for w, v in small_numbers().items() if v == value)
    for size, word in ((10**12, "trillion"), (10**9, "billion"), (10**6, "million")):
        scaled = value / size
        if abs(scaled) >= 1 and scaled == scaled.quantize(Decimal("0.01")):
            return f"{_plain(scaled)} {word}"
    return _plain(value)


def _plain(value: Decimal) -> str:
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def amount(quantity: Quantity) -> str:
    """The number with its bound: "more than 600,000", "3,000 to 5,000"."""
    low, high = quantity.low, quantity.high
    if quantity.bound is Bound.RANGE and low is not None and high is not None and low != high:
        return f"{number(low)} to {number(high)}"
    value = high if quantity.bound in (Bound.AT_MOST, Bound.LESS_THAN) else low
    value = value if value is not None else (low if low is not None else high)
    return BOUNDS[quantity.bound].format(number(value)) if value is not None else ""


def figure_words(figure: Figure) -> str:
    """A figure as the press writes it; in the source's own words where a number of ours would say something else."""
    own = flat(figure.text)
    if figure.mended:  # a person says that these words do not give the number as it is
        unit = f" {figure.quantity.unit}" if figure.quantity.unit and SIGNED.search(own) else ""
        return amount(figure.quantity) + unit
    if CELLS.fullmatch(own):
        return amount(figure.quantity)  # the low and the high of a row, with other cells between them
    if signed := SIGNED.search(own):
        low, high = figure.quantity.low, figure.quantity.high
        if figure.quantity.bound is Bound.RANGE and low != high and len(own) <= LONGEST_RANGE:
            return own  # "$1.2 billion to $1.5 billion": neither end alone
        return _money(figure.quantity, signed[0])
    values = {n.value for n in numbers(own) if n.value is not None}
    ends = {v for v in (figure.quantity.low, figure.quantity.high) if v is not None}
    if not ends or not ends <= values or UNITS.search(own):
        return f"“{own}”" if not set(own) & set(QUOTE_MARKS) else amount(figure.quantity)
    return amount(figure.quantity)


def _money(quantity: Quantity, words: str) -> str:
    """A signed number with its bound, its short scale written out: "£500m" is "£500 million"."""
    words = re.sub(r"(?<=\d)\s?(bn|mn|tn|m|k)\b", lambda m: f" {SHORT[m[1].lower()]}", words, flags=re.IGNORECASE)
    bound = Bound.EXACT if quantity.bound is Bound.RANGE else quantity.bound
    return BOUNDS[bound].format(words)


def is_signed(words: str) -> bool:
    """Whether a figure's words hold a currency, a per cent or a unit, without which its number says nothing."""
    return bool(SIGNED.search(words) or "“" in words)


def day(value: date) -> str:
    """As in "20 October 2024"."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def month(value: date) -> str:
    """As in "October 2024"."""
    return f"{MONTHS[value.month - 1]} {value.year}"


def window(start: date, end: date) -> str:
    """As in "between 14 October and 5 November 2024"; the year once where it is the same."""
    if start == end:
        return day(start)
    if _whole_months(start, end):
        return _months(start, end)
    first = f"{start.day} {MONTHS[start.month - 1]}" if start.year == end.year else day(start)
    return f"between {first} and {day(end)}"


def spell(start: date, end: date) -> str:
    """As in "14 October to 5 November 2024"."""
    if start == end:
        return day(start)
    return f"{start.day} {MONTHS[start.month - 1]}{'' if start.year == end.year else f' {start.year}'} to {day(end)}"


def _whole_months(start: date, end: date) -> bool:
    return start.day == 1 and end.day == monthrange(end.year, end.month)[1]


def _months(start: date, end: date) -> str:
    if (start.month, end.month) == (1, 12):
        return str(start.year) if start.year == end.year else f"{start.year} to {end.year}"
    if (start.year, start.month) == (end.year, end.month):
        return month(start)
    first = MONTHS[start.month - 1] if start.year == end.year else month(start)
    joint = "and" if (end.year - start.year) * 12 + end.month - start.month == 1 else "to"
    return f"{first} {joint} {month(end)}"


def when(time: TimeSpan) -> str:
    """A span of days in the words of its precision: "autumn 2024", "by 31 December 2024"."""
    start, end = time.start, time.end
    if start is None or end is None:
        return f"by {day(end)}" if end else (f"since {day(start)}" if start else "")
    if time.precision == "season":
        return f"{SEASONS[(start.month % 12) // 3 if start.day < 20 else (start.month + 1) % 12 // 3]} {end.year}"
    if time.precision == "year" and start.year == end.year:
        return str(start.year)
    if time.precision == "decade":
        return f"the {start.year}s"
    if time.precision == "week" and start != end:
        return f"the week of {day(start)}"
    return window(start, end)


def in_time(words: str) -> str:
    """The words of ``when`` with their preposition: "in October 2024", "on 20 October 2024"."""
    if words.startswith(("by ", "since ", "between ")):
        return words
    return f"on {words}" if words[:1].isdigit() and " " in words else f"in {words}"


def listing(items: Sequence[str], conjunction: str = "and") -> str:
    """As in "a, b and c"; semicolons where an item has a comma of its own."""
    items = [i for i in items if i]
    if len(items) < 2:
        return "".join(items)
    if any(re.search(r", ", i) for i in items):
        return "; ".join(items[:-1]) + f"; {conjunction} {items[-1]}"
    return ", ".join(items[:-1]) + f" {conjunction} {items[-1]}"


def count(n: int, one: str, many: str | None = None) -> str:
    """As in "one article", "five articles", "12 articles"."""
    return f"{number(Decimal(n))} {one if n == 1 else many or one + 's'}"


def flat(text: str) -> str:
    """The text with each run of white space made one blank."""
    return " ".join(text.split())


def sentence(text: str) -> str:
    """First letter large, a full stop at the end."""
    text = text.strip()
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "?", "!", ".”", "?”", "!”", "…")) else text + "."


def clip(text: str, keep: Span | None = None, words: int = 25) -> str:
    """A passage of at most ``words`` words, cut at a clause's end where there is one, free of quotation marks.

    ``keep`` is a place that should stay in it. Empty when no passage of three words or more is left.
    """
    best = ""
    for start, end, whole in _stretches(text):
        if keep is not None and not (start <= keep.start and keep.end <= end):
            continue
        piece = _shorten(text[start:end], keep.start - start if keep else 0, words)
        piece = LEAD.sub("", (piece if whole else _without_stub(piece)).strip("‘’' "))
        if len(piece.split()) > len(best.split()):
            best = piece
    return best if len(best.split()) >= 3 else ""


def _stretches(text: str) -> list[tuple[int, int, bool]]:
    """The stretches between quotation marks, gaps and sentence ends of a claim, and whether each ends a sentence."""
    cuts = [-1, *(m.start() for m in re.finditer(rf"[{QUOTE_MARKS}…\[\]]|{SENTENCE_END}", text)), len(text)]
    return [(a + 1, b, text[b : b + 1] in ("", ".", "!", "?")) for a, b in itertools.pairwise(cuts) if b - a > 1]


def _without_stub(piece: str) -> str:
    """The passage without its last clause when the clause was broken off."""
    kept = re.split(r"[,;:–—](?=[^,;:–—]*$)", piece)[0]
    return LOOSE_END.sub("", kept if len(kept.split()) >= 3 else piece)


def _shorten(text: str, at: int, words: int) -> str:
    for boundary in (PAUSE, JOINT):
        clauses = [m.span() for m in boundary.finditer(text)]
        piece = _around(text, clauses, at, words)
        if piece:
            return piece
    return ""


def _around(text: str, clauses: list[tuple[int, int]], at: int, words: int) -> str:
    """As many clauses around ``at`` as have at most ``words`` words, those before it first."""
    first = last = next((i for i, (_, end) in enumerate(clauses) if end > at), 0)
    while first and _length(text, clauses, first - 1, last) <= words:
        first -= 1
    while last + 1 < len(clauses) and _length(text, clauses, first, last + 1) <= words:
        last += 1
    piece = text[clauses[first][0] : clauses[last][1]] if clauses else ""
    piece = flat(piece).strip(" ,;:–—-").removesuffix(".")
    return piece if len(piece.split()) <= words else ""


def _length(text: str, clauses: list[tuple[int, int]], first: int, last: int) -> int:
    return len(text[clauses[first][0] : clauses[last][1]].split())
