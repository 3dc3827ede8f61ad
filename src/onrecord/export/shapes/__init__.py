"""The shapes of the records, as types: what stands in each, for whoever reads them by the API or from Python.

The functions beside this package make the records; a test holds each shape against what they make, key by key. Days and
moments are text, as JSON has them. Fields may be added to a record; those named here keep their names and meaning.
"""

from onrecord.export.shapes.answers import (
    BriefRecord,
    ChangeRecord,
    CitationRecord,
    ForecastRecord,
    QuestionRecord,
    SourceShape,
)
from onrecord.export.shapes.keeping import AuditRecord, HitRecord, JudgementRecord, StatusRecord, StoryShape
from onrecord.export.shapes.read import ArticleRecord, ClaimRecord

__all__ = [
    "ArticleRecord",
    "AuditRecord",
    "BriefRecord",
    "ChangeRecord",
    "CitationRecord",
    "ClaimRecord",
    "ForecastRecord",
    "HitRecord",
    "JudgementRecord",
    "QuestionRecord",
    "SourceShape",
    "StatusRecord",
    "StoryShape",
]
