"""Which claims of the same article a claim challenges: by the speaker it names, else by the words it repeats."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from onrecord.model import Claim, Kind, SpeakerType
from onrecord.values.name import fold

if TYPE_CHECKING:
    from spacy.tokens import Doc

# Words that stand for what somebody else has said: "the claim was unfounded", "this figure is false".
SAYINGS = re.compile(
    r"\b(claims?|allegations?|accusations?|assertions?|statements?|remarks?|comments?|reports?|figures?|numbers?"
    r"|estimates?|tolls?|charges?|suggestions?|rumou?rs?|account|version)\b",
    re.IGNORECASE,
)
NEAR = 4  # how many claims back "the claim" may reach
NAMED = (SpeakerType.PERSON, SpeakerType.ORGANISATION, SpeakerType.STATE)
SHARED = 2  # content words that two claims must share to be about the same thing


def challenged(claim: Claim, before: Sequence[Claim], after: Sequence[Claim], doc: Doc) -> tuple[str, ...]:
    """Ids of the claims that ``claim`` challenges; empty when it challenges nothing that can be pointed at."""
    if claim.kind is not Kind.DISPUTE:
        return ()
    others = [c for c in before if own_voice(c) != own_voice(claim)]
    named = [c.id for c in others if names_speaker(claim, c)]
    if named:
        return tuple(named)
    words = content_words(claim, doc)
    alike = [c for c in others if len(words & content_words(c, doc)) >= SHARED]
    if alike:
        return tuple(c.id for c in alike[-2:])
    if SAYINGS.search(claim.text):
        return tuple(c.id for c in others[-NEAR:] if c.attribution.chain)[-1:]
    first = [c for c in after[:NEAR] if len(words & content_words(c, doc)) >= SHARED + 1]
    return tuple(c.id for c in first[:1])


def own_voice(claim: Claim) -> tuple[str, ...]:
    """Who speaks in a claim; nobody challenges himself."""
    return tuple(s.name for s in claim.attribution.chain)


def names_speaker(claim: Claim, other: Claim) -> bool:
    """Whether the words of ``claim`` name somebody in the chain of ``other``."""
    said = set(fold(claim.text).split())
    names = (fold(s.name).split() for s in other.attribution.chain if s.type in NAMED)
    return any(name and name[-1] in said for name in names)


def content_words(claim: Claim, doc: Doc) -> frozenset[str]:
    """Lemmas of the nouns, names, numbers and main verbs of a claim."""
    lemmas = set()
    for span in claim.content:
        part = doc.char_span(span.start, span.end, alignment_mode="contract")
        if part is not None:
            lemmas |= {t.lemma_.lower() for t in part if t.pos_ in ("NOUN", "PROPN", "NUM", "VERB") and not t.is_stop}
    return frozenset(lemmas)
