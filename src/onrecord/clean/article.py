"""From a capture to an article."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from onrecord.clean.agency import find_agency
from onrecord.clean.byline import Byline, find_byline
from onrecord.clean.cuts import find_cuts, kept_spans, without
from onrecord.clean.dates import DateLine, find_date_lines, from_address, from_container, stated, updated
from onrecord.clean.header import Header, read_header
from onrecord.clean.infer import infer
from onrecord.clean.kind import read_marks
from onrecord.clean.language import language_of
from onrecord.clean.lines import Line, split_lines
from onrecord.clean.notes import find_notes
from onrecord.clean.publisher import find_publisher
from onrecord.clean.record import recorded
from onrecord.clean.stamped import find_stamped
from onrecord.clean.title import find_title
from onrecord.clean.worded import find_worded_lines
from onrecord.errors import UnreadableError
from onrecord.ingest import article_name
from onrecord.model import (
    Article,
    Capture,
    DatedEntry,
    DateSource,
    Note,
    Published,
    Removal,
    Removed,
    Span,
    TextMap,
    content_id,
    hull,
)

FEWEST_WORDS = 3  # in the longest line that is left: with fewer there is no sentence to read


def clean(capture: Capture) -> Article:
    """The article in ``capture``: its words without the page around them, and what it says about itself.

    Nothing is rewritten: the text is slices of the input, and every cut is listed with its reason.

    Raises:
        UnreadableError: After the cuts no sentence is left.
    """
    if capture.given:
        return recorded(capture)
    raw = capture.text
    lines = split_lines(raw)
    cuts, left = find_cuts(lines, capture.cut)
    header = read_header(left)
    below = without(left, [cut.raw for cut in header.cuts])
    byline = None if header.names else find_byline(below)
    date_lines = header.days or find_date_lines(below)
    if byline and byline.day and not date_lines:
        date_lines = (DateLine(day=byline.day, raw=byline.raw, words=byline.words, labelled=True, updated=False),)
    if not date_lines:
        date_lines = find_worded_lines(below, language_of("\n".join(line.text for line in below), capture.language))
    fields = _metadata(header, byline, date_lines, cuts)
    cuts = sorted([*cuts, *fields], key=lambda cut: cut.raw)
    body = without(left, [cut.raw for cut in cuts])
    if not any(line.words >= FEWEST_WORDS for line in body):
        raise UnreadableError("there is no sentence in it once buttons and menus are taken off", capture.path)
    title, title_line = find_title(body, capture.title, [c.raw.start for c in fields])
    names = capture.byline or header.names or (byline.names if byline else ())
    mapping = TextMap.keeping(kept_spans(len(raw), cuts))
    text = mapping.apply(raw)
    published = _published(capture, date_lines, body)
    return Article(
        id=content_id(article_name(capture), hashlib.sha256(raw.encode("utf-8")).hexdigest()),
        path=capture.path,
        text=text,
        map=mapping,
        sha256=capture.sha256,
        url=capture.url,
        title=title,
        title_span=_in_text(mapping, title_line),
        byline=names,
        publisher=capture.publisher or find_publisher(lines, left, header, byline, capture.url),
        published=published,
        language=language_of(text, capture.language),
        kind=read_marks(body, header.labels).kind,
        removed=tuple(cuts),
        captured=capture.captured,
        media_type=capture.media_type,
        complete=capture.complete,
        provenance=capture.provenance,
        updated=_updated(capture, date_lines, published),
        agency=find_agency(body, names, [cut.raw.of(raw) for cut in cuts]),
        notes=_notes(body, mapping),
        entries=_entries(capture.entries or find_stamped(body, published), mapping),
        other_titles=capture.other_titles,
        left_out=capture.left_out,
    )


def _metadata(
    header: Header, byline: Byline | None, date_lines: Sequence[DateLine], cuts: Sequence[Removed]
) -> list[Removed]:
    """The lines that were read into fields, each once, where nothing else has taken them."""
    fields = [*header.cuts]
    found = [Removed(raw=d.raw, why=Removal.METADATA, note="the date line") for d in date_lines]
    if byline:
        found.append(Removed(raw=byline.raw, why=Removal.METADATA, note="the byline"))
    for field in found:
        if not any(field.raw.overlaps(other.raw) for other in fields):
            fields.append(field)
    return [field for field in fields if not any(field.raw.overlaps(cut.raw) for cut in cuts)]


def _published(capture: Capture, date_lines: Sequence[DateLine], body: Sequence[Line]) -> Published | None:
    """The container's word first, then the text's, then the address's; last what page or text let one infer."""
    how = DateSource(capture.published_how)
    given = from_container(capture.published, how, capture.published_source)
    found = stated(date_lines) or from_address(capture.path, capture.url)
    if how is DateSource.INFERRED:
        given, found = found, given
    return given or found or infer(body, capture.captured.date())


def _updated(capture: Capture, date_lines: Sequence[DateLine], published: Published | None) -> Published | None:
    """When it was last changed, unless that is before it was published: then it was changed by nobody who read it.

    Pages give the last edit of a draft so: of 238, 14 do, and on each the other date is that of publication.
    """
    last = from_container(capture.updated) or updated(date_lines)
    if last is None or published is None:
        return last
    if last.at and published.at:
        return last if last.at >= published.at else None
    return last if last.end >= published.start else None


def _notes(body: Sequence[Line], mapping: TextMap) -> tuple[Note, ...]:
    """The outlet's notes on its own article, where they stand in the cleaned text."""
    places = ((_in_text(mapping, line), kind) for line, kind in find_notes(body))
    return tuple(Note(span=span, kind=kind) for span, kind in places if span)


def _entries(given: Sequence[tuple[Span, str]], mapping: TextMap) -> tuple[DatedEntry, ...]:
    """The dated entries of a live blog, where they stand in the cleaned text."""
    found = []
    for raw, when in given:
        inside = [
            Span(max(raw.start, p.raw) - p.raw + p.start, min(raw.end, p.raw + p.length) - p.raw + p.start)
            for p in mapping.pieces
            if max(raw.start, p.raw) < min(raw.end, p.raw + p.length)
        ]
        published = from_container(when, source=f"the entry's own time: {when}")
        if inside and published:
            found.append(DatedEntry(span=hull(inside), published=published))
    return tuple(found)


def _in_text(mapping: TextMap, line: Line | None) -> Span | None:
    """Where a line of the raw text stands in the cleaned text."""
    if line is None:
        return None
    for piece in mapping.pieces:
        if piece.raw <= line.start and line.end <= piece.raw + piece.length:
            return Span(line.start, line.end).shifted(piece.start - piece.raw)
    return None
