"""Reported speech by the parse: a cue verb, its subject and what it takes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord.extract.cues import Cue, adjective_cue, names_no_speaker, verb_cue
from onrecord.extract.speech import tree
from onrecord.extract.speech.build import make_found
from onrecord.extract.speech.complements import adds, belongs_above, content_of, leaves_gap, supports
from onrecord.extract.speech.found import Found
from onrecord.extract.speech.relayed import after_as, as_said, is_quoted_as_saying, quoted_as_saying
from onrecord.extract.speech.sources import can_speak, cited_by, relays, written

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


def read_indirect(doc: Doc) -> Iterator[Found]:
    """Every attribution that a verb or adjective of the lexicon carries, in the order of the cues."""
    for token in doc:
        if token.pos_ in ("VERB", "AUX"):
            yield from read_verb(token)
        elif token.pos_ == "ADJ" and token.dep_ == "acomp":
            yield from read_adjective(token)


def read_verb(verb: Token) -> Iterator[Found]:
    """The attribution of one verb, if it is a cue here."""
    quoted = quoted_as_saying(verb)
    if quoted is not None:
        yield quoted
        return
    cue = verb_cue(verb.lemma_)
    if cue is None or is_quoted_as_saying(verb) or supports(verb) or leaves_gap(verb):
        return
    if after_as(verb):
        yield from as_said(verb, cue)
        return
    content, whole = content_of(verb, cue)
    if not content:
        return
    sources = _sources(verb, cue)
    if sources is None and whole and cue.lemma in ("say", "announce") and _by_a_thing(verb):
        sources = ()  # the parser lost who said it
    if sources is None:
        return
    found = make_found(verb, cue, sources, content, whole=whole)
    if found is not None:
        yield found


def read_adjective(word: Token) -> Iterator[Found]:
    """As in "X is confident that ...", "X is wary of ..."."""
    cue = adjective_cue(word.lower_)
    verb = word.head
    if cue is None:
        return
    source = tree.subject(verb)
    if source is None or not can_speak(source, "thinks") or source.lower_ in ("it", "this", "that"):
        return
    part = tree.child(word, "ccomp") if "clause" in cue.takes else None
    if part is None and "infinitive" in cue.takes:
        part = tree.child(word, "xcomp")
    whole = part is not None
    if part is None:
        prep = next((c for c in word.children if c.dep_ == "prep" and c.lower_ in cue.takes), None)
        part = tree.child(prep, "pobj", "pcomp") if prep is not None else None
    if part is None:
        return
    found = make_found(verb, cue, (source,), tree.tokens(part), whole=whole)
    if found is not None:
        yield found


def _sources(verb: Token, cue: Cue) -> tuple[Token, ...] | None:
    """The speakers, nearest to the reader first; empty where nobody is named; None where the verb is no cue here."""
    if tree.passive(verb):
        return _passive_sources(verb, cue)
    if tree.child(verb, "expl"):
        return None
    above = verb.head.head
    if verb.head.dep_ == "ccomp" and (belongs_above(verb, above) or adds(verb)):
        source = tree.subject(above)
    else:
        source = tree.subject(verb)
    if source is None and cue.kind == "says":
        source = tree.swallowed_subject(verb)
    source = tree.past_dateline(source, verb) if source is not None else None
    if source is None or not can_speak(source, cue.kind):
        return None
    paper = written(verb)
    first = relays(source)
    if paper is not None and paper.i != source.i:
        first = (paper,)
    return (*first, source, *cited_by(verb, source))


def _by_a_thing(verb: Token) -> bool:
    source = tree.subject(verb)
    return source is not None and source.pos_ == "NOUN" and names_no_speaker(source.lemma_)


def _passive_sources(verb: Token, cue: Cue) -> tuple[Token, ...] | None:
    by = tree.agent(verb)
    if by is not None:
        return (by,) if can_speak(by, cue.kind) else None
    subject = tree.child(verb, "nsubjpass")
    impersonal = subject is None or subject.lower_ == "it"
    clause = tree.child(verb, "ccomp") is not None
    if impersonal and tree.negated(verb) and cue.kind == "thinks":
        return None  # "it is not known whether": nobody's statement
    if verb.dep_ == "acl":
        return None
    if clause and not impersonal and cue.lemma in ("tell", "inform", "advise", "assure", "remind", "brief", "notify"):
        return None  # "she was told that": who told her is not said
    return ()
