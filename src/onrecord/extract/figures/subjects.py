"""Who or what a verb is said of, and the noun that a number standing alone is said of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.extract.figures.syntax import lemma
from onrecord.extract.measures import says

if TYPE_CHECKING:
    from spacy.tokens import Token


COUNTS = ("number", "count", "tally", "toll", "total", "figure")
VALUING = (
    "put",
    "estimate",
    "value",
    "place",
    "set",
    "lower",
    "raise",
    "cut",
    "reduce",
    "increase",
    "revise",
    "correct",
    "update",
)


def implied_head(number: Token) -> Token | None:
    """The noun that a number standing alone is said of: "casualties exceeding 1,200", "the toll rose to 45"."""
    verb = number.head
    if (counted := _counted_anew(number)) is not None:
        return counted
    if number.dep_ in ("pobj", "pcomp") and number.head.pos_ in ("ADP", "SCONJ"):
        verb = number.head.head
        if number.head.lower_ == "to" and verb.lower_ == "from":
            verb = verb.head  # "rose from 300 to 480"
        if number.head.lower_ == "of" and verb.pos_ == "NOUN":
            return verb
        if number.head.lower_ == "at" and verb.pos_ == "NOUN" and lemma(verb.head) in ("put", "estimate", "value"):
            return verb  # "estimates the damage at 3 million"
        if number.head.lower_ == "to" and says("bringing", lemma(verb)):
            return _brought(verb)
    if verb.pos_ not in ("VERB", "AUX") or not says("reaching", lemma(verb)):
        return None
    if number.dep_ in ("nsubj", "nsubjpass"):
        return None
    if verb.dep_ in ("acl", "relcl", "amod"):
        return verb.head
    found = _said_of(verb, number)
    return found if found is None or found.ent_type_ not in ("GPE", "PERSON", "DATE", "LOC") else None


def _counted_anew(number: Token) -> Token | None:
    """As in "put the number of people stranded there at 26,000", "cut the count of those killed in the flood to 36".

    The parse often hangs "at" and "to" on a noun or a participle within what is counted.
    """
    if number.dep_ != "pobj" or number.head.lower_ not in ("at", "to"):
        return None
    for up in number.head.ancestors:
        count = up.dep_ in ("dobj", "nsubjpass") and lemma(up) in COUNTS
        if count and (says("bringing", lemma(up.head)) or lemma(up.head) in VALUING):
            return _of_number(up)
        if up.pos_ == "VERB" and up.dep_ not in ("acl", "relcl"):
            return _counted_by(up.head) if up.dep_ == "conj" and lemma(up.head) in VALUING else None
    return None


def _counted_by(verb: Token) -> Token | None:
    """As in "put the toll of the dam burst at 71", where the parse takes "burst" for a second verb."""
    thing = next((c for c in verb.children if c.dep_ in ("dobj", "nsubjpass") and lemma(c) in COUNTS), None)
    return _of_number(thing) if thing is not None else None


def _brought(verb: Token) -> Token | None:
    """As in "bringing the death toll to 46", "which took the number of dead to 46": what the verb brings there."""
    brought = next((c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")), None)
    return _of_number(brought) if brought is not None else None


def _of_number(noun: Token) -> Token:
    """The noun, or behind a mere word for a number what it is a number of."""
    if lemma(noun) not in ("number", "total", "figure", "count", "tally"):
        return noun
    inner = next((g for c in noun.children if c.lower_ == "of" for g in c.children if g.dep_ == "pobj"), noun)
    done = next((c for c in inner.children if c.dep_ == "acl" and c.tag_ == "VBN"), None)
    return done if inner.lower_ == "those" and done is not None else inner


def _said_of(verb: Token, number: Token) -> Token | None:
    found = None
    if lemma(verb) in ("put", "estimate"):  # "put the toll at 45"
        found = next((c for c in verb.children if c.dep_ in ("dobj", "nsubjpass") and c.i != number.i), None)
    found = found if found is not None else subject_of(verb)
    return _of_number(found) if found is not None else None


def subject_of(verb: Token) -> Token | None:
    """The subject of a verb, also through the verbs over it: "has no trouble recruiting", "is said to have lost"."""
    seen = 0
    while seen < 8:
        subject = _last_before(verb)
        if subject is not None and subject.tag_ not in ("WDT", "WP"):
            return subject
        if subject is not None and verb.dep_ == "relcl":
            return verb.head
        if (
            verb.dep_ == "acl"
            and verb.head.pos_ in ("NOUN", "PROPN")
            and verb.tag_ == "VBG"
            and not _in_object(verb.head)
        ):
            return verb.head
        if verb.head.i == verb.i:
            return None
        verb, seen = _next_verb(verb), seen + 1
    return None


def _last_before(verb: Token) -> Token | None:
    """The subject of a verb; of two, where a phrase in front was taken for one, the last before it."""
    subjects = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass", "csubj")]
    counts = [c for c in subjects if c.i < verb.i and lemma(c) in COUNTS]
    if counts:
        return counts[-1]
    return subjects[0] if subjects else None


def _in_object(noun: Token) -> bool:
    return noun.dep_ in ("dobj", "attr")


def _next_verb(verb: Token) -> Token:
    above = verb.head
    while above.pos_ not in ("VERB", "AUX") and above.head.i != above.i:
        above = above.head
    return above
