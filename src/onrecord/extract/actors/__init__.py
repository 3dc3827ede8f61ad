"""Who or what a phrase or pronoun stands for: people, organisations, states, documents, unnamed sources here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.extract.actors.cast import Cast, Entity
from onrecord.extract.actors.phrase import left_edge, right_edge
from onrecord.extract.actors.resolve import Reader
from onrecord.model import Article, Span, SpeakerType

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

__all__ = ["Actor", "Actors"]

DETERMINER = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Who or what a phrase stands for.

    Attributes:
        name: Canonical in the article: the fullest name, a state's common name, or the words of an unnamed source.
        text: The phrase as written. span: Its place in the cleaned text.
        office: What the article says a person is: "mayor of Norwick"; the longest of several, None where it says none.
    """

    name: str
    type: SpeakerType
    text: str
    span: Span
    office: str | None = None


class Actors:
    """The actors of one article, read once from its parse.

    Args:
        doc: The parse of ``article.text``.
        article: The article; its offsets are those of the spans.
    """

    def __init__(self, doc: Doc, article: Article) -> None:
        self._doc = doc
        self.article = article
        self._cast = Cast(doc)
        self._reader = Reader(doc, self._cast)

    def actor(self, token: Token) -> Actor | None:
        """What the phrase headed by ``token`` or the pronoun stands for; None for mere things and what is not known."""
        head = self._head(token)
        entity = self._reader.refs.get(head.i) or self._cast.at(head.i)
        if entity is None or entity.type is None:
            return None
        if head.pos_ == "PRON":
            start, end = head.i, right_edge(head, self._cast.names)
        else:
            start, end = left_edge(head), right_edge(head, self._cast.names)
        return self._actor(entity, start, end)

    def state(self, token: Token) -> str | None:
        """The state that a phrase names or belongs to: "Russian forces" and "the Kremlin" are of Russia."""
        return self._reader.states.at(self._head(token))

    def canonical(self, words: str) -> str:
        """The canonical form in this article of a name written some way; the words without article if it is none."""
        bare = DETERMINER.sub("", " ".join(words.split()))
        entity = self._cast.find(bare)
        return entity.name if entity else self._cast.state_named(bare) or bare

    def names(self) -> tuple[Actor, ...]:
        """All named actors, the most often named first, each at its first mention."""
        first: dict[int, Actor] = {}
        for name in self._cast.names.names:
            entity = self._cast.at(name.start)
            if entity is not None and entity.type is not None and id(entity) not in first:
                first[id(entity)] = self._actor(entity, name.start, name.end)
        counts = self.counts()
        return tuple(sorted(first.values(), key=lambda a: (-counts[a.name], a.span)))

    def counts(self) -> dict[str, int]:
        """How often each named actor is named, by canonical name; pronouns and descriptions are not counted."""
        counts: dict[str, int] = {}
        for entity in self._cast.entities:
            counts[entity.name] = counts.get(entity.name, 0) + entity.forms.total()
        return counts

    def _head(self, token: Token) -> Token:
        name = self._cast.names.at(token.i)
        return self._doc[name.root] if name else token

    def _actor(self, entity: Entity, start: int, end: int) -> Actor:
        span = self._doc[start:end]
        assert entity.type is not None
        office = max(entity.offices, key=lambda words: (len(words), words), default=None)
        place = Span(span.start_char, span.end_char)
        return Actor(name=entity.name, type=entity.type, text=span.text, span=place, office=office)
