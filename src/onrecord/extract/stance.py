"""How the article's own voice stands to what it reports: it adopts, doubts or rejects it, or says nothing of that.

Read off the cue ("pointed out", "falsely claimed"), what qualifies it ("the unsubstantiated claim that") and the
article's own words in the same sentence ("without evidence"), never off the content or what stands in quotation marks:
that is the speaker's voice. What the article says of a statement elsewhere is a claim of its own, which disputes it.
The word lists are in ``data/stance.toml``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from onrecord.extract.cues import true_lemma
from onrecord.model import Attribution, Claim, Kind, Mode, Span, Stance
from onrecord.values.text import text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_QUALIFIERS = ("amod", "advmod", "compound", "npadvmod")
_SOFT = re.compile(r"\b(?:appear|seem|look|may|might|could|doubt|question|unclear|unverified|not been verified)", re.I)


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads(files("onrecord.extract").joinpath("data/stance.toml").read_text(encoding="utf-8"))


@cache
def _words(stance: str, kind: str) -> frozenset[str]:
    return frozenset(_data()[stance].get(kind, ()))


@cache
def _phrases() -> re.Pattern[str]:
    longest_first = sorted(_data()["doubts"]["phrases"], key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(re.escape(p) for p in longest_first)})\b", re.IGNORECASE)


def stance_of(doc: Doc, attribution: Attribution, content: Sequence[Span]) -> Stance:
    """The stance of the article's voice to one attributed content, by the words around it in its sentence.

    Rejecting words come before doubting ones, and both before a cue that takes its content for true.
    """
    cue = _cue_words(doc, attribution)
    cue += _bearers(doc, content, cue)
    if attribution.mode is Mode.NARRATOR or not cue:
        return Stance.NEUTRAL
    if _rejects(cue, content):
        return Stance.REJECTS
    if _doubts(cue, content) or _phrases().search(_own_words(cue[0], content)):
        return Stance.DOUBTS
    return Stance.ADOPTS if _adopts(cue, content) else Stance.NEUTRAL


def _cue_words(doc: Doc, attribution: Attribution) -> list[Token]:
    runs = (doc.char_span(s.start, s.end, alignment_mode="expand") for s in attribution.cue)
    return [t for run in runs if run is not None for t in run if not t.is_punct]


def _bearers(doc: Doc, content: Sequence[Span], cue: Sequence[Token]) -> list[Token]:
    """The noun that the content hangs on, where it is no cue itself: "repeated the false claim that ..."."""
    run = doc.char_span(content[0].start, content[0].end, alignment_mode="expand")
    if run is None or run.root.dep_ not in ("acl", "ccomp"):
        return []
    above = run.root.head
    inside = any(s.start <= above.idx < s.end for s in content)
    return [above] if above.pos_ == "NOUN" and not inside and above not in cue else []


def _beside(cue: Iterable[Token], content: Sequence[Span]) -> list[Token]:
    """The words of the cue and those that qualify them, but for the content's own."""
    words = {t.i: t for word in cue for t in (word, *(c for c in word.children if c.dep_ in _QUALIFIERS))}
    return [t for t in words.values() if not any(s.start <= t.idx < s.end for s in content)]


def _marked(words: Iterable[Token], stance: str) -> bool:
    return any(
        t.lower_ in _words(stance, "adverbs")
        or (t.pos_ in ("ADJ", "VERB", "NOUN", "PROPN") and t.dep_ == "amod" and _is(t, stance, "adjectives"))
        or (t.pos_ == "NOUN" and _is(t, stance, "nouns"))
        or (t.pos_ == "VERB" and t.dep_ != "amod" and _is(t, stance, "verbs"))
        for t in words
    )


def _is(token: Token, stance: str, kind: str) -> bool:
    listed = _words(stance, kind)
    return token.lower_ in listed or true_lemma(token.lemma_) in listed


def _rejects(cue: Sequence[Token], content: Sequence[Span]) -> bool:
    return _marked(_beside(cue, content), "rejects") or any(_called_false(t, content) for t in cue if t.pos_ == "NOUN")


def _called_false(noun: Token, content: Sequence[Span]) -> bool:
    """Whether the sentence goes on to call the noun false: "the claim that the dam burst is untrue"."""
    verb = noun.head
    if noun.dep_ not in ("nsubj", "nsubjpass") or verb.lemma_ != "be" or any(c.dep_ == "neg" for c in verb.children):
        return False
    said = (
        c for c in verb.children if c.dep_ in ("acomp", "attr") and not any(s.start <= c.idx < s.end for s in content)
    )
    return any(_is(c, "rejects", "adjectives") or _is(c, "rejects", "nouns") for c in said)


def _doubts(cue: Sequence[Token], content: Sequence[Span]) -> bool:
    return _marked(_beside(cue, content), "doubts")


def _adopts(cue: Sequence[Token], content: Sequence[Span]) -> bool:
    """Whether the cue takes its content for true, and is neither negated nor still to come."""
    words = _beside(cue, content)
    if any(
        t.dep_ == "neg" or t.tag_ == "MD" or t.tag_ == "TO" for t in (*words, *(c for w in cue for c in w.children))
    ):
        return any(t.lower_ in _words("adopts", "adverbs") for t in words)
    particles = _data()["adopts"]["particles"]
    lowers = {t.lower_ for word in cue for t in (word, *word.children)}
    return _marked(words, "adopts") or any(particles.get(true_lemma(t.lemma_)) in lowers for t in cue)


def _own_words(near: Token, content: Sequence[Span]) -> str:
    """The article's own words in the sentence of the cue: outside the content and outside quotation marks."""
    sentence = near.sent
    kept, quoted = [], False
    for token in sentence:
        if token.text in "“”" or token.text == '"':
            quoted = token.text == "“" or (token.text == '"' and not quoted)
            continue
        if not quoted and not any(s.start <= token.idx < s.end for s in content):
            kept.append(token)
    return " ".join(t.lower_ for t in kept if not t.is_punct or t.text == "-").replace(" - ", "-")


def disputed_by_article(claims: Sequence[Claim], doc: Doc) -> dict[str, Stance]:
    """The claims that the article's own voice disputes elsewhere, by id: doubted where it says so softly."""
    found: dict[str, Stance] = {}
    for claim in claims:
        if claim.kind is not Kind.DISPUTE or claim.attribution.chain or claim.attribution.mode is not Mode.NARRATOR:
            continue
        words = " ".join(s.of(text_of(doc)) for s in claim.content)
        for target in claim.disputes:
            found[target] = Stance.DOUBTS if _SOFT.search(words) else Stance.REJECTS
    return found
