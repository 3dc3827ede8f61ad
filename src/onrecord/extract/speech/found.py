"""What the readers of this package hand to one another: one attribution found, before chains are built."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.extract.cues import Cue
from onrecord.model import Attribution, Span
from onrecord.values.text import text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

QUOTE_MARKS = "\"“”„‟«»‘’‚'"
_TAIL = re.compile(r"[\s,;—–-]+(?:of whom|of which|and|but|or|while|which|who|because|if|when)$")
_LINKS = ("that", "and", "but", "or", "so", "as", "then")
_EDGE = ",;:.–—- \n\t\r\u00a0"


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One attribution as it leaves the package.

    Attributes:
        content: What is said, without the words that frame it; spans in order, not overlapping.
        attribution: Mode, cue and the chain of speakers, nearest to the reader first.
        cue_lemma: The dictionary form of the cue: "say", "warn", "according to"; empty when a quotation stands alone.
        denies: Whether the speaker says that the content is not so.
        doubts: Whether the speaker calls the content of another statement in question.
    """

    content: tuple[Span, ...]
    attribution: Attribution
    cue_lemma: str
    denies: bool = False
    doubts: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One attribution before nesting.

    Attributes:
        cue: The lexicon's entry. anchor: Index of the token the cue hangs on.
        words: Indices of the cue's tokens.
        sources: Head tokens of the noun phrases that name its speakers, nearest to the reader first.
        content: What is said.
        negated: Whether the cue itself is negated ("did not say").
        framed: Further words that only frame the content ("in an interview with").
        whole: Whether the content is a sentence of its own (a clause or a quotation), not a phrase.
        via: Head tokens of those who were told it and so carry it: "told the Courier".
    """

    cue: Cue
    lemma: str
    anchor: int
    words: tuple[int, ...]
    sources: tuple[Token, ...]
    content: tuple[Span, ...]
    negated: bool = False
    framed: tuple[Span, ...] = ()
    whole: bool = True
    via: tuple[Token, ...] = ()


# -------------------------------------------------------------------------------- spans


def spans_of(doc: Doc, tokens: Iterable[int]) -> tuple[Span, ...]:
    """The spans of a set of tokens: one a run, without space and commas at its edges; runs without a word drop out."""
    kept = (
        run
        for run in runs(sorted(tokens))
        if any(doc[i].lower_ not in _LINKS and (doc[i].is_alpha or doc[i].like_num) for i in run) or len(run) > 2
    )
    return tuple(s for run in kept if (s := trim(text_of(doc), _char_span(doc, run[0], run[-1] + 1))))


def runs(indices: list[int]) -> Iterator[list[int]]:
    """Consecutive numbers kept together."""
    run: list[int] = []
    for i in indices:
        if run and i != run[-1] + 1:
            yield run
            run = []
        run.append(i)
    if run:
        yield run


def _char_span(doc: Doc, start: int, end: int) -> Span:
    return Span(doc[start].idx, doc[end - 1].idx + len(doc[end - 1]))


def trim(text: str, span: Span) -> Span | None:
    """``span`` without space, commas and stray quotation marks at its edges; None when no letter or digit is left."""
    start, end = span.start, span.end
    while (
        start < end
        and not _opening(text, start, end)
        and (text[start] in _EDGE or text[start] in QUOTE_MARKS or text[start] in ")]")
    ):
        start += 1
    while end > start and (text[end - 1] in _EDGE or text[end - 1] in QUOTE_MARKS or text[end - 1] in "(["):
        if (text[end - 1] == "." and _abbreviated(text, start, end)) or _paired(text, start, end):
            break
        end -= 1
    tail = _TAIL.search(text, start, end)
    if tail is not None and tail.start() > start:
        return trim(text, Span(start, tail.start()))
    return Span(start, end) if any(c.isalnum() for c in text[start:end]) else None


def _paired(text: str, start: int, end: int) -> bool:
    """Whether the last character closes a quotation that was opened in the span."""
    mark = text[end - 1]
    if mark == "”":
        return text.count("“", start, end) == text.count("”", start, end)
    return mark == '"' and text.count('"', start, end) % 2 == 0


def _opening(text: str, start: int, end: int) -> bool:
    """Whether the first character opens a quotation that is closed in the span."""
    if text[start] == "“":
        return text.count("“", start, end) <= text.count("”", start, end)
    return text[start] == '"' and text.count('"', start, end) % 2 == 0


def _abbreviated(text: str, start: int, end: int) -> bool:
    """Whether the full stop at the end belongs to letters with points ("U.S.")."""
    return end - start >= 4 and text[end - 3] == "." and text[end - 2].isupper()


def union(text: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans in order, joined where they touch or only space and marks lie between them."""
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and (span.start <= joined[-1].end or _blank(text[joined[-1].end : span.start])):
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)


def _blank(between: str) -> bool:
    return "\n" not in between and not any(c.isalnum() for c in between)


def minus(text: str, spans: Iterable[Span], taken: Iterable[Span]) -> tuple[Span, ...]:
    """What is left of ``spans`` without ``taken``, trimmed."""
    left = list(spans)
    for cut in taken:
        left = [piece for span in left for piece in _cut(text, span, cut)]
    return tuple(left)


def _cut(text: str, span: Span, cut: Span) -> Iterator[Span]:
    if not span.overlaps(cut):
        yield span
        return
    for start, end in ((span.start, cut.start), (cut.end, span.end)):
        if start < end and (piece := trim(text, Span(start, end))):
            yield piece


def covers(spans: Iterable[Span], at: int) -> bool:
    """Whether a character lies in one of the spans."""
    return any(s.start <= at < s.end for s in spans)
