"""Whom a speaker speaks for or belongs to, where the words say it, and speakers who speak together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.extract.actors.lexicon import is_a
from onrecord.model import SpeakerType

if TYPE_CHECKING:
    from spacy.tokens import Token

    from onrecord.extract.actors import Actor, Actors

_LINKS = ("for", "of", "at", "from", "with", "in", "within")
_SERVING = ("aide", "adviser", "advisor", "assistant", "counsel", "consultant")  # to somebody
_OF_A_DOCUMENT = ("by", "from", "of")
_BEHIND = (SpeakerType.ORGANISATION, SpeakerType.STATE, SpeakerType.PERSON)
_TOGETHER = 3  # names joined by "and"; a longer list is given by its first
NAMED = (SpeakerType.ORGANISATION, SpeakerType.STATE, SpeakerType.PERSON)


def on_behalf_of(head: Token, actors: Actors, *, document: bool = False) -> str | None:
    """The canonical name of the body, state or person that a phrase puts beside its head; None where there is none.

    "A spokesman for the water board", "the board's spokesman", "Water Board spokesman", "Russian officials", "a report
    by the institute"; for a name also what stands in apposition: "Ada Berg, a spokeswoman for the water board".
    """
    for noun in (head, *_roles(head)):
        links: tuple[str, ...] = _OF_A_DOCUMENT if document else _LINKS
        if noun.pos_ == "PROPN" and not is_a(noun, "roles"):
            links = ("of",) if not _roles(head) else ()
        found = _beside(noun, actors, links)
        if found is not None:
            return found
    return None


def _roles(head: Token) -> list[Token]:
    """The nouns of office beside a head: before a name, in apposition to it, or named by it."""
    titles = [c for c in head.lefts if c.dep_ in ("compound", "nmod") and is_a(c, "roles")]
    behind = [c for c in head.rights if c.dep_ == "appos" and is_a(c, "roles")]
    return [*titles, *behind, *([head.head] if head.dep_ == "appos" and is_a(head.head, "roles") else [])]


def _beside(noun: Token, actors: Actors, links: tuple[str, ...]) -> str | None:
    own = actors.actor(noun)
    for part in noun.children:
        places = [c for c in part.children if c.dep_ == "pobj"] if part.dep_ in ("prep", "agent") else []
        serves = part.lower_ == "to" and noun.lemma_.lower() in _SERVING
        if part.dep_ in ("prep", "agent") and part.lower_ not in links and not serves:
            continue
        if part.dep_ in ("poss", "compound", "nmod"):
            places = [part] if links else []
        for place in places:
            actor = actors.actor(place)
            if actor is not None and actor.type in _BEHIND and _other(actor, own) and _is_told(actor):
                return actor.name
    return actors.state(noun) if own is None or own.type is SpeakerType.UNNAMED or is_a(noun, "roles") else None


def _is_told(actor: Actor) -> bool:
    """Whether its name says who it is: one with a capital, or a body told by more than its kind ("water board")."""
    return actor.name[:1].isupper() or actor.type is SpeakerType.ORGANISATION


def _other(actor: Actor, own: Actor | None) -> bool:
    return own is None or (actor.name != own.name and actor.span != own.span)


def together(head: Token, actors: Actors) -> tuple[Actor, ...]:
    """The named speakers of one kind that "and" joins, the head's first; empty where it stands alone."""
    members, at = [head], head
    while len(members) <= _TOGETHER:
        joined = next((c for c in at.rights if c.dep_ == "conj" and c.pos_ == "PROPN"), None)
        if joined is None:
            break
        if any(c.dep_ == "cc" and c.lower_ != "and" for c in at.rights):
            return ()
        members.append(joined)
        at = joined
    found = [actors.actor(t) for t in members]
    named = tuple(a for a in found if a is not None and a.type in NAMED and a.type == (found[0] and found[0].type))
    alone = len(named) < 2 or len(named) > _TOGETHER or len(named) != len(members)
    return () if alone or len({a.name for a in named}) < len(named) else named
