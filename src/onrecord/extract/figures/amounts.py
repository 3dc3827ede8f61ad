"""What amounts are of: "$60 billion in aid", "12 per cent of votes", "500 tonnes of grain"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.extract.measures import says
from onrecord.values.quantity import QuantityMention

if TYPE_CHECKING:
    from spacy.tokens import Token

_NEAR = 6  # tokens


def amount_noun(last: Token, *, attributive: bool) -> Token | None:
    """The noun an amount that ends at ``last`` is of: the one it stands before, or that behind "of", "in", "worth"."""
    noun = last
    while noun.dep_ in ("compound", "nummod", "nmod", "quantmod", "amod") and noun.head.i > noun.i:
        noun = noun.head
    if noun.i > last.i and noun.pos_ == "NOUN":  # "a $61 billion aid package"; not "155mm shells"
        return noun if attributive else None
    if last.i + 1 >= len(last.doc) or last.nbor(1).lower_ not in ("of", "in", "worth"):
        return None
    prep = last.nbor(1)
    nouns = (t for t in prep.subtree if t.dep_ == "pobj" and t.pos_ == "NOUN" and t.ent_type_ not in ("DATE", "GPE"))
    found = next(nouns, None)
    return found if found is not None and found.i - prep.i < _NEAR else None


def amount_name(number: Token, mention: QuantityMention, noun: str, *, of_noun: bool) -> str:
    """The measure of an amount: "aid (money)", "share of votes", "change in expenditure", "grain (tonnes)"."""
    if mention.kind != "percent":
        measure = "money" if mention.kind == "money" else mention.quantity.unit or ""
        return f"{noun} ({measure})" if noun else measure
    over = (number.head, number.head.head, number.head.head.head)
    if not noun:
        return "percentage"
    level = any(
        t.lower_ in ("to", "from", "at") and t.pos_ in ("ADP", "SCONJ") for t in over[:2]
    )  # "fell to 4 per cent"
    if level and not of_noun:
        return noun
    if says("changes", noun) or any(says("changes", t.lemma_) for t in over):
        return f"change in {noun}"
    return f"share of {noun}" if of_noun else noun
