"""Datelines: "OSTREL, March 3 (Agency) —" says where and when a report was filed, and is no part of what is claimed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from onrecord.clean.publisher import dateline
from onrecord.extract.speech import Statement
from onrecord.model import Span

WITHIN = 1500  # characters at the beginning of a text in which its dateline stands
PLAIN = re.compile(r"[A-Z][A-Z.’' -]{2,40}(?:, [\w .]{2,30})?(?: \([\w .-]{2,30}\))? ?[—–]+\s+")  # GRENHOLD —


def find_datelines(text: str) -> tuple[Span, ...]:
    """Where the datelines stand at the beginning of an article, with the dash behind them."""
    return tuple(_datelines(text[:WITHIN]))


def _datelines(text: str) -> Iterator[Span]:
    at = 0
    for line in text.split("\n"):
        match = dateline(line) or PLAIN.match(line)
        if match and match.end() < len(line) and not line.startswith(("The ", "A ", "An ")):
            yield Span(at, at + match.end())
        at += len(line) + 1


def without(statements: Iterable[Statement], datelines: tuple[Span, ...]) -> Iterator[Statement]:
    """The statements, their contents beginning after the dateline where they reached into it."""
    for statement in statements:
        spans = [cut for s in statement.content if (cut := _past(s, datelines))]
        if spans:
            yield statement if tuple(spans) == statement.content else replace(statement, content=tuple(spans))


def _past(span: Span, datelines: tuple[Span, ...]) -> Span | None:
    """The span without what of it lies in a dateline; None where nothing is left."""
    for line in datelines:
        if span.overlaps(line):
            return Span(line.end, span.end) if span.end > line.end else None
    return span
