"""Reads an article once, in order, and says of each noun phrase and pronoun what it stands for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.extract.actors.cast import Cast, Entity, Role, gender_of
from onrecord.extract.actors.discourse import HE, IT, SHE, THEY, Discourse, fits_pronoun, is_expletive
from onrecord.extract.actors.lexicon import is_a, is_person_noun, lemma, role_key, state_in, words
from onrecord.extract.actors.phrase import (
    before,
    determiner,
    heads,
    is_definite,
    is_plural,
    left_edge,
    named_apposition,
    right_edge,
    speaks,
)
from onrecord.model import SpeakerType
from onrecord.values.name import fold

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

PERSON, ORGANISATION, STATE = SpeakerType.PERSON, SpeakerType.ORGANISATION, SpeakerType.STATE
DOCUMENT, UNNAMED = SpeakerType.DOCUMENT, SpeakerType.UNNAMED
RELATIVE = frozenset({"who", "whom", "whose", "which", "that"})


class Reader:
    """What each head token of the document stands for."""

    def __init__(self, doc: Doc, cast: Cast) -> None:
        self.cast = cast
        self.doc = doc
        self.told = Discourse(doc)
        self.refs: dict[int, Entity] = {}
        for head in heads(doc, cast.names):
            entity = self._refer(head)
            if entity is not None:
                self.refs[head.i] = entity
                self.told.add(entity, head)

    def _refer(self, head: Token) -> Entity | None:
        named = self.cast.at(head.i)
        if named is not None:
            return named
        if head.pos_ == "PRON" or head.tag_ in {"WP", "WDT", "WP$", "PRP", "PRP$"}:
            return self._pronoun(head)
        return self._noun(head)

    # ------------------------------------------------------------------------ pronouns

    def _pronoun(self, head: Token) -> Entity | None:
        lower = head.lower_
        if lower in RELATIVE:
            return self._antecedent(head)
        if lower in HE | SHE | IT | THEY:
            return None if is_expletive(head) else self._personal(head)
        if is_a(head, "collectives") and (speaks(head) or _has_of(head)):
            return self._new(head, UNNAMED)
        return None

    def _personal(self, head: Token) -> Entity | None:
        entity = self.told.salient(head, fits_pronoun(head))
        if entity is not None and entity.type is PERSON and not entity.gender:
            entity.gender = "m" if head.lower_ in HE else "f" if head.lower_ in SHE else ""
        return entity

    def _antecedent(self, head: Token) -> Entity | None:
        for ancestor in head.ancestors:
            if ancestor.dep_ == "relcl":
                return self.refs.get(self._root(ancestor.head))
        return None

    def _root(self, token: Token) -> int:
        name = self.cast.names.at(token.i)
        return name.root if name else token.i

    # ------------------------------------------------------------------------ common nouns

    def _noun(self, head: Token) -> Entity | None:
        named = self._apposed(head)
        if named is not None:
            return named
        if head.lower_ == "old" or head.lower_.endswith("year-old"):
            return self.told.last(lambda e: e.type is PERSON) if is_definite(head) else self._new(head, UNNAMED)
        for reader in (self._country, self._role, self._organisation, self._document, self._other):
            entity = reader(head)
            if entity is not None:
                return entity
        return self._new(head, None)

    def _apposed(self, head: Token) -> Entity | None:
        """The one whose name stands in apposition: "the president, Ada Berg"; "Ada Berg, the president"."""
        if is_plural(head):
            return None
        for child in head.rights:
            if named_apposition(head, child, self.cast.names):
                return self.cast.at(child.i)
        if is_a(head, "roles") and _has_of(head):
            return self._titled_by_of(head)
        if head.dep_ == "appos" and any(is_a(head, k) for k in ("roles", "organisation_heads", "outlet_heads")):
            return self.cast.at(head.head.i)
        return None

    def _titled_by_of(self, head: Token) -> Entity | None:
        """The one named after a title with "of": "the President of Latvia Ada Berg", which parses as one noun."""
        for noun in (n for c in head.rights if c.lower_ == "of" for n in c.children if n.dep_ == "pobj"):
            name, entity = self.cast.names.at(noun.i), self.cast.at(noun.i)
            if name and entity and entity.type is PERSON and self.cast.state_named(self.doc[name.start - 1].text):
                return entity
        return self.cast.at(head.head.i) if head.dep_ == "appos" else None

    def _country(self, head: Token) -> Entity | None:
        """A state by its government ("Veldanian government") or as "the country"."""
        if is_a(head, "places") and _has_of(head):
            return self._place(head)
        if not (is_a(head, "government") or is_a(head, "country")):
            return None
        state = self.state_of_phrase(head)
        if state and is_a(head, "government") and not (is_a(head, "vague_states") and _has_of(head)):
            return self._state(state)
        bare = not [t for t in before(head) if t.pos_ in {"NOUN", "PROPN"}] and not is_plural(head)
        if bare and is_a(head, "country") and (is_definite(head) or speaks(head)):
            return self.told.last(lambda e: e.type is STATE and e.state is not None)
        return None

    def _place(self, head: Token) -> Entity | None:
        """The place that "the city of …" names."""
        nouns = (n for c in head.rights if c.lower_ == "of" for n in c.children if n.dep_ == "pobj")
        named = next((self.cast.at(n.i) for n in nouns), None)
        return named if named is not None and named.type is STATE else None

    def _state(self, state: str) -> Entity:
        for entity in self.cast.entities:
            if entity.type is STATE and entity.name == state:
                return entity
        entity = Entity(name=state, type=STATE, state=state, named=True)
        self.cast.entities.append(entity)
        return entity

    def _role(self, head: Token) -> Entity | None:
        if not (is_a(head, "roles") or is_person_noun(lemma(head))):
            return None
        plural = is_plural(head)
        found = None if plural or self._is_indefinite(head) else self._holder(head) or self._only_speaker(head)
        if found is None and is_definite(head):
            found = self._again(head, plural=plural)
        return found or self._new(head, UNNAMED if plural or self._is_indefinite(head) else self._office(head))

    def _office(self, head: Token) -> SpeakerType:
        """An office that one person holds, told whose it is, is a person though not named."""
        of_whom = _has_of(head) or self.state_of_phrase(head) is not None
        return PERSON if is_a(head, "offices") and of_whom else UNNAMED

    def _holder(self, head: Token) -> Entity | None:
        """The person of the cast who alone holds the role, or the last named of several."""
        tokens = [*before(head), head]
        modifiers = frozenset(role_key(t) for t in before(head) if is_a(t, "title_parts"))
        role = Role(role_key(head), modifiers, self.state_of_phrase(head))
        if not (is_definite(head) or role.state or (head.text[:1].isupper() and len(tokens) == 1)):
            return None
        people = [e for e in self.cast.entities if e.type is PERSON and any(_same_role(role, r, e) for r in e.roles)]
        if len(people) <= 1:
            return people[0] if people else None
        return self.told.last(lambda e: e in people)

    def _only_speaker(self, head: Token) -> Entity | None:
        """The only person who has spoken and of whom no office is told, when an office goes on speaking."""
        if not (is_definite(head) and is_a(head, "offices") and speaks(head)):
            return None
        spoke = {id(e): e for e in self.told.speakers() if e.type is PERSON and e.named and not e.roles}
        return next(iter(spoke.values())) if len(spoke) == 1 else None

    def _again(self, head: Token, *, plural: bool) -> Entity | None:
        """The unnamed one spoken of before by the same noun, and of the same state where one is told."""
        noun, state = lemma(head), self.state_of_phrase(head)

        def is_same(entity: Entity) -> bool:
            alike = entity.head == noun and entity.plural == plural and state in (None, entity.state)
            return alike and entity.type in (UNNAMED, PERSON)

        return self.told.last(is_same)

    def _organisation(self, head: Token) -> Entity | None:
        outlet = is_a(head, "outlet_heads")
        if not (outlet or is_a(head, "organisation_heads")):
            return None
        if is_a(head, "loose_heads") and not (speaks(head) or self.state_of_phrase(head) or self._is_someones(head)):
            return None
        if self._is_indefinite(head) or (is_plural(head) and not is_definite(head) and not self.state_of_phrase(head)):
            return self._new(head, UNNAMED)
        if not before(head) and is_definite(head) and not _has_of(head):
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
            if entity.type is not ORGANISATION:
                return False
            parts = fold(entity.name).split()
            return fold(noun) in parts or any(r.noun == noun for r in entity.roles)

        def is_outlet(entity: Entity) -> bool:
            last = entity.name.split()[-1].lower()
            outlet_role = any(r.noun in words("outlet_heads") for r in entity.roles)
            return entity.type is ORGANISATION and (last in words("outlet_names") or outlet_role)

        found = self.told.last(is_called)
        if found is None and is_a(head, "outlet_heads"):
            found = self.told.last(is_outlet)
        if found is None and general:
            found = self.told.last(lambda e: e.type is ORGANISATION and e.named)
        return found

    def _body(self, head: Token) -> Entity:
        """An organisation without a name of its own: "the Veldanian defence ministry", "Russian state media"."""
        name = self.words(head)
        for entity in self.cast.entities:
            if entity.type is ORGANISATION and fold(entity.name) == fold(name):
                return entity
        entity = self._new(head, ORGANISATION)
        entity.forms[name] += 1
        if before(head):
            entity.named = True
            self.cast.entities.append(entity)
        return entity

    def _document(self, head: Token) -> Entity | None:
        if not is_a(head, "documents"):
            return None
        if is_plural(head):
            return self._new(head, UNNAMED if is_a(head, "unnamed") else DOCUMENT)
        noun = lemma(head)
        again = is_definite(head) and not before(head)
        found = self.told.last(lambda e: e.type is DOCUMENT and e.head == noun) if again else None
        return found or self._new(head, DOCUMENT)

    def _other(self, head: Token) -> Entity | None:
        listed = any(is_a(head, kind) for kind in ("unnamed", "collectives", "forces"))
        told = speaks(head) and not (head.dep_ == "nsubj" and is_a(head.head, "things_do"))
        return self._new(head, UNNAMED) if listed or told else None

    # ------------------------------------------------------------------------ what phrases hold

    def _is_indefinite(self, head: Token) -> bool:
        first = determiner(head)
        number = any(c.dep_ == "nummod" for c in head.lefts)
        return (first is not None and first.lower_ in words("indefinite")) or (number and not is_definite(head))

    def _new(self, head: Token, type_: SpeakerType | None) -> Entity:
        noun = lemma(head)
        return Entity(
            name=self.words(head),
            type=type_,
            head=noun,
            state=self.state_of_phrase(head),
            gender=gender_of(noun),
            plural=is_plural(head),
        )

    def words(self, head: Token) -> str:
        """The words of the phrase as written, without determiner."""
        start, end = left_edge(head), right_edge(head, self.cast.names)
        while start < head.i and self._is_determiner(self.doc[start], head):
            start += 1
        return re.sub(r"\s+", " ", self.doc[start:end].text).strip()

    def _is_determiner(self, token: Token, head: Token) -> bool:
        """Whether a token only points: "the" anywhere, "this" and "their" of the head ("this week" is kept)."""
        own = token.head == head and (token.dep_ in {"det", "predet"} or token.tag_ == "PRP$")
        return own or token.lower_ in {"the", "a", "an"}

    def state_of_phrase(self, head: Token) -> str | None:
        """The state that the phrase belongs to by an adjective, a possessor or a preposition."""
        owner = next((c for c in head.lefts if c.dep_ == "poss"), None)
        if owner is not None:
            return self.state_at(owner)
        state = state_in([t for t in before(head) if t.dep_ != "poss"], self.cast.learned)
        return state or self._of_person(head) or self._after(head)

    def _of_person(self, head: Token) -> str | None:
        """The state of the person a phrase is named after: "the Berg administration"."""
        people = (self.cast.at(c.i) for c in head.lefts if c.dep_ in {"compound", "nmod"})
        return next((e.state for e in people if e is not None and e.type is PERSON), None)

    def _after(self, head: Token) -> str | None:
        for prep in (c for c in head.rights if c.dep_ == "prep"):
            governing = prep.lower_ == "in" and is_a(head, "government")
            if prep.lower_ in {"of", "from"} or governing:
                for noun in (c for c in prep.children if c.dep_ == "pobj"):
                    return self.state_at(noun)
        return None

    def state_at(self, token: Token) -> str | None:
        """The state that a phrase names, or that what it stands for belongs to."""
        entity = self.cast.at(token.i) or self.refs.get(token.i)
        if entity is not None and (entity.state or entity.named):
            return entity.state or (entity.name if self._acts(token, entity) else None)
        return self.state_of_phrase(token) or (entity.state if entity else None)

    def _acts(self, token: Token, entity: Entity) -> bool:
        """Whether a place that the gazetteer does not know acts as states do."""
        return entity.type is STATE and not entity.region and token.dep_ in {"nsubj", "poss"}


def _has_of(head: Token) -> bool:
    return any(c.dep_ == "prep" and c.lower_ == "of" for c in head.rights)


def _same_role(asked: Role, held: Role, entity: Entity) -> bool:
    """Whether a description fits a role that someone is known to hold."""
    noun = asked.noun == held.noun or (asked.noun in words("any_leader") and held.noun in words("leaders"))
    state = asked.state is None or asked.state in (held.state, entity.state)
    return noun and state and asked.modifiers <= held.modifiers
