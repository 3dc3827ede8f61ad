"""Words that hedge a claim: adverbs, modals and verbs of weak belief, found on the parse, with how far each goes.

After the hedge and modality lexicons of factuality annotation (FactBank, Saurí and Pustejovsky 2009).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.extract.clauses import Content, auxiliaries, infinitive_of, is_month, modal, negated, words
from onrecord.model import Certainty, Hedge, Span, SpeakerType

if TYPE_CHECKING:
    from spacy.tokens import Token

    from onrecord.extract.speech import Statement


@dataclass(frozen=True, slots=True)
class Found:
    """A hedge at its words; ``makes`` is the certainty that it leaves the claim, None when it only colours a noun."""

    token: Token
    makes: Certainty | None

    @property
    def hedge(self) -> Hedge:
        """As the claim keeps it."""
        start = self.token.idx
        return Hedge(text=self.token.text, span=Span(start, start + len(self.token.text)))


def find_hedges(content: Content, statement: Statement | None) -> tuple[Found, ...]:
    """The hedges in a claim and on the words that present it, in the order of the text."""
    found: dict[int, Found] = {}
    for token in content.tokens:
        makes, hedges = _inside(token)
        if hedges:
            kept = makes if token.lower_ in words("hedge", "anywhere") or content.asserts(token) else None
            found[token.i] = Found(token, kept)
    for token in content.governors():
        if hedge := _governing(token, statement):
            found.setdefault(token.i, hedge)
    return tuple(found[i] for i in sorted(found))


def _inside(token: Token) -> tuple[Certainty | None, bool]:
    """What a word of the claim itself leaves of its certainty, and whether it is a hedge at all."""
    lower, lemma = token.lower_, token.lemma_.lower()
    if token.tag_ == "MD":
        return Certainty.POSSIBLE, epistemic(token)
    if token.pos_ == "ADV" or (token.dep_ == "advmod" and lower != "likely"):
        return _adverb(token)
    if token.pos_ in ("ADJ", "VERB") and lower in words("hedge", "adjectives") and token.dep_ in ("amod", "nmod"):
        return (Certainty.HEDGED if lower == "estimated" else None), True
    if token.pos_ in ("VERB", "AUX"):
        makes = _verb(token, lemma)
        return makes, makes is not None
    possible = (
        token.pos_ == "ADJ" and lower in words("possible", "adjectives") and token.dep_ in ("acomp", "ROOT", "conj")
    )
    return Certainty.POSSIBLE, possible and not negated(token.head)


def _adverb(token: Token) -> tuple[Certainty | None, bool]:
    if token.lower_ in words("hedge", "adverbs"):
        return Certainty.HEDGED, True
    return Certainty.POSSIBLE, token.lower_ in words("possible", "adverbs")


def _verb(token: Token, lemma: str) -> Certainty | None:
    """What a verb of belief or seeming leaves of the certainty of what it governs."""
    if lemma in words("hedge", "seeming"):
        governs = infinitive_of(token) or any(c.dep_ in ("oprd", "acomp", "ccomp", "xcomp") for c in token.children)
        return Certainty.HEDGED if governs else None
    if lemma in words("hedge", "suggesting"):
        return (
            Certainty.HEDGED
            if not _by_person(token) and any(c.dep_ in ("ccomp", "dobj") for c in token.children)
            else None
        )
    if lemma not in words("hedge", "believing"):
        return None
    passive = token.tag_ == "VBN" and (
        token.dep_ in ("acl", "advcl") or any(a.dep_ == "auxpass" for a in auxiliaries(token))
    )
    governs = any(c.dep_ in ("ccomp", "xcomp", "oprd", "prep") for c in token.children)
    if passive and lemma != "consider":
        return Certainty.HEDGED if governs else None
    if lemma in words("hedge", "passive_only"):
        return None
    return Certainty.HEDGED if any(c.dep_ == "ccomp" for c in token.children) else None


def _strength(token: Token) -> bool:
    """Whether "might" is strength: "their military might"."""
    return token.lower_ == "might" and token.i > 0 and token.nbor(-1).pos_ in ("ADJ", "DET")


def permits(token: Token) -> bool:
    """Whether "may" is no possibility but a wish or a leave: "may he rest", "you may enter"."""
    subjects = [c for c in token.head.children if c.dep_ == "nsubj"]
    return token.lower_ == "may" and any(c.i > token.i or c.lower_ == "you" for c in subjects)


def _by_person(verb: Token) -> bool:
    """Whether the subject of a verb is a person: who suggests something says it, evidence only supports it."""
    return any(c.dep_ == "nsubj" and (c.ent_type_ == "PERSON" or c.pos_ == "PRON") for c in verb.children)


def _person_speaks(statement: Statement | None) -> bool:
    return statement is not None and any(s.type is SpeakerType.PERSON for s in statement.attribution.chain[:1])


def epistemic(token: Token) -> bool:
    """Whether "may", "might" or "could" speaks of a possibility, not of what somebody was able to do."""
    lower = token.lower_
    if lower not in words("possible", "modals") or token.dep_ != "aux" or _strength(token):
        return False
    if permits(token) or is_month(token):
        return False
    return lower != "could" or (token.head.lemma_ not in words("possible", "abilities") and not negated(token.head))


def _governing(token: Token, statement: Statement | None) -> Found | None:
    """A hedge on the words that present the claim: "is believed to", "reportedly said", "estimates suggest"."""
    lemma = token.lemma_.lower()
    if token.pos_ == "ADV":
        return Found(token, Certainty.HEDGED) if token.lower_ in words("hedge", "adverbs") else None
    if lemma in words("hedge", "suggesting"):
        says = reporting_source(statement) or _person_speaks(statement) or _by_person(token)
        return None if says else Found(token, Certainty.HEDGED)
    if token.pos_ not in ("VERB", "AUX"):
        return None
    if lemma in words("hedge", "seeming"):
        return Found(token, Certainty.HEDGED)
    if lemma in words("hedge", "believing"):
        passive = token.tag_ == "VBN" and (
            token.dep_ in ("acl", "advcl") or any(a.dep_ == "auxpass" for a in auxiliaries(token))
        )
        weak = passive or lemma not in words("hedge", "passive_only")
        return Found(token, Certainty.HEDGED) if weak else None
    if (aux := modal(token)) and aux.lower_ in ("may", "might"):
        return Found(aux, Certainty.POSSIBLE)
    return None


def reporting_source(statement: Statement | None) -> bool:
    """Whether the speaker is a report or the press, whose "suggest" only passes something on."""
    if statement is None:
        return False
    nouns = words("hedge", "reporting_nouns")
    named = [w.lower().rstrip("s") for speaker in statement.attribution.chain for w in speaker.text.split()]
    return any(w in nouns or f"{w}s" in nouns for w in named)


def weak_cue(statement: Statement | None) -> Iterator[Certainty]:
    """The certainty that the cue itself leaves: believing and suggesting hedge, and so does a source that estimates."""
    if statement is None:
        return
    lemma = statement.cue_lemma.lower()
    if lemma in words("hedge", "believing") - words("hedge", "passive_only"):
        yield Certainty.HEDGED
    if lemma in words("hedge", "suggesting") and not _person_speaks(statement) and not reporting_source(statement):
        yield Certainty.HEDGED
    nouns = words("hedge", "nouns")
    if any(w.lower().rstrip("s") in nouns for s in statement.attribution.chain for w in s.text.split()[-2:]):
        yield Certainty.HEDGED
