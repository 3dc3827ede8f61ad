"""What a phrase with a common noun at its head stands for: an office, a body, a state, a document, someone unnamed."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from onrecord.extract.actors.belonging import Belonging
from onrecord.extract.actors.cast import Cast, Entity, Role, gender_of
from onrecord.extract.actors.discourse import Discourse
from onrecord.extract.actors.lexicon import is_a, is_person_noun, lemma, members, role_key, words
from onrecord.extract.actors.phrase import (
    before,
    has_of,
    is_bare,
    is_definite,
    is_indefinite,
    is_plural,
    named_apposition,
    speaks,
    words_of,
)
from onrecord.model import SpeakerType
from onrecord.values.name import fold

if TYPE_CHECKING:
    from spacy.tokens import Token

PERSON, ORGANISATION, STATE = SpeakerType.PERSON, SpeakerType.ORGANISATION, SpeakerType.STATE
DOCUMENT, UNNAMED = SpeakerType.DOCUMENT, SpeakerType.UNNAMED


class Describer:
    """Resolves descriptions against the cast of the article and what it has spoken of so far."""

    def __init__(self, cast: Cast, told: Discourse, states: Belonging) -> None:
        self.cast = cast
        self.told = told
        self.states = states
        self._by_role: defaultdict[str, list[Entity]] = defaultdict(list)
        self._states: dict[str, Entity] = {}
        self._bodies: dict[str, Entity] = {}
        for entity in cast.entities:
            self._enter(entity)

    def _enter(self, entity: Entity) -> None:
        """Note an entity of the cast by what a description may call it; the first of a name stands."""
        if entity.type is PERSON:
            for noun in sorted({role.noun for role in entity.roles}):
                self._by_role[noun].append(entity)
        elif entity.type is STATE:
            self._states.setdefault(entity.name, entity)
        elif entity.type is ORGANISATION:
            self._bodies.setdefault(fold(entity.name), entity)

    def describe(self, head: Token) -> Entity | None:
        """What a phrase with a common noun at its head stands for; a new entity where it brings one in."""
        named = self._apposed(head)
        if named is not None:
            return named
        if head.lower_ == "old" or head.lower_.endswith("year-old"):
            return self.told.last(PERSON, lambda e: not e.plural) if is_definite(head) else self.new(head, UNNAMED)
        for reader in (self._country, self._role, self._organisation, self._document, self._other):
            entity = reader(head)
            if entity is not None:
                return entity
        return self.new(head, None)

    def _apposed(self, head: Token) -> Entity | None:
        """The one whose name stands in apposition: "the president, Ada Berg"; "Ada Berg, the president"."""
        if is_plural(head):
            return None
        for child in head.rights:
            if named_apposition(head, child, self.cast.names):
                return self.cast.at(child.i)
        if is_a(head, "roles") and has_of(head):
            return self._titled_by_of(head)
        if head.dep_ == "appos" and any(is_a(head, k) for k in ("roles", "organisation_heads", "outlet_heads")):
            return self.cast.at(head.head.i)
        return None

    def _titled_by_of(self, head: Token) -> Entity | None:
        """The one named after a title with "of": "the President of Latvia Ada Berg", which parses as one noun."""
        for noun in (n for c in head.rights if c.lower_ == "of" for n in c.children if n.dep_ == "pobj"):
            name, entity = self.cast.names.at(noun.i), self.cast.at(noun.i)
            if name and entity and entity.type is PERSON and self.cast.state_named(head.doc[name.start - 1].text):
                return entity
        return self.cast.at(head.head.i) if head.dep_ == "appos" else None

    def _country(self, head: Token) -> Entity | None:
        """A state by its government ("Veldanian government") or as "the country"."""
        if is_a(head, "places") and has_of(head):
            return self._place(head)
        if not (is_a(head, "government") or is_a(head, "country")):
            return None
        state = self.states.of_phrase(head)
        if state and is_a(head, "government") and not (is_a(head, "vague_states") and has_of(head)):
            return self._state(state)
        if is_a(head, "government") and any(t.text[:1].isupper() and t.i > head.sent.start for t in before(head)):
            return self._body(head) if is_a(head, "collectives") else None  # of a state that no gazetteer knows
        bare = not [t for t in before(head) if t.pos_ in {"NOUN", "PROPN"}] and not is_plural(head)
        if bare and is_a(head, "country") and (is_definite(head) or speaks(head)):
            return self.told.last(STATE, lambda e: e.state is not None) or self._spoken_state()
        return None

    def _spoken_state(self) -> Entity | None:
        """The place that no gazetteer knows but that alone has spoken: "Veldania denied it. The country said …"."""
        spoke = [e for e in self.told.speakers() if e.type is STATE and not e.region]
        return spoke[0] if len(spoke) == 1 else None

    def _place(self, head: Token) -> Entity | None:
        """The place that "the city of …" names."""
        nouns = (n for c in head.rights if c.lower_ == "of" for n in c.children if n.dep_ == "pobj")
        named = next((self.cast.at(n.i) for n in nouns), None)
        return named if named is not None and named.type is STATE else None

    def _state(self, state: str) -> Entity:
        entity = self._states.get(state)
        if entity is None:
            entity = self._states[state] = Entity(name=state, type=STATE, state=state, named=True)
            self.cast.entities.append(entity)
        return entity

    def _role(self, head: Token) -> Entity | None:
        if not (is_a(head, "roles") or is_person_noun(lemma(head))):
            return None
        plural = is_plural(head)
        found = None if plural or is_indefinite(head) else self._holder(head) or self._only_speaker(head)
        if found is None and is_definite(head) and is_bare(head):
            found = self._again(head, plural=plural)
        return found or self.new(head, UNNAMED if plural or is_indefinite(head) else self._office(head))

    def _office(self, head: Token) -> SpeakerType:
        """An office that one person holds, told whose it is, is a person though not named."""
        of_whom = has_of(head) or self.states.of_phrase(head) is not None
        return PERSON if is_a(head, "offices") and of_whom else UNNAMED

    def _holder(self, head: Token) -> Entity | None:
        """The person of the cast who alone holds the role, or the last named of several."""
        tokens = [*before(head), head]
        modifiers = frozenset(role_key(t) for t in before(head) if is_a(t, "title_parts"))
        role = Role(role_key(head), modifiers, self.states.of_phrase(head))
        if not (is_definite(head) or role.state or (head.text[:1].isupper() and len(tokens) == 1)):
            return None
        people = [e for e in self._holders(role.noun) if any(_same_role(role, r, e) for r in e.roles)]
        if not is_a(head, "offices") and any(c.tag_ == "PRP$" for c in head.lefts):
            people = [e for e in people if self.told.lately(e)]  # "his lawyer" is not any lawyer of the article
        equal = [e for e in people if any(_same_rank(role, r) for r in e.roles if r.noun == role.noun)]
        if role.modifiers or len(equal) > 0:
            people = equal
        if len(people) <= 1:
            return people[0] if people else None
        return self.told.last(PERSON, lambda e: e in people)

    def _holders(self, noun: str) -> list[Entity]:
        """The people of the cast with a role by that noun, or, for "leader", with any role that leads."""
        nouns = {noun, *(words("leaders") if noun in words("any_leader") else ()), *members(noun)}
        found = {id(e): e for known in nouns for e in self._by_role.get(known, ())}
        return list(found.values())

    def _only_speaker(self, head: Token) -> Entity | None:
        """The only person who has spoken and of whom no office is told, when an office goes on speaking."""
        if not (is_definite(head) and speaks(head)) or has_of(head):
            return None
        if is_a(head, "callings") and not before(head):
            spoke = {id(e): e for e in self.told.speakers() if e.type is PERSON and e.named}
            return next(iter(spoke.values())) if len(spoke) == 1 else None
        if not is_a(head, "offices"):
            return None
        if any(t.pos_ == "PROPN" for t in before(head)):
            return None  # "the Norwick mayor" is told by the town
        spoke = {id(e): e for e in self.told.speakers() if e.type is PERSON and e.named and not e.roles}
        return next(iter(spoke.values())) if len(spoke) == 1 else None

    def _again(self, head: Token, *, plural: bool) -> Entity | None:
        """The unnamed one spoken of before by the same noun, and of the same state where one is told."""
        noun, state = lemma(head), self.states.of_phrase(head)

        def is_same(entity: Entity) -> bool:
            alike = entity.plural == plural and state in (None, entity.state)
            return alike and entity.type in (UNNAMED, PERSON)

        return self.told.last(noun, is_same)

    def _organisation(self, head: Token) -> Entity | None:
        outlet = is_a(head, "outlet_heads")
        if not (outlet or is_a(head, "organisation_heads")):
            return None
        if is_a(head, "loose_heads") and not (speaks(head) or self.states.of_phrase(head) or self._is_someones(head)):
            return None
        police = head.lower_ == "police" and not is_indefinite(head)
        if is_indefinite(head) or (
            is_plural(head) and not police and not is_definite(head) and not self.states.of_phrase(head)
        ):
            return self.new(head, UNNAMED)
        if not before(head) and (police or is_definite(head)) and is_bare(head):
            found = self._last_body(head)
            if found is not None:
                return found
        return self._body(head)

    def _is_someones(self, head: Token) -> bool:
        """Whether a name stands before the head as possessor or modifier: "Berg's campaign", "the Berg campaign"."""
        return any(self.cast.at(c.i) is not None for c in head.lefts if c.dep_ in {"poss", "compound", "nmod"})

    def _last_body(self, head: Token) -> Entity | None:
        """The organisation last mentioned that "the ministry", "the newspaper" or "the group" may be."""
        noun = role_key(head)
        general = is_a(head, "any_organisation") or is_a(head, "tanks")

        def is_called(entity: Entity) -> bool:
            parts = fold(entity.name).split()
            return fold(noun) in parts or any(r.noun == noun for r in entity.roles)

        def is_outlet(entity: Entity) -> bool:
            last = entity.name.split()[-1].lower()
            outlet_role = any(r.noun in words("outlet_heads") for r in entity.roles)
            return last in words("outlet_names") or outlet_role

        found = self.told.last(ORGANISATION, is_called)
        if found is None and is_a(head, "outlet_heads"):
            found = self.told.last(ORGANISATION, is_outlet)
        if found is None and general and not is_plural(head):
            found = self.told.salient(head, lambda e: e.type is ORGANISATION and e.named)
        return found

    def _body(self, head: Token) -> Entity:
        """An organisation without a name of its own: "the Veldanian defence ministry", "Russian state media"."""
        name = words_of(head, self.cast.names)
        known = self._bodies.get(fold(name))
        if known is not None:
            return known
        entity = self.new(head, ORGANISATION)
        entity.forms[name] += 1
        if before(head):
            entity.named = True
            self.cast.entities.append(entity)
            self._bodies[fold(entity.name)] = entity
        return entity

    def _document(self, head: Token) -> Entity | None:
        if not is_a(head, "documents"):
            return None
        if is_plural(head):
            return self.new(head, UNNAMED if is_a(head, "unnamed") else DOCUMENT)
        noun = lemma(head)
        again = is_definite(head) and not before(head) and is_bare(head)
        found = self.told.last(noun, lambda e: e.type is DOCUMENT) if again else None
        return found or self.new(head, DOCUMENT)

    def _other(self, head: Token) -> Entity | None:
        listed = any(is_a(head, kind) for kind in ("unnamed", "collectives", "forces"))
        if is_a(head, "shares") and has_of(head) and speaks(head):
            return self.new(head, UNNAMED)
        told = speaks(head) and not (head.dep_ == "nsubj" and is_a(head.head, "things_do"))
        return self.new(head, UNNAMED) if listed or told else None

    def new(self, head: Token, type_: SpeakerType | None) -> Entity:
        """An entity not spoken of before, with the words of its phrase for a name."""
        noun = lemma(head)
        return Entity(
            name=words_of(head, self.cast.names, whose=type_ in (UNNAMED, DOCUMENT)),
            type=type_,
            head=noun,
            state=self.states.of_phrase(head),
            gender=gender_of(noun),
            plural=is_plural(head),
        )


def _same_role(asked: Role, held: Role, entity: Entity) -> bool:
    """Whether a description fits a role that someone is known to hold."""
    leads = asked.noun in words("any_leader") and held.noun in words("leaders")
    noun = asked.noun == held.noun or leads or held.noun in members(asked.noun)
    state = asked.state is None or asked.state in (held.state, entity.state)
    return noun and state and asked.modifiers <= held.modifiers


def _same_rank(asked: Role, held: Role) -> bool:
    """Whether both or neither is of a lower or past rank: "the minister" is not yet the deputy minister."""
    return asked.modifiers & words("ranks") == held.modifiers & words("ranks")
