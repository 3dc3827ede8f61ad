"""Text that one page prints twice: the whole article again, a paragraph, a pulled quotation, a summary point."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.clean.lines import Line, fold
from onrecord.model import Removal, Removed, Span

UNIT_END = re.compile(r"(?<![.!?…])[.!?…]++[\"”’')\]]*(?:\s+|(?=[\"“‘]?[A-Z]))")
FEWEST_WORDS = 5  # of a line that says the same again
FEWEST_WORDS_IN_LINE = 20  # of sentences that are said again inside a line
FEWEST_WORDS_INSIDE = 8  # of a line that stands word for word inside a longer one


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A sentence, near enough, with the index of its line."""

    start: int
    stop: int
    key: str
    words: int
    line: int
    opens: bool
    closes: bool


def find_repeats(lines: Sequence[Line]) -> Iterator[Removed]:
    """The second and later printings, in order; the first stays.

    A run of sentences is a repeat if it fills lines from end to end, or is two sentences or more inside a line.
    """
    units = tuple(unit for at, line in enumerate(lines) for unit in _units(line, at))
    taken: set[int] = set()
    for first, last in _runs(units):
        for a, b in _whole(units, first, last):
            taken.update(u.line for u in units[a : b + 1])
            yield _removal(lines, units[a], units[b])
    yield from _inside(lines, units, taken)


def _units(line: Line, at: int) -> Iterator[Unit]:
    cuts = [0, *(m.end() for m in UNIT_END.finditer(line.text)), len(line.text)]
    pairs = [(a, b) for a, b in pairwise(cuts) if line.text[a:b].strip()]
    for a, b in pairs:
        yield Unit(
            start=line.start + a,
            stop=line.start + b,
            key=fold(line.text[a:b]),
            words=len(line.text[a:b].split()),
            line=at,
            opens=(a, b) == pairs[0],
            closes=(a, b) == pairs[-1],
        )


def _runs(units: Sequence[Unit]) -> Iterator[tuple[int, int]]:
    """First and last index of each longest run of sentences that stood earlier in the same order."""
    first_seen: dict[str, int] = {}
    start, source = -1, -1
    for at, unit in enumerate(units):
        earlier = first_seen.setdefault(unit.key, at)
        continues = start >= 0 and source + 1 < start and units[source + 1].key == unit.key
        if continues:
            source += 1
            continue
        if start >= 0:
            yield start, at - 1
        start, source = (at, earlier) if earlier < at and unit.key else (-1, -1)
    if start >= 0:
        yield start, len(units) - 1


def _whole(units: Sequence[Unit], first: int, last: int) -> Iterator[tuple[int, int]]:
    """The parts of a run that are long enough to be taken: all of it, or only the lines that it fills."""
    words = sum(u.words for u in units[first : last + 1])
    if last > first and words >= FEWEST_WORDS_IN_LINE:
        yield first, last
        return
    opens = next((i for i in range(first, last + 1) if units[i].opens), None)
    closes = next((i for i in range(last, first - 1, -1) if units[i].closes), None)
    if opens is None or closes is None or opens > closes:
        return
    if sum(u.words for u in units[opens : closes + 1]) >= FEWEST_WORDS:
        yield opens, closes


def _removal(lines: Sequence[Line], first: Unit, last: Unit) -> Removed:
    start = lines[first.line].begin if first.opens else first.start
    stop = lines[last.line].stop if last.closes else last.stop
    if last.closes and not first.opens:
        stop = lines[last.line].end  # the line that is kept before it still needs its break
    return Removed(raw=Span(start, stop), why=Removal.REPEAT, note="the same words stand earlier in the text")


def _inside(lines: Sequence[Line], units: Sequence[Unit], taken: set[int]) -> Iterator[Removed]:
    """Lines whose sentences all stand, in order, inside a longer line that stays."""
    keys: dict[int, list[str]] = {}
    holders: dict[str, list[int]] = {}
    for unit in units:
        keys.setdefault(unit.line, []).append(unit.key)
        holders.setdefault(unit.key, []).append(unit.line)
    for at, line in enumerate(lines):
        if at in taken or line.words < FEWEST_WORDS_INSIDE or not line.ends_sentence:
            continue
        if any(other not in taken and _holds(keys[other], keys[at]) for other in holders[keys[at][0]]):
            taken.add(at)
            yield line.removed(Removal.REPEAT, "the same words stand in a longer paragraph")


def _holds(longer: Sequence[str], shorter: Sequence[str]) -> bool:
    n = len(shorter)
    return len(longer) > n and any(list(longer[i : i + n]) == list(shorter) for i in range(len(longer) - n + 1))
