"""One cue with its speakers and its content, made into a :class:`Found`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from onrecord.extract.cues import Cue
from onrecord.extract.speech import tree
from onrecord.extract.speech.found import Found, spans_of
from onrecord.extract.speech.sources import citing, told
from onrecord.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

_CUE_PARTS = ("aux", "auxpass", "neg", "prt")


def make_found(
    verb: Token, cue: Cue, sources: tuple[Token, ...], content: set[int], *, whole: bool = True
) -> Found | None:
    """The attribution of a verb; None when no word of content is left beside the cue."""
    doc = verb.doc
    words = cue_words(verb)
    leaning = citing(verb, sources[-1]) or citing(verb, sources[0]) if sources else None
    aside = tree.tokens(leaning) if leaning is not None else set()
    spans = spans_of(doc, content - set(words) - aside)
    if not spans:
        return None
    return Found(
        cue=cue,
        lemma=cue.lemma,
        anchor=verb.i,
        words=words,
        sources=sources,
        content=spans,
        negated=tree.negated(verb),
        framed=_frame(verb),
        whole=whole,
        via=carried_by(verb, sources),
    )


def carried_by(verb: Token, sources: Sequence[Token]) -> tuple[Token, ...]:
    """Who was told it, if that is not one of its speakers."""
    outlet = told(verb)
    return (outlet,) if outlet is not None and all(outlet.i != s.i for s in sources) else ()


def _frame(verb: Token) -> tuple[Span, ...]:
    outlet = told(verb)
    return spans_of(verb.doc, tree.tokens(outlet)) if outlet is not None else ()


def cue_words(verb: Token) -> tuple[int, ...]:
    """The verb with its auxiliaries, negation and particle."""
    return tuple(sorted([verb.i, *(c.i for c in verb.children if c.dep_ in _CUE_PARTS)]))
