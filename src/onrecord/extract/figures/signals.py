"""The words around a counted noun as lemmas, from its place in the parse, for the choice of a measure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord.extract.figures.syntax import Place, lemma
from onrecord.extract.measures import Signals, is_unit_noun, thing_class

if TYPE_CHECKING:
    from spacy.tokens import Token

_STATES = ("dead", "killed", "wounded", "injured", "hurt", "missing", "unaccounted")
_AWAY = ("out", "from", "away", "off")


def signals_of(thing: Token | None, place: Place) -> Signals:
    """The lemmas around a counted noun, for the choice of a measure."""
    if thing is not None and thing.lower_ in _STATES and thing.tag_ not in ("NNS", "NNP"):
        own = frozenset({lemma(thing), thing.lower_})  # "74 missing": the state says all; the verb is of another count
        return Signals(thing=thing.lower_, plural=thing.lower_, own=own, nouns=own, states=own)
    objects = _lemmas(place.objects)
    states = {w for t in place.states for w in (lemma(t), t.lower_)}
    nouns = _lemmas(place.nouns) | ({lemma(thing), thing.lower_} if thing is not None else set())
    objects |= _joined(place.objects, states)
    if any(lemma(n) == "life" and lemma(n.head) in ("cost", "claim", "take", "lose", "end") for n in place.nouns):
        objects.add("kill")  # "cost the lives of 12 skiers"
    if thing is not None and lemma(thing) == "life" and {"take", "cost", "end"} & objects:
        objects.add("claim")  # "took 47 lives"
    subjects = (
        _lemmas(place.subjects)
        | {"suffer injury" for v in place.subjects if _bears_injury(v)}
        | {f"{lemma(v)} as {w}" for v in place.subjects for w in _as(v)}
        | {f"{lemma(v)} {w}" for v in place.subjects for w in _complements(v)}
    )
    return Signals(
        thing=lemma(thing) if thing is not None else None,
        class_=class_of(thing, place),
        plural=plural_of(thing) if thing is not None else "",
        words=_words_before(thing),
        verb=_with_particle(place.objects[0]) if place.objects else None,
        own=frozenset({lemma(thing), thing.lower_}) if thing is not None else frozenset(),
        objects=frozenset(objects),
        subjects=frozenset(subjects),
        nouns=frozenset(nouns),
        states=frozenset(states),
        within=frozenset(_lemmas(place.within) | _lemmas(place.nouns) | {lemma(t) for t in _holders(place)}),
        places=frozenset(_places(thing, place)),
        near=frozenset(_near(place.anchor)),
    )


def _with_particle(verb: Token) -> str:
    """The lemma of a verb with its particle: "cut off"."""
    particle = next((c.lower_ for c in verb.children if c.dep_ == "prt"), "")
    return f"{lemma(verb)} {particle}".strip()


def _complements(verb: Token) -> Iterator[str]:
    """What completes a verb as said of its subject: "lost their homes", "crossed into", "were without"."""
    for child in verb.children:
        if child.dep_ in ("dobj", "attr", "acomp"):
            yield lemma(child)
        elif child.dep_ in ("prt", "prep", "advmod"):
            yield child.lower_


def _holders(place: Place) -> Iterator[Token]:
    """The subject of "hold 6,000"; for a pronoun, that of the clause it is joined to ("they" for "the camps")."""
    for verb in (v for v in place.objects if lemma(v) in ("hold", "house", "shelter", "accommodate")):
        subjects = [c for v in (verb, verb.head) for c in v.children if c.dep_ == "nsubj"]
        yield from (s for s in subjects if s.pos_ == "NOUN")


def _places(thing: Token | None, place: Place) -> Iterator[str]:
    """Nouns behind "in" or "at" that hang on the counted noun or on a "be" or "live" said of it."""
    verbs = [v for v in place.subjects if lemma(v) in ("be", "live", "stay", "sleep", "remain")]
    for head in ([thing] if thing is not None else []) + verbs:
        for prep in (c for c in head.children if c.lower_ in ("in", "at", "inside")):
            yield from (lemma(c) for c in prep.children if c.dep_ == "pobj")


def _near(token: Token) -> Iterator[str]:
    start = token.sent.start
    first = token.doc[start - 1].sent.start if start else start
    yield from (lemma(t) for t in token.doc[first : token.sent.end] if t.pos_ in ("NOUN", "PROPN"))


def _words_before(thing: Token | None) -> frozenset[str]:
    """The modifiers before the counted noun: of "active-duty personnel", active and duty."""
    if thing is None:
        return frozenset()
    modifiers = (c for c in thing.lefts if c.dep_ in ("amod", "compound", "nmod"))
    return frozenset(t.lower_ for c in modifiers for t in c.subtree)


def class_of(thing: Token | None, place: Place) -> str:
    """The class of the counted noun; nationals ("3,000 Veldanians") are persons, and forces where they fill a unit."""
    if thing is None:
        return "none"
    class_ = thing_class(lemma(thing))
    if class_ == "any" and (thing.tag_ == "NNPS" or thing.ent_type_ == "NORP"):
        in_unit = any(is_unit_noun(lemma(t)) for t in [*place.within, *place.nouns])
        return "forces" if in_unit else "persons"
    return class_


def _as(verb: Token) -> Iterator[str]:
    for prep in (c for c in verb.children if c.lower_ == "as"):
        for noun in prep.children:
            yield from (c.lower_ for c in noun.children if c.dep_ in ("compound", "amod"))
            yield lemma(noun)


def plural_of(noun: Token) -> str:
    """The noun to name a measure after: in the plural, in its own case where it is a name or an abbreviation."""
    word = noun.text if noun.is_upper or noun.tag_ in ("NNPS", "NNP") else noun.lower_
    if noun.tag_ not in ("NN", "NNP") or word in ("aircraft", "personnel", "people", "infantry"):
        return word
    if word.endswith("man"):
        return word[:-3] + "men"
    if re.search(r"[^aeiou]y$", word):
        return word[:-1] + "ies"
    return word if word.lower().endswith("s") else word + ("es" if word.endswith(("x", "ch", "sh")) else "s")


def _lemmas(tokens: list[Token]) -> set[str]:
    return {lemma(t) for t in tokens}


def _bears_injury(verb: Token) -> bool:
    """As in "suffered a gunshot wound"."""
    return lemma(verb) in ("suffer", "sustain", "receive") and (
        _names_injury(verb) or any(_names_injury(c) for c in verb.children if c.dep_ == "prep")
    )


def _names_injury(token: Token) -> bool:
    return any(
        c.dep_ in ("dobj", "pobj") and lemma(c) in ("injury", "wound", "burn", "fracture") for c in token.children
    )


def _joined(verbs: list[Token], states: set[str]) -> set[str]:
    """Verbs with what completes them: particles, "shot dead", "fatally shot", "killed or wounded"."""
    found: set[str] = set()
    for verb in verbs:
        for child in verb.children:
            if child.dep_ in ("prt", "acomp", "oprd", "advmod", "dobj") or child.lower_ in _AWAY:
                found.add(f"{lemma(verb)} {child.lower_}")
            if (
                child.dep_ == "prep"
                and (noun := next((g for g in child.children if g.dep_ == "pobj"), None)) is not None
            ):
                found.add(f"{lemma(verb)} {child.lower_} {lemma(noun)}")  # "take into custody"
            if child.lower_ == "with" and lemma(verb) == "leave" and _names_injury(child):
                found.add("wound")
            if child.lower_ == "fatally" or (child.lower_ == "to" and any(g.lower_ == "death" for g in child.children)):
                found.add("kill")
    names = _lemmas(verbs)
    if names & {"kill", "die"} and names & {"wound", "injure"}:
        found.add("kill or wound")
    if {"damage", "destroy"} <= names:
        found.add("damage or destroy")
    if "dead" in states and "shoot" in names:
        found.add("kill")
    return found
