"""Actions that a verb only carries: "carried out the attack", "came under attack", "was aware of the crack"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onrecord.extract.figures.syntax import lemma
from onrecord.extract.propositions.event import Event, around
from onrecord.extract.propositions.lexicon import listed, state_told
from onrecord.extract.propositions.nouns import behind, of_noun, under
from onrecord.extract.propositions.terms import Terms
from onrecord.extract.propositions.verbs import doer_of, in_passive, lemma_of
from onrecord.extract.speech.tree import agent, child
from onrecord.model import Term

if TYPE_CHECKING:
    from spacy.tokens import Token

TAKES = frozenset({"claim", "take", "admit", "accept", "acknowledge"})  # responsibility


@dataclass(frozen=True, slots=True)
class Carried:
    """What a verb carries.

    Attributes:
        event: None where the words tell of an action, but not whether it was done.
        turned: Whether the words say the opposite of the action: "was unaware of".
    """

    event: Event | None = None
    turned: bool = False


def carried(terms: Terms, verb: Token) -> Carried | None:
    """The action that a verb only carries; None where the verb tells one itself, or none."""
    if verb.lemma_ == "be" or verb.pos_ == "AUX":
        return state(terms, verb)
    word = lemma_of(verb)
    if in_passive(verb):
        return in_the_passive(terms, verb, word)
    noun = child(verb, "dobj", "obj")
    if noun is not None and lemma(noun) in listed("nouns", "part_in"):
        return part_in(terms, verb, noun)
    event = of_noun(terms, noun) if noun is not None and word in listed("verbs", "light") else None
    if event is not None:
        return Carried(event.filled(replace(around(terms, verb), agents=parties(terms, doer_of(verb)))))
    return suffered(terms, verb, noun, word) if word in listed("verbs", "suffers") else None


def in_the_passive(terms: Terms, verb: Token, word: str) -> Carried | None:
    """As in "the attack was carried out by the militia"."""
    noun = doer_of(verb)
    event = of_noun(terms, noun) if noun is not None and word in (*listed("verbs", "light"), "do") else None
    if event is None:
        return None
    by = parties(terms, agent(verb))
    return Carried(replace(event, agents=by or event.agents).filled(around(terms, verb)))


def suffered(terms: Terms, verb: Token, noun: Token | None, word: str) -> Carried | None:
    """As in "the town came under attack", "suffered a raid": the subject is what it befell."""
    if word == "come":
        below = next((c for c in verb.children if c.dep_ == "prep" and c.lower_ == "under"), None)
        noun = child(below, "pobj") if below is not None else None
    event = of_noun(terms, noun) if noun is not None else None
    return Carried(replace(event, patients=parties(terms, doer_of(verb)))) if event else None


def part_in(terms: Terms, verb: Token, noun: Token) -> Carried:
    """As in "had no part in the attack", which denies that the subject did it; "claimed responsibility for it" says so.

    Whoever "had a part" in it need not have done it: that tells nothing.
    """
    event = behind(terms, noun, verb)
    word = lemma_of(verb)
    owned = lemma(noun) == "responsibility" and word in TAKES
    without = any(c.lower_ in ("no", "any") for c in noun.children) or word == "deny"
    return Carried(event, word == "deny") if owned or without else Carried()


def state(terms: Terms, verb: Token) -> Carried | None:
    """As in "was aware of the crack", "was responsible for the attack", "was behind it"."""
    said = next((c for c in verb.children if c.dep_ in ("acomp", "prep", "attr") and state_told(c.lower_)), None)
    who = doer_of(verb)
    if said is None or who is None:
        return None
    told, agents = state_told(said.lower_) or "", parties(terms, who)
    action = told.removeprefix("not ")
    thing = child(said, "pobj") or under(said, "of") or under(said, "for")
    if action == "do":
        event = of_noun(terms, thing) if thing is not None else None
        return Carried(replace(event, agents=agents) if event else None)
    if action == "die":
        return Carried(Event(action=action, word=said, patients=agents), turned=told != action)
    event = Event(action=action, word=said, agents=agents, patients=parties(terms, thing))
    return Carried(event, turned=told != action)


def parties(terms: Terms, head: Token | None) -> tuple[Term, ...]:
    """The terms of a phrase, if there is one."""
    return terms.all_of(head) if head is not None else ()
