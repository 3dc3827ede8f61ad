"""What amounts are of: "$60 billion in aid", "12 per cent of votes", "500 tonnes of grain", "asked for $18 million"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord.extract.figures.subjects import subject_of
from onrecord.extract.figures.syntax import lemma
from onrecord.extract.measures import money_purpose, participle, says
from onrecord.values.quantity import QuantityMention

if TYPE_CHECKING:
    from spacy.tokens import Token

_NEAR = 6  # tokens
_CLIMB = 5  # governors over an amount that may say what it is for
_ECHO = 40  # tokens


def amount_noun(last: Token, kind: str) -> Token | None:
    """The noun an amount that ends at ``last`` is of: the one it stands before, or that behind "of", "in", "worth".

    Length, weight and volume ("measure") take "of" alone: "40 metres in the wall" are no metres of wall.
    """
    noun = last
    while noun.dep_ in ("compound", "nummod", "nmod", "quantmod", "amod") and noun.head.i > noun.i:
        noun = noun.head
    if noun.i > last.i and noun.pos_ == "NOUN":  # "a $61 billion aid package"; not "155mm shells"
        return _contents(noun) if kind != "measure" else None
    links = ("of",) if kind == "measure" else ("of", "in", "worth")
    if last.i + 1 >= len(last.doc) or last.nbor(1).lower_ not in links:
        return None
    prep = last.nbor(1)
    nouns = (t for t in prep.subtree if t.dep_ == "pobj" and t.pos_ == "NOUN" and t.ent_type_ not in ("DATE", "GPE"))
    found = next(nouns, None)
    if found is not None and prep.lower_ == "in" and any(c.dep_ in ("det", "poss") for c in found.lefts):
        return None  # "$50,000 in the case"
    return found if found is not None and found.i - prep.i < _NEAR else None


def _contents(noun: Token) -> Token:
    """Of "a $61 billion aid package" the aid."""
    if noun.lower_ == "worth":  # "$100 million worth of drones"
        return next((g for c in noun.children if c.lower_ == "of" for g in c.children if g.dep_ == "pobj"), noun)
    if not says("containers", lemma(noun)):
        return noun
    return next((c for c in noun.lefts if c.dep_ == "compound" and c.pos_ == "NOUN"), noun)


def amount_name(number: Token, mention: QuantityMention, noun: str, *, of_noun: bool) -> str:
    """The measure of an amount: "aid (money)", "share of votes", "change in expenditure", "grain (tonnes)"."""
    if mention.kind != "percent":
        measure = "money" if mention.kind == "money" else mention.quantity.unit or ""
        noun = noun or (purpose_of(number) or "" if mention.kind == "money" else "")
        return f"{noun} ({measure})" if noun else measure
    over = (number.head, number.head.head, number.head.head.head)
    if not noun:
        return _change_of(over) or _held_of(number)
    level = any(
        t.lower_ in ("to", "from", "at") and t.pos_ in ("ADP", "SCONJ") for t in over[:2]
    )  # "fell to 4 per cent"
    if level and not of_noun:
        return noun
    if says("changes", noun) or any(says("changes", t.lemma_) for t in over):
        return f"change in {noun}"
    return f"share of {noun}" if of_noun else noun


def _change_of(over: tuple[Token, ...]) -> str | None:
    """As in "the budget was cut by 40 per cent", "they cut the budget by 40 per cent": what changes."""
    verb = next((t for t in over if t.pos_ == "VERB" and says("changes", lemma(t))), None)
    if verb is None:
        return None
    thing = next((c for c in verb.children if c.dep_ == "dobj"), None) or subject_of(verb)
    return f"change in {thing.lower_}" if thing is not None and thing.pos_ == "NOUN" else None


def _held_of(number: Token) -> str:
    """As in "a company in which the state holds 51 per cent": the share is of the company."""
    verb = next((t for t in _governors(number) if t.pos_ == "VERB"), None)
    held = verb is not None and verb.dep_ == "relcl" and verb.head.pos_ == "NOUN"
    return f"share of {verb.head.lower_}" if held and verb is not None else "share"


def purpose_of(number: Token) -> str | None:
    """What money is for, by the verb that governs it: "asked", "received", "cost"; None where the clause is silent."""
    behind = (t for t in number.sent if t.dep_ in ("relcl", "acl") and t.left_edge.i == number.i + 1)
    for verb in (*(v for v in behind if v.left_edge.lower_ != "of"), *_governors(number)):
        if verb.pos_ in ("VERB", "AUX", "ADJ", "ADP"):
            purpose = money_purpose(lemma(verb)) or money_purpose(verb.lower_)
            if purpose:
                return purpose
    return None


def _governors(token: Token) -> Iterator[Token]:
    """The words over an amount up to the first verb that is not an auxiliary's or a modal's."""
    for _ in range(_CLIMB):
        if token.head.i == token.i:
            return
        token = token.head
        yield token
        if token.pos_ == "VERB" and token.dep_ not in ("xcomp", "aux", "auxpass"):
            return


def echoed(number: Token) -> Token | None:
    """The noun left out behind a repeated verb: "whether they had explosives ... We have 40 kilograms"."""
    verb = next((t for t in _governors(number) if t.pos_ in ("VERB", "AUX")), None)
    if verb is None:
        return None
    for token in reversed(number.doc[max(0, verb.i - _ECHO) : verb.i]):
        if token.i < verb.sent.start and lemma(token) == lemma(verb):
            thing = next((c for c in token.children if c.dep_ == "dobj"), None)
            return thing if thing is not None and thing.tag_ in ("NN", "NNS") else None
    return None


def area_name(number: Token, mention: QuantityMention) -> str | None:
    """The measure of an area that something happens to: "seized 300 square kilometres", "burned 4,000 hectares"."""
    unit = mention.quantity.unit or ""
    if not ("square" in unit or says("areas", unit)):
        return None
    verb = next((t for t in _governors(number) if t.pos_ == "VERB"), None)
    if verb is None or says("background", lemma(verb)) or says("changes", lemma(verb)):
        return None
    return f"area {participle(lemma(verb))} ({unit})"


def is_background(number: Token) -> bool:
    """Whether nothing happens to the amount: "a reservoir that had held 300 million cubic metres"."""
    verb = next((t for t in _governors(number) if t.pos_ in ("VERB", "AUX")), None)
    return verb is None or says("background", lemma(verb))
