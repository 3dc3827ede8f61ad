"""How far the content of a marked attribution reaches: not into headlines, other paragraphs or other clauses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from onrecord.extract.speech.found import QUOTE_MARKS, trim
from onrecord.extract.speech.heads import tokens_in
from onrecord.model import Span
from onrecord.values.text import text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as DocSpan


def bounded(doc: Doc, marked: Sequence[Span], cue: Sequence[Token]) -> tuple[Span, ...]:
    """The marked words, trimmed, without pieces that are no part of the cue's sentence, quotation or paragraph."""
    text = text_of(doc)
    spans = [s for span in marked for piece in _lines(text, span) if (s := trim(text, piece))]
    if cue:
        spans = [s for s in spans if _in_reach(text, s, cue[0].idx)]
    if len(spans) > 1 and cue:
        home = cue[0].sent
        quoted = any(c in QUOTE_MARKS for s in spans for c in s.of(text))
        spans = [
            s for s in spans if _belongs(doc, s, home, quoted=quoted) and not _hangs_elsewhere(doc, s, cue)
        ] or spans
    return tuple(spans)


def _hangs_elsewhere(doc: Doc, span: Span, cue: Sequence[Token]) -> bool:
    """Whether a piece is a clause that another word takes: "…, so it is no surprise that she left"."""
    words = doc.char_span(span.start, span.end, alignment_mode="expand")
    if words is None or words[0].lower_ not in ("that", "whether"):
        return False
    taker = words.root.head
    return taker.i not in {t.i for t in cue} and not (words.start <= taker.i < words.end)


def _in_reach(text: str, span: Span, cue: int) -> bool:
    """Whether a content stands in its cue's paragraph, is quoted, or follows a colon."""
    between = text[span.end : cue] if span.end <= cue else text[cue : span.start]
    return "\n" not in between or any(c in QUOTE_MARKS for c in span.of(text)) or ":\n" in between


def _lines(text: str, span: Span) -> Iterator[Span]:
    """The span, or each of its lines where it runs over several and is not quoted: a headline is no part of it."""
    words = span.of(text)
    if "\n" not in words or any(c in QUOTE_MARKS for c in words):
        yield span
        return
    at = span.start
    for line in words.split("\n"):
        if line:
            yield Span(at, at + len(line))
        at += len(line) + 1


def _belongs(doc: Doc, span: Span, home: DocSpan, *, quoted: bool) -> bool:
    """Whether a piece of content touches the cue's sentence, is quoted, or is a sentence beside others not quoted."""
    if span.start < home.end_char and span.end > home.start_char:
        return True
    words = doc.char_span(span.start, span.end, alignment_mode="expand")
    if words is None or any(c in QUOTE_MARKS for c in words.text):
        return True
    return bool(words[0].is_sent_start) and not quoted


def says_something(doc: Doc, content: Sequence[Span]) -> bool:
    """Whether the content is more than a single word that nobody quotes ("backed him")."""
    words = tokens_in(doc, content)
    return sum(t.is_alpha or t.like_num for t in words) > 1 or any(t.text in QUOTE_MARKS for t in words)
