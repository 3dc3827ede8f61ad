"""Which words of a marked attribution govern the others: the verb of its cue, the heads of its speakers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.extract.speech import tree
from onrecord.extract.speech.carriers import carrier, leant_on
from onrecord.extract.speech.relayed import quoted_as_saying
from onrecord.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from onrecord.extract.actors import Actors

_NOMINAL = ("NOUN", "PROPN", "PRON", "NUM")
_ASIDE = ("citing", "quoting", "cited", "quoted")


@dataclass(frozen=True, slots=True)
class Heads:
    """Head tokens of those whom an attribution names.

    Attributes:
        carriers: Who brings the words to the reader. own: Who is marked as their source. cited: On whom that one leans.
    """

    carriers: tuple[Token, ...] = ()
    own: tuple[Token, ...] = ()
    cited: tuple[Token, ...] = ()


def heads_of(doc: Doc, actors: Actors, source: Sequence[Span], verb: Token | None, content: Sequence[Span]) -> Heads:
    """The heads that the marked source and the words around the cue's verb name; nobody stands in two places."""
    head = head_of(tokens_in(doc, source), verb)
    if head is None:
        return Heads()
    verb = verb if verb is not None or head.head.pos_ != "VERB" else head.head
    quoted = quoted_as_saying(verb) if verb is not None else None
    if quoted is not None:
        return Heads(own=quoted.sources if head in quoted.sources else (head, *quoted.sources))
    carriers = tuple(t for t in carrier(head, verb, content, actors) if t.i != head.i)
    named = {head.i, *(t.i for t in carriers)}
    cited = {t.i: t for t in leant_on(head, verb, content) if t.i not in named}
    return Heads(carriers=carriers, own=(head,), cited=tuple(cited.values()))


def tokens_in(doc: Doc, spans: Sequence[Span]) -> list[Token]:
    """The words and marks of ``doc`` that lie, wholly or in part, in one of the spans, in order."""
    runs = (doc.char_span(s.start, s.end, alignment_mode="expand") for s in spans)
    inside = {t.i for run in runs if run is not None for t in run if not t.is_space}
    return [doc[i] for i in sorted(inside)]


def cue_head(doc: Doc, cue: Sequence[Span]) -> Token | None:
    """The word of the cue that governs the others: its verb, else its topmost word; None without a cue."""
    words = tokens_in(doc, cue)
    tops = _tops(words)
    return next((t for t in tops if t.pos_ in ("VERB", "AUX")), tops[0] if tops else None)


def head_of(words: Sequence[Token], verb: Token | None) -> Token | None:
    """The word that heads the noun phrase of a marked source; None where it holds no noun, name or pronoun.

    Of several parts that the parser did not join, the subject of the cue (or the agent of a passive one) heads the
    source, else the first. What stands behind "citing" heads nothing.
    """
    inside = {t.i for t in words}
    tops = [t for t in _tops(words) if t.lower_ not in _ASIDE]
    nominal = [n for t in tops if (n := _nominal(t, inside)) is not None]
    if not nominal:
        return next((t for t in words if t.pos_ in _NOMINAL), None) or next((t for t in words if t.is_alpha), None)
    if verb is not None:
        if nominal[0].dep_ == "nsubj" and nominal[0].head.i == verb.i:
            return nominal[0]
        own = (tree.subject(verb), tree.agent(verb))
        for token in nominal:
            if any(o is not None and o.i == token.i for o in own):
                return token
    return nominal[0]


def _tops(words: Sequence[Token]) -> list[Token]:
    """The words whose head stands outside, in order."""
    inside = {t.i for t in words}
    return [t for t in words if (t.head.i not in inside or t.head.i == t.i) and not t.is_punct]


def _nominal(top: Token, inside: set[int]) -> Token | None:
    """The noun that a topmost word is or governs: "by the minister" gives "minister", "many" gives itself."""
    if top.pos_ in _NOMINAL or top.dep_ in ("nsubj", "nsubjpass", "pobj", "dobj", "poss"):
        return top
    for below in top.children:
        if below.i in inside and below.dep_ in ("pobj", "nsubj", "nsubjpass", "dobj", "pcomp", "poss", "agent", "prep"):
            return _nominal(below, inside)
    return None
