"""Named persons killed or hurt: "Ann Roe, 24, was killed", "the death of Ann Roe", "shot and killed John Doe".

Each person is counted once an article, at the first mention that says what happened; names joined by "and" make one
count. Those who are named as the ones who did it are left out, as casualty recorders do for a shooting's victims.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from onrecord.extract.figures.signals import signals_of
from onrecord.extract.figures.syntax import Place, lemma, place_of
from onrecord.extract.measures import Measures, Signals, says
from onrecord.model import Quantity, Span
from onrecord.values.quantity import QuantityMention

if TYPE_CHECKING:
    from spacy.tokens import Span as DocSpan
    from spacy.tokens import Token

_COUNTED = ("killed", "injured")
_REFLEXIVE = ("himself", "herself", "themselves")


class Named:
    """Counts the named persons of one document that were killed or hurt, each once for each measure."""

    def __init__(self, measures: Measures) -> None:
        self.measures = measures
        self.told: set[tuple[str, str]] = set()  # surname, measure

    def read(self, token: Token) -> tuple[QuantityMention, Place, str] | None:
        """The count, place and measure for the last token of a name; None where nothing happened or it was told."""
        name = _name_at(token)
        if name is None or name.root.i != token.i or token.dep_ == "conj" or _in_apposition(token):
            return None
        place = place_of(token)
        measure = self._measure(token, place)
        if measure not in _COUNTED or _did_it(name, place):
            return None
        if (_surname(name), measure) in self.told:
            return None
        by_surname = {_surname(n): n for n in (*_joined(token), name) if (_surname(n), measure) not in self.told}
        names = sorted(by_surname.values(), key=lambda n: n.start)
        self.told.update((surname, measure) for surname in by_surname)
        number = Decimal(len(names))
        span = Span(name.start_char, names[-1].end_char)
        quantity = Quantity(low=number, high=number)
        return QuantityMention(span=span, number=span, head=token.i, kind="count", quantity=quantity), place, measure

    def _measure(self, token: Token, place: Place) -> str | None:
        of = [token.head] if token.dep_ == "poss" else place.nouns
        if any(says("deaths", lemma(noun)) or (lemma(noun) == "death" and self._violent(token)) for noun in of):
            return "killed"
        if token.dep_ == "poss":
            return None
        found = signals_of(token, place)
        happened = Signals(
            class_="persons",
            objects=found.objects,
            subjects=frozenset(v for v in found.subjects if says("suffering", v)),
            states=found.states,
        )
        return self.measures.choose(happened)

    @staticmethod
    def _violent(token: Token) -> bool:
        """Whether the article tells of violence, so that a death in it is a killing."""
        return any(says("violence", lemma(t)) for t in token.doc)


def _name_at(token: Token) -> DocSpan | None:
    if token.ent_type_ != "PERSON" or token.pos_ != "PROPN":
        return None
    return next((e for e in token.sent.ents if e.start <= token.i < e.end), None)


def _in_apposition(token: Token) -> bool:
    return token.dep_ == "appos" and _name_at(token.head) is not None


def _joined(token: Token) -> Iterator[DocSpan]:
    """The names joined to this one: "Ann Roe, Bob Doe and Cy Poe"."""
    for child in token.children:
        if child.dep_ in ("conj", "appos") and (name := _name_at(child)) is not None and name.root.i == child.i:
            yield name
            yield from _joined(child)


def _surname(name: DocSpan) -> str:
    words = re.findall(r"[\w-]+", re.sub(r"['’]s$|,?\s(?:Jr|Sr)\.?$", "", name.text))
    return words[-1].lower() if words else name.text.lower()


def _did_it(name: DocSpan, place: Place) -> bool:
    """Whether the name is called a suspect or the like, or it was by the person's own hand."""
    root = name.root
    around = [*root.children, *(t for t in name), root.head if root.dep_ in ("appos", "compound") else root]
    called = any(says("perpetrators", lemma(t)) for t in around if t.dep_ in ("appos", "compound", "nmod", "amod"))
    before = name[0].nbor(-1).lower_ if name.start else ""
    called = called or says("perpetrators", lemma(root.head)) or says("perpetrators", before)
    return called or any(c.lower_ in _REFLEXIVE for v in place.verbs for c in v.children)
