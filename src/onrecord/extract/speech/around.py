"""Small questions about the words around a quotation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from onrecord.extract.cues import governs_quotation, stands_after_as
from onrecord.extract.quotes import Quote
from onrecord.extract.speech import tree

if TYPE_CHECKING:
    from spacy.tokens import Token

SENTENCE_END = (".", "!", "?")


def outermost(quotes: Sequence[Quote]) -> list[Quote]:
    """Quotations that stand in no other."""
    kept: list[Quote] = []
    for quote in quotes:
        if not any(k.outer.contains(quote.outer) and k is not quote and not k.scare for k in kept[-3:]):
            kept.append(quote)
    return kept


def is_quoting(token: Token) -> bool:
    """Whether the token is a verb that may govern a quotation beside it."""
    if token.pos_ not in ("VERB", "AUX") or not governs_quotation(token.lemma_):
        return False
    if token.lemma_ in ("continue", "begin", "start", "go") and tree.child(token, "xcomp") is not None:
        return False
    return token.dep_ not in ("relcl", "acl", "amod") or token.tag_ == "VBG"


def as_cue(token: Token) -> bool:
    """The verb of "as X put it"."""
    if token.pos_ not in ("VERB", "AUX") or not stands_after_as(token.lemma_):
        return False
    return any(c.lower_ == "as" and c.i < token.i for c in token.children)


def starts_cue(zone: list[Token], verb: Token) -> bool:
    """Whether the words after a quotation that ends without a mark are its cue: "... says X", "X said"."""
    return zone.index(verb) <= 4 and tree.child(verb, "ccomp", "xcomp") is None


def last_sentence(words: list[Token]) -> list[Token]:
    """The words after the last full stop, line break or closing mark."""
    for n in range(len(words) - 1, -1, -1):
        if "\n" in words[n].text or words[n].text in SENTENCE_END or words[n].text in '”"»':
            return words[n + 1 :]
    return words


def introduction(words: list[Token]) -> list[Token]:
    """The last sentence of the paragraph before, where it ends with a colon."""
    inked = [t for t in words if not t.is_space]
    if not inked or inked[-1].text != ":":
        return []
    last = inked[-1].i
    trimmed = [t for t in words if t.i <= last]
    return last_sentence(trimmed)
