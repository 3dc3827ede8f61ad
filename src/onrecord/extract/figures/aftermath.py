"""What became of one who was shot, where the article counts nobody: "he died at the hospital", "in stable condition".

Reports of a shooting often never say "one person was killed"; they tell of the victim. Where an article of violence has
no count of the killed (or of the hurt), the first such telling of a single person is one.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from onrecord.extract.figures.signals import signals_of
from onrecord.extract.figures.syntax import lemma, place_of
from onrecord.extract.measures import Measures, Signals, says
from onrecord.model import Figure, Quantity, Span
from onrecord.values.quantity import QuantityMention
from onrecord.values.quantity.lexicon import is_person_noun

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_HURT = re.compile(
    r"\bin (?:an? )?(?:extremely )?(?:critical|serious|stable|fair|good|grave)(?:,? but \w+,?)? condition\b|"
    r"\b(?:is|was) recovering\b|\bnon[- ]?life[- ]?threatening\b|\b(?:is|was) expected to (?:survive|recover)\b",
    re.IGNORECASE,
)


def told_of_one(doc: Doc, counted: Collection[str], measures: Measures) -> Iterator[tuple[Token, QuantityMention, str]]:
    """The person, count of one and measure ("killed" or else "injured") for what no figure of the article counts."""
    if "killed" in counted or not any(says("violence", lemma(t)) for t in doc):
        return
    victims = [t for t in doc if _is_one(t)]
    dead = next((t for t in victims if _happened(t, measures) == "killed"), None)
    if dead is not None:
        yield dead, _one(dead), "killed"
    elif "injured" not in counted:
        hurts = ("injured",) if tells_of_death(doc) else ("injured", "shot")
        hurt = next((t for t in victims if _happened(t, measures) in hurts or _HURT.search(t.sent.text)), None)
        if hurt is not None:
            yield hurt, _one(hurt), "injured"


def tells_of_death(doc: Doc) -> bool:
    """Whether the article speaks of anybody's death: not of an attempted murder, nor of what could have been."""
    return any(
        says("dying", lemma(t))
        and not (t.i and says("not_done", t.nbor(-1).lower_))
        and not any(map(_unreal, t.children))
        for t in doc
    )


def wounded_if_shot(doc: Doc, found: Sequence[tuple[int, Figure]]) -> list[tuple[int, Figure]]:
    """The figures, those of people shot counted as injured where the article knows of no death and of no wounded."""
    measures = {f.measure for _, f in found}
    if "shot" not in measures or {"killed", "injured"} & measures or tells_of_death(doc):
        return list(found)
    return [(i, replace(f, measure="injured") if f.measure == "shot" else f) for i, f in found]


def _is_one(token: Token) -> bool:
    """A single person, as the subject: "he", "the victim", "Roe"; no suspect, and nobody in a question or a wish."""
    if token.dep_ not in ("nsubj", "nsubjpass") or any(_unreal(c) for c in token.head.children):
        return False
    if token.lower_ in ("he", "she"):
        return True
    person = token.ent_type_ == "PERSON" or (token.tag_ == "NN" and is_person_noun(token.lower_))
    return person and not says("perpetrators", token.lower_) and not says("groups", token.lower_)


def _unreal(token: Token) -> bool:
    return token.dep_ == "neg" or token.lower_ in ("could", "would", "might", "may", "can", "should")


def _happened(token: Token, measures: Measures) -> str | None:
    place = place_of(token)
    if any(c.lower_ in ("himself", "herself") for v in place.verbs for c in v.children):
        return None
    found = signals_of(token, place)
    subjects = frozenset(v for v in found.subjects if says("suffering", v))
    return measures.choose(Signals(class_="persons", objects=found.objects, subjects=subjects, states=found.states))


def _one(token: Token) -> QuantityMention:
    first = next((c for c in token.lefts if c.dep_ in ("det", "poss")), token)
    span = Span(first.idx, token.idx + len(token))
    quantity = Quantity(low=Decimal(1), high=Decimal(1))
    return QuantityMention(span=span, number=span, head=token.i, kind="count", quantity=quantity)
