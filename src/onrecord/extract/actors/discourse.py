"""What the text has spoken of so far, and what a pronoun is likely to stand for.

Salience is after Lappin and Leass (1994): each mention weighs by its grammatical role, subjects most; the weight
halves with every sentence; the mentions of one entity add up. Number, gender and the clause's own arguments rule
candidates out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

from onrecord.extract.actors.cast import Entity
from onrecord.extract.actors.lexicon import is_a, is_person_noun, words
from onrecord.extract.actors.phrase import is_subject, speaks, verb_of
from onrecord.model import SpeakerType

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

RECENT, SUBJECT, OBJECT, OTHER, POSSESSOR = 100, 80, 50, 40, 10
THING = 0.6  # what a mere thing weighs against an actor
SPOKE = 300  # for the subject of the last verb of speech, where the pronoun speaks too
OWN_SUBJECT = 150  # for the subject of the clause that a possessive stands in
SINGULAR = 0.4  # what one state or body weighs as antecedent of "they" against several people
UNKNOWN = 0.6  # what someone unnamed weighs against someone named
UNTOLD = 0.35  # what someone whose gender is not known weighs as antecedent of "he" or "she"
NOBODY = 0.4  # what "anyone" weighs
LATELY = 12  # mentions
MEMORY = 8  # sentences after which a mention no longer counts

ASK = frozenset({"ask", "question", "press", "quiz", "interview"})
PLAIN_MARKS = frozenset({'"', "''", "``"})

HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
IT = frozenset({"it", "its", "itself"})
THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
PERSONAL = frozenset({"he", "she", "it", "they"})
POSSESSIVE = frozenset({"his", "her", "its", "their"})


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention: what of, at which head, in which sentence of the narrator, its weight, whether inside a quote."""

    entity: Entity
    token: Token
    sentence: int
    weight: int
    quoted: bool


class Discourse:
    """The mentions read so far, in order."""

    def __init__(self, doc: Doc, named: Callable[[int], Entity | None] = lambda _: None) -> None:
        self._named = named
        self.mentions: list[Mention] = []
        self._lately: defaultdict[SpeakerType | str | None, dict[int, Entity]] = defaultdict(dict)
        self._spoke: dict[int, Entity] = {}
        self._quoted = quoted(doc)
        self._sentence = _narrative(doc, self._quoted)

    def add(self, entity: Entity, token: Token) -> None:
        """Note that ``token`` speaks of ``entity``."""
        weight = RECENT + _weight(token)
        self.mentions.append(Mention(entity, token, self._sentence[token.i], weight, self._quoted[token.i]))
        for kind in (entity.type, entity.head):
            lately = self._lately[kind]
            lately.pop(id(entity), None)  # entered anew, so that the last mentioned stands last
            lately[id(entity)] = entity
        if entity.type and speaks(token):
            self._spoke[id(entity)] = entity

    def _ruled_out(self, pronoun: Token) -> Iterator[Entity]:
        """Those whom the pronoun's own sentence names otherwise: "he" is nobody named in what "he" says.

        Inside a quotation nobody says "he" of himself.
        """
        if pronoun.lower_ in PERSONAL and is_subject(pronoun):
            for token in _governed(pronoun):
                entity = self._named(token.i)
                if entity is not None:
                    yield entity
        if self._quoted[pronoun.i]:
            teller = self._teller(pronoun)
            if teller is not None:
                yield teller

    def _teller(self, pronoun: Token) -> Entity | None:
        """Who is named as the speaker of the quotation around the pronoun, in the same sentence."""
        for above in pronoun.ancestors:
            if self._quoted[above.i] or not is_a(above, "speech"):
                continue
            subject = next((c for c in above.children if c.dep_ == "nsubj" and not self._quoted[c.i]), None)
            return self._named(subject.i) if subject is not None else None
        return None

    def last(self, kind: SpeakerType | str, fits: Callable[[Entity], bool] = lambda _: True) -> Entity | None:
        """The entity last mentioned that fits, of a type or (where ``kind`` is a word) named by that noun."""
        return next((entity for entity in reversed(self._lately[kind].values()) if fits(entity)), None)

    def lately(self, entity: Entity) -> bool:
        """Whether the entity is among the last few mentioned."""
        return any(m.entity is entity for m in self.mentions[-LATELY:])

    def speakers(self) -> list[Entity]:
        """Who has spoken so far, each once."""
        return list(self._spoke.values())

    def salient(self, token: Token, fits: Callable[[Entity], bool]) -> Entity | None:
        """The entity most salient at ``token`` of those that fit."""
        here = self._sentence[token.i]
        recent = list(takewhile(lambda m: here - m.sentence <= MEMORY, reversed(self.mentions)))
        barred = {id(m.entity) for m in recent if m.sentence == here and bound(m.token, token)}
        barred |= {id(entity) for entity in self._ruled_out(token)}
        scores: defaultdict[int, float] = defaultdict(float)
        entities: dict[int, Entity] = {}
        for mention in recent:
            entity = mention.entity
            if id(entity) in barred or not fits(entity):
                continue
            entities[id(entity)] = entity
            weight = _share(entity, token) * mention.weight * (0.5 if mention.quoted else 1.0)
            scores[id(entity)] += weight * 0.5 ** (here - mention.sentence)
            if token.lower_ in POSSESSIVE and own_subject(mention.token, token):
                scores[id(entity)] += OWN_SUBJECT
        if speaks(token):
            _prefer_speaker(scores, recent, here)
        best = max(scores, key=lambda key: scores[key], default=None)
        return entities[best] if best is not None else None


def _prefer_speaker(scores: dict[int, float], recent: list[Mention], here: int) -> None:
    """Add to the scores of who spoke last, and of who was asked in the sentence before."""
    spoke = next((m for m in recent if m.entity.type and speaks(m.token)), None)
    if spoke is not None and id(spoke.entity) in scores:
        scores[id(spoke.entity)] += SPOKE * 0.5 ** (here - spoke.sentence)
    for mention in recent:
        asked = mention.token.dep_ in {"dobj", "dative"} and mention.token.head.lemma_ in ASK
        if asked and here - mention.sentence <= 1 and id(mention.entity) in scores:
            scores[id(mention.entity)] += SPOKE


def _share(entity: Entity, token: Token) -> float:
    """What a mention of the entity weighs for this pronoun, against one of someone named."""
    weight = THING if entity.type in (None, SpeakerType.DOCUMENT) else 1.0
    if entity.type is SpeakerType.UNNAMED:
        weight = NOBODY if entity.head in words("nobody") else 1.0
        if token.lower_ not in THEY:
            weight *= UNKNOWN
    if token.lower_ in HE | SHE and not entity.gender:
        weight *= UNTOLD
    return weight * (SINGULAR if token.lower_ in THEY and not entity.plural else 1.0)


def quoted(doc: Doc) -> list[bool]:
    """For each token, whether it stands inside double quotation marks; a line break ends a quote left open."""
    inside, marks = False, []
    for token in doc:
        if "\n" in token.text:
            inside = False
        if token.text == "“" or (token.text in PLAIN_MARKS and not inside):
            inside = True
        elif token.text == "”" or token.text in PLAIN_MARKS:
            inside = False
        marks.append(inside)
    return marks


def _narrative(doc: Doc, inside: list[bool]) -> list[int]:
    """For each token the number of its sentence, where sentences that stand wholly inside quotes do not count."""
    numbers, at = [], 0
    for sentence in doc.sents:
        at += not all(inside[t.i] for t in sentence if t.is_alpha)
        numbers += [at] * len(sentence)
    return numbers


def _weight(token: Token) -> int:
    if is_subject(token):
        return SUBJECT
    if token.dep_ in {"dobj", "attr"}:
        return OBJECT
    return POSSESSOR if token.dep_ in {"poss", "compound", "nmod"} else OTHER


def bound(candidate: Token, pronoun: Token) -> bool:
    """Whether the two are arguments of one verb, so that a plain pronoun cannot mean the candidate."""
    if _holds(candidate, pronoun):
        return True
    if pronoun.lower_ in POSSESSIVE or pronoun.lower_.endswith(("self", "selves")):
        return False
    verb = verb_of(pronoun)
    if verb is None or candidate.dep_ in {"poss", "compound", "appos"}:
        return False
    return verb_of(candidate) == verb and (is_subject(candidate) or is_subject(pronoun))


def _governed(pronoun: Token) -> Iterator[Token]:
    """The words of the clause whose subject the pronoun is, behind it or in a clause that its verb takes."""
    for part in pronoun.head.children:
        if part.i > pronoun.i or part.dep_ == "ccomp":
            yield from part.subtree


def _holds(candidate: Token, pronoun: Token) -> bool:
    """Whether the candidate's own phrase holds the pronoun with no clause between: "400 of its men"."""
    for ancestor in pronoun.ancestors:
        if ancestor == candidate:
            return True
        if ancestor.pos_ in {"VERB", "AUX"}:
            return False
    return False


def own_subject(candidate: Token, pronoun: Token) -> bool:
    """Whether the candidate is the subject of the clause that the pronoun stands in, or of what its owner says there.

    "Norland has 5,000 troops at the border with Sudland, its defence ministry said": the ministry is Norland's.
    """
    verb = verb_of(pronoun)
    if verb is None or not is_subject(candidate):
        return False
    said = is_a(verb, "speech") and is_subject(pronoun.head) and candidate.head.dep_ == "ccomp"
    return candidate.head == verb or (said and candidate.head.head == verb and candidate.i < pronoun.i)


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
    if _begins(pronoun) and verb.lemma_ == "be" and any(c.dep_ in {"attr", "acomp"} for c in verb.children):
        return True  # "It is an admission that": what was said before, not who
    clausal = any(c.dep_ in {"ccomp", "csubj", "xcomp", "acomp"} for c in verb.children)
    return clausal and (pronoun.dep_ == "nsubjpass" or verb.lemma_ in {"be", "seem", "appear", "turn", "happen"})


def _begins(token: Token) -> bool:
    """Whether nothing but marks stands before the token in its sentence."""
    return all(t.is_punct or t.is_space for t in token.doc[token.sent.start : token.i])
