"""Whose a figure is: the civilians', the side's whose people were hurt, or the holder's of forces and goods."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from onrecord.extract.figures.holder import actor_name, from_context, holder_of, named_in
from onrecord.extract.figures.subjects import subject_of
from onrecord.extract.figures.syntax import Place, is_passive, lemma
from onrecord.extract.measures import Measures, says, thing_class
from onrecord.model import Figure
from onrecord.values.name import state_of
from onrecord.values.quantity.lexicon import is_person_noun

if TYPE_CHECKING:
    from spacy.tokens import Token

    from onrecord.extract.actors import Actors

CIVILIANS = "civilians"
_THINGS = ("equipment", "munitions", "buildings")
_OF_STATES = ("forces", "equipment", "munitions")

Earlier = Sequence[tuple[int, Figure]]


class Whose:
    """Says whose figures are, given those found before in the same document."""

    def __init__(self, actors: Actors, measures: Measures) -> None:
        self.actors, self.measures = actors, measures

    def of(self, thing: Token, place: Place, measure: str, earlier: Earlier) -> str | None:
        """Civilians for people hurt or driven out; else the state named with the noun, its verb, or the text before."""
        civil = says("civil", self.measures.family(measure)) and not measure.endswith(" lost")
        if civil and any(c.lower_ == "civilian" for c in thing.lefts):
            return CIVILIANS
        class_ = thing_class(lemma(thing)) if thing.pos_ in ("NOUN", "PROPN") else "none"
        name = named_in(thing, self.actors) if thing.pos_ in ("NOUN", "PROPN", "ADJ") else None
        if civil:
            own = self._hurt(thing, place, class_, name)
            if own is None and any(c.dep_ == "poss" for c in thing.lefts):
                return None  # someone's, but it is not known whose: never those of the count before
            return own or _of_sentence(thing, earlier) or self._side(thing, class_)
        if name is None and class_ in _THINGS and _is_harmed(place):
            return _of_sentence(thing, earlier)
        name = name or holder_of(place, self.actors, of_forces=class_ in (*_OF_STATES, "persons"))
        if name or class_ not in (*_OF_STATES, "none") or measure.endswith("(money)"):
            return name
        return _of_sentence(thing, earlier) or from_context(thing.doc, thing, self.actors)

    def _hurt(self, thing: Token, place: Place, class_: str, name: str | None) -> str | None:
        word = lemma(thing)
        if class_ == "persons" and not says("owned", word) and not says("neutral", word):
            own = says("fighters", word) and any(c.dep_ == "poss" for c in thing.lefts)  # "the Front's men", "our men"
            kept = is_person_noun(thing.lower_, "police") or (name and thing.text[:1].isupper()) or own
            return name if kept else CIVILIANS
        if name is None and class_ == "forces" and any(lemma(v) == "lose" for v in place.objects):
            return holder_of(place, self.actors, of_forces=True)  # "the Front has lost 14 fighters"
        if says("owned", word):
            return self._sufferer(thing, place, name)
        return name

    def _sufferer(self, thing: Token, place: Place, name: str | None) -> str | None:
        """Whose deaths or losses: a state's, an owner's ("the Front's losses"), or the subject's of the verb.

        The dam of a "dam toll" is a place or a cause and suffers nothing.
        """
        if name and (state_of(name) or any(c.dep_ == "poss" for c in thing.lefts)):
            return name
        held = holder_of(place, self.actors)
        if held is None or state_of(held):
            return held
        subjects = [s for v in place.verbs if (s := subject_of(v)) is not None and s.i != thing.i]
        return held if any(actor_name(s, self.actors) == held for s in subjects) else None

    def _side(self, thing: Token, class_: str) -> str | None:
        """The side whose losses or forces the text speaks of; unnamed others are of no side."""
        if class_ != "forces" and not says("owned", lemma(thing)):
            return None
        return from_context(thing.doc, thing, self.actors)


def _is_harmed(place: Place) -> bool:
    """As in "the army destroyed 14 tanks": its subject did it, and the tanks are another's."""
    verb = place.objects[0] if place.objects else None
    return verb is not None and says("harming", lemma(verb)) and not is_passive(verb)


def _of_sentence(thing: Token, earlier: Earlier) -> str | None:
    """The holder of the figure before in the same sentence."""
    return earlier[-1][1].who if earlier and earlier[-1][0] >= thing.sent.start else None
