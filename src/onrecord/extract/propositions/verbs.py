"""An action read off its verb, active or passive: who does it, to what, where."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.extract.cues import true_lemma
from onrecord.extract.propositions.event import Event, around
from onrecord.extract.propositions.frames import is_passive
from onrecord.extract.propositions.lexicon import listed
from onrecord.extract.propositions.terms import Terms
from onrecord.extract.speech.tree import agent, child, subject
from onrecord.model import Term

if TYPE_CHECKING:
    from spacy.tokens import Token

KNOW = "know"
FIRM = frozenset({"actually", "reportedly", "allegedly", "certainly", "apparently", "previously", "recently"})


def lemma_of(verb: Token) -> str:
    """The dictionary form of a verb with its particle."""
    particle = next((c.lower_ for c in verb.children if c.dep_ == "prt"), "")
    word = true_lemma(verb.lemma_)
    return f"{word} {particle}".strip()


def action_of(verb: Token) -> str | None:
    """The action that a verb tells; None for having, being, saying and judging."""
    word = lemma_of(verb)
    if word in listed("verbs", "particled"):
        return word
    bare = word.split()[0]
    if bare == KNOW:
        about = any(c.dep_ == "dobj" or (c.dep_ == "prep" and c.lower_ in ("of", "about")) for c in verb.children)
        return bare if about and not is_passive(verb) else None
    if bare in listed("verbs", "empty") or not bare.isalpha() or verb.pos_ != "VERB":
        return None
    return word


def of_verb(terms: Terms, verb: Token, action: str) -> Event:
    """The action of a verb with its parties."""
    passive = in_passive(verb)
    doer, done_to = (agent(verb), doer_of(verb)) if passive else (doer_of(verb), child(verb, "dobj", "obj"))
    agents = terms.all_of(doer) if doer is not None else ()
    patients = terms.all_of(done_to) if done_to is not None else ()
    if not passive and done_to is None and action in listed("verbs", "befalls"):
        agents, patients = (), agents
    about = around(terms, verb, done_to)
    hit = about.patients or known(terms, verb, action)
    return Event(
        action=action,
        word=verb,
        agents=agents,
        patients=patients or hit,
        places=about.places,
        others=about.others,
    )


def known(terms: Terms, verb: Token, action: str) -> tuple[Term, ...]:
    """What somebody knew of or about."""
    of = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ in ("of", "about")), None)
    thing = child(of, "pobj") if of is not None and action == KNOW else None
    return terms.all_of(thing) if thing is not None else ()


def in_passive(verb: Token) -> bool:
    """Whether the verb is passive, by itself or with the one it is joined to ("was seized and burnt")."""
    if is_passive(verb):
        return True
    if verb.tag_ != "VBN" or any(c.dep_ in ("aux", "nsubj", "dobj") for c in verb.children):
        return False
    joined = verb.dep_ == "conj" and verb.head.pos_ == "VERB" and in_passive(verb.head)
    return joined or verb.dep_ in ("acl", "oprd")


def doer_of(verb: Token) -> Token | None:
    """The subject; of a verb in another's frame its object, where it has one ("forced the mayor to resign")."""
    if verb.dep_ in ("xcomp", "ccomp") and child(verb, "nsubj", "nsubjpass") is None:
        forced = child(verb.head, "dobj")
        if forced is not None and forced.i < verb.i and verb.head.pos_ == "VERB":
            return forced
    return subject(verb)


def is_narrow(verb: Token) -> bool:
    """Whether a negation is of more than the act: of how, why or how many, or followed by what was done instead."""
    return any(narrows(word, verb) for word in verb.children)


def narrows(word: Token, verb: Token) -> bool:
    """Whether a word that hangs on a negated verb takes the negation to itself."""
    if word.dep_ == "advmod":
        return word.lower_ in listed("negation", "narrow") or (word.lower_.endswith("ly") and word.lower_ not in FIRM)
    if word.dep_ in ("dobj", "prep", "nsubjpass", "attr", "agent") and any(t.lower_ == "but" for t in word.subtree):
        return True
    if word.dep_ in ("dobj", "nsubjpass"):
        return any(c.dep_ == "nummod" and c.lower_ not in ("one", "single") for c in word.children)
    if word.dep_ == "advcl" and word.i > verb.i:
        return any(c.dep_ in ("mark", "aux") and c.lower_ in ("because", "since", "so", "to") for c in word.children)
    instead = word.dep_ == "cc" and word.lower_ == "but"
    return instead and any(c.dep_ == "conj" and c.pos_ != "VERB" for c in verb.children)
