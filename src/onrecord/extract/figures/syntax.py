"""How a counted noun hangs in its sentence: the verbs and nouns that govern it, through lists, relatives and participles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from onrecord.extract.measures import Signals

if TYPE_CHECKING:
    from spacy.tokens import Token

NOMINAL = ("NOUN", "PROPN", "NUM", "PRON", "ADJ")
OBJECT = ("dobj", "obj", "nsubjpass", "dative", "attr", "oprd", "csubjpass")
SUBJECT = ("nsubj", "csubj", "agent")
REACHING = frozenset(
    "exceed reach total number be stand rise climb hit surpass top estimate put increase grow fall pass near go jump "
    "approach average drop decline swell come remain soar double triple amount run peak".split()
)


def lemma(token: Token) -> str:
    """The lemma in lower case; for a plural that spaCy leaves as it is, without its -s."""
    word = token.lemma_.lower()
    if token.tag_ in ("NNPS", "NNS", "NNP") and word == token.lower_ and word.endswith("s") and not word.endswith("ss"):
        return word[:-1] if len(word) > 3 and word not in ("himars", "news") else word
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
        token = token.head
    return token


def place_of(token: Token) -> Place:
    """The governors of a counted noun (or of a number that stands alone)."""
    place = Place(anchor_of(token))
    for noun in {token.i: token, place.anchor.i: place.anchor}.values():
        _own_modifiers(noun, place)
    _climb(place.anchor, place, 0)
    return place


def _own_modifiers(noun: Token, place: Place) -> None:
    """Participles and relative clauses that hang on the noun itself."""
    for child in noun.children:
        if child.dep_ == "acl" and child.pos_ == "VERB":
            target = place.objects if child.tag_ in ("VBN", "VBD") else place.subjects
            target.extend(_shared(child))
        elif child.dep_ == "relcl":
            _relative(child, place)
        elif child.dep_ == "amod" and child.pos_ in ("ADJ", "VERB", "ADV"):
            place.states.append(child)


def _relative(verb: Token, place: Place) -> None:
    passive = is_passive(verb)
    pronoun = next((c for c in verb.children if c.tag_ in ("WP", "WDT") or c.lower_ == "that"), None)
    as_subject = pronoun is not None and pronoun.dep_ == "nsubj" and not passive
    (place.subjects if as_subject else place.objects).extend(_shared(verb))


def is_passive(verb: Token) -> bool:
    """Whether the verb is in the passive ("were killed")."""
    return any(c.dep_ in ("auxpass", "nsubjpass") for c in verb.children)


def _climb(token: Token, place: Place, depth: int) -> None:
    """Follow the token upward and note each governor by the part the token plays for it."""
    head = token.head
    if depth > 5 or head.i == token.i:
        return
    if token.dep_ in ("pobj", "pcomp"):
        _climb_preposition(head, place, depth)
    elif head.pos_ in ("VERB", "AUX"):
        _under_verb(token, head, place)
    elif token.dep_ in ("compound", "nmod", "poss", "amod", "npadvmod", "appos", "conj") and head.pos_ in NOMINAL:
        place.within.append(head)


def _climb_preposition(prep: Token, place: Place, depth: int) -> None:
    governor = prep.head
    if prep.dep_ == "agent":
        place.within.append(governor)
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
    if governor.pos_ in ("NOUN", "PROPN"):
        _climb_within(governor, place)


def _climb_within(noun: Token, place: Place) -> None:
    top = anchor_of(noun)
    if top.head.i != top.i and top.head.pos_ in ("VERB", "AUX"):
        place.within.append(top.head)


def _under_verb(token: Token, verb: Token, place: Place) -> None:
    if token.dep_ in OBJECT and not (token.dep_ == "attr" and verb.lemma_ == "be"):
        place.objects.extend(_shared(verb, through_object=True))
    elif token.dep_ in SUBJECT:
        target = place.objects if is_passive(verb) else place.subjects
        target.extend(_shared(verb))
        _complements(verb, place)
    elif token.dep_ in ("npadvmod", "dep", "appos", "ccomp", "conj") and token.i > verb.i:
        place.objects.extend(_shared(verb, through_object=True))
    elif token.dep_ == "attr":
        place.within.append(verb)
        subject = next((c for c in verb.children if c.dep_ in ("nsubj", "expl")), None)
        if subject is not None and subject.pos_ == "NOUN":
            place.nouns.append(subject)
        place.states.extend(c for c in verb.children if c.dep_ in ("acomp", "advcl") and c.i > token.i)
    if token.dep_ in OBJECT:
        place.states.extend(c for c in verb.children if c.dep_ in ("acomp", "oprd", "ccomp", "xcomp") and c.pos_ in ("ADJ", "VERB"))
        _raising(verb, place)


def _raising(verb: Token, place: Place) -> None:
    """ "offered to send 100 volunteers": the volunteers are offered as well as sent."""
    while verb.dep_ == "xcomp" and verb.head.pos_ == "VERB":
        verb = verb.head
        place.objects.append(verb)


def _complements(verb: Token, place: Place) -> None:
    """ "soldiers are ready to come", "may be involved", "are said to have been killed"."""
    for child in verb.children:
        if child.dep_ in ("xcomp", "oprd") and child.pos_ in ("VERB", "AUX"):
            (place.objects if is_passive(child) or child.tag_ == "VBN" and not _has(child, "aux") else place.subjects).extend(_shared(child))
        elif child.dep_ in ("acomp", "oprd", "attr") and child.pos_ in ("ADJ", "VERB"):
            place.states.append(child)
            place.subjects.append(child)
            place.subjects.extend(c for c in child.children if c.dep_ == "xcomp")


def _has(token: Token, dep: str) -> bool:
    return any(c.dep_ == dep for c in token.children)


def _shared(verb: Token, *, through_object: bool = False) -> Iterator[Token]:
    """The verb and those joined to it that share the argument: "killed or wounded"."""
    yield verb
    for child in verb.children:
        if child.dep_ == "conj" and child.pos_ == "VERB" and not any(
            c.dep_ in ("nsubj", "nsubjpass", *(("dobj",) if through_object or child.tag_ in ("VBN", "VBD") else ())) for c in child.children
        ):
            yield from _shared(child, through_object=through_object)
    if through_object:
        above = verb
        while above.dep_ == "conj" and above.head.pos_ == "VERB" and not _has(above.head, "dobj"):
            above = above.head
            if not _has(above, "nsubjpass"):
                yield above


def implied_head(number: Token) -> Token | None:
    """The noun that a number standing alone is said of: "casualties exceeding 1,200", "the toll rose to 45"."""
    verb = number.head
    if number.dep_ in ("pobj", "pcomp") and number.head.pos_ in ("ADP", "SCONJ"):
        verb = number.head.head
        if number.head.lower_ == "of" and verb.pos_ == "NOUN":
            return verb
    if verb.pos_ not in ("VERB", "AUX") or lemma(verb) not in REACHING:
        return None
    if number.dep_ in ("nsubj", "nsubjpass"):
        return None
    if verb.dep_ in ("acl", "relcl", "amod"):
        return verb.head
    found = subject_of(verb)
    if found is None and lemma(verb) in ("put", "estimate"):
        found = next((c for c in verb.children if c.dep_ == "dobj" and c.i != number.i), None)
    if found is not None and lemma(found) in ("number", "total", "figure"):
        inner = [g for c in found.children if c.lower_ == "of" for g in c.children if g.dep_ == "pobj"]
        return inner[0] if inner else found
    return found


def subject_of(verb: Token) -> Token | None:
    """The subject of a verb, found also through the verbs it depends on ("has no trouble recruiting", "is said to have lost")."""
    seen = 0
    while seen < 8:
        subject = next((c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass", "csubj")), None)
        if subject is not None and subject.tag_ not in ("WDT", "WP"):
            return subject
        if subject is not None and verb.dep_ == "relcl":
            return verb.head
        if verb.dep_ == "acl" and verb.head.pos_ in ("NOUN", "PROPN") and verb.tag_ == "VBG" and not _in_object(verb.head):
            return verb.head
        if verb.head.i == verb.i:
            return None
        verb, seen = _next_verb(verb), seen + 1
    return None


def _in_object(noun: Token) -> bool:
    return noun.dep_ in ("dobj", "attr")


def _next_verb(verb: Token) -> Token:
    above = verb.head
    while above.pos_ not in ("VERB", "AUX") and above.head.i != above.i:
        above = above.head
    return above


def signals_of(thing: Token | None, place: Place) -> Signals:
    """The lemmas around a counted noun, for the choice of a measure."""
    objects = _lemmas(place.objects)
    states = {w for t in place.states for w in (lemma(t), t.lower_)}
    nouns = _lemmas(place.nouns) | ({lemma(thing)} if thing is not None else set())
    objects |= _joined(place.objects, states)
    subjects = _lemmas(place.subjects) | {f"{lemma(v)} as {w}" for v in place.subjects for w in _as(v)}
    return Signals(
        thing=lemma(thing) if thing is not None else None,
        plural=plural_of(thing) if thing is not None else "",
        words=frozenset(t.lower_ for t in thing.lefts if t.dep_ in ("amod", "compound", "nmod")) if thing is not None else frozenset(),
        objects=frozenset(objects),
        subjects=frozenset(subjects),
        nouns=frozenset(nouns),
        states=frozenset(states),
        within=frozenset(_lemmas(place.within) | _lemmas(place.nouns)),
    )


def _as(verb: Token) -> Iterator[str]:
    for prep in (c for c in verb.children if c.lower_ == "as"):
        for noun in prep.children:
            yield from (c.lower_ for c in noun.children if c.dep_ in ("compound", "amod"))
            yield lemma(noun)


def plural_of(noun: Token) -> str:
    """The noun to name a measure after: in the plural, in its own case where it is a name or an abbreviation."""
    word = noun.text if noun.is_upper else noun.lower_
    if noun.tag_ in ("NN", "NNP") and not word.endswith(("s", "S")) and word not in ("aircraft", "personnel", "people", "infantry"):
        return word + ("es" if word.endswith(("x", "ch", "sh")) else "s") if not word.endswith("man") else word[:-3] + "men"
    return word


def _lemmas(tokens: list[Token]) -> set[str]:
    return {lemma(t) for t in tokens}


def _joined(verbs: list[Token], states: set[str]) -> set[str]:
    """Verbs with what completes them: particles, "shot dead", "fatally shot", "killed or wounded"."""
    found: set[str] = set()
    for verb in verbs:
        for child in verb.children:
            if child.dep_ in ("prt", "acomp", "oprd", "advmod", "dobj"):
                found.add(f"{lemma(verb)} {child.lower_}")
            if child.lower_ == "fatally" or (child.lower_ == "to" and any(g.lower_ == "death" for g in child.children)):
                found.add("kill")
    names = _lemmas(verbs)
    if names & {"kill", "die"} and names & {"wound", "injure"}:
        found.add("kill or wound")
    if {"damage", "destroy"} <= names:
        found.add("damage or destroy")
    if "dead" in states and "shoot" in names:
        found.add("kill")
    return found
