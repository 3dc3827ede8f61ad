"""An action with those who had a part in it, before they are paired into propositions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING

from onrecord.extract.propositions.frames import Assertion
from onrecord.extract.propositions.lexicon import listed
from onrecord.extract.propositions.terms import Terms, place
from onrecord.extract.speech.tree import child
from onrecord.model import Proposition, Term

if TYPE_CHECKING:
    from spacy.tokens import Token

MOST = 6  # propositions of one verb: "A and B arrested C and D" is four
PLACES = ("GPE", "LOC", "FAC")
TOLD = ("as", "for")  # what somebody was named or sentenced as or for tells one deed from another
POINTS = ("the ", "this ", "that ", "these ", "those ", "his ", "her ", "its ", "their ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """An action found.

    Attributes:
        word: The token that stands for it.
        agents, patients: Who did it, to what. places: Where, the likeliest first. others: Further parties by name.
    """

    action: str
    word: Token
    agents: tuple[Term, ...] = ()
    patients: tuple[Term, ...] = ()
    places: tuple[Term, ...] = ()
    others: tuple[Term, ...] = ()

    def filled(self, other: Event) -> Event:
        """This event with what is missing in it taken from another."""
        return replace(
            self,
            agents=self.agents or other.agents,
            patients=self.patients or other.patients,
            places=self.places or other.places,
            others=self.others or other.others,
        )


def around(terms: Terms, word: Token, noun: Token | None = None) -> Event:
    """Where it was, who else had a part in it and what it was aimed at, by the prepositions on a word."""
    places: list[Term] = []
    others: list[Term] = []
    hit: list[Term] = []
    for head, prep, inner in prepositions(word, noun):
        term = terms.of(inner, prep)
        if term is None:
            continue
        located = is_place(inner, prep)
        if prep in listed("places", "patient") and head is word and not located:
            hit.append(replace(term, link=""))
        elif prep in listed("places", "at" if located else "plain") and (located or not term.named):
            places.append(term)
        elif term.named or prep in TOLD:
            others.append(term)
    office = child(word, "oprd")
    if office is not None and (made := terms.of(office, "as")) is not None:
        others.append(made)
    places.sort(key=lambda t: (not t.named, t.link not in ("to", "into", "in", "at")))
    return Event(action="", word=word, patients=tuple(hit), places=tuple(places), others=tuple(others))


def prepositions(word: Token, noun: Token | None) -> Iterator[tuple[Token, str, Token]]:
    """Each preposition on a word or on its object, with the noun behind it."""
    for head in (word,) if noun is None else (word, noun):
        for prep in head.children:
            if prep.dep_ not in ("prep", "dative") or prep.lower_ in ("of", "by"):
                continue
            inner = child(prep, "pobj") if prep.pos_ in ("ADP", "SCONJ") else prep
            if inner is not None:
                yield head, prep.lower_ if inner is not prep else "to", inner


def is_place(noun: Token, prep: str) -> bool:
    """Whether a named noun behind a preposition is a place, and not whom something is done to or given."""
    if prep in ("against", "upon"):
        return False
    return noun.ent_type_ in PLACES or (noun.ent_type_ == "" and prep in ("in", "near", "at"))


def paired(event: Event, found: Assertion) -> Iterator[Proposition]:
    """One proposition for each doer with each thing done to; those that tell of nobody in particular drop out."""
    for doer, done_to in list(product(event.agents or (None,), event.patients or (None,)))[:MOST]:
        where = next((p for p in event.places if done_to is None or p.name != done_to.name), None)
        if tells(doer, done_to, where):
            yield Proposition(
                action=event.action,
                span=place((event.word,)),
                agent=doer,
                patient=done_to,
                place=where,
                others=event.others,
                affirmed=found.affirmed,
                mood=found.mood,
            )


def tells(doer: Term | None, done_to: Term | None, where: Term | None) -> bool:
    """Whether the parties can be known again: two of them, or one that is named or told from others."""
    parties = [t for t in (doer, done_to, where) if t is not None]
    if doer is None and done_to is None:
        return False
    return len(parties) > 1 or any(t.named or t.of or t.kinds or is_definite(t) for t in parties)


def is_definite(term: Term) -> bool:
    """Whether the words point at one that the reader knows."""
    return term.text.lower().startswith(POINTS)
