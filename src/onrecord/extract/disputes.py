"""Which claims of the same article a claim challenges: by the speaker it names, a number it repeats, or "the claim".

Words in common are weak evidence of challenge: two claims about one harvest share its nouns. They count only where the
two share the verb of their main clause, or two nouns that are rare in the article.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from onrecord.model import Claim, Kind, SpeakerType
from onrecord.values.name import fold

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Words

# Words that stand for what somebody else has said: "the claim was unfounded", "this figure is false".
ANAPHOR = re.compile(
    r"\b(?:the|this|that|these|those|such|his|her|its|their)\s+(?:\w+\s+)?(?:claims?|allegations?|accusations?|assertions?"
    r"|statements?|remarks?|comments?|reports?|figures?|numbers?|estimates?|tolls?|charges?|suggestions?|rumou?rs?"
    r"|account|version)\b|^(?:this|that|it|any)\b",
    re.IGNORECASE,
)
# More than one saying of the speaker named beside them: "Roe's statements were unfounded" means all of them.
SAYINGS = re.compile(
    r"\b(?:claims|allegations|accusations|assertions|statements|remarks|comments|figures|numbers)\b", re.I
)
NEAR = 8  # how many claims back "the claim" may reach
NAMED = (SpeakerType.PERSON, SpeakerType.ORGANISATION, SpeakerType.STATE)
RARE = 2  # nouns in common, none of them in more sentences of the article than this
PLAIN = frozenset(["be", "have", "do", "say", "tell", "deny", "reject", "call", "make", "take", "give", "get", "go"])


@dataclass(slots=True)
class Disputes:
    """The claims of one article, asked which of them each challenges.

    Args:
        claims: In the order of the text.
        doc: The parse of the article.
    """

    claims: Sequence[Claim]
    doc: Doc
    _nouns: dict[str, frozenset[str]] = field(default_factory=dict)
    _common: Counter[str] | None = None

    def challenged(self, at: int) -> tuple[str, ...]:
        """Ids of the claims that claim number ``at`` challenges; empty where nothing can be pointed at."""
        claim = self.claims[at]
        if claim.kind is not Kind.DISPUTE:
            return ()
        others = [c for c in self.claims[:at] if own_voice(c) != own_voice(claim) and c.kind is not Kind.DISPUTE]
        named = [c for c in others if names_speaker(claim, c)]
        found = self._alike(claim, named) or self._alike(claim, others)
        if found:
            return tuple(c.id for c in found)
        if named and SAYINGS.search(claim.text):
            return tuple(c.id for c in named)
        if ANAPHOR.search(claim.text):
            spoken = [c for c in others[-NEAR:] if c.attribution.chain]
            return tuple(c.id for c in (named or spoken)[-1:])
        return tuple(c.id for c in named[-1:])

    def _alike(self, claim: Claim, others: Sequence[Claim]) -> list[Claim]:
        """Those about the very thing that the claim is about; a number in common says so, or what is said of what."""
        numbers = counted(claim)
        same = [c for c in others if numbers & counted(c)]
        return same or [c for c in others if self._repeats(claim, c)][-2:]

    def _repeats(self, claim: Claim, other: Claim) -> bool:
        both = self.nouns(claim) & self.nouns(other)
        verbs = main_verbs(claim, self.doc) & main_verbs(other, self.doc)
        rare = [noun for noun in both if self._spread()[noun] <= RARE]
        return bool(verbs and both) or len(rare) >= RARE

    def nouns(self, claim: Claim) -> frozenset[str]:
        """Lemmas of the nouns and names of a claim."""
        if claim.id not in self._nouns:
            tokens = (t for words in parts(claim, self.doc) for t in words)
            self._nouns[claim.id] = frozenset(key(t) for t in tokens if t.pos_ in ("NOUN", "PROPN") and not t.is_stop)
        return self._nouns[claim.id]

    def _spread(self) -> Counter[str]:
        """In how many sentences each noun stands."""
        if self._common is None:
            self._common = Counter(
                noun for s in self.doc.sents for noun in {key(t) for t in s if t.pos_ in ("NOUN", "PROPN")}
            )
        return self._common


def own_voice(claim: Claim) -> tuple[str, ...]:
    """Who speaks in a claim; nobody challenges himself."""
    return tuple(s.name for s in claim.attribution.chain)


def names_speaker(claim: Claim, other: Claim) -> bool:
    """Whether the words of ``claim`` name somebody in the chain of ``other``."""
    said = set(fold(claim.text).split())
    names = (fold(s.name).split() for s in other.attribution.chain if s.type in NAMED)
    return any(name and name[-1] in said for name in names)


def counted(claim: Claim) -> frozenset[tuple[Decimal | None, Decimal | None, str]]:
    """The numbers of a claim, each with its unit."""
    return frozenset((f.quantity.low, f.quantity.high, f.measure) for f in claim.figures)


def main_verbs(claim: Claim, doc: Doc) -> frozenset[str]:
    """Lemmas of the verbs at the top of a claim's clauses, but for those that say little."""
    tops = (words.root for words in parts(claim, doc))
    verbs = (t for top in tops for t in (top, *(c for c in top.children if c.dep_ in ("xcomp", "ccomp"))))
    return frozenset(t.lemma_.lower() for t in verbs if t.pos_ == "VERB" and t.lemma_.lower() not in PLAIN)


def parts(claim: Claim, doc: Doc) -> list[Words]:
    """The words of a claim as the parser has them."""
    spans = (doc.char_span(s.start, s.end, alignment_mode="contract") for s in claim.content)
    return [words for words in spans if words is not None]


def key(token: Token) -> str:
    """The form in which nouns are compared."""
    return token.lemma_.lower()
