"""What was read: captures, and the articles cleaned from them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from onrecord.model.claim import Claim
from onrecord.model.text import Span, TextMap


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
        left_out: What stood around the article on its page.
        entries: In a live blog, the text of each entry and the moment that the page gives for it.
        given: Claims that the record brings ready made, of no article yet; their spans count in ``text``.
        as_written: Whether ``text`` is the record itself, a row or a line of JSON, and no article's words.
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
    left_out: tuple[LeftOut, ...] = ()
    entries: tuple[tuple[Span, str], ...] = ()
    given: tuple[Claim, ...] = ()
    as_written: bool = False


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


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """Neighbouring blocks of a page that are not in the text read from it, and why: menus, captions, the page's foot.

    The text of a page is its article alone, so that the article stays the same one while the menus around it change;
    what stood around it has no place in that text, but behind it.

    Attributes:
        text: The blocks' words, a block a line; long ones are cut short, with an ellipsis.
        why, note: The reason, and in a few words what they are.
        after: They stood behind so many characters of the capture's text; 0 above all of it.
        blocks: How many blocks they are.
    """

    text: str
    why: Removal
    note: str
    after: int
    blocks: int = 1


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
    RECORD = "record"  # a row or line of a table of figures, as written: no prose to be read


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
        left_out: What stood around it on its page and was never part of the input's text.
        given: The claims that came with it ready made: nothing else is read for claims.
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
    left_out: tuple[LeftOut, ...] = ()
    given: tuple[Claim, ...] = ()

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
