"""The shapes of what a ledger keeps beside articles and claims: stories, judgements, what was found, who did what."""

from __future__ import annotations

from typing import NotRequired, TypedDict

from onrecord.export.shapes.read import Day, Moment, Pair
from onrecord.model import Matter


class MemberRecord(TypedDict):
    """One article of a story."""

    article: str
    path: str
    copies_of: str | None


class TakenIn(TypedDict):
    """A story that went into this one."""

    story: str
    when: Moment


class StoryShape(TypedDict):
    """Which articles tell one story, and what became of it; a story that went into another has no articles left."""

    story: str
    title: NotRequired[str | None]
    first: NotRequired[Day | None]
    last: NotRequired[Day | None]
    articles: list[MemberRecord]
    made: NotRequired[Moment]
    parted_from: NotRequired[str | None]
    ended: NotRequired[Moment | None]
    merged_into: NotRequired[str | None]
    took_in: NotRequired[list[TakenIn]]


class JudgementRecord(TypedDict):
    """What a person decided, by whom, why, since when and until when."""

    matter: Matter
    subject: str
    value: str
    because: str
    by: str
    made: Moment | None
    ended: Moment | None


class HitRecord(TypedDict):
    """One claim or article that was found; ``marks`` are the places of the found words in ``passage``."""

    kind: str
    claim: str | None
    article: str
    path: str
    title: str | None
    publisher: str | None
    published: Day | None
    passage: str
    marks: list[Pair]


class StatusRecord(TypedDict):
    """How much a ledger holds."""

    ledger: str
    articles: int
    claims: int
    runs: int
    issues: int


class AuditRecord(TypedDict):
    """Who did what to what, when, and from which address."""

    at: Moment
    by: str
    action: str
    subject: str
    detail: str
    address: str
