"""The cast of an article: who and what it names, every way it writes each, with roles, states and gender."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from onrecord.extract.actors.learned import learn_adjectives
from onrecord.extract.actors.lexicon import is_a, lemma, role_key, state_in, words
from onrecord.extract.actors.names import NameTable
from onrecord.extract.actors.phrase import left_edge, right_edge, speaks
from onrecord.extract.actors.register import Register
from onrecord.extract.actors.votes import Name
from onrecord.model import SpeakerType
from onrecord.values import states
from onrecord.values.name import fold, leader_named, same_name, same_person

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

COMPASS = frozenset({"North", "South", "East", "West"})  # "the North" for North Korea, where it is named before
PERSON, ORGANISATION, STATE = SpeakerType.PERSON, SpeakerType.ORGANISATION, SpeakerType.STATE


@dataclass(frozen=True, slots=True)
class Role:
    """What someone is: the noun ("secretary"), the words before it ("defence"), the state it is of."""

    noun: str
    modifiers: frozenset[str]
    state: str | None


@dataclass(slots=True, eq=False)
class Entity:
    """Someone or something that the article speaks of, as gathered while reading; ``type`` None for a mere thing."""

    name: str
    type: SpeakerType | None
    head: str = ""  # for what has no name: its head noun
    state: str | None = None
    gender: str = ""  # m | f | empty when not known
    plural: bool = False
    named: bool = False
    region: bool = False  # a sea, a continent: no place that has a government
    roles: set[Role] = field(default_factory=set)
    forms: Counter[str] = field(default_factory=Counter)
    offices: set[str] = field(default_factory=set)  # what the article calls a person: "mayor of Norwick"


class Cast:
    """All named entities of a document and which mention is of which."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.names = NameTable(doc)
        self.learned = learn_adjectives(doc, self.names)
        self.entities: list[Entity] = []
        self._of: dict[int, Entity] = {}  # start of a mention -> entity
        self._starts: defaultdict[int, list[int]] = defaultdict(list)  # id of an entity -> starts of its mentions
        self._register = Register()
        for name in sorted(self.names.names, key=lambda n: (self._is_short(n), n.start)):
            self._assign(name)
        self._aliases()
        for name in self.names.names:
            self._read_roles(name)
            self._read_home(name)
            self._read_statehood(name)
        self._know_leaders()

    def at(self, i: int) -> Entity | None:
        """The entity named at token ``i``."""
        name = self.names.at(i)
        return self._of.get(name.start) if name else None

    def find(self, words_: str) -> Entity | None:
        """The entity that a name, as written, stands for; the most often named where more than one fits."""
        near = self._register.near(words_)
        exact = [e for e in near if words_ in e.forms]
        loose = exact or [e for e in near if any(same_name(words_, form) for form in e.forms)]
        return max(loose, key=lambda e: e.forms.total(), default=None)

    def _assign(self, name: Name) -> None:
        type_ = self.type_of(name)
        entity = self._match(name, type_) or self._new(name, type_)
        self._of[name.start] = entity
        self._starts[id(entity)].append(name.start)
        entity.forms[name.text] += 1
        self._register.enter(entity, name.text)
        if entity.name.isupper() and fold(entity.name) == fold(name.text):  # "DRASSEN", at the head of an article
            entity.name = name.text
        if type_ is PERSON and entity.type is PERSON:
            entity.name = _fuller(entity.name, name.text)
            entity.gender = entity.gender or _gender(self.doc, name)

    def _new(self, name: Name, type_: SpeakerType) -> Entity:
        state = self.state_named(name.text) if type_ is not PERSON else None
        if type_ is ORGANISATION and state is None and not is_outlet(name.text):
            root = self.doc[name.root]
            state = state_in(list(self.doc[left_edge(root) : right_edge(root, self.names)]), self.learned)
        canonical = state if type_ is STATE and state else name.text
        if type_ is ORGANISATION:
            canonical = states.union_of(name.text) or name.text
        entity = Entity(name=canonical, type=type_, state=state, named=True, region=name.label == "LOC")
        entity.plural = self.doc[name.root].tag_ == "NNPS" and type_ is ORGANISATION  # "Democrats"
        self.entities.append(entity)
        self._register.enter(entity, canonical)
        return entity

    def type_of(self, name: Name) -> SpeakerType:
        """What a name stands for: a state where the article taught so, else by the vote of its mentions."""
        return STATE if name.text in self.learned else self.names.type_of(name)

    def _is_short(self, name: Name) -> bool:
        """Whether the mention is of a person by one word: those wait until the full names are known."""
        return self.type_of(name) is PERSON and " " not in name.text

    def state_named(self, text: str) -> str | None:
        """The state that a name stands for, by the gazetteer or by what the article taught."""
        return states.state_of(text) or states.body_state(text) or self.learned.get(text)

    def _match(self, name: Name, type_: SpeakerType) -> Entity | None:
        state = self.state_named(name.text)
        if name.text in COMPASS:
            return next((e for e in self.entities if e.type is STATE and e.name.startswith(name.text + " ")), None)
        if type_ is STATE and state:
            return next((e for e in self._register.near(state) if e.type is STATE and e.name == state), None)
        alike = same_person if type_ is PERSON else same_name
        near = self._register.near(name.text)
        same = [e for e in near if e.type is type_ and alike(name.text, e.name)]
        if type_ is PERSON and " " not in name.text:
            bodies = [e for e in near if e.type is ORGANISATION and same_name(name.text, e.name)]
            return self._by_surname(name, same, bodies)
        if len(same) > 1:
            same = [e for e in same if fold(e.name) == fold(name.text)] or same
        return same[0] if same else None

    def _by_surname(self, name: Name, people: list[Entity], bodies: list[Entity]) -> Entity | None:
        """The one last named before, else the first after; a body of that name when it alone has spoken before."""
        if not name.titled and bodies and not any(self._spoke_before(e, name) for e in people):
            spoke = [e for e in bodies if self._spoke_before(e, name)]
            if spoke:
                return max(spoke, key=lambda e: max(self._before(e, name)))
        mine = sorted(((start, e) for e in people for start in self._before(e, name)), key=lambda b: -b[0])
        found = next((e for start, e in mine if not self._is_kin(start)), mine[0][1] if mine else None)
        return found or (people[0] if people else None)

    def _before(self, entity: Entity, name: Name) -> list[int]:
        """The starts of the entity's mentions before this one."""
        return [start for start in self._starts[id(entity)] if start < name.start]

    def _spoke_before(self, entity: Entity, name: Name) -> bool:
        roots = (self.names.at(start) for start in self._before(entity, name))
        return any(speaks(self.doc[root.root]) for root in roots if root is not None)

    def _is_kin(self, start: int) -> bool:
        """Whether a mention names someone as kin: "his wife, Eva Holm"."""
        name = self.names.at(start)
        root = self.doc[name.root] if name else self.doc[start]
        titles = self.doc[left_edge(root) : start]
        return (root.dep_ == "appos" and is_a(root.head, "kin")) or any(is_a(t, "kin") for t in titles)

    def _aliases(self) -> None:
        """Join an acronym in brackets to the name before it: "Bureau of Mines (BOM)"."""
        by_end = {name.end: name for name in self.names.names}
        for name in self.names.names:
            full = by_end.get(name.start - 1)
            if full and self.doc[name.start - 1].text == "(" and re.fullmatch(r"[A-Z][A-Za-z.&-]{1,7}", name.text):
                self._join(self._of[full.start], self._of[name.start])

    def _join(self, into: Entity, other: Entity) -> None:
        if into is other or other.type is STATE or into.type is not ORGANISATION:
            return
        into.forms.update(other.forms)
        moved = self._starts.pop(id(other), [])
        self._starts[id(into)] += moved
        self._of.update(dict.fromkeys(moved, into))
        for form in other.forms:
            self._register.enter(into, form)
        self.entities.remove(other)
        self._register.strike(other)

    def _read_roles(self, name: Name) -> None:
        entity = self._of[name.start]
        for tokens in role_phrases(self.doc, name, self.names):
            role = self.role(tokens)
            if role is None:
                continue
            if entity.type is PERSON:
                entity.roles.add(role)
                entity.offices.add(office_words(tokens))
                entity.state = entity.state or role.state
                entity.gender = entity.gender or gender_of(role.noun)
            elif any(is_a(t, k) for t in tokens[-1:] for k in ("outlet_heads", "organisation_heads")):
                entity.roles.add(role)

    def _read_home(self, name: Name) -> None:
        """Take the state from an "of" after the name: "President Ada Berg of Veldania"."""
        entity = self._of[name.start]
        if entity.type is not PERSON or entity.state or not name.titled:
            return
        nouns = (n for c in self.doc[name.root].rights if c.lower_ == "of" for n in c.children if n.dep_ == "pobj")
        entity.state = next((self.state_named(n.text) for n in nouns), None)

    def _read_statehood(self, name: Name) -> None:
        """Take a place for a state where it has what only states have: "the army of Veldania"."""
        entity, root = self._of[name.start], self.doc[name.root]
        if entity.type is not STATE or entity.state or entity.region:
            return
        owned = root.head if root.dep_ in {"poss", "compound", "nmod"} else None
        if root.dep_ == "pobj" and root.head.lower_ == "of":
            owned = root.head.head
        if owned is not None and is_a(owned, "state_signs"):
            entity.state = entity.name

    def _know_leaders(self) -> None:
        """Give the leaders of states that an article names without saying so their office and state."""
        for entity in self.entities:
            known = leader_named(entity.name) if entity.type is PERSON else None
            if known is None or entity.state not in (None, known.state):
                continue
            entity.state, entity.gender = known.state, known.gender
            entity.roles.add(Role(known.office, frozenset(), known.state))

    def role(self, tokens: Sequence[Token]) -> Role | None:
        """The role that a run of tokens states: the last noun before any "of", what qualifies it, its state."""
        inner = [t for t in tokens if t.is_alpha or "-" in t.text or t.text.endswith(".")]
        cut = next((i for i, t in enumerate(inner) if t.lower_ in {"of", "for", "in", "at"}), len(inner))
        nouns = [
            i
            for i, t in enumerate(inner[:cut])
            if any(is_a(t, k) for k in ("roles", "outlet_heads", "organisation_heads"))
        ]
        if not nouns or lemma(inner[nouns[-1]]) in words("honorifics"):
            return None
        at = nouns[-1]
        modifiers = frozenset(role_key(t) for t in inner[:at] if t.pos_ in {"ADJ", "NOUN", "PROPN"})
        return Role(role_key(inner[at]), modifiers, state_in(inner, self.learned))


def role_phrases(doc: Doc, name: Name, names: NameTable) -> list[list[Token]]:
    """The token runs that say what a named one is: title, apposition, "is the …"."""
    root = doc[name.root]
    runs = [list(doc[left_edge(root) : name.start])]
    if root.dep_ == "appos" and root.head.pos_ in {"NOUN", "PROPN"} and not names.at(root.head.i):
        runs.append(list(doc[left_edge(root.head) : right_edge(root.head, names)]))
    nouns = [c for c in root.children if c.dep_ == "appos"]
    if root.dep_ == "nsubj" and root.head.lemma_ == "be":
        nouns += [c for c in root.head.children if c.dep_ == "attr"]
    runs += [
        list(doc[left_edge(n) : right_edge(n, names)])
        for n in nouns
        if n.pos_ in {"NOUN", "PROPN"} and not names.at(n.i)
    ]
    return [run for run in runs if run]


def office_words(tokens: Sequence[Token]) -> str:
    """The words of a title as written, on one line, without article and age."""
    kept = [t for t in tokens if not t.is_space]
    while kept and (kept[0].lower_ in {"the", "a", "an", "its", "their", "his", "her", ","} or kept[0].is_punct):
        kept = kept[1:]
    words_ = "".join(t.text_with_ws for t in kept).strip(" ,;:")
    return re.sub(r"^\d+-year-old ", "", words_)


def is_outlet(name: str) -> bool:
    """Whether a name ends or begins as those of outlets do."""
    parts = name.lower().split()
    return parts[-1] in words("outlet_names") or parts[0] == "daily"


def gender_of(noun: str) -> str:
    """The gender that a noun of role or kin tells; empty when it tells none."""
    return "m" if noun in words("male") else "f" if noun in words("female") else ""


def _gender(doc: Doc, name: Name) -> str:
    title = doc[name.start - 1].lower_.strip(".") if name.start else ""
    known = gender_of(title)
    given = name.text.split()[0].lower()
    if known or " " not in name.text:
        return known
    return "m" if given in words("male_names") else "f" if given in words("female_names") else ""


def _fuller(a: str, b: str) -> str:
    return b if len(b.split()) > len(a.split()) else a
