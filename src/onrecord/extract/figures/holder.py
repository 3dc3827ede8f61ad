"""Names of those a count may be of: in the words of its noun phrase, at its verb, or in the sentences before."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.extract.figures.subjects import subject_of
from onrecord.extract.figures.syntax import NOMINAL, Place, anchor_of, is_passive, lemma
from onrecord.extract.measures import is_telling, is_unit_noun, thing_class
from onrecord.model import SpeakerType
from onrecord.values.name import state_of
from onrecord.values.text import text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from onrecord.extract.actors import Actors

_LOOK_BACK = 3  # sentences
_OWNER = re.compile(r"([A-Z][\w\s-]*)['’]s\s")
_SOURCE = re.compile(r"\baccording to\b[^,.;]*$", re.IGNORECASE)


def named_in(noun: Token, actors: Actors) -> str | None:
    """The state or body that a noun phrase names: "Veldanian troops", "soldiers of the Republic of Veldania"."""
    own = _name_of(noun, actors) if noun.pos_ == "PROPN" or noun.text[:1].isupper() else None
    if own:
        return own
    for child in noun.lefts:
        if child.dep_ in ("amod", "compound", "nmod", "poss") and (name := _name_of(child, actors)):
            return name
        if child.dep_ == "poss" and (name := _described(child, actors)):  # "the movement's fighters"
            return name
    for prep in (c for c in noun.rights if c.lower_ in ("of", "from")):
        for inner in (c for c in prep.children if c.dep_ == "pobj"):
            if name := _state_in(inner, actors) or named_in_lefts(inner, actors):
                return name
    return None


def _described(noun: Token, actors: Actors) -> str | None:
    """The side that a common noun stands for in this article."""
    actor = actors.actor(noun) if noun.pos_ == "NOUN" else None
    if actor is None or actor.type not in (SpeakerType.STATE, SpeakerType.ORGANISATION):
        return None
    return actor.name if any(c.isupper() for c in actor.name) else None


def named_in_lefts(noun: Token, actors: Actors) -> str | None:
    """The state or body named before a noun: of "the Veldanian army", Veldania."""
    names = (_name_of(c, actors) for c in noun.lefts if c.dep_ in ("amod", "compound", "nmod", "poss"))
    return next((name for name in names if name), None)


def _phrase(token: Token) -> str:
    """The capitalised words that belong to a token: "North Korean" for "Korean"."""
    words = [t for t in token.subtree if t.i <= token.i and (t.text[:1].isupper() or t.dep_ == "case")]
    return " ".join(t.text for t in words if t.dep_ != "case") or token.text


def _name_of(token: Token, actors: Actors) -> str | None:
    if token.pos_ == "PRON" or token.tag_ == "PRP$":
        actor = actors.actor(token)
        return actor.name if actor else None
    if not token.text[:1].isupper() or token.like_num:
        return None
    words = _phrase(token)
    state = state_of(words) or state_of(token.text)
    if state:
        return state
    if token.ent_type_ in ("PERSON", "DATE", "TIME", "PRODUCT", "EVENT", "CARDINAL"):
        return None
    name = actors.canonical(words)
    return name if name != words or token.ent_type_ in ("GPE", "NORP") or token.dep_ == "poss" else None


def _state_in(noun: Token, actors: Actors) -> str | None:
    words = noun.doc[noun.left_edge.i : noun.right_edge.i + 1].text
    return state_of(words) or (_name_of(noun, actors) if noun.ent_type_ in ("GPE", "NORP", "ORG") else None)


def holder_of(place: Place, actors: Actors, *, of_forces: bool = False) -> str | None:
    """Who has, lost, sent or offered what is counted: the subject or agent of its verb, or the noun it is held by."""
    for noun in (t for t in [*place.nouns, *place.within] if t.pos_ in ("NOUN", "PROPN")):
        if name := _of_noun(noun, actors):
            return name
    for verb in (v for v in place.verbs if not is_telling(lemma(v))):
        if name := _of_verb(verb, actors, of_forces=of_forces):
            return name
    return None


def _of_noun(noun: Token, actors: Actors) -> str | None:
    if name := named_in(noun, actors):
        return name
    if noun.dep_ == "appos" and noun.head.pos_ in NOMINAL:
        return actor_name(noun.head, actors) or named_in(noun.head, actors)
    return None


def _of_verb(verb: Token, actors: Actors, *, of_forces: bool) -> str | None:
    agent = next((g for c in verb.children if c.dep_ == "agent" for g in c.children if g.dep_ == "pobj"), None)
    if agent is not None:
        return actor_name(agent, actors, of_forces=of_forces)
    if verb.dep_ == "acl" and verb.head.pos_ == "NOUN" and verb.tag_ != "VBG" and (name := named_in(verb.head, actors)):
        return name
    if is_passive(verb) and any(c.dep_ == "nsubjpass" for c in verb.children):
        return None
    subject = subject_of(verb)
    if subject is None:
        return None
    name = actor_name(subject, actors, of_forces=of_forces)
    if name is None and subject.lower_ in ("it", "they"):  # "Veldania says it has lost nine"
        teller = subject_of(subject.head.head) if subject.head.dep_ == "ccomp" else None
        return actor_name(teller, actors, of_forces=of_forces) if teller is not None else None
    return name


def actor_name(token: Token, actors: Actors, *, of_forces: bool = False) -> str | None:
    """The canonical name of what a noun or pronoun stands for, or of what its words name.

    Forces and weapons (``of_forces``) are a state's: for a minister who sends them it is the state that is given.
    """
    token = anchor_of(token)
    actor = actors.actor(token)
    if actor is not None and actor.type in (SpeakerType.STATE, SpeakerType.ORGANISATION, SpeakerType.PERSON):
        named = token.pos_ in ("PROPN", "PRON") or any(c.pos_ == "PROPN" for c in token.lefts)
        if of_forces and actor.type is not SpeakerType.STATE and (state := actors.state(token)):
            return state  # a minister's or ministry's forces are the state's
        if of_forces and actor.type is SpeakerType.PERSON and " " in actor.name:
            return None  # a person has no people of his own; a single word may be a state that is not known
        if of_forces and (owner := _OWNER.match(actor.name)):
            return actors.canonical(owner[1])  # "Veldania's defence ministry" has no soldiers of its own
        name = state_of(actor.name) or actor.name
        return name if named and any(c.isupper() for c in name) else None
    return named_in(token, actors)


def from_context(doc: Doc, at: Token, actors: Actors) -> str | None:
    """The state whose people, forces or losses the text speaks of last before ``at``, not further than three sentences.

    Only states that hold something count ("Russian troops", "Russia's strategy", the subject of a sentence); a
    state named as a source ("according to US intelligence") does not.
    """
    for sentence in _sentences_before(doc, at):
        tokens = [t for t in sentence if t.i < at.i]
        for wanted in (_modifies_force, _is_holder):
            for token in reversed(tokens):
                if (
                    wanted(token)
                    and not _is_source(doc, token)
                    and (name := _name_of(token, actors))
                    and state_of(name)
                ):
                    return name
    return None


def _sentences_before(doc: Doc, at: Token) -> list[list[Token]]:
    sentences, start = [], at.sent.start
    sentences.append(list(at.sent))
    for _ in range(_LOOK_BACK):
        if start <= 0:
            break
        before = doc[start - 1].sent
        sentences.append(list(before))
        start = before.start
    return sentences


def _modifies_force(token: Token) -> bool:
    if token.dep_ not in ("amod", "compound", "poss", "nmod") or token.ent_type_ not in (
        "GPE",
        "NORP",
        "LOC",
        "ORG",
        "",
    ):
        return False
    return thing_class(token.head.lemma_.lower()) == "forces" or token.head.lemma_.lower() in (
        "military",
        "army",
        "casualty",
        "loss",
        "strategy",
    )


def _is_holder(token: Token) -> bool:
    return token.dep_ in ("nsubj", "poss", "nsubjpass") and token.ent_type_ in ("GPE", "NORP")


def _is_source(doc: Doc, token: Token) -> bool:
    return bool(_SOURCE.search(text_of(doc)[token.sent.start_char : token.idx]))


def is_part(place: Place) -> bool:
    """Whether the count is the size of one unit of something larger ("a battalion of 3,000")."""
    return any(is_unit_noun(t.lemma_.lower()) for t in [*place.nouns, *place.within] if t.pos_ in ("NOUN", "PROPN"))
