"""Spans by place, so that those that overlap one are found without asking all."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from onrecord.model import Span


class Places:
    """Spans in order."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = sorted(spans)
        self._starts = [span.start for span in self._spans]
        self._longest = max(map(len, self._spans), default=0)

    def near(self, span: Span) -> tuple[Span, ...]:
        """Those that share a character with ``span``, in order."""
        first = bisect_left(self._starts, span.start - self._longest)
        last = bisect_left(self._starts, span.end)
        return tuple(s for s in self._spans[first:last] if s.overlaps(span))
