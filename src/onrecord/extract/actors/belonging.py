"""Which state a phrase belongs to: by its adjective, its possessor, a preposition, or by what it stands for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from onrecord.extract.actors.cast import Cast, Entity
from onrecord.extract.actors.lexicon import is_a, state_in
from onrecord.extract.actors.phrase import before
from onrecord.model import SpeakerType

if TYPE_CHECKING:
    from spacy.tokens import Token


class Belonging:
    """The states that the phrases of one document belong to.

    Args:
        cast: The named entities of the document.
        refs: What each head token stands for, as far as it has been read.
    """

    def __init__(self, cast: Cast, refs: Mapping[int, Entity]) -> None:
        self.cast = cast
        self.refs = refs

    def of_phrase(self, head: Token) -> str | None:
        """The state that the phrase belongs to by an adjective, a possessor or a preposition."""
        owner = next((c for c in head.lefts if c.dep_ == "poss"), None)
        if owner is not None:
            return self.at(owner)
        state = state_in([t for t in before(head) if t.dep_ != "poss"], self.cast.learned)
        return state or self._of_person(head) or self._after(head)

    def _of_person(self, head: Token) -> str | None:
        """The state of the person a phrase is named after: "the Berg administration"."""
        people = (self.cast.at(c.i) for c in head.lefts if c.dep_ in {"compound", "nmod"})
        return next((e.state for e in people if e is not None and e.type is SpeakerType.PERSON), None)

    def _after(self, head: Token) -> str | None:
        for prep in (c for c in head.rights if c.dep_ == "prep"):
            governing = prep.lower_ == "in" and is_a(head, "government")
            if prep.lower_ in {"of", "from"} or governing:
                for noun in (c for c in prep.children if c.dep_ == "pobj"):
                    return self.at(noun)
        return None

    def at(self, token: Token) -> str | None:
        """The state that a phrase names, or that what it stands for belongs to."""
        entity = self.cast.at(token.i) or self.refs.get(token.i)
        if entity is not None and (entity.state or entity.named):
            return entity.state or (entity.name if self._acts(token, entity) else None)
        return self.of_phrase(token) or (entity.state if entity else None)

    def _acts(self, token: Token, entity: Entity) -> bool:
        """Whether a place that the gazetteer does not know acts as states do."""
        return entity.type is SpeakerType.STATE and not entity.region and token.dep_ in {"nsubj", "poss"}
