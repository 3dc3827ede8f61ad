"""Victims told of one by one in a list: "Ann Roe, her husband and two children were killed" are four people killed.

Casualty recorders count such a list as one number. It counts only where at least one member is a single person; two
numbers side by side ("three soldiers and five civilians") are two counts, of different people.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING

from onrecord.extract.figures.signals import signals_of
from onrecord.extract.figures.syntax import Place, lemma, place_of
from onrecord.extract.measures import Measures, Signals, says
from onrecord.model import Bound, Quantity, Span
from onrecord.values.quantity import QuantityMention
from onrecord.values.quantity.lexicon import is_person_noun

if TYPE_CHECKING:
    from spacy.tokens import Token

Heads = Mapping[int, QuantityMention]  # by the token that is counted

COUNTED = ("killed", "injured")
LARGEST = 30  # a list of victims one by one is no longer than this


def listed(token: Token, heads: Heads, measures: Measures) -> tuple[QuantityMention, Place, str] | None:
    """The count, place and measure of the list that begins at ``token``; None where there is no such list."""
    if token.dep_ in ("conj", "compound", "appos") or not any(_joined(c) for c in token.children):
        return None
    members = list(_members(token))
    sizes = [_size(member, heads) for member in members]
    known = [size for size in sizes if size is not None]
    if len(known) < len(sizes) or len(known) < 2 or Decimal(1) not in known or sum(known) > LARGEST:
        return None
    place = place_of(token)
    measure = _happened(token, place, measures)
    if measure not in COUNTED:
        return None
    total = Decimal(sum(known))
    span = Span(_start(token, heads), _end(members[-1]))
    loose = any(heads[m.i].quantity.high is None for m in members if m.i in heads)
    quantity = Quantity(low=total, high=None if loose else total, bound=Bound.AT_LEAST if loose else Bound.EXACT)
    return QuantityMention(span=span, number=span, head=token.i, kind="count", quantity=quantity), place, measure


def _members(token: Token) -> Iterator[Token]:
    """The heads of the list, in order."""
    yield token
    for child in token.children:
        if _joined(child):
            yield from _members(child)


def _joined(child: Token) -> bool:
    """Whether a word is the next of a list: in "Ann Roe, her husband and their son" he hangs on her name."""
    if child.dep_ == "conj":
        return True
    goes_on = child.dep_ == "appos" and any(c.dep_ == "conj" for c in child.children)
    first = next(child.lefts, None)
    return goes_on and child.pos_ == "NOUN" and (first is None or first.lower_ in ("his", "her", "their"))


def _size(member: Token, heads: Heads) -> Decimal | None:
    """How many people a member stands for; None for what is no person, or one of those who did it."""
    if says("perpetrators", lemma(member)) or says("perpetrators", member.lower_):
        return None
    if member.i in heads:
        counted = heads[member.i]
        return counted.quantity.low if counted.kind == "count" and is_person_noun(member.lower_) else None
    if member.ent_type_ == "PERSON" and member.pos_ == "PROPN":
        return Decimal(1)
    single = member.tag_ == "NN" and is_person_noun(member.lower_) and not says("groups", member.lower_)
    return Decimal(1) if single and _introduced(member) else None


def _introduced(noun: Token) -> bool:
    """Whether a noun has an article or an owner, its own or, in "the father, mother and sister", the list's."""
    return any(c.dep_ in ("det", "poss") for c in noun.lefts) or noun.dep_ in ("conj", "appos")


def _happened(token: Token, place: Place, measures: Measures) -> str | None:
    if any(c.lower_ in ("himself", "herself", "themselves") for v in place.verbs for c in v.children):
        return None
    found = signals_of(token, place)
    subjects = frozenset(v for v in found.subjects if says("suffering", v))
    return measures.choose(Signals(class_="persons", objects=found.objects, subjects=subjects, states=found.states))


def _start(token: Token, heads: Heads) -> int:
    if token.i in heads:
        return heads[token.i].span.start
    return min([token.idx, *(c.idx for c in token.lefts if c.dep_ in ("det", "poss", "amod", "compound", "nmod"))])


def _end(member: Token) -> int:
    name = next(
        (c for c in member.rights if c.dep_ == "appos" and c.ent_type_ == "PERSON" and c.i == member.i + 1), member
    )
    return name.idx + len(name)
