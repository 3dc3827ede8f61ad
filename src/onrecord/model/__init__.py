"""The nouns. Frozen dataclasses and enums that say what each stage hands to the next; imports nothing of ours.

Offsets are half-open and count Unicode code points. ``Article.text`` is made of slices of the input and nothing
else, so that every place in it maps back through ``Article.map``. Numbers are ``Decimal``, never ``float``; times are
UTC and aware; sequences are tuples; ids are hashes of content.
"""

from onrecord.model.article import (
    Article,
    ArticleKind,
    Capture,
    CopyKind,
    DatedEntry,
    DateSource,
    Note,
    NoteKind,
    Passage,
    Provenance,
    Published,
    Removal,
    Removed,
)
from onrecord.model.brief import Brief, Cite, Line, Refused, Section, SectionName
from onrecord.model.claim import (
    Attribution,
    Certainty,
    Claim,
    Hedge,
    Kind,
    Likelihood,
    Loaded,
    Mode,
    Mood,
    Proposition,
    Slant,
    Speaker,
    SpeakerType,
    Stance,
    Term,
)
from onrecord.model.judgement import Judgement, Matter
from onrecord.model.question import Check, Entry, How, Question, Related, Relation, Status, Verdict
from onrecord.model.run import Issue
from onrecord.model.text import Piece, Span, TextMap, content_id, hull
from onrecord.model.value import Basis, Bound, Figure, Quantity, TimeSpan

__all__ = [
    "Article",
    "ArticleKind",
    "Attribution",
    "Basis",
    "Bound",
    "Brief",
    "Capture",
    "Certainty",
    "Check",
    "Cite",
    "Claim",
    "CopyKind",
    "DateSource",
    "DatedEntry",
    "Entry",
    "Figure",
    "Hedge",
    "How",
    "Issue",
    "Judgement",
    "Kind",
    "Likelihood",
    "Line",
    "Loaded",
    "Matter",
    "Mode",
    "Mood",
    "Note",
    "NoteKind",
    "Passage",
    "Piece",
    "Proposition",
    "Provenance",
    "Published",
    "Quantity",
    "Question",
    "Refused",
    "Related",
    "Relation",
    "Removal",
    "Removed",
    "Section",
    "SectionName",
    "Slant",
    "Span",
    "Speaker",
    "SpeakerType",
    "Stance",
    "Status",
    "Term",
    "TextMap",
    "TimeSpan",
    "Verdict",
    "content_id",
    "hull",
]
