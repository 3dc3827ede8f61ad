"""The characters and tokens beside a number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.values.quantity.numbers import Numeral
from onrecord.values.text import text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


def text_before(doc: Doc, numeral: Numeral, width: int = 40) -> str:
    """Up to ``width`` characters before the number."""
    return text_of(doc)[max(0, numeral.start - width) : numeral.start]


def text_after(doc: Doc, numeral: Numeral, width: int = 40) -> str:
    """Up to ``width`` characters behind the number."""
    return text_of(doc)[numeral.end : numeral.end + width]


def token_before(doc: Doc, char: int) -> Token | None:
    """The last token that ends at or before ``char``."""
    while char > 0 and text_of(doc)[char - 1].isspace():
        char -= 1
    span = doc.char_span(max(0, char - 1), max(1, char), alignment_mode="expand") if char > 0 else None
    return span[-1] if span is not None and len(span) else None


def token_after(doc: Doc, char: int) -> Token | None:
    """The token that begins at ``char``, or behind the space there; None at the end of the text."""
    at = char + (1 if text_of(doc)[char : char + 1] == " " else 0)
    if at >= len(text_of(doc)):
        return None
    span = doc.char_span(at, at + 1, alignment_mode="expand")
    return span[0] if span is not None and len(span) else None


def is_counted(doc: Doc, numeral: Numeral) -> bool:
    """Whether a plural noun stands right behind the number."""
    following = token_after(doc, numeral.end)
    return following is not None and following.tag_ in ("NNS", "NNPS")
