"""Single persons that count: "killed a 9-year-old girl" is one person killed, and 11 is never the count."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from onrecord.extract.figures.syntax import lemma
from onrecord.extract.measures import Signals, says
from onrecord.model import Quantity, Span
from onrecord.values.quantity import QuantityMention
from onrecord.values.quantity.lexicon import is_person_noun
from onrecord.values.text import text_of

if TYPE_CHECKING:
    from spacy.tokens import Token

_KILLED = re.compile(
    r"(?:,\s\d+,)?\s(?:was\s|is\s)?(?:(?:fatally|shot,?|shot and|stabbed and)\s)?"
    r"(?:killed|(?:shot|stabbed|beaten) (?:dead|to death)|found (?:shot )?dead|dies|dead|slain|murdered)\b",
    re.IGNORECASE,
)
_HURT = re.compile(r"(?:,\s\d+,)?\s(?:was\s|is\s)?(?:\w+ly\s)?(?:wounded|injured|hurt)\b", re.IGNORECASE)
_OPENERS = ("a", "an", "another", "his", "her", "their", "its")


def one_person(noun: Token) -> QuantityMention | None:
    """The count of one that an indefinite or possessed noun for a person makes; None for any other token."""
    body = noun.dep_ == "poss" and says("deaths", lemma(noun.head))  # "a man's body"
    if not _is_person(noun) or (noun.dep_ in ("compound", "amod", "nmod", "poss") and not body):
        return None
    if says("groups", noun.lower_) or (noun.dep_ == "appos" and noun.head.ent_type_ == "PERSON"):
        return None  # "Ann Roe, a 26-year-old nurse": the name counts
    first = noun if headline(noun) else next((c for c in noun.lefts if c.dep_ in ("det", "poss")), None)
    if first is None or (first.i != noun.i and first.lower_ not in _OPENERS):
        return None
    return QuantityMention(
        span=Span(first.idx, noun.idx + len(noun)),
        number=Span(first.idx, first.idx + len(first)),
        head=noun.i,
        kind="count",
        quantity=Quantity(low=Decimal(1), high=Decimal(1), unit=noun.text),
    )


def headline(noun: Token) -> str | None:
    """The measure of a bare noun that begins a headline: "Man shot dead in Ostrel", "Girl found dead"."""
    if not noun.is_sent_start or not noun.text[:1].isupper() or not is_person_noun(noun.lower_):
        return None
    behind = text_of(noun.doc)[noun.idx + len(noun) : noun.idx + len(noun) + 40]
    return "killed" if _KILLED.match(behind) else "injured" if _HURT.match(behind) else None


def _is_person(noun: Token) -> bool:
    """A noun for a person in the singular, or any noun that an age is said of ("a 5-year-old Veldanian")."""
    if headline(noun) or (noun.tag_ == "NN" and is_person_noun(noun.lower_)):
        return True
    aged = any(c.lower_ == "old" and c.i > 1 and c.nbor(-2).lower_ == "year" for c in noun.lefts)
    return aged and noun.lower_ != "old" and noun.tag_ in ("NN", "NNP", "JJ")


def suffered(signals: Signals) -> Signals:
    """The signals that say what happened to the person: as the object of a verb, or the subject of one like "die"."""
    return Signals(
        thing=signals.thing,
        class_=signals.class_,
        plural=signals.plural,
        objects=signals.objects,
        subjects=frozenset(v for v in signals.subjects if says("suffering", v)),
        states=signals.states,
    )
