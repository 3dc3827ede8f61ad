"""Two texts laid side by side: which passages of the one stand where in the other, and what was changed between.

Runs of words that are the same are found by their shingles and made as long as they go; paragraphs may have changed
their order. Runs that a few other words part are one passage, unless those words change what is said: a number, a
name, a "not". So a passage can be taken as said before, and what lies outside every passage as the copy's own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from onrecord.model import Span
from onrecord.stories.reading import Told, Words

SHINGLE = 5  # words: the shortest run that is no chance
GAP = 8  # words, on either side: more is a passage of its own
MOST_PLACES = 20  # of one shingle in the other text that are looked at: a refrain says nothing


class Change(StrEnum):
    """What differs between two passages."""

    NUMBER = "number"
    NAME = "name"
    TURN = "turn"


@dataclass(frozen=True, slots=True, order=True)
class Run:
    """The words from ``here`` up to ``here_end`` stand in the other text from ``there`` up to ``there_end``."""

    here: int
    here_end: int
    there: int
    there_end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Aligned:
    """How a text stands to another one.

    Attributes:
        runs: The passages, in words, in the order of the text.
        spans: The same in characters: here, there.
        covered: Number of words of the text that are in the passages. covered_there: Of the other text.
        changes: What was changed between passages, with the names here that are not there.
    """

    runs: tuple[Run, ...]
    spans: tuple[tuple[Span, Span], ...]
    covered: int
    covered_there: int
    changes: tuple[tuple[Change, frozenset[str]], ...]


def align(here: Words, there: Words, *, shortest: int = SHINGLE) -> Aligned:
    """The passages of ``here`` that stand in ``there``; none of fewer words than ``shortest``."""
    changes: list[tuple[Change, frozenset[str]]] = []
    passages: list[Run] = []
    for run in _runs(here.words, there.words):
        last = passages[-1] if passages else None
        if last and 0 <= run.there - last.there_end <= GAP and run.here - last.here_end <= GAP:
            left, right = here.tells(last.here_end, run.here), there.tells(last.there_end, run.there)
            change = changed(left, right)
            if change is None:
                passages[-1] = Run(last.here, run.here_end, last.there, run.there_end)
                continue
            changes.append((change, left.names - right.names))
            passages.append(run)
        else:
            passages.append(_with_opening(here, there, run, changes) if _free(last, run) else run)
    for at, run in enumerate(passages):
        after = passages[at + 1].here if at + 1 < len(passages) else len(here)
        if _other_number_closes(here, there, run, after):
            changes.append((Change.NUMBER, frozenset()))
    kept = tuple(p for p in passages if p.here_end - p.here >= shortest)
    return Aligned(
        runs=kept,
        spans=tuple((here.span(p.here, p.here_end), there.span(p.there, p.there_end)) for p in kept),
        covered=sum(p.here_end - p.here for p in kept),
        covered_there=sum(p.there_end - p.there for p in kept),
        changes=tuple(changes),
    )


def changed(left: Told, right: Told) -> Change | None:
    """What changes between two wordings; a name that only one of them has changes nothing."""
    if left.numbers != right.numbers:
        return Change.NUMBER
    if left.turns != right.turns:
        return Change.TURN
    if left.names - right.names and right.names - left.names:
        return Change.NAME
    return None


def _free(last: Run | None, run: Run) -> bool:
    """Whether the words before a run belong to no passage."""
    return last is None or run.here - last.here_end > GAP


def _with_opening(here: Words, there: Words, run: Run, changes: list[tuple[Change, frozenset[str]]]) -> Run:
    """The run with the few words that open its sentence, where they say the same in both; else the change is noted."""
    starts = [_opening(here, run.here), _opening(there, run.there)]
    if None in starts or starts == [run.here, run.there]:
        return run
    start, start_there = int(starts[0] or 0), int(starts[1] or 0)
    left, right = here.tells(start, run.here), there.tells(start_there, run.there)
    change = changed(left, right)
    if change is None:
        return Run(start, run.here_end, start_there, run.there_end)
    if change is Change.NUMBER and left.numbers and right.numbers:
        changes.append((change, frozenset()))
    return run


def _other_number_closes(here: Words, there: Words, run: Run, after: int) -> bool:
    """Whether the few words that close the last sentence of a run, before word ``after``, give another number."""
    ends = _closing(here, run.here_end, after), _closing(there, run.there_end, len(there))
    if ends[0] == run.here_end or ends[1] == run.there_end:
        return False
    left, right = here.tells(run.here_end, ends[0]).numbers, there.tells(run.there_end, ends[1]).numbers
    return bool(left and right and left != right)


def _closing(words: Words, at: int, after: int) -> int:
    """Where the sentence that the word before ``at`` stands in ends, if that is near; else ``at`` itself."""
    for end in range(at, min(at + GAP, after) + 1):
        if end == len(words) or words.opens(end):
            return end
    return at


def _opening(words: Words, at: int) -> int | None:
    """Where the sentence of the word at ``at`` begins, if that is near."""
    for start in range(at, max(at - GAP, 0) - 1, -1):
        if words.opens(start):
            return start
    return None


def _runs(here: Sequence[str], there: Sequence[str]) -> Iterator[Run]:
    """The longest runs of the same words, in the order of ``here``; of two as long the one nearer to the last."""
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at in range(len(there) - SHINGLE + 1):
        places[tuple(there[at : at + SHINGLE])].append(at)
    at, last = 0, 0
    while at <= len(here) - SHINGLE:
        starts = places.get(tuple(here[at : at + SHINGLE]))
        if not starts:
            at += 1
            continue
        ends = [(_same(here, there, at, start), -abs(start - last), start) for start in starts[:MOST_PLACES]]
        length, _, start = max(ends)
        yield Run(at, at + length, start, start + length)
        at, last = at + length, start + length


def _same(here: Sequence[str], there: Sequence[str], at: int, start: int) -> int:
    """How many words are the same from ``at`` here and ``start`` there on."""
    length = SHINGLE
    most = min(len(here) - at, len(there) - start)
    while length < most and here[at + length] == there[start + length]:
        length += 1
    return length
