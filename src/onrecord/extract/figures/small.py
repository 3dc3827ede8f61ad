"""Numbers that are no news: hours, sizes of families, small counts of everyday things; and small helps in reading."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from onrecord.extract.figures.syntax import lemma
from onrecord.extract.measures import says, thing_class
from onrecord.model import Bound, Figure
from onrecord.values.quantity import QuantityMention
from onrecord.values.quantity.lexicon import is_person_noun

if TYPE_CHECKING:
    from spacy.tokens import Token

SMALL = 12  # a number up to this that has an article or no known class seldom counts what is in dispute


def is_kin_count(number: Token) -> bool:
    """As in "a mother of three": the number says how large the family is, not how many the verb is about."""
    governor = number.head.head
    return (
        number.dep_ == "pobj"
        and number.head.lower_ == "of"
        and governor.tag_ == "NN"
        and is_person_noun(governor.lower_)
    )


def is_hour(number: Token, mention: QuantityMention) -> bool:
    """As in "a bus came across at three": a small number behind "at", under no verb of reaching."""
    value = mention.quantity.high
    at = number.dep_ == "pobj" and number.head.lower_ in ("at", "by", "before", "after", "until")
    reached = says("reaching", lemma(number.head.head)) and not says("moving", lemma(number.head.head))
    return at and value is not None and value <= SMALL and not reached


def stand_in(number: Token) -> Token:
    """The token that holds the place of a number without a noun: of "wounded 20 more" it is "more"."""
    more = number.dep_ == "nummod" and number.head.lower_ in ("more", "further", "additional")
    return number.head if more else number


def may_name(noun: Token) -> bool:
    """Whether an amount may be named after the noun: no actor ("the ministry put it at") and no word for a number."""
    return (
        noun.pos_ in ("NOUN", "PROPN")
        and noun.ent_type_ not in ("ORG", "PERSON", "GPE", "NORP", "DATE")
        and not says("numbers", lemma(noun))
        and not says("tellers", lemma(noun))
    )


def size(figure: Figure) -> Decimal:
    """The high end of a figure, else its low end."""
    return figure.quantity.high or figure.quantity.low or Decimal(0)


def as_part(figure: Figure, whole: Figure) -> Figure:
    """The figure marked as a part of ``whole``, with its place and, of one measure, its people."""
    who = whole.who if figure.measure == whole.measure else figure.who
    return replace(figure, part_of_larger=True, where=figure.where or whole.where, basis=whole.basis, who=who)


def is_small_talk(mention: QuantityMention, thing: Token) -> bool:
    """As in "the two bridges", "three ideas": small, and with an article or exact and of no class that is watched."""
    if mention.kind == "fraction" or (mention.quantity.high or mention.quantity.low or Decimal(0)) > SMALL:
        return False
    watched = thing_class(lemma(thing)) in ("equipment", "munitions") and not says("everyday", lemma(thing))
    return any(says("definite", c.lower_) for c in thing.lefts) or (
        mention.quantity.bound is Bound.EXACT and not watched
    )
