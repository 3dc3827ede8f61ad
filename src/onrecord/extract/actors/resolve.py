"""Reads an article once, in order, and says of each noun phrase and pronoun what it stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.extract.actors.belonging import Belonging
from onrecord.extract.actors.cast import Cast, Entity
from onrecord.extract.actors.describe import Describer
from onrecord.extract.actors.discourse import HE, IT, SHE, THEY, Discourse, fits_pronoun, is_expletive
from onrecord.extract.actors.lexicon import is_a
from onrecord.extract.actors.phrase import has_of, heads, is_indefinite, is_plural, speaks
from onrecord.model import SpeakerType
from onrecord.values.name import is_demonym

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

PERSON, UNNAMED = SpeakerType.PERSON, SpeakerType.UNNAMED
RELATIVE = frozenset({"who", "whom", "whose", "which", "that"})


class Reader:
    """What each head token of the document stands for."""

    def __init__(self, doc: Doc, cast: Cast) -> None:
        self.cast = cast
        self.doc = doc
        self.told = Discourse(doc, cast.at)
        self.refs: dict[int, Entity] = {}
        self.states = Belonging(cast, self.refs)
        self.describer = Describer(cast, self.told, self.states)
        for head in heads(doc, cast.names):
            entity = self._refer(head)
            if entity is not None:
                self.refs[head.i] = entity
                self.told.add(entity, head)
                self._add_group(head, entity)

    def _add_group(self, last: Token, entity: Entity) -> None:
        """Note the people whom "and" joins as a group that "they" may stand for, once the last of them is read."""
        if entity.type is not PERSON or last.dep_ != "conj" or any(c.dep_ == "conj" for c in last.rights):
            return
        first = next((t for t in last.ancestors if t.dep_ != "conj"), last)
        members = [self.refs.get(self._root(t)) for t in (first, *first.conjuncts)]
        named = [m for m in members if m is not None and m.type is PERSON and m.named]
        if len(named) == len(members) and len({id(m) for m in named}) > 1:
            names = [m.name for m in named]
            name = f"{', '.join(names[:-1])} and {names[-1]}"
            self.told.add(Entity(name=name, type=PERSON, plural=True), first)

    def _refer(self, head: Token) -> Entity | None:
        named = self.cast.at(head.i)
        if named is not None:
            return self._some_of(head, named) or named
        if head.pos_ == "PRON" or head.tag_ in {"WP", "WDT", "WP$", "PRP", "PRP$"}:
            return self._pronoun(head)
        return self.describer.describe(head)

    def _some_of(self, head: Token, people: Entity) -> Entity | None:
        """Some of a people: "most Norwegians", "300 Norwegians" are not their state."""
        if not (people.type is SpeakerType.STATE and is_plural(head) and self._is_people(head.text)):
            return None
        if not (is_indefinite(head) or any(c.dep_ in {"amod", "nummod"} for c in head.lefts)):
            return None
        some = self.describer.new(head, UNNAMED)
        some.state = people.state
        return some

    def _is_people(self, word: str) -> bool:
        return is_demonym(word) or self.cast.learned.get(word, word) != word

    def _pronoun(self, head: Token) -> Entity | None:
        lower = head.lower_
        if lower in RELATIVE:
            return self._antecedent(head)
        if lower in HE | SHE | IT | THEY:
            return None if is_expletive(head) else self._personal(head)
        if is_a(head, "collectives") and (speaks(head) or has_of(head)):
            return self.describer.new(head, UNNAMED)
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
