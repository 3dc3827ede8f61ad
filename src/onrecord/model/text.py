"""Places in a text, the map from a cleaned text back to its input, and ids made of content."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass


def content_id(*parts: str) -> str:
    """A short stable id: the first 16 hex digits of the SHA-256 of the parts, each kept apart from the next."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of Unicode code points.

    Raises:
        ValueError: The range is empty, backward or starts before the text.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: [{self.start}, {self.end})")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The characters of ``text`` in this span."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether all of ``other`` lies in this span."""
        return self.start <= other.start and other.end <= self.end

    def shifted(self, by: int) -> Span:
        """The same length, ``by`` characters further on."""
        return Span(self.start + by, self.end + by)


def hull(spans: Iterable[Span]) -> Span:
    """The smallest span that holds all of ``spans``."""
    spans = tuple(spans)
    return Span(min(s.start for s in spans), max(s.end for s in spans))


@dataclass(frozen=True, slots=True)
class Piece:
    """``length`` characters at ``start`` of the cleaned text stand at ``raw`` in the input."""

    start: int
    raw: int
    length: int


@dataclass(frozen=True, slots=True)
class TextMap:
    """The map from a cleaned text back to its input: pieces in order, without gaps in the cleaned text."""

    pieces: tuple[Piece, ...]

    @classmethod
    def keeping(cls, kept: Iterable[Span]) -> TextMap:
        """The map of the text that is left when only ``kept`` (in order, not overlapping) stays of the input."""
        pieces, at = [], 0
        for span in kept:
            pieces.append(Piece(at, span.start, len(span)))
            at += len(span)
        return cls(tuple(pieces))

    def apply(self, raw: str) -> str:
        """The cleaned text, cut from the input."""
        return "".join(raw[p.raw : p.raw + p.length] for p in self.pieces)

    def raw(self, span: Span) -> tuple[Span, ...]:
        """Where ``span`` of the cleaned text stands in the input: one span for each piece it touches, in order."""
        return tuple(self._walk(span))

    def raw_hull(self, span: Span) -> Span:
        """One span of the input from the first to the last character of ``span``."""
        return hull(self.raw(span))

    def _walk(self, span: Span) -> Iterator[Span]:
        at = bisect_right(self.pieces, span.start, key=lambda p: p.start) - 1
        for piece in self.pieces[max(at, 0) :]:
            if piece.start >= span.end:
                return
            start = max(span.start, piece.start)
            end = min(span.end, piece.start + piece.length)
            if start < end:
                shift = piece.raw - piece.start
                yield Span(start + shift, end + shift)
