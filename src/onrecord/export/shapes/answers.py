"""The shapes of what follows from claims: questions, briefs, citations, forecasts, sources, changes."""

from __future__ import annotations

from typing import Annotated, Literal, TypedDict

from pydantic import Field

from onrecord.export.shapes.read import Day, FigureRecord, LikelihoodRecord, Number, Pair, PeriodRecord, Places
from onrecord.model import (
    Asks,
    Basis,
    ChangeKind,
    EndKind,
    ForecastSort,
    Handed,
    How,
    NodeKind,
    Outcome,
    Relation,
    RingKind,
    SectionName,
    Standing,
    Status,
    Verdict,
)


class EntryRecord(TypedDict):
    """One figure of one claim under a question."""

    claim: str
    figure: int | None
    proposition: int | None
    affirms: bool | None
    relation: Relation
    origin: str
    independent: bool
    counted: bool
    why: str
    credibility: Literal["1", "2", "3", "4", "5", "6"]
    reliability: Literal["A", "B", "C", "D", "E", "F"]
    admiralty: list[str]
    confidence: int | None
    group: str
    corroborated_by: list[str]
    contradicted_by: list[str]
    disputed_by: list[str]
    superseded_by: str | None


CheckRecord = TypedDict(
    "CheckRecord", {"with": list[str], "says": str, "holds": bool | None, "assumes": str}
)  # "with" is a word of Python


class LeftOutRecord(TypedDict):
    """A figure that does not bear on the answer."""

    claim: str
    figure: int | None
    why: str


class RelatedRecord(TypedDict):
    """A question that is close to this one and not the same."""

    question: str
    how: How
    why: str


class QuestionRecord(TypedDict):
    """Claims that answer the same thing, and what the record says."""

    question: str
    asks: Asks
    text: str
    measure: str
    who: str | None
    where: str | None
    basis: Basis
    period: PeriodRecord | None
    verdict: Verdict
    low: Number | None
    best: Number | None
    high: Number | None
    rule: str
    why: list[str]
    left_out: list[LeftOutRecord]
    status: Status
    status_why: str
    origins: int
    origins_most: int
    origins_why: str
    claims: list[EntryRecord]
    arithmetic: list[CheckRecord]
    related: list[RelatedRecord]


class CiteRecord(TypedDict):
    """A place in a source and the words that stand there."""

    article: str
    path: str
    raw: Pair
    quote: str


class LineRecord(TypedDict):
    """One line of a brief."""

    text: str
    cites: list[CiteRecord]


class SectionRecord(TypedDict):
    """One section of a brief."""

    name: SectionName
    lines: list[LineRecord]


class RefusedRecord(TypedDict):
    """A line that was not printed, and why."""

    text: str
    why: str


class BriefRecord(TypedDict):
    """The brief: every line cited."""

    title: str
    as_of: Day | None
    sections: list[SectionRecord]
    refused: list[RefusedRecord]


class ShownRecord(TypedDict):
    """One place that shows a citation."""

    article: str
    path: str
    claim: str | None
    how: Handed
    cue: str
    raw: list[Pair]


class NodeRecord(TypedDict):
    """Somebody or something that cites or is cited."""

    record: Literal["node"]
    node: str
    name: str
    kind: NodeKind
    in_pile: bool
    origin: str
    speaks_for: str | None
    articles: list[str]


class EdgeRecord(TypedDict):
    """Who has something from whom."""

    record: Literal["edge"]
    who: str
    source: str
    claims: list[str]
    shown: list[ShownRecord]


class RingRecord(TypedDict):
    """Nodes each of which has something from the next."""

    record: Literal["ring"]
    kind: RingKind
    nodes: list[str]
    matter: str
    claims: list[str]
    says: str


class DeadEndRecord(TypedDict):
    """Where chains end in nobody who can be asked."""

    record: Literal["dead_end"]
    kind: EndKind
    node: str
    shown: list[ShownRecord]
    says: str


class OriginRecord(TypedDict):
    """How much of the pile hangs on one origin."""

    record: Literal["origin"]
    origin: str
    name: str
    known: bool
    nodes: list[str]
    articles: list[str]
    claims: list[str]
    says: str


type CitationRecord = Annotated[
    NodeRecord | EdgeRecord | RingRecord | DeadEndRecord | OriginRecord, Field(discriminator="record")
]


class PlaceOfClaim(Places):
    """A claim and where its words stand."""

    claim: str
    article: str
    path: str


class Range(TypedDict):
    """Lowest and highest."""

    low: Number | None
    high: Number | None


class ForecasterRecord(TypedDict):
    """Who first said so."""

    name: str
    known: bool
    chain: list[str]


class SettlementRecord(TypedDict):
    """What settled a forecast: a person's decision, or a claim of the record."""

    outcome: Outcome
    because: str
    by: str | None
    how: Literal["person", "record"]
    on: Day | None
    claim: PlaceOfClaim | None


class ForecastRecord(TypedDict):
    """One forecast by one forecaster, however many articles carry it."""

    forecast: str
    text: str
    sort: ForecastSort
    forecaster: ForecasterRecord
    likelihood: LikelihoodRecord | None
    chance: Range | None
    probability: Range | None
    affirmed: bool
    condition: str | None
    made: PeriodRecord | None
    due: Day | None
    standing: Standing
    settlement: SettlementRecord | None
    why: list[str]
    figures: list[FigureRecord]
    claims: list[PlaceOfClaim]


class AttributedRecord(TypedDict):
    """Of the claims in an outlet's articles, how many are laid to whom."""

    named: int
    unnamed: int
    own_voice: int


class SourceShape(TypedDict):
    """How a source fared; the letter is the user's."""

    source: str
    group: str
    reliability: str
    articles: int
    claims: int
    figures: int
    statements: int
    questions: list[str]
    corroborated: list[str]
    borne_out: list[str]
    contradicted: list[str]
    disputed: list[str]
    updated: list[str]
    overtaken: list[str]
    forecasts: list[str]
    came_true: list[str]
    came_false: list[str]
    published: int
    attributed: AttributedRecord
    first: Day | None
    last: Day | None


class ShiftRecord(TypedDict):
    """One field of an answer before and after."""

    what: str
    before: str | Number | None
    after: str | Number | None


class ChangeRecord(TypedDict):
    """What is otherwise in the record between two days."""

    kind: ChangeKind
    says: str
    weight: int
    question: str | None
    text: str | None
    was: list[str]
    shifts: list[ShiftRecord]
    claims: list[str]
    article: str | None
