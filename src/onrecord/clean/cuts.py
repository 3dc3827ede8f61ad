"""Which parts of a text are taken out, and what is left."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from onrecord.clean.boilerplate import find_boilerplate
from onrecord.clean.lines import Line
from onrecord.clean.notes import find_notes
from onrecord.clean.repeats import find_repeats
from onrecord.clean.teasers import find_teasers
from onrecord.model import Removal, Removed, Span

type Finder = Callable[[Sequence[Line]], Iterable[Removed]]

FINDERS: tuple[Finder, ...] = (find_teasers, find_boilerplate, find_repeats)
"""In this order: a teaser is told by the button before it, and a button's second printing is a button."""


def find_cuts(lines: Sequence[Line], marked: Sequence[Removed] = ()) -> tuple[list[Removed], tuple[Line, ...]]:
    """What is taken out, in order, and the lines of which something is left.

    First goes what the container has marked, then what the finders find. An outlet's notes on its own article stay.
    """
    notes = [Span(line.begin, line.stop) for line, _ in find_notes(lines)]
    cuts = [cut for cut in marked if not any(cut.raw.overlaps(note) for note in notes)]
    left = without(lines, [cut.raw for cut in cuts])
    for finder in FINDERS:
        found = [part for cut in finder(left) for part in _beside(cut, cuts) if not _is_note(part, notes)]
        cuts += found
        left = without(left, [cut.raw for cut in found])
    return sorted(cuts, key=lambda cut: cut.raw), left


def _is_note(cut: Removed, notes: Iterable[Span]) -> bool:
    return cut.why is not Removal.REPEAT and any(cut.raw.overlaps(note) for note in notes)


def _beside(cut: Removed, taken: Iterable[Removed]) -> Iterator[Removed]:
    """The parts of a cut that no earlier one has taken: a repeat may run on over a button."""
    at = cut.raw.start
    for other in sorted((t.raw for t in taken if t.raw.overlaps(cut.raw)), key=lambda raw: raw.start):
        if other.start > at:
            yield replace(cut, raw=Span(at, other.start))
        at = max(at, other.end)
    if at < cut.raw.end:
        yield replace(cut, raw=Span(at, cut.raw.end))


def without(lines: Iterable[Line], spans: Iterable[Span]) -> tuple[Line, ...]:
    """The lines that no span takes whole; of a line that is cut in part, its text as it was."""
    ordered = sorted(spans)
    starts = [span.start for span in ordered]

    def taken(line: Line) -> bool:
        at = bisect_right(starts, line.start) - 1
        return at >= 0 and line.end <= ordered[at].end

    return tuple(line for line in lines if not taken(line))


def kept_spans(length: int, cuts: Iterable[Removed]) -> tuple[Span, ...]:
    """What the cuts leave of a text of ``length`` characters, in order."""
    kept, at = [], 0
    for cut in cuts:
        if cut.raw.start > at:
            kept.append(Span(at, cut.raw.start))
        at = max(at, cut.raw.end)
    if at < length:
        kept.append(Span(at, length))
    return tuple(kept)
