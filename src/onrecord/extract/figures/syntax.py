"""How a counted noun hangs in its sentence: the verbs and nouns over it, through lists, relatives and participles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from onrecord.extract.measures import is_unit_noun, says

if TYPE_CHECKING:
    from spacy.tokens import Token

NOMINAL = ("NOUN", "PROPN", "NUM", "PRON", "ADJ")
OBJECT = ("dobj", "obj", "nsubjpass", "dative", "attr", "oprd", "csubjpass")
SUBJECT = ("nsubj", "csubj", "agent")


def lemma(token: Token) -> str:
    """The lemma in lower case; for a plural that spaCy leaves as it is, without its -s; an acronym keeps it."""
    word = token.lemma_.lower()
    if token.is_upper:
        return word
    if token.tag_ in ("NNPS", "NNS", "NNP") and word == token.lower_ and word.endswith("s") and not word.endswith("ss"):
        return word[:-1] if len(word) > 3 and word != "news" else word
    return word


@dataclass(slots=True)
class Place:
    """The governors of a counted noun, as tokens: what it is object or subject of, and what it lies within."""

    anchor: Token
    objects: list[Token] = field(default_factory=list)
    subjects: list[Token] = field(default_factory=list)
    nouns: list[Token] = field(default_factory=list)
    within: list[Token] = field(default_factory=list)
    states: list[Token] = field(default_factory=list)

    @property
    def verbs(self) -> list[Token]:
        """All governing verbs, the nearest first."""
        return [*self.objects, *self.subjects, *[t for t in self.within if t.pos_ in ("VERB", "AUX")]]


def anchor_of(token: Token) -> Token:
    """Up through lists and appositions: of "369 aircraft, 328 helicopters" both hang where the first does."""
    while token.dep_ in ("conj", "appos", "nummod") and token.head.pos_ in NOMINAL and token.head.i != token.i:
        if token.dep_ == "nummod" and token.head.i > token.i:
            break
        if token.dep_ == "appos" and token.head.ent_type_ in ("DATE", "TIME", "GPE"):
            break
        token = token.head
    return token


def place_of(token: Token, number: Token | None = None) -> Place:
    """The governors of a counted noun (or of a number that stands alone).

    In a partitive ("91 of its rescuers were killed") the number holds the place in the sentence, and the noun keeps
    what hangs on it.
    """
    if number is not None and number.i + 1 < token.i and number.nbor(1).lower_ == "of":
        place = place_of(number)
        _own_modifiers(token, place)
        return place
    place = Place(anchor_of(token))
    if place.anchor.lower_ == "others" and place.anchor.head.lower_ == "among":  # "lost, among others, 15 tanks"
        place.objects.append(place.anchor.head.head)
    for noun in {token.i: token, place.anchor.i: place.anchor}.values():
        _own_modifiers(noun, place)
    _climb(place.anchor, place, 0)
    return place


def own_place(noun: Token) -> Place:
    """The place by what hangs on the noun itself alone."""
    place = Place(noun)
    _own_modifiers(noun, place)
    return place


def _own_modifiers(noun: Token, place: Place) -> None:
    """Participles and relative clauses that hang on the noun itself."""
    for child in noun.children:
        if child.dep_ == "acl" and child.pos_ == "VERB":
            target = place.objects if child.tag_ in ("VBN", "VBD") else place.subjects
            target.extend(_shared(child))
            if child.tag_ in ("VBN", "VBD"):
                _complements(child, place)  # "people known to have died"
        elif child.dep_ == "relcl":
            _relative(child, place)
        elif child.dep_ == "amod" and child.pos_ in ("ADJ", "VERB", "ADV"):
            place.states.append(child)


def _relative(verb: Token, place: Place) -> None:
    if any(c.tag_ == "WRB" for c in verb.children):
        return  # "12 children, when the dam gave way": a clause of time, whatever the parse hangs it on
    passive = is_passive(verb)
    subjects = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
    if any(_is_of_which(c) or (c.dep_ == "nsubjpass" and c.tag_ not in ("WP", "WDT")) for c in subjects):
        return  # "24 drones, of which 10 were shot down" says nothing of the 24
    pronoun = next((c for c in verb.children if c.tag_ in ("WP", "WDT") or c.lower_ == "that"), None)
    as_subject = pronoun is not None and pronoun.dep_ == "nsubj" and not passive
    (place.subjects if as_subject else place.objects).extend(_shared(verb))


def _is_of_which(noun: Token) -> bool:
    return any(g.lower_ in ("whom", "which") for c in noun.children if c.lower_ == "of" for g in c.children)


def is_passive(verb: Token) -> bool:
    """Whether the verb is in the passive: "were killed", or elided, "and 25 others wounded"."""
    if any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children):
        return True
    bare = not any(c.dep_ in ("aux", "dobj") for c in verb.children)
    return bare and (verb.tag_ == "VBN" or (verb.tag_ == "VBD" and says("transitive", lemma(verb))))


def _climb(token: Token, place: Place, depth: int) -> None:
    """Follow the token upward and note each governor by the part the token plays for it."""
    head = token.head
    while head.dep_ in ("aux", "auxpass") and head.head.pos_ in ("VERB", "ADJ"):  # "21 were still missing"
        head = head.head
    if depth > 5 or head.i == token.i:
        return
    if token.dep_ in ("pobj", "pcomp"):
        _climb_preposition(head, place, depth)
    elif head.pos_ in ("VERB", "AUX"):
        _under_verb(token, head, place)
    elif token.dep_ in ("nsubj", "nsubjpass") and head.pos_ == "ADJ":  # "left three people dead"
        place.states.append(head)
    elif token.dep_ in ("compound", "nmod", "poss", "amod", "npadvmod", "appos", "conj") and head.pos_ in NOMINAL:
        place.within.append(head)


def _climb_preposition(prep: Token, place: Place, depth: int) -> None:
    governor = prep.head
    if prep.dep_ == "agent":
        place.within.append(governor)
        return
    if governor.lower_ in ("along", "together") and governor.head.i != governor.i:
        prep, governor = governor, governor.head
    if prep.lower_ in ("along", "together", "alongside") and governor.pos_ == "VERB" and is_passive(governor):
        place.objects.extend(_shared(governor))  # "was killed along with 30 others"
        return
    if prep.lower_ == "of" and governor.pos_ in ("NOUN", "PROPN"):
        place.nouns.append(governor)
        place.within.append(governor)
        _own_modifiers(governor, place)
        _climb(anchor_of(governor), place, depth + 1)
        return
    place.within.append(governor)
    if governor.dep_ in ("acl", "relcl", "amod") and governor.head.i != governor.i:
        place.within.append(governor.head)
        if is_unit_noun(lemma(governor.head)):  # what is done to a unit is done to its people
            _climb(anchor_of(governor.head), place, depth + 1)
    if governor.pos_ in ("NOUN", "PROPN"):
        _climb_within(governor, place)


def _climb_within(noun: Token, place: Place) -> None:
    top = anchor_of(noun)
    if top.head.i != top.i and top.head.pos_ in ("VERB", "AUX"):
        place.within.append(top.head)


def _under_verb(token: Token, verb: Token, place: Place) -> None:
    if token.dep_ in ("nsubjpass", "csubjpass"):
        place.objects.extend(_shared(verb))
    elif token.dep_ in OBJECT and not (token.dep_ == "attr" and verb.lemma_ == "be"):
        place.objects.extend(_sharing_object(verb, token))
        if lemma(verb) in ("include", "comprise", "number", "total"):  # "victims included 20 children"
            place.nouns.extend(c for c in verb.children if c.dep_ == "nsubj" and c.pos_ == "NOUN")
    elif token.dep_ in SUBJECT:
        target = place.objects if is_passive(verb) else place.subjects
        target.extend(_shared(verb))
        _complements(verb, place)
    elif token.dep_ in ("npadvmod", "dep", "appos", "ccomp", "conj") and token.i > verb.i:
        place.objects.extend(_sharing_object(verb, token))
    elif token.dep_ == "attr":
        place.within.append(verb)
        subject = next((c for c in verb.children if c.dep_ in ("nsubj", "expl")), None)
        if subject is None:  # "among the dead were six firefighters"
            among = (c for c in verb.children if c.lower_ == "among")
            place.nouns.extend(g for c in among for g in c.children if g.dep_ == "pobj")
        if subject is not None and subject.pos_ == "NOUN":
            place.nouns.append(subject)
        place.states.extend(c for c in verb.children if c.dep_ in ("acomp", "advcl") and c.i > token.i)
    if token.dep_ in OBJECT:
        place.states.extend(
            c for c in verb.children if c.dep_ in ("acomp", "oprd", "ccomp", "xcomp") and c.pos_ in ("ADJ", "VERB")
        )
        _raising(verb, place)


def _raising(verb: Token, place: Place) -> None:
    """As in "offered to send 100 volunteers": the volunteers are offered as well as sent."""
    while verb.dep_ == "xcomp" and verb.head.pos_ == "VERB":
        verb = verb.head
        place.objects.append(verb)


def _complements(verb: Token, place: Place) -> None:
    """As in "soldiers are ready to come", "may be involved", "are said to have been killed"."""
    for child in verb.children:
        if child.dep_ in ("xcomp", "oprd") and child.pos_ in ("VERB", "AUX"):
            (
                place.objects
                if is_passive(child) or (child.tag_ == "VBN" and not _has(child, "aux"))
                else place.subjects
            ).extend(_shared(child))
        elif child.dep_ in ("acomp", "oprd", "attr") and child.pos_ in ("ADJ", "VERB"):
            place.states.append(child)
            place.subjects.append(child)
            place.subjects.extend(c for c in child.children if c.dep_ == "xcomp")


def _has(token: Token, dep: str) -> bool:
    return any(c.dep_ == dep for c in token.children)


def _shared(verb: Token) -> Iterator[Token]:
    """The verb and those joined to it that share its subject: "may have been killed or wounded"."""
    yield verb
    for child in verb.children:
        joined = child.tag_ == "VBN" and _has(verb, "auxpass")  # "was shot and killed": one auxiliary for both
        own = ("nsubj", "nsubjpass", "dobj")[: 3 if child.tag_ in ("VBN", "VBD") and not joined else 2]
        if child.dep_ == "conj" and child.pos_ == "VERB" and not any(_has(child, dep) for dep in own):
            yield from _shared(child)


def _sharing_object(verb: Token, thing: Token) -> Iterator[Token]:
    """The verb and those joined to it that stand before its object: "killed, injured or captured 50 soldiers"."""
    yield verb
    yield from (c for c in verb.children if c.dep_ == "conj" and c.pos_ == "VERB" and c.i < thing.i)
    while verb.dep_ == "conj" and verb.head.pos_ == "VERB" and not _has(verb.head, "dobj"):
        verb = verb.head
        if not _has(verb, "nsubjpass"):
            yield verb
