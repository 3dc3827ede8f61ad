"""Whose a figure is: the civilians', the side's whose people were hurt, or the holder's of forces and goods."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from onrecord.extract.figures.holder import from_context, holder_of, named_in
from onrecord.extract.figures.syntax import Place, lemma
from onrecord.extract.measures import Measures, says, thing_class
from onrecord.model import Figure
from onrecord.values.quantity.lexicon import is_person_noun

if TYPE_CHECKING:
    from spacy.tokens import Token

    from onrecord.extract.actors import Actors

CIVILIANS = "civilians"
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
            return self._hurt(thing, place, class_, name) or _of_sentence(thing, earlier) or self._side(thing, class_)
        name = name or holder_of(place, self.actors, of_forces=class_ in _OF_STATES)
        if name or class_ not in (*_OF_STATES, "none"):
            return name
        return _of_sentence(thing, earlier) or from_context(thing.doc, thing, self.actors)

    def _hurt(self, thing: Token, place: Place, class_: str, name: str | None) -> str | None:
        word = lemma(thing)
        if class_ == "persons" and not says("owned", word) and not says("neutral", word):
            kept = is_person_noun(thing.lower_, "police") or (name and thing.text[:1].isupper())
            return name if kept else CIVILIANS
        return name or (holder_of(place, self.actors) if says("owned", word) else None)

    def _side(self, thing: Token, class_: str) -> str | None:
        """The side whose losses or forces the text speaks of; unnamed others are of no side."""
        if class_ != "forces" and not says("owned", lemma(thing)):
            return None
        return from_context(thing.doc, thing, self.actors)


def _of_sentence(thing: Token, earlier: Earlier) -> str | None:
    """The holder of the figure before in the same sentence."""
    return earlier[-1][1].who if earlier and earlier[-1][0] >= thing.sent.start else None
