"""Where and when a figure holds, and what sort of count it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from onrecord.extract.figures.subjects import subject_of
from onrecord.extract.figures.syntax import Place, lemma
from onrecord.extract.measures import thing_class
from onrecord.model import Basis, Span, TimeSpan
from onrecord.values.name import is_capital_or_seat
from onrecord.values.quantity import QuantityMention
from onrecord.values.text import text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from onrecord.extract.actors import Actors
    from onrecord.values.time import TimeMention

_PLACES = ("GPE", "LOC", "FAC")
_PREPOSITIONS = (
    "to",
    "in",
    "at",
    "near",
    "on",
    "into",
    "across",
    "around",
    "outside",
    "inside",
    "throughout",
    "over",
    "towards",
    "toward",
    "off",
)
_CLOSE = 4  # characters between a number and the time that is its own: "11,500 last Wednesday"
_BY_CHANGE = re.compile(
    r"\b(?:rise|rose|risen|rising|gr[eo]w|grown|growing|increas\w+|climb\w*|jump\w*|f[ae]ll\w*|drop\w*|decreas\w+|"
    r"declin\w+)(?:\s\w+){0,2}\sby\s$",
    re.IGNORECASE,
)
_PART = re.compile(
    r"\b(?:including|among (?:them|whom|those)|of whom|of which|comprising|"
    r"among the (?:dead|killed|injured|wounded|victims|casualties))\s*"
    r"(?:were\s|was\s|are\s)?(?:at least\s|about\s|some\s|least\s)?$",
    re.IGNORECASE,
)
_OF_FIRST = re.compile(  # "Of the 58 dead, 21 were women"
    r"(?:^|[.;!?\n]\s*)(?:Of|Among)\s(?:the|these|those|its|their|all)\s[^,.;]{1,60},\s"
    r"(?:at least\s|about\s|some\s|least\s)?$"
)
_MORE = ("further", "additional", "extra")
_SET = re.compile(r"\sof\s(the|these|those|its|their|his|her)\s(?!world\b|country\b|city\b)")
_OF_COUNTED = re.compile(r"\sof\s(?:(?:the|its|their|his|her|these|those)\s(?:\w+\s)?)?(?:[\w-]+(?:['’]s|s['’])\s)?\d")
_PART_AFTER = re.compile(r"\s?(?:of|among)\s(?:them|whom|those|these|which)\b", re.I)


def where_of(thing: Token, place: Place, actors: Actors) -> str | None:
    """The place named with the noun or its verb, then with the verb's subject, then anywhere in the sentence."""
    verbs = place.verbs
    subjects = [s for v in verbs if (s := subject_of(v)) is not None]
    nodes = [thing, *verbs, *place.nouns, *[t for t in place.within if t.pos_ == "NOUN"], *subjects, place.anchor]
    for found in (_in_phrases(nodes), _in_sentence(thing)):
        name = next(found, None)
        if name:  # a capital is a place here, not the state it stands for
            return name if is_capital_or_seat(name) else actors.canonical(name)
    return None


def where_said(number: Token, actors: Actors) -> str | None:
    """The place that hangs on a number without a noun: "two people died in Ostrel and four in Marrow"."""
    name = next(_in_phrases([number]), None)
    return name if name is None or is_capital_or_seat(name) else actors.canonical(name)


def _in_phrases(nodes: Iterable[Token]) -> Iterator[str]:
    for node in nodes:
        for prep in node.children:
            if prep.dep_ in ("prep", "dative") and prep.lower_ in _PREPOSITIONS and node.lower_ != "according":
                yield from _names_under(prep)


def _names_under(prep: Token) -> Iterator[str]:
    for noun in (c for c in prep.children if c.dep_ == "pobj"):
        if noun.ent_type_ in _PLACES:
            yield _entity(noun)
            continue
        inner = (c for c in noun.children if c.dep_ == "prep" and c.lower_ in (*_PREPOSITIONS, "of"))
        for deeper in inner:
            yield from _names_under(deeper)


def _entity(token: Token) -> str:
    entity = next((e for e in token.sent.ents if e.start <= token.i < e.end), None)
    words = entity.text if entity is not None else token.text
    return re.sub(r"^[Tt]he\s|['’]s$", "", words)


def _in_sentence(thing: Token) -> Iterator[str]:
    for prep in (t for t in thing.sent if t.dep_ == "prep" and t.lower_ in ("in", "at", "near", "across", "around")):
        yield from _names_under(prep)


def basis_of(doc: Doc, mention: QuantityMention, *, loss: bool) -> Basis:
    """Rate, increment, share; total for losses and for what the words say is summed up; else level."""
    if mention.per:
        return Basis.RATE
    head = doc[mention.head] if mention.head is not None else None
    added = (*_MORE, "new") if head is not None and head.lemma_.lower() == "case" else _MORE
    further = head is not None and any(c.lower_ in added for c in head.lefts)
    if (
        mention.increment
        or further
        or _BY_CHANGE.search(text_of(doc)[max(0, mention.span.start - 40) : mention.span.start])
    ):
        return Basis.INCREMENT
    if mention.kind == "fraction" or (
        mention.kind == "percent" and text_of(doc)[mention.span.end :].lstrip().startswith("of ")
    ):
        return Basis.SHARE
    return Basis.TOTAL if loss else Basis.LEVEL


def period_of(thing: Token, span: Span, place: Place, times: tuple[TimeMention, ...]) -> TimeSpan | None:
    """The time named nearest in the same clause, else in the same sentence; durations and empty times say nothing."""
    sentence = Span(thing.sent.start_char, max(thing.sent.end_char, thing.sent.start_char + 1))
    usable = [
        t
        for t in times
        if sentence.contains(t.span)
        and not t.span.overlaps(span)
        and t.timex_type in ("DATE", "TIME")
        and (t.time.start is not None or t.time.end is not None)
        and not t.timex_value.startswith("XXXX")  # no more is known than when the article may have come out
        and not _in_other_clause(thing, t)
    ]
    behind = [t for t in usable if 0 <= t.span.start - span.end <= _CLOSE]
    in_clause = behind or [t for t in usable if _under(place.verbs, t)]
    nearest = min(in_clause or usable, key=lambda t: abs(t.span.start - span.start), default=None)
    if nearest is None:
        return None
    if nearest.time.start and _is_since(thing.doc, nearest):
        return TimeSpan(start=nearest.time.start, end=None, precision=nearest.time.precision)
    return _with_neighbours(text_of(thing.doc), nearest, usable)


def _in_other_clause(thing: Token, time: TimeMention) -> bool:
    """Whether the time stands in a joined or relative clause that does not hold the count.

    As in "six were missing and the gates had been inspected in January". A clause of time ("when the dam gave way on
    Saturday") is no other clause: it says when.
    """
    at = _token_at(thing.doc, time)
    while at is not None and at.head.i != at.i and at.dep_ != "ROOT":
        if at.pos_ in ("VERB", "AUX") and at.dep_ in ("conj", "relcl", "ccomp") and not _holds(at, thing):
            timely = any(c.tag_ == "WRB" for c in at.children)
            shared = at.dep_ == "conj" and not any(c.dep_ in ("nsubj", "nsubjpass") for c in at.children)
            if not timely and not shared:
                return True
        at = at.head
    return _in_perfect_relative(thing, time)


def _in_perfect_relative(thing: Token, time: TimeMention) -> bool:
    """As in "a march on Saturday against a war that has claimed 14,000 lives": the time is not that of the war."""
    for verb in (t for t in thing.ancestors if t.dep_ == "relcl"):
        perfect = any(c.dep_ in ("aux", "auxpass") and c.lemma_ == "have" and c.tag_ != "VBD" for c in verb.children)
        outside = not (verb.left_edge.idx <= time.span.start <= verb.right_edge.idx + len(verb.right_edge))
        if perfect and outside:
            return True
    return False


def _token_at(doc: Doc, time: TimeMention) -> Token | None:
    span = doc.char_span(time.span.start, time.span.end, alignment_mode="expand")
    return span[0] if span is not None else None


def _holds(clause: Token, thing: Token) -> bool:
    return clause.left_edge.i <= thing.i <= clause.right_edge.i


def _is_since(doc: Doc, time: TimeMention) -> bool:
    """As in "since the dam failed on 1 March": the time is the beginning."""
    at = _token_at(doc, time)
    while at is not None and at.head.i != at.i:
        if at.dep_ in ("advcl", "pcomp") and any(c.lower_ == "since" and c.dep_ == "mark" for c in at.children):
            return True
        at = at.head
    return False


def _with_neighbours(text: str, chosen: TimeMention, times: list[TimeMention]) -> TimeSpan:
    """The chosen time with those joined to it: "August and September 2024" is both months."""
    start, end = chosen.time.start, chosen.time.end
    for other in times:
        first, second = sorted((chosen, other), key=lambda t: t.span.start)
        if other is not chosen and text[first.span.end : second.span.start].strip(" ,") in (
            "and",
            "to",
            "through",
            "–",
            "-",
        ):
            start = min(start, other.time.start) if start and other.time.start else start
            end = max(end, other.time.end) if end and other.time.end else end
    same = (start, end) == (chosen.time.start, chosen.time.end)
    return chosen.time if same else TimeSpan(start=start, end=end, precision=chosen.time.precision)


def _under(verbs: list[Token], time: TimeMention) -> bool:
    return any(v.left_edge.idx <= time.span.start < v.right_edge.idx + len(v.right_edge) for v in verbs[:1])


def is_part_of_larger(doc: Doc, mention: QuantityMention) -> bool:
    """As in "including 12 children", "of whom 3", "half of them", "17 of the 26 people", "91 of its rescuers"."""
    before = text_of(doc)[max(0, mention.span.start - 40) : mention.span.start]
    if _OF_FIRST.search(text_of(doc)[max(0, mention.span.start - 90) : mention.span.start]):
        return True
    if _PART.search(before) or _PART_AFTER.match(text_of(doc)[mention.span.end : mention.span.end + 12]):
        return True
    if _OF_COUNTED.match(text_of(doc), mention.number.end):
        return True
    return mention.kind == "count" and mention.head is not None and _is_partitive(doc[mention.head], mention)


def _is_partitive(noun: Token, mention: QuantityMention) -> bool:
    """A number of a set that is known: named with a number, with "the", or as an organisation's own civilians.

    A side's own fighters ("45 of the Front's men") are a count of their own and no part of another.
    """
    behind = text_of(noun.doc)[mention.number.end : mention.number.end + 24]
    opener = _SET.match(behind)
    if opener is None or text_of(noun.doc).startswith(" of the same", mention.number.end):
        return False
    if opener[1].lower() in ("its", "their", "his", "her"):
        return thing_class(lemma(noun)) == "persons"
    return not any(c.dep_ == "poss" for c in noun.lefts)


def is_part_of_named(behind: str) -> bool:
    """Whether the words behind a number say that it is of those just named ("half of them")."""
    return bool(_PART_AFTER.match(behind))


_RATES = {"daily": "day", "weekly": "week", "monthly": "month", "annual": "year", "yearly": "year"}
_RATE_BEHIND = re.compile(
    r"(?:\s(?!and|in|for|after)\w+){1,2}\s(?:each|every|per|a)\s(day|week|month|year|night|hour)\b"
    r"(?!\s(?:ago|later|earlier|after|before))"
)


def rate_of(doc: Doc, thing: Token, mention: QuantityMention) -> str | None:
    """The time unit of a rate: "daily casualties", or behind a participle or two, "824 soldiers dying each day"."""
    adjective = next((_RATES[c.lower_] for c in thing.lefts if c.lower_ in _RATES), None)
    match = _RATE_BEHIND.match(text_of(doc), mention.span.end)
    return adjective or (match[1].lower() if match else None)
