"""The propositions of one assertion: of its verb, of the noun that the verb carries, and of acts taken for granted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.extract.clauses import Content, is_infinitive
from onrecord.extract.propositions.carried import carried
from onrecord.extract.propositions.event import paired
from onrecord.extract.propositions.frames import Assertion
from onrecord.extract.propositions.lexicon import listed
from onrecord.extract.propositions.nouns import gerund, of_noun
from onrecord.extract.propositions.terms import Terms
from onrecord.extract.propositions.verbs import action_of, is_narrow, lemma_of, of_verb
from onrecord.model import Mood, Proposition

if TYPE_CHECKING:
    from spacy.tokens import Token


def propositions(terms: Terms, found: Assertion) -> Iterator[Proposition]:
    """The propositions of one assertion: none where it tells no action, or one of nobody who can be known."""
    if found.head.pos_ in ("VERB", "AUX"):
        yield from told_by_verb(terms, found.head, found)
    elif event := of_noun(terms, found.head):
        yield from paired(event, found)


def told_by_verb(terms: Terms, verb: Token, found: Assertion) -> Iterator[Proposition]:
    """What a verb tells, by itself or by the noun it carries."""
    if not found.affirmed and is_narrow(verb):
        return
    noun = carried(terms, verb)
    if noun is not None:
        if noun.event is not None:
            yield from paired(noun.event, replace(found, affirmed=found.affirmed != noun.turned))
        return
    action = action_of(verb)
    if action is not None:
        yield from paired(of_verb(terms, verb, action), found)
    yield from taken_for_granted(terms, verb, found)


def taken_for_granted(terms: Terms, verb: Token, found: Assertion) -> Iterator[Proposition]:
    """Actions that the clause speaks of as done: "the shelling of the town by the army went on"."""
    if found.mood is not Mood.ACTUAL or is_infinitive(verb) or lemma_of(verb) in listed("verbs", "unsure"):
        return
    for noun in (c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass", "dobj")):
        event = of_noun(terms, noun)
        if any(c.lower_ in listed("hypothetical", "none") and c.dep_ == "det" for c in noun.lefts):
            continue
        if event is None or not event.agents or not (event.patients or event.places):
            continue
        happens = lemma_of(verb).split()[0] in listed("verbs", "happens")
        yield from paired(event, replace(found, affirmed=found.affirmed if happens else True))


def accused(terms: Terms, content: Content, deed: Token) -> Iterator[Proposition]:
    """What somebody is accused of or blamed for: "accused the army of shelling the hospital"."""
    who = next((t for t in content.roots if t.pos_ in ("NOUN", "PROPN", "PRON")), None)
    event = gerund(terms, deed) if deed.pos_ == "VERB" else of_noun(terms, deed)
    if who is not None and event is not None and who.i != deed.i:
        yield from paired(replace(event, agents=terms.all_of(who)), Assertion(deed))
