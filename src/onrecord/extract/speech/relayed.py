"""Cues that stand beside what is said: "as X put it", "X was quoted as saying by Y"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord.extract.cues import Cue, stands_after_as, verb_cue
from onrecord.extract.speech import tree
from onrecord.extract.speech.build import cue_words, make_found
from onrecord.extract.speech.found import Found, spans_of
from onrecord.extract.speech.sources import can_speak, cited_by

if TYPE_CHECKING:
    from spacy.tokens import Token


def after_as(verb: Token) -> bool:
    """Whether the verb stands in "as X put it"."""
    return (
        verb.dep_ in ("advcl", "parataxis", "relcl", "ccomp", "prep")
        and stands_after_as(verb.lemma_)
        and any(c.lower_ == "as" and c.dep_ in ("mark", "advmod", "prep") and c.i < verb.i for c in verb.children)
        and tree.child(verb, "ccomp", "xcomp") is None
    )


def as_said(verb: Token, cue: Cue) -> Iterator[Found]:
    """What "as X put it" attributes to X: the clause it is hung on."""
    source = tree.subject(verb) if not tree.passive(verb) else tree.agent(verb)
    if source is None or not can_speak(source, "says"):
        return
    main = next((up for up in tree.climb(verb) if up.pos_ in ("VERB", "AUX")), verb.head)
    content = tree.tokens(main) - tree.tokens(verb)
    if verb.i > main.i and any(t.text in '”"’' for t in verb.doc[max(0, verb.left_edge.i - 2) : verb.left_edge.i]):
        return  # the quotation right before it is what was said: the reader of quotations links them
    found = make_found(verb, cue, (source, *cited_by(verb, source)), content)
    if found is not None:
        yield found


def is_quoted_as_saying(verb: Token) -> bool:
    """Whether the verb is the "saying" of "was quoted as saying"."""
    up = verb.head
    return (
        verb.lower_ in ("saying", "telling", "claiming")
        and verb.dep_ == "pcomp"
        and up.lower_ == "as"
        and _relaying(up.head)
    )


def _relaying(verb: Token) -> bool:
    return verb.lemma_.lower() in ("quote", "cite", "report", "quot")


def quoted_as_saying(verb: Token) -> Found | None:
    """As in "X was quoted as saying by Y", "Y quoted X as saying": Y is nearest to the reader, X spoke."""
    if not _relaying(verb):
        return None
    saying = tree.after(verb, "as")
    if saying is None or saying.lower_ not in ("saying", "telling", "claiming"):
        return None
    if tree.passive(verb):
        speaker = tree.child(verb, "nsubjpass") or tree.subject(verb)
        outlet = tree.agent(verb) or tree.agent(saying) or tree.after(verb, "in") or tree.after(saying, "in")
    else:
        speaker, outlet = tree.child(verb, "dobj"), tree.subject(verb)
    part = tree.child(saying, "ccomp", "dobj")
    clause = tree.child(verb, "ccomp", "advcl", "parataxis")
    head = part or (clause if clause is not None and clause.i < verb.i else None)
    content: set[int] = tree.tokens(head) if head is not None else set()
    if not content and verb.head.i != verb.i and verb.dep_ in ("parataxis", "ccomp"):
        content = tree.tokens(verb.head) - tree.tokens(verb)
    cue = verb_cue("say")
    if cue is None or speaker is None:
        return None
    words = tuple(sorted({*cue_words(verb), saying.head.i, saying.i}))
    return Found(
        cue=cue,
        lemma="say",
        anchor=verb.i,
        words=words,
        sources=tuple(t for t in (outlet, speaker) if t is not None),
        content=spans_of(verb.doc, content - set(words)),
    )
