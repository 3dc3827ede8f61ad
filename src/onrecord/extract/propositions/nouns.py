"""An action read off the noun that names it: "the deployment of troops by Norland", "Roe's arrest"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.extract.figures.holder import named_in
from onrecord.extract.figures.syntax import lemma
from onrecord.extract.propositions.event import Event, around
from onrecord.extract.propositions.lexicon import listed
from onrecord.extract.propositions.terms import Terms, names_action, place
from onrecord.extract.propositions.verbs import action_of, doer_of, of_verb
from onrecord.extract.speech.tree import child
from onrecord.model import Term

if TYPE_CHECKING:
    from spacy.tokens import Token


def of_noun(terms: Terms, noun: Token) -> Event | None:
    """The action that a noun names, with the parties in its phrase; None where it names none."""
    if lemma(noun) in listed("nouns", "part_in"):
        return behind(terms, noun)
    action = names_action(noun)
    if action is None or noun.pos_ not in ("NOUN", "PROPN") or is_hypothetical(noun):
        return None
    agents, patients = parties(terms, noun, action)
    about = around(terms, noun)
    aimed = tuple(replace(p, link="") for p in about.places if p.link in ("on", "against"))
    return Event(
        action=action,
        word=noun,
        agents=agents or of_side(terms, noun, action, patients),
        patients=patients or about.patients or aimed,
        places=about.places,
        others=about.others,
    )


def parties(terms: Terms, noun: Token, action: str) -> tuple[tuple[Term, ...], tuple[Term, ...]]:
    """Who did it and to whom, by "by", "of" and the possessor, as the action has them."""
    owner = next((c for c in noun.lefts if c.dep_ == "poss"), None)
    by, of = under(noun, "by"), under(noun, "of")
    agents = terms.all_of(by) if by is not None else ()
    patients = terms.all_of(of) if of is not None else ()
    owners = terms.all_of(owner) if owner is not None else ()
    if patients or action not in listed("nouns", "befallen"):
        agents = agents or owners
    else:
        patients = owners
    if action in listed("verbs", "alone"):
        return agents or patients, ()
    if action in listed("verbs", "befalls"):
        return (), agents or patients
    return agents, patients


def of_side(terms: Terms, noun: Token, action: str, patients: tuple[Term, ...]) -> tuple[Term, ...]:
    """Whose act it is by the adjective before it: "the Norlandic attack"; not where that tells whom it befell."""
    owned = any(c.dep_ == "poss" for c in noun.lefts)
    if owned or action in (*listed("nouns", "befallen"), *listed("verbs", "befalls")):
        return ()
    side = named_in(noun, terms.actors)
    if side is None or (patients and side in (patients[0].name, patients[0].of)):
        return ()
    return (Term(name=side, text=side, span=place((noun,)), named=True),)


def is_hypothetical(noun: Token) -> bool:
    """Whether the words before a noun say that it has not been done: "a possible invasion", "any attack"."""
    return any(c.lower_ in listed("hypothetical", "words") and c.dep_ in ("amod", "det") for c in noun.lefts)


def under(noun: Token, word: str) -> Token | None:
    """The noun behind a preposition of the noun."""
    return next((g for c in noun.children if c.lower_ == word for g in c.children if g.dep_ == "pobj"), None)


def behind(terms: Terms, noun: Token, verb: Token | None = None) -> Event | None:
    """The action that stands behind "responsibility for" or "any role in", done by the verb's subject."""
    ties = [*noun.children, *(verb.children if verb is not None else ())]
    for prep in (c for c in ties if c.dep_ == "prep" and c.lower_ in ("for", "in", "to", "with")):
        inner = child(prep, "pobj", "pcomp")
        if inner is None:
            continue
        event = gerund(terms, inner) if inner.pos_ == "VERB" else of_noun(terms, inner)
        if event is not None:
            return replace(event, agents=whose(terms, noun, verb) or event.agents)
    return None


def whose(terms: Terms, noun: Token, verb: Token | None) -> tuple[Term, ...]:
    """Whose part in a deed it is: the subject's, or the speaker's who denies any."""
    doer = doer_of(verb) if verb is not None else None
    if doer is not None:
        return terms.all_of(doer)
    own = terms.spoken(noun) if verb is None else None
    return (own,) if own is not None else ()


def gerund(terms: Terms, verb: Token) -> Event | None:
    """The action of a gerund: "responsibility for shelling the town"."""
    action = action_of(verb)
    return of_verb(terms, verb, action) if action else None
