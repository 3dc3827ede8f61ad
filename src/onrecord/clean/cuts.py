"""Which parts of a text are taken out, and what is left."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence

from onrecord.clean.boilerplate import find_boilerplate
from onrecord.clean.lines import Line
from onrecord.clean.repeats import find_repeats
from onrecord.clean.teasers import find_teasers
from onrecord.model import Removed, Span

type Finder = Callable[[Sequence[Line]], Iterable[Removed]]

FINDERS: tuple[Finder, ...] = (find_teasers, find_boilerplate, find_repeats)
"""In this order: a teaser is told by the button before it, and a button's second printing is a button."""


def find_cuts(lines: Sequence[Line]) -> tuple[list[Removed], tuple[Line, ...]]:
    """What the finders take out, in order, and the lines of which something is left."""
    cuts: list[Removed] = []
    left = tuple(lines)
    for finder in FINDERS:
        found = list(finder(left))
        cuts += found
        left = without(left, [cut.raw for cut in found])
    return sorted(cuts, key=lambda cut: cut.raw), left


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
