"""Questions in lists: those that a desk looks at first, in a few words, and who says what where sources differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from onrecord.brief.wording import figure_words
from onrecord.model import Asks, Claim, Entry, Question, Relation, Verdict

CONTESTED = (Verdict.CONFLICT, Verdict.DISPUTED)
GLANCED = 3  # questions of a story that the list of stories shows
SIDES = 4  # figures in contest that it shows of one question


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """A question in a list: see the fields of this name in :class:`Question`; ``claims`` is how many entries it has."""

    id: str
    text: str
    asks: Asks
    verdict: Verdict
    low: Decimal | None
    best: Decimal | None
    high: Decimal | None
    origins: int
    claims: int

    @classmethod
    def of(cls, question: Question) -> Headline:
        """Of a question."""
        same = {name: getattr(question, name) for name in cls.__slots__ if name != "claims"}
        return cls(**same, claims=len(question.entries))


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """What one origin says where others say otherwise: "up to 30", "no"."""

    says: str
    who: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Glanced:
    """A question of the list of stories, with those who contest it, of so many ``sides_in_all``."""

    question: Headline
    sides: tuple[Side, ...]
    sides_in_all: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """A story as the list of stories shows it.

    Attributes:
        questions: Those that a desk looks at first, of so many ``asked``; ``contested`` is how many are contested.
        origins: How many independent origins its answers have, each counted once.
    """

    questions: tuple[Glanced, ...]
    asked: int
    contested: int
    origins: int


def ranked(questions: Iterable[Question]) -> tuple[Question, ...]:
    """Those that a desk looks at first: contested ones, then those with most origins and claims."""
    return tuple(sorted(questions, key=lambda q: (q.verdict not in CONTESTED, -q.origins, -len(q.entries), q.text)))


def glance(asked: Sequence[Question], claims: Iterable[Claim]) -> Glance:
    """The questions of a story, and who contests what, at a glance."""
    by_id = {c.id: c for c in claims}
    independent = {e.group or e.origin for q in asked for e in q.entries if e.independent}
    return Glance(
        questions=tuple(glanced(q, by_id) for q in ranked(asked)[:GLANCED]),
        asked=len(asked),
        contested=sum(q.verdict in CONTESTED for q in asked),
        origins=len(independent),
    )


def glanced(question: Question, claims: Mapping[str, Claim]) -> Glanced:
    """One of them."""
    sides = tuple(in_contest(question, claims)) if question.verdict in CONTESTED else ()
    return Glanced(question=Headline.of(question), sides=sides[:SIDES], sides_in_all=len(sides))


def in_contest(question: Question, claims: Mapping[str, Claim]) -> Iterator[Side]:
    """What each origin says that contradicts another, then what somebody disputes, and who disputes it; each once."""
    seen: set[tuple[str, str]] = set()
    for entry in sorted(question.entries, key=lambda e: not e.counted):
        against = entry.counted and (entry.relation is Relation.CONFLICTS or entry.contradicted_by)
        if entry.relation is not Relation.REPEATS and (against or entry.disputed_by or disputes(entry)):
            side = Side(says=said(entry, claims), who=entry.origin)
            key = (side.says, entry.group or entry.origin)
            if side.says and key not in seen:
                seen.add(key)
                yield side


def disputes(entry: Entry) -> bool:
    """Whether it says no more than that something is wrong."""
    return entry.relation is Relation.DISPUTES


def said(entry: Entry, claims: Mapping[str, Claim]) -> str:
    """What an entry says, in a word or two; empty where its claim is not there."""
    if entry.affirms is not None:
        return "yes" if entry.affirms else "no"
    if entry.figure is None:
        return "disputes it"
    claim = claims.get(entry.claim)
    return figure_words(claim.figures[entry.figure]) if claim else ""
