"""The nouns. Frozen dataclasses and enums that say what each stage hands to the next; imports nothing of ours.

Offsets are half-open and count Unicode code points. ``Article.text`` is made of slices of the input and nothing
else, so that every place in it maps back through ``Article.map``. Numbers are ``Decimal``, never ``float``; times are
UTC and aware; sequences are tuples; ids are hashes of content.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum


def content_id(*parts: str) -> str:
    """A short stable id: the first 16 hex digits of the SHA-256 of the parts, each kept apart from the next."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


# -------------------------------------------------------------------------------- places in a text


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of Unicode code points.

    Raises:
        ValueError: The range is empty, backward or starts before the text.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: [{self.start}, {self.end})")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The characters of ``text`` in this span."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether all of ``other`` lies in this span."""
        return self.start <= other.start and other.end <= self.end

    def shifted(self, by: int) -> Span:
        """The same length, ``by`` characters further on."""
        return Span(self.start + by, self.end + by)


def hull(spans: Iterable[Span]) -> Span:
    """The smallest span that holds all of ``spans``."""
    spans = tuple(spans)
    return Span(min(s.start for s in spans), max(s.end for s in spans))


@dataclass(frozen=True, slots=True)
class Piece:
    """``length`` characters at ``start`` of the cleaned text stand at ``raw`` in the input."""

    start: int
    raw: int
    length: int


@dataclass(frozen=True, slots=True)
class TextMap:
    """The map from a cleaned text back to its input: pieces in order, without gaps in the cleaned text."""

    pieces: tuple[Piece, ...]

    @classmethod
    def keeping(cls, kept: Iterable[Span]) -> TextMap:
        """The map of the text that is left when only ``kept`` (in order, not overlapping) stays of the input."""
        pieces, at = [], 0
        for span in kept:
            pieces.append(Piece(at, span.start, len(span)))
            at += len(span)
        return cls(tuple(pieces))

    def apply(self, raw: str) -> str:
        """The cleaned text, cut from the input."""
        return "".join(raw[p.raw : p.raw + p.length] for p in self.pieces)

    def raw(self, span: Span) -> tuple[Span, ...]:
        """Where ``span`` of the cleaned text stands in the input: one span for each piece it touches, in order."""
        return tuple(self._walk(span))

    def raw_hull(self, span: Span) -> Span:
        """One span of the input from the first to the last character of ``span``."""
        return hull(self.raw(span))

    def _walk(self, span: Span) -> Iterator[Span]:
        at = bisect_right(self.pieces, span.start, key=lambda p: p.start) - 1
        for piece in self.pieces[max(at, 0) :]:
            if piece.start >= span.end:
                return
            start = max(span.start, piece.start)
            end = min(span.end, piece.start + piece.length)
            if start < end:
                shift = piece.raw - piece.start
                yield Span(start + shift, end + shift)


# -------------------------------------------------------------------------------- what was read


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """How the bytes came to be held: what the Berkeley Protocol (2022, chapter VI) asks beside address, time and hash.

    Attributes:
        tool: The software that made the capture, with its version: the crawler a web archive names, else this one.
        parent: The container they came in ("pile.warc.gz", "saved.zip/mail.eml"); None for a file by itself.
        parent_sha256: Of the outermost container's bytes.
        record: Which record of the container: a WARC record's id, a feed entry's id, "row 7", "line 3".
        offset: Where that record starts in its container, in bytes; in a packed WARC, in the packed bytes.
        address: Where the container says that it was fetched from; a page may call another address its own.
    """

    tool: str = ""
    parent: str | None = None
    parent_sha256: str | None = None
    record: str | None = None
    offset: int | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Capture:
    """One record as it came: a file, or one record of a container of many.

    Attributes:
        path: The file's path as given, or the record's ``id`` (else ``file.jsonl:LINE``).
        text: The text as decoded, untouched; ``raw`` offsets count in it.
        sha256: Of the bytes as they came.
        captured: When it was fetched, if the container says so, else when it was read; UTC.
        url, title, byline, publisher, published: What the container states beside the text, as given.
        complete: False when the container holds only a part of the article: a feed's summary, a record that was cut.
        content: The bytes that ``sha256`` is of, as they came; they go to the ledger's store, not into records.
        published_how, published_source: How the container's date was found (a ``DateSource``), and where in it.
        updated: When it was last changed, as the container states it.
        language: The language that the container names, as an ISO 639-1 code.
        other_titles: Further titles that a page gives its article, for windows, links and other sites.
        cut: What the container marks as no part of the article: captions, links to other articles.
        entries: In a live blog, the text of each entry and the moment that the page gives for it.
    """

    path: str
    text: str
    sha256: str
    captured: datetime
    media_type: str = "text/plain"
    encoding: str = "utf-8"
    url: str | None = None
    title: str | None = None
    byline: tuple[str, ...] = ()
    publisher: str | None = None
    published: str | None = None
    complete: bool = True
    provenance: Provenance = Provenance()
    content: bytes = field(default=b"", repr=False, compare=False)
    published_how: str = "metadata"
    published_source: str | None = None
    updated: str | None = None
    language: str | None = None
    other_titles: tuple[str, ...] = ()
    cut: tuple[Removed, ...] = ()
    entries: tuple[tuple[Span, str], ...] = ()


class Removal(StrEnum):
    """Why a part of the input is not in the cleaned text."""

    BOILERPLATE = "boilerplate"
    REPEAT = "repeat"
    TEASER = "teaser"
    METADATA = "metadata"  # a byline or date line that was read into a field


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """A part of the input that is not in the cleaned text, and why (``note`` says it in a few words)."""

    raw: Span
    why: Removal
    note: str


class DateSource(StrEnum):
    """How a date of publication was found."""

    STATED = "stated"
    METADATA = "metadata"
    INFERRED = "inferred"


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """The day of publication, or the window it must lie in (both ends included), with the evidence for it.

    ``at`` is the moment, in UTC, where one is stated with its zone; ``start`` is then the day by the clock of the page.
    """

    start: date
    end: date
    how: DateSource
    precision: str = "day"  # day | window
    evidence: tuple[str, ...] = ()
    at: datetime | None = None

    @property
    def reference(self) -> date:
        """The day that words like "yesterday" are reckoned from: the middle of the window."""
        return self.start + (self.end - self.start) // 2


class NoteKind(StrEnum):
    """What an outlet says of its own article, inside it."""

    CORRECTION = "correction"
    CLARIFICATION = "clarification"
    UPDATE = "update"
    EDITOR = "editor's note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A correction or editor's note: it stays in the text, at ``span``, and is no claim of the report."""

    span: Span
    kind: NoteKind


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedEntry:
    """One entry of a live blog: the paragraphs at ``span`` were published then."""

    span: Span
    published: Published


class ArticleKind(StrEnum):
    """What sort of text an article is."""

    REPORT = "report"
    OPINION = "opinion"
    DIGEST = "digest"


class CopyKind(StrEnum):
    """What an article that has words in common with an earlier one of the pile is to that one.

    The first four are copies: ``Article.copies_of`` names the original. The last two are articles of their own.
    """

    EXACT = "exact"  # the same words
    NEAR = "near"  # the same but for words that change nothing that is said
    PART = "part"  # cut, or with passages of its own
    REWRITE = "rewrite"  # a good part of an agency's report, with the agency's mark
    UPDATE = "update"  # the same text with another number or name in it
    SHARED = "shared"  # some passages the same


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A stretch of an article's text that stands in an earlier article: ``span`` here, ``there`` in article ``of``.

    Within it no number and no name differs, and no word that turns or weakens a statement.
    """

    span: Span
    of: str
    there: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """Cleaned text with its map back to the capture, and what the text or its container say about it.

    Attributes:
        title_span: Where the title stands in ``text``, when it was found there.
        outlet: A name to cite the article by: publisher, else site, else file name.
        copies_of: Id of the article this one copies, if it does.
        story: Id of the story it belongs to.
        captured, media_type, complete, provenance: Of the capture behind it.
        overlap: What it is to the earlier article that it has words in common with, if any.
        passages: Which of its passages stand where in earlier articles, in the order of its text.
        updated: When it was last changed, if it says so.
        agency: The agency that its dateline, byline or foot names as where it comes from.
        notes: Its corrections and editor's notes, in order.
        entries: In a live blog, its dated entries, in the order of the text.
        other_titles: Further titles that the page gives it.
    """

    id: str
    path: str
    text: str
    map: TextMap
    sha256: str
    url: str | None = None
    title: str | None = None
    title_span: Span | None = None
    byline: tuple[str, ...] = ()
    publisher: str | None = None
    published: Published | None = None
    language: str = "en"
    kind: ArticleKind = ArticleKind.REPORT
    removed: tuple[Removed, ...] = ()
    copies_of: str | None = None
    story: str = ""
    captured: datetime | None = None
    media_type: str = "text/plain"
    complete: bool = True
    provenance: Provenance | None = None
    overlap: CopyKind | None = None
    passages: tuple[Passage, ...] = ()
    updated: Published | None = None
    agency: str | None = None
    notes: tuple[Note, ...] = ()
    entries: tuple[DatedEntry, ...] = ()
    other_titles: tuple[str, ...] = ()

    @property
    def outlet(self) -> str:
        """A name to cite the article by."""
        return self.publisher or self.path.replace("\\", "/").rsplit("/", 1)[-1]

    def published_at(self, span: Span) -> Published | None:
        """When the words at ``span`` were published: with their entry of a live blog, else with the article."""
        return next((e.published for e in self.entries if e.span.contains(span)), self.published)

    def taken_from(self, spans: Iterable[Span]) -> tuple[str, ...]:
        """Ids of the earlier articles in which all that stands at ``spans`` stood before, the first of them first.

        Where it is known that the article is a copy, but not of which passages, all of it is.
        """
        if not self.passages:
            return (self.copies_of,) if self.copies_of else ()
        wanted = tuple(spans)
        holding = [p for p in self.passages if all(p.span.contains(s) for s in wanted)]
        return tuple(p.of for p in sorted(holding, key=lambda p: len(p.span)))  # what a later one has is longer


# -------------------------------------------------------------------------------- values


class Bound(StrEnum):
    """How a number in the text limits the quantity it speaks of."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at least"
    MORE_THAN = "more than"
    AT_MOST = "at most"
    LESS_THAN = "less than"
    NEARLY = "nearly"
    RANGE = "range"


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number with its bound: "at least 29" is low 29 with no high; "nearly 30" is low and high 30, bound nearly."""

    low: Decimal | None
    high: Decimal | None
    bound: Bound = Bound.EXACT
    unit: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeSpan:
    """Days that a time expression covers, both ends included; an open end is None."""

    start: date | None
    end: date | None
    precision: str = "day"  # day | week | month | season | quarter | year | decade | open


class Basis(StrEnum):
    """What sort of count a figure is."""

    LEVEL = "level"
    TOTAL = "total"
    RATE = "rate"
    INCREMENT = "increment"
    SHARE = "share"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A quantity and what it counts.

    Attributes:
        span: Its place in the cleaned text: modifiers, number and head noun ("up to 10,000 soldiers").
        measure: What is counted, in the words of the measure tree ("casualties", "troops sent").
        who: The actor counted, or whose they are, by canonical name ("Russia", "civilians").
        per: For a rate, its time unit: "day", "week", "month", "year".
        period: The days it covers, or the day it stands for.
        part_of_larger: Whether it is a part of a larger figure in the same text ("including 12 children").
    """

    span: Span
    text: str
    quantity: Quantity
    measure: str
    who: str | None = None
    where: str | None = None
    basis: Basis = Basis.LEVEL
    per: str | None = None
    period: TimeSpan | None = None
    part_of_larger: bool = False


# -------------------------------------------------------------------------------- claims


class Mode(StrEnum):
    """How a statement is given: in the speaker's words, in the reporter's, in both, or by the article's own voice."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"
    NARRATOR = "narrator"


class SpeakerType(StrEnum):
    """What a link of the chain is."""

    PERSON = "person"
    ORGANISATION = "organisation"
    STATE = "state"
    DOCUMENT = "document"
    UNNAMED = "unnamed"


class Stance(StrEnum):
    """How the article's own voice stands to what it reports."""

    NEUTRAL = "neutral"
    ADOPTS = "adopts"  # "pointed out that": the article takes it for true
    DOUBTS = "doubts"  # "claimed without evidence", "so-called"
    REJECTS = "rejects"  # "falsely claimed", "the claim, which is untrue"


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """One link of a chain: the words that name it, their place, and the canonical name they resolve to.

    Attributes:
        of: Whom a speaker speaks for or belongs to, where the words say it: "a spokesman for the water board".
        office: What the article says that a person named is: "mayor of Norwick".
    """

    name: str
    text: str
    span: Span
    type: SpeakerType
    of: str | None = None
    office: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who said it: the cue and the chain of speakers, nearest to the reader first, first utterer last.

    Attributes:
        via: Who was told it and so brought it to the article, where the words say so: "told the Norwick Courier",
            "in an interview with". They carry the words and vouch for nothing, so they are no speakers.
    """

    mode: Mode
    cue: tuple[Span, ...] = ()
    chain: tuple[Speaker, ...] = ()
    stance: Stance = Stance.NEUTRAL
    via: tuple[Speaker, ...] = ()

    @property
    def path(self) -> tuple[Speaker, ...]:
        """The way the words took to the reader: who carried them, then the speakers, the first utterer last."""
        return (*self.via, *self.chain)


class Kind(StrEnum):
    """What sort of assertion a claim is."""

    FACT = "fact"
    OPINION = "opinion"
    FORECAST = "forecast"
    DISPUTE = "dispute"


class Certainty(StrEnum):
    """How sure the claim is made to sound, by whoever makes it."""

    ASSERTED = "asserted"
    REPORTED = "reported"
    HEDGED = "hedged"
    POSSIBLE = "possible"
    CONDITIONAL = "conditional"
    DENIED = "denied"
    FORECAST = "forecast"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hedge:
    """Words that soften a claim, kept as the speaker said them."""

    text: str
    span: Span


class Slant(StrEnum):
    """What a loaded word does beside naming a thing: judge it, enlarge it, make little of it, or soften it."""

    LABELLING = "labelling"
    INTENSIFYING = "intensifying"
    BELITTLING = "belittling"
    EUPHEMISM = "euphemism"


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """A word or phrase of a claim that judges what it names."""

    text: str
    span: Span
    slant: Slant


@dataclass(frozen=True, slots=True, kw_only=True)
class Likelihood:
    """Words of likelihood and the range of ICD 203 for them; None where the scale has no row."""

    words: str
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One assertion at one place.

    Attributes:
        content: Its spans in the cleaned text; the id hashes the article and these.
        text: The content's words, spans joined by " … ".
        affirmed: False when the claim says that something is not so.
        due: For a forecast, the last day by which it should have come true.
        disputes: Ids of the claims of the same article that this one challenges.
        loaded: Its loaded words.
    """

    id: str
    article: str
    content: tuple[Span, ...]
    text: str
    kind: Kind
    attribution: Attribution
    certainty: Certainty
    affirmed: bool = True
    hedges: tuple[Hedge, ...] = ()
    likelihood: Likelihood | None = None
    due: date | None = None
    figures: tuple[Figure, ...] = ()
    disputes: tuple[str, ...] = ()
    loaded: tuple[Loaded, ...] = ()

    @staticmethod
    def make_id(article: str, content: tuple[Span, ...]) -> str:
        """The id of the claim at ``content`` of ``article``."""
        return content_id(article, *(f"{s.start}-{s.end}" for s in content))


# -------------------------------------------------------------------------------- reconciliation


class Verdict(StrEnum):
    """What the record says in answer to a question."""

    SINGLE = "single"
    AGREE = "agree"
    COMPATIBLE = "compatible"
    CONFLICT = "conflict"
    SUPERSEDED = "superseded"
    DISPUTED = "disputed"


class Relation(StrEnum):
    """How one claim stands to the answer of its question."""

    SUPPORTS = "supports"
    CONFLICTS = "conflicts"
    UPDATES = "updates"
    REPEATS = "repeats"
    DISPUTES = "disputes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One figure of one claim under a question.

    Attributes:
        figure: Index into the claim's figures; None for a claim that disputes without a figure of its own.
        origin: Who first uttered it, by name.
        independent: Whether the origin is known, so that it can be counted as independent of the others.
        counted: Whether it bears on low, best and high; ``why`` gives the reason when it does not.
        credibility: Admiralty 1 to 6, of this item. reliability: Admiralty A to F, of its source (the user's to set).
    """

    claim: str
    figure: int | None
    relation: Relation
    origin: str
    independent: bool
    counted: bool = True
    why: str = ""
    credibility: str = "6"
    reliability: str = "F"


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A sum that ties a question to others: what it used (question or claim ids), what it says, whether it holds."""

    with_: tuple[str, ...]
    says: str
    holds: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Claims that answer the same thing. Derived, never stored as truth.

    Attributes:
        origins: Number of independent origins, each counted once.
        why: Sentences that give the reasons for verdict and range.
    """

    id: str
    text: str
    measure: str
    who: str | None
    where: str | None
    basis: Basis
    period: TimeSpan | None
    verdict: Verdict
    low: Decimal | None
    best: Decimal | None
    high: Decimal | None
    why: tuple[str, ...]
    origins: int
    entries: tuple[Entry, ...]
    arithmetic: tuple[Check, ...] = ()


# -------------------------------------------------------------------------------- the brief


class SectionName(StrEnum):
    """The sections of a brief, in their order."""

    SUMMARY = "summary"
    INSIGHTS = "insights"
    OUTLOOK = "outlook"
    FIGURES = "figures"
    TIMELINE = "timeline"
    DISPUTED = "disputed"
    SOURCES = "sources"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cite:
    """A place in a source: ``quote`` is exactly what stands at ``raw`` of the input."""

    article: str
    path: str
    raw: Span
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of the brief and the places it rests on."""

    text: str
    cites: tuple[Cite, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One section of the brief."""

    name: SectionName
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A line that was not printed, and why."""

    text: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """The brief: sections of cited lines, the lines refused, and the chart as SVG (empty when there is none)."""

    title: str
    as_of: date | None
    sections: tuple[Section, ...]
    refused: tuple[Refused, ...] = ()
    chart: str = ""


# -------------------------------------------------------------------------------- the run


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """What went wrong, as data: which stage, at which file (and line), in words for a person."""

    stage: str
    where: str
    message: str
