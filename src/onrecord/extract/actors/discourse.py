"""What the text has spoken of so far, and what a pronoun is likely to stand for.

Salience is after Lappin and Leass (1994): each mention weighs by its grammatical role, subjects most; the weight
halves with every sentence; the mentions of one entity add up. Number, gender and the clause's own arguments rule
candidates out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.extract.actors.cast import Entity
from onrecord.extract.actors.lexicon import is_person_noun, words
from onrecord.extract.actors.phrase import is_subject, speaks, verb_of
from onrecord.model import SpeakerType

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

RECENT, SUBJECT, OBJECT, OTHER, POSSESSOR = 100, 80, 50, 40, 10
SPOKE = 300  # for the subject of the last verb of speech, where the pronoun speaks too
OWN_SUBJECT = 150  # for the subject of the clause that a possessive stands in
SINGULAR = 0.4  # what one state or body weighs as antecedent of "they" against several people
UNKNOWN = 0.6  # what someone unnamed weighs against someone named
NOBODY = 0.4  # what "anyone" weighs
MEMORY = 8  # sentences after which a mention no longer counts

HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
IT = frozenset({"it", "its", "itself"})
THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
POSSESSIVE = frozenset({"his", "her", "its", "their"})


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention: what of, at which head, in which sentence, with which weight."""

    entity: Entity
    token: Token
    sentence: int
    weight: int


class Discourse:
    """The mentions read so far, in order."""

    def __init__(self, doc: Doc) -> None:
        self.mentions: list[Mention] = []
        self._sentence = [n for n, sentence in enumerate(doc.sents) for _ in sentence]

    def add(self, entity: Entity, token: Token) -> None:
        """Note that ``token`` speaks of ``entity``."""
        self.mentions.append(Mention(entity, token, self._sentence[token.i], RECENT + _weight(token)))

    def last(self, fits: Callable[[Entity], bool]) -> Entity | None:
        """The entity last mentioned that fits."""
        return next((m.entity for m in reversed(self.mentions) if fits(m.entity)), None)

    def salient(self, token: Token, fits: Callable[[Entity], bool], *, thing: float = 1.0) -> Entity | None:
        """The entity most salient at ``token`` of those that fit; mere things weigh ``thing`` of what actors weigh."""
        here = self._sentence[token.i]
        scores: defaultdict[int, float] = defaultdict(float)
        entities: dict[int, Entity] = {}
        barred = {id(m.entity) for m in self.mentions if m.sentence == here and bound(m.token, token)}

        def share(entity: Entity) -> float:
            several = token.lower_ in THEY and not entity.plural
            vague = entity.type is SpeakerType.UNNAMED and entity.head in words("nobody")
            weight = thing if entity.type in (None, SpeakerType.DOCUMENT) else NOBODY if vague else 1.0
            if entity.type is SpeakerType.UNNAMED and token.lower_ not in THEY:
                weight *= UNKNOWN
            return weight * (SINGULAR if several else 1.0)

        for mention in self._recent(here):
            entity = mention.entity
            if id(entity) in barred or not fits(entity):
                continue
            entities[id(entity)] = entity
            scores[id(entity)] += share(entity) * mention.weight * 0.5 ** (here - mention.sentence)
            if token.lower_ in POSSESSIVE and own_subject(mention.token, token):
                scores[id(entity)] += OWN_SUBJECT
        spoke = self._last_speaker() if speaks(token) else None
        if spoke is not None and id(spoke) in scores:
            scores[id(spoke)] += SPOKE
        best = max(scores, key=lambda key: scores[key], default=None)
        return entities[best] if best is not None else None

    def _recent(self, here: int) -> Iterable[Mention]:
        return (m for m in reversed(self.mentions) if here - m.sentence <= MEMORY)

    def _last_speaker(self) -> Entity | None:
        return next((m.entity for m in reversed(self.mentions) if m.entity.type and speaks(m.token)), None)


def _weight(token: Token) -> int:
    if is_subject(token):
        return SUBJECT
    if token.dep_ in {"dobj", "attr"}:
        return OBJECT
    return POSSESSOR if token.dep_ in {"poss", "compound", "nmod"} else OTHER


def bound(candidate: Token, pronoun: Token) -> bool:
    """Whether the two are arguments of one verb, so that a plain pronoun cannot mean the candidate."""
    if pronoun.lower_ in POSSESSIVE or pronoun.lower_.endswith(("self", "selves")):
        return False
    verb = verb_of(pronoun)
    if verb is None or candidate.dep_ in {"poss", "compound", "appos"}:
        return False
    return verb_of(candidate) == verb and (is_subject(candidate) or is_subject(pronoun))


def own_subject(candidate: Token, pronoun: Token) -> bool:
    """Whether the candidate is the subject of the clause that the pronoun stands in."""
    return is_subject(candidate) and candidate.head == verb_of(pronoun)


def fits_pronoun(pronoun: Token) -> Callable[[Entity], bool]:
    """The test of number and gender that a pronoun puts to what it may stand for."""
    lower = pronoun.lower_
    talking = speaks(pronoun)
    if lower in HE or lower in SHE:
        gender = "m" if lower in HE else "f"
        return lambda e: _is_person(e) and not e.plural and e.gender in ("", gender)
    if lower in IT:
        return lambda e: not e.plural and not _is_person(e) and (e.type is not None or not talking)
    return lambda e: (
        (e.plural or e.type in (SpeakerType.ORGANISATION, SpeakerType.STATE)) and (e.type is not None or not talking)
    )


def _is_person(entity: Entity) -> bool:
    if entity.type is SpeakerType.PERSON:
        return True
    return entity.type is SpeakerType.UNNAMED and not entity.plural and is_person_noun(entity.head)


def is_expletive(pronoun: Token) -> bool:
    """Whether an "it" stands for nothing: "it is believed that", "it seems"."""
    verb = pronoun.head
    if pronoun.dep_ == "expl":
        return True
    if pronoun.lower_ != "it" or not is_subject(pronoun):
        return False
    if pronoun.is_sent_start and verb.lemma_ == "be" and any(c.dep_ in {"attr", "acomp"} for c in verb.children):
        return True  # "It is an admission that": what was said before, not who
    clausal = any(c.dep_ in {"ccomp", "csubj", "xcomp", "acomp"} for c in verb.children)
    return clausal and (pronoun.dep_ == "nsubjpass" or verb.lemma_ in {"be", "seem", "appear", "turn", "happen"})
