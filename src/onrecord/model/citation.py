"""Citations: who has what from whom, as the articles of a pile say it and as their copied passages show it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from onrecord.model.text import Span


class NodeKind(StrEnum):
    """What one has something from, or who has it."""

    OUTLET = "outlet"
    AGENCY = "agency"
    PERSON = "person"
    ORGANISATION = "organisation"
    STATE = "state"
    DOCUMENT = "document"
    UNNAMED = "unnamed"


class Handed(StrEnum):
    """How one has it from another."""

    CITES = "cites"  # it says so: "the ministry said", "according to the Echo"
    TOLD = "told"  # the other was told it, or had it in an interview, and carried it on
    COPIES = "copies"  # the words stood in the other's article before
    CREDITS = "credits"  # the article bears the other's mark: an agency's


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """Somebody or something that is cited or cites, by one name in the whole pile.

    Attributes:
        id: What it is and its name, folded: "outlet harbour herald".
        in_pile: Whether the pile holds its own words: an article that it published.
        origin: What independence is counted by: a person who speaks for a state, and the organs of the state, have one.
        speaks_for: The body or the state that it speaks for, by name, where the pile says so.
        articles: Ids of the articles that it published, by alphabet.
    """

    id: str
    name: str
    kind: NodeKind
    in_pile: bool
    origin: str
    speaks_for: str | None = None
    articles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One place that shows a citation.

    Attributes:
        article: In which it stands.
        claim: The claim that is handed on there; None where a whole article bears an agency's mark or is a copy.
        cue: The words that say so, "said" or "according to"; empty where nothing but the words' having stood elsewhere
            says so.
        spans: Where the cue and the words for the one cited stand in the article's text.
    """

    article: str
    claim: str | None
    how: Handed
    cue: str = ""
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """``who`` has something from ``source``; both are ids of nodes."""

    who: str
    source: str
    shown: tuple[Shown, ...]

    @property
    def claims(self) -> tuple[str, ...]:
        """Ids of the claims that are handed on this way, each once."""
        return tuple(dict.fromkeys(s.claim for s in self.shown if s.claim))


class RingKind(StrEnum):
    """What goes round in a ring."""

    CIRCULAR = "circular"  # one and the same thing, and none of them says where else it is from: circular reporting
    GROUNDED = "grounded"  # one and the same thing, but one of them has it from outside the ring, or had it first
    MUTUAL = "mutual"  # different things: they cite each other, and nothing goes round


@dataclass(frozen=True, slots=True, kw_only=True)
class Ring:
    """Nodes each of which has something from the next, and the last from the first.

    Attributes:
        nodes: Ids, from the one whose id comes first.
        matter: What goes round, in words; empty for a mutual ring.
        claims: Ids of the claims that hand it on.
        says: The finding in a sentence.
    """

    kind: RingKind
    nodes: tuple[str, ...]
    matter: str
    claims: tuple[str, ...]
    says: str


class EndKind(StrEnum):
    """Why a chain leads no further."""

    SILENT = "silent"  # it ends in an outlet of the pile whose articles say nothing of the kind
    ABSENT = "absent"  # it ends in an outlet or a paper whose own words are not in the pile
    UNNAMED = "unnamed"  # it ends in somebody without a name
    HEARSAY = "hearsay"  # it ends in "reports", "media", "it is said"


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadEnd:
    """Where chains end in nobody who can be asked: the node, and each place that shows it."""

    kind: EndKind
    node: str
    shown: tuple[Shown, ...]
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """Handed much of the pile hangs on one origin.

    Attributes:
        origin: What independence is counted by. name: Its name. known: Whether its independence can be judged.
        nodes: Ids of the nodes that are this origin.
        articles, claims: Ids of those that lead to it, at the end of however many links.
        says: The finding in a sentence: "11 of 14 articles rest on the ministry".
    """

    origin: str
    name: str
    known: bool
    nodes: tuple[str, ...]
    articles: tuple[str, ...]
    claims: tuple[str, ...]
    says: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Citations:
    """The graph of who has what from whom, and what it shows, in an order that does not depend on arrival."""

    nodes: tuple[Node, ...]
    edges: tuple[Citation, ...]
    rings: tuple[Ring, ...]
    dead_ends: tuple[DeadEnd, ...]
    weights: tuple[Weight, ...]

    def node(self, key: str) -> Node:
        """The node with this id."""
        return next(n for n in self.nodes if n.id == key)
