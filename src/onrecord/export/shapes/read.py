"""The shapes of what was read: articles and claims."""

from __future__ import annotations

from typing import Annotated, TypedDict

from pydantic import Field

from onrecord.model import (
    ArticleKind,
    Basis,
    Bound,
    Certainty,
    CopyKind,
    DateSource,
    Kind,
    Mode,
    Mood,
    NoteKind,
    Removal,
    ReviewVerdict,
    Slant,
    SpeakerType,
    Stance,
)

type Number = int | float
Pair = Annotated[list[int], Field(min_length=2, max_length=2, description="Half-open, in Unicode code points.")]
Day = Annotated[str, Field(json_schema_extra={"format": "date"})]
Moment = Annotated[str, Field(json_schema_extra={"format": "date-time"})]


class Places(TypedDict):
    """Where something stands: ``span`` in the cleaned text, ``raw`` in the input as decoded."""

    span: list[Pair]
    raw: list[Pair]


class PeriodRecord(TypedDict):
    """Days, both ends included; an open end is null."""

    start: Day | None
    end: Day | None
    precision: str


class PublishedRecord(TypedDict):
    """The day or window of publication, with how it was found and on what evidence."""

    start: Day
    end: Day
    how: DateSource
    precision: str
    at: Moment | None
    evidence: list[str]


class ProvenanceRecord(TypedDict):
    """How the bytes came to be held."""

    tool: str | None
    parent: str | None
    parent_sha256: str | None
    record: str | None
    offset: int | None
    address: str | None


class EvidenceOfArticle(ProvenanceRecord):
    """The capture behind an article."""

    sha256: str
    captured: Moment | None
    media_type: str


class NoteRecord(Places):
    """A correction or editor's note inside an article."""

    kind: NoteKind


class EntryOfBlog(Places):
    """One dated entry of a live blog."""

    published: PublishedRecord | None


class RemovedRecord(TypedDict):
    """A part of the input that is not in the cleaned text."""

    raw: Pair
    why: Removal
    note: str


class LeftOutRecord(TypedDict):
    """Blocks of a page around its article; ``after`` counts characters of the input's text, as ``raw`` does."""

    text: str
    why: Removal
    note: str
    after: int
    blocks: int


class PassageRecord(Places):
    """A passage that stands in an earlier article."""

    of: str
    there: Pair


class ArticleRecord(TypedDict):
    """What was read: the cleaned text and what is known about it."""

    article: str
    path: str
    url: str | None
    title: str | None
    byline: list[str]
    publisher: str | None
    published: PublishedRecord | None
    updated: PublishedRecord | None
    agency: str | None
    other_titles: list[str]
    language: str
    kind: ArticleKind
    text: str
    notes: list[NoteRecord]
    entries: list[EntryOfBlog]
    removed: list[RemovedRecord]
    left_out: list[LeftOutRecord]
    copies_of: str | None
    overlap: CopyKind | None
    passages: list[PassageRecord]
    story: str
    complete: bool
    capture: EvidenceOfArticle


class SpeakerRecord(Places):
    """One link of a chain of speakers."""

    name: str
    text: str
    type: SpeakerType
    of: str | None
    office: str | None


class AttributionRecord(TypedDict):
    """Who said it: the chain of speakers, nearest to the reader first, first utterer last."""

    mode: Mode
    cue: Places
    chain: list[SpeakerRecord]
    stance: Stance
    via: list[SpeakerRecord]


class HedgeRecord(TypedDict):
    """The speaker's own softening words."""

    text: str
    raw: Pair


class LoadedRecord(HedgeRecord):
    """A word that judges what it names."""

    slant: Slant


class ScaleRow(TypedDict):
    """A row of a scale of likelihood."""

    low: float
    high: float


class LikelihoodRecord(TypedDict):
    """Words of likelihood as said, with their row of ICD 203 and on each scale by its name."""

    words: str
    low: float | None
    high: float | None
    scales: dict[str, ScaleRow | None]


class QuantityRecord(TypedDict):
    """A number with its bound; an open end is null."""

    low: Number | None
    high: Number | None
    bound: Bound
    unit: str | None


class FigureRecord(QuantityRecord):
    """A figure and what it counts."""

    text: str
    span: Pair
    raw: Pair
    measure: str
    who: str | None
    where: str | None
    basis: Basis
    per: str | None
    period: PeriodRecord | None
    part_of_larger: bool
    mended: str | None


class TermRecord(Places):
    """One party to an action."""

    name: str
    text: str
    named: bool
    of: str | None
    kinds: list[str]
    link: str | None


class PropositionRecord(Places):
    """Who did what to whom, as a claim says it or says that it is not so."""

    action: str
    agent: TermRecord | None
    patient: TermRecord | None
    place: TermRecord | None
    others: list[TermRecord]
    affirmed: bool
    mood: Mood
    when: PeriodRecord | None
    answers: str | None


class MendedRecord(TypedDict):
    """A field that a person changed."""

    field: str
    read: str | None
    mended: str


class ReviewRecord(TypedDict):
    """What a person found of a claim."""

    verdict: ReviewVerdict
    by: str
    because: str
    made: Moment | None
    ended: Moment | None
    changes: list[MendedRecord]


class ClaimRecord(TypedDict):
    """One assertion at one place: who said what, how surely, with which figures."""

    claim: str
    article: str
    path: str
    text: str
    content: Places
    kind: Kind
    attribution: AttributionRecord
    certainty: Certainty
    affirmed: bool
    hedges: list[HedgeRecord]
    likelihood: LikelihoodRecord | None
    due: Day | None
    figures: list[FigureRecord]
    disputes: list[str]
    loaded: list[LoadedRecord]
    says: list[PropositionRecord]
    review: ReviewRecord | None
