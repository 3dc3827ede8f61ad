"""Who brings somebody's words to the reader, and on whom a speaker leans: "told the Courier", "citing officials"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from onrecord.extract.actors.lexicon import words as listed
from onrecord.extract.cues import names_document, tells_showing
from onrecord.extract.speech import tree
from onrecord.extract.speech.found import covers
from onrecord.extract.speech.sources import cited_by, first_or_second_person, named_outlet, relays, told
from onrecord.model import Span, SpeakerType
from onrecord.values.name import body_state, union_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from onrecord.extract.actors import Actors

_LEARNING = frozenset({"learn", "hear", "understand", "gather"})  # from somebody
_WRITING = frozenset({"write", "publish", "argue", "say", "report", "warn", "appear", "speak", "claim"})  # in a paper
_PASSING = frozenset({"leak", "show", "send", "give", "hand", "provide", "release", "address"})  # to somebody
_GIVING_OUT = frozenset({"publish", "release"})  # by its author
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})


def carrier(head: Token, verb: Token | None, content: Sequence[Span], actors: Actors) -> tuple[Token, ...]:
    """The outlet that was told, that printed the words or has seen the paper; nobody where none is named."""
    found = _of_verb(verb, actors) if verb is not None else None
    if found is not None and found.i != head.i and not (covers(content, found.idx) and not is_outlet(found, actors)):
        return (found,)
    return relays(head) or _seen_by(head) or _printed_in(head)


def _of_verb(verb: Token, actors: Actors) -> Token | None:
    found = told(verb)
    if found is not None:
        return found
    if verb.lemma_.lower() == "tell":
        return next((c for c in verb.children if c.dep_ in ("dobj", "dative") and is_outlet(c, actors)), None)
    if verb.lemma_.lower() in _WRITING:
        places = (tree.after(verb, word) for word in ("in", "on", "for"))
        return next((p for p in places if p is not None and named_outlet(p)), None)
    return None


def is_outlet(token: Token, actors: Actors) -> bool:
    """Whether a phrase stands for a body that prints or broadcasts what it is told.

    A body with a plain name of its own ("told Interpress") is taken for one; a ministry, a firm, a party or a body
    known by its initials is not.
    """
    if named_outlet(token):
        return True
    actor = actors.actor(token)
    if actor is None or actor.type is not SpeakerType.ORGANISATION:
        return False
    parts = actor.name.lower().replace("-", " ").split()
    if parts[-1] in listed("outlet_names") | listed("outlet_heads"):
        return True
    other = listed("organisation_heads") | listed("firms")
    plain = token.tag_ == "NNP" and not actor.name.isupper() and actor.name[:1].isupper() and not token.text.isupper()
    return plain and not other.intersection(parts) and not (union_of(actor.name) or body_state(actor.name))


def _seen_by(head: Token) -> tuple[Token, ...]:
    """Who read a paper out: "documents seen by the Courier", "a memo leaked to the agency"."""
    if not names_document(head.lemma_.lower()):
        return ()
    for part in head.rights:
        if part.dep_ not in ("acl", "relcl"):
            continue
        seen = tells_showing(part.lemma_) and part.lemma_.lower() not in _GIVING_OUT
        reader = tree.agent(part) if seen else None
        if reader is None and part.lemma_.lower() in _PASSING and part.tag_ == "VBN":
            reader = tree.after(part, "to") or tree.child(part, "dative")
            reader = reader if reader is not None and named_outlet(reader) else None
        if reader is not None and not first_or_second_person(reader):
            return (reader,)
    return ()


def _printed_in(head: Token) -> tuple[Token, ...]:
    """The outlet that a paper stands in: "a report in the Courier"."""
    outlet = tree.after(head, "in") or tree.after(head, "on") if names_document(head.lemma_.lower()) else None
    return (outlet,) if outlet is not None and named_outlet(outlet) else ()


def leant_on(head: Token, verb: Token | None, content: Sequence[Span]) -> Iterator[Token]:
    """Whom the speaker has it from: "citing two officials", "learned from the ministry", also behind the content."""
    yield from (t for t in cited_by(verb if verb is not None else head.head, head) if not covers(content, t.idx))
    learns = verb is not None and verb.lemma_.lower() in _LEARNING
    teller = tree.after(verb, "from") if verb is not None and learns else None
    if teller is not None and teller.pos_ in _NOMINAL and not covers(content, teller.idx):
        yield teller
    yield from behind(head.doc, content, learns=learns)


def behind(doc: Doc, content: Sequence[Span], *, learns: bool) -> Iterator[Token]:
    """The source named right behind the content: "…, citing two officials", "… from two officials"."""
    last = doc.char_span(content[-1].start, content[-1].end, alignment_mode="expand") if content else None
    if last is None:
        return
    at = last.end
    while at < len(doc) and doc[at].text in (",", "”", '"'):
        at += 1
    if at >= len(doc) or not (doc[at].lower_ in ("citing", "quoting") or (learns and doc[at].lower_ == "from")):
        return
    source = tree.child(doc[at], "dobj", "pobj")
    if source is not None:
        yield source
