"""What can be exported, and in which forms, by name."""

from __future__ import annotations

from enum import StrEnum


class What(StrEnum):
    """What can be exported."""

    ARTICLES = "articles"
    CLAIMS = "claims"
    FIGURES = "figures"
    QUESTIONS = "questions"
    ENTRIES = "entries"
    CITATIONS = "citations"
    FORECASTS = "forecasts"
    SOURCES = "sources"
    JUDGEMENTS = "judgements"


class Form(StrEnum):
    """The forms in which a table can be had."""

    JSONL = "jsonl"
    CSV = "csv"
    PARQUET = "parquet"
