"""Numbers without a noun that count what an earlier figure does: "half of them", "up from 11,500", "says at least 160".

What is left out of a clause is what the clause before it has (nominal ellipsis; Quirk et al., A Comprehensive Grammar
of the English Language, chapter 12). So a number may lean only on a figure of its own sentence or of the one before,
except behind a verb of telling or reaching ("the directorate stood at 58"), where a few sentences may lie between.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from onrecord.extract.figures.circumstance import is_part_of_larger, is_part_of_named
from onrecord.extract.figures.subjects import implied_head
from onrecord.extract.figures.syntax import lemma
from onrecord.extract.measures import is_telling, says
from onrecord.model import Basis, Figure
from onrecord.values.quantity import QuantityMention
from onrecord.values.text import text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Found = Sequence[tuple[int, Figure]]  # token index, figure

SHARE_NEAR = 50  # tokens that a share without a noun may stand from the count it is of
FAR = 120  # tokens that a number behind a verb of telling or reaching may look back
_COMPARED = re.compile(
    r"\b(?:up|down|compared\s(?:with|to)|as against|against|instead of|rather than|revised|an increase|a rise|a fall)"
    r"(?:\sfrom)?\s$",
    re.IGNORECASE,
)
_OWN = re.compile(r"\sof\s(?:its|their|his|her|our)\sown\b")
_OF_WHICH = re.compile(r"\bof\s(?:which|whom)\s$", re.IGNORECASE)


def leaned_on(number: Token, mention: QuantityMention, found: Found) -> Figure | None:
    """The earlier figure whose measure a number without a noun takes over, or None."""
    if not found or mention.kind not in ("count", "fraction"):
        return None
    doc, sentence = number.doc, number.sent
    before = text_of(doc)[max(0, mention.span.start - 40) : mention.span.start]
    behind = text_of(doc)[mention.span.end : mention.span.end + 14]
    here = [f for i, f in found if i >= sentence.start]
    if _OWN.match(behind) or _COMPARED.search(before):
        return last_whole(here)
    if is_of_which(doc, mention):
        return here[-1] if here else None
    if behind.startswith(" who ") and here and is_part_of_larger(doc, mention):
        return last_whole(here)
    if number.dep_ == "nsubj" and here and is_part_of_larger(doc, mention):
        return last_whole(here)  # "of the 58 dead, 21 were women"
    if here and (here[-1].part_of_larger or here[-1].basis is Basis.SHARE) and is_next_part(number):
        return last_whole(here)
    if number.dep_ == "conj" and number.head.pos_ == "VERB" and any(c.dep_ == "prep" for c in number.children):
        return last_whole(here)  # "two people died in Ostrel and four in Marrow"
    previous = doc[sentence.start - 1].sent.start if sentence.start else 0
    if is_part_of_named(behind):
        return last_whole(f for i, f in found if i >= previous)
    if _stands_for_earlier(number, mention):
        return _first_whole(number, found)
    return here[-1] if here and _sums_up(number) else None


def _sums_up(number: Token) -> bool:
    """As in "reported 11 new cases, taking the total to 240": the total of what was counted just before."""
    verb = number.head.head
    if number.dep_ != "pobj" or number.head.lower_ != "to" or not says("bringing", lemma(verb)):
        return False
    thing = next((c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")), None)
    bare = thing is not None and lemma(thing) in ("total", "number", "figure", "count", "tally")
    return bare and not any(c.dep_ == "prep" for c in thing.children) if thing is not None else False


def is_of_which(doc: Doc, mention: QuantityMention) -> bool:
    """As in "of which less than a quarter had arrived"."""
    return bool(_OF_WHICH.search(text_of(doc)[max(0, mention.span.start - 12) : mention.span.start]))


def is_next_part(number: Token) -> bool:
    """As in "of the 58 dead, 21 were women and nine were children": the nine are of the dead, too."""
    verb = number.head
    return number.dep_ == "nsubj" and verb.dep_ == "conj" and lemma(verb) == lemma(verb.head) == "be"


def is_of_its_own(mention: QuantityMention, number: Token) -> bool:
    """As in "lost nine of its own": the count is of the people of the verb's subject."""
    return bool(_OWN.match(text_of(number.doc), mention.span.end))


def _stands_for_earlier(number: Token, mention: QuantityMention) -> bool:
    """As in "says at least 160", "will rise by another 10,000", "put it at 200", "the figure of 160"."""
    governor = _governor(number)
    if number.dep_ in ("dobj", "ccomp", "attr") and governor.pos_ == "VERB" and is_telling(lemma(governor)):
        return True
    subject = implied_head(number)
    if subject is None:
        return False
    generic = subject.pos_ in ("PRON", "DET") or says("numbers", lemma(subject)) or says("tellers", lemma(subject))
    if number.dep_ == "pobj" and number.head.lower_ == "of":
        return generic
    if mention.increment or lemma(governor) in ("put", "estimate"):
        return generic
    return lemma(governor) == "stand" and (generic or subject.ent_type_ in ("ORG", "PERSON", "GPE"))


def _governor(number: Token) -> Token:
    prepositional = number.dep_ in ("pobj", "pcomp") and number.head.pos_ in ("ADP", "SCONJ")
    return number.head.head if prepositional else number.head


def last_whole(figures: Iterable[Figure]) -> Figure | None:
    """The last of the figures that is neither a share nor a part of another."""
    whole = None
    for figure in figures:
        whole = whole if figure.basis is Basis.SHARE or figure.part_of_larger else figure
    return whole


def _first_whole(number: Token, found: Found) -> Figure | None:
    """The first count of the last sentence that has one: of "58 dead, 210 injured and 74 missing" the 58."""
    counts = [(i, f) for i, f in found if not _is_amount(f) and number.i - i <= FAR]
    counts = [(i, f) for i, f in counts if f.basis not in (Basis.SHARE, Basis.RATE) and not f.part_of_larger]
    if not counts:
        return None
    start = number.doc[counts[-1][0]].sent.start
    return next(f for i, f in counts if i >= start)


def _is_amount(figure: Figure) -> bool:
    return figure.measure.endswith(")") or figure.quantity.unit in ("percent", "%")


def counted_last(number: Token, found: Found) -> str | None:
    """The noun of the figure before, which a share without a noun is of: "400 people came; 35 per cent are women"."""
    at, figure = found[-1] if found else (0, None)
    near = figure is not None and number.i - at < SHARE_NEAR and figure.basis is not Basis.SHARE
    noun = figure.quantity.unit if figure is not None and near else None
    return noun.lower() if noun and noun.isalpha() and noun.endswith(("s", "people")) else None
