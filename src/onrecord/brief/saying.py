"""How a claim is told: who said it, with the source's own verb, and a whole clause of it in quotation marks."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from onrecord.brief.draft import Phrase, join, merged
from onrecord.brief.passage import Passage
from onrecord.brief.pile import Pile
from onrecord.brief.wording import flat
from onrecord.model import Certainty, Cite, Claim, Kind, Span


@cache
def cues() -> dict[str, list[str]]:
    """The word lists of ``data/cues.toml``."""
    return tomllib.loads((files("onrecord.brief") / "data" / "cues.toml").read_text("utf-8"))


@cache
def _pattern(name: str) -> re.Pattern[str]:
    words = "|".join(re.escape(w) for w in cues()[name])
    return re.compile(rf"\b(?:{words}){'' if name == 'challenges' else r'\b'}", re.IGNORECASE)


def has(name: str, text: str) -> bool:
    """Whether a text holds a word of one of the lists."""
    return _pattern(name).search(text) is not None


def verb(pile: Pile, claim: Claim) -> str:
    """The cue of a claim, where it is a verb that a quoted clause can follow; empty otherwise."""
    words = cue(pile, claim)
    if words in cues()["denies"]:
        return f"{words} that"
    return words if words in cues()["says"] else ""


def cue(pile: Pile, claim: Claim) -> str:
    """The words of a claim's cue on one line."""
    text = pile.article[claim.article].text
    return " ".join(flat(s.of(text)) for s in claim.attribution.cue).lower()


def told(pile: Pile, claim: Claim, keep: Span | None = None) -> Phrase:
    """A claim as a sentence of its own; empty when no whole clause of it can be quoted.

    A claim whose own words are no clause ("denied any part in it") is told by quoting its whole sentence.

    Args:
        pile: The pile.
        claim: What to tell.
        keep: A place in the article's text that the quoted words should hold.
    """
    passage = pile.passage(claim, keep) or (pile.passage(claim) if keep else None)
    by = verb(pile, claim)
    challenges = claim.kind is Kind.DISPUTE or claim.certainty is Certainty.DENIED
    inside = passage and any(passage.span.overlaps(c) for c in claim.attribution.cue)
    if passage and inside:
        return carried(pile, claim, passage)
    if passage and claim.attribution.path and (by or not challenges):
        who = Phrase(pile.through(claim), places(pile, claim, passage))
        joint = "" if by.endswith(" that") else (" that" if passage.text[0].islower() else ":")
        shape = f"{{}} {{}}{joint} {{}}" if by else "according to {}{}, {}"
        return join(shape, who, Phrase(by), Phrase(passage.quoted))
    if claim.attribution.path or passage is None:
        passage = pile.sentence(claim, keep)
    return carried(pile, claim, passage) if passage else Phrase("")


def stands_alone(words: Phrase) -> bool:
    """Whether a sentence can be read by itself: what it quotes does not begin by pointing back ("This trend …")."""
    return not re.match(r"“(?:This|These|That|Those|It|They|He|She|His|Her|Their|Its|But|And|So|Such)\b", words.text)


def carried(pile: Pile, claim: Claim, passage: Passage) -> Phrase:
    """A passage in the article's own voice, the article in brackets."""
    where = pile.cite(claim.article, (passage.span,))
    return Phrase(f"{passage.quoted} ({pile.carrier(claim)})", where)


def places(pile: Pile, claim: Claim, passage: Passage) -> tuple[Cite, ...]:
    """Where a claim stands, and the quoted words when they stand in none of those places."""
    where = pile.cite_claim(claim)
    if any(passage.text in flat(c.quote) for c in where):
        return where
    return merged(where, pile.cite(claim.article, (passage.span,)))
