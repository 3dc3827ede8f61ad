"""From what a pile answers to a table, or to the records that the command line prints."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from onrecord.export.citations import citation_records
from onrecord.export.forecasts import forecast_record
from onrecord.export.judgements import judgement_record
from onrecord.export.records import article_record, claim_record, entry_record, figure_record, question_record
from onrecord.export.sources import source_record
from onrecord.export.table_names import What
from onrecord.export.tables import answered, said
from onrecord.export.tables.columns import Column, Table, filled
from onrecord.model import Article, Citations, Claim, Forecast, Judgement, Question, SourceRecord


@dataclass(frozen=True, kw_only=True)
class Material:
    """What there is to export; what takes reckoning is only asked for when it is wanted."""

    articles: tuple[Article, ...]
    claims: tuple[Claim, ...]
    questions: Callable[[], tuple[Question, ...]]
    citations: Callable[[], Citations]
    forecasts: Callable[[], tuple[Forecast, ...]]
    sources: Callable[[], tuple[SourceRecord, ...]]
    judgements: Callable[[], tuple[Judgement, ...]] = tuple
    reviews: Mapping[str, dict[str, Any]] = field(default_factory=dict)

    @cached_property
    def by_id(self) -> Mapping[str, Article]:
        """The articles by their ids."""
        return {a.id: a for a in self.articles}

    @cached_property
    def claims_by_id(self) -> Mapping[str, Claim]:
        """The claims by their ids."""
        return {c.id: c for c in self.claims}


TABLES: Mapping[What, tuple[Column[Any], ...]] = {
    What.ARTICLES: said.ARTICLES,
    What.CLAIMS: said.CLAIMS,
    What.FIGURES: said.FIGURES,
    What.QUESTIONS: answered.QUESTIONS,
    What.ENTRIES: answered.ENTRIES,
    What.CITATIONS: answered.CITATIONS,
    What.FORECASTS: answered.FORECASTS,
    What.SOURCES: answered.SOURCES,
    What.JUDGEMENTS: answered.JUDGEMENTS,
}

MADE: Mapping[What, Callable[[Material], Table]] = {
    What.ARTICLES: lambda m: said.articles_table(m.articles),
    What.CLAIMS: lambda m: said.claims_table(m.claims, m.by_id),
    What.FIGURES: lambda m: said.figures_table(m.claims, m.by_id),
    What.QUESTIONS: lambda m: filled(answered.QUESTIONS, m.questions()),
    What.ENTRIES: lambda m: answered.entries_table(m.questions(), m.claims_by_id, m.by_id),
    What.CITATIONS: lambda m: answered.citations_table(m.citations(), m.by_id),
    What.FORECASTS: lambda m: filled(answered.FORECASTS, m.forecasts()),
    What.SOURCES: lambda m: filled(answered.SOURCES, m.sources()),
    What.JUDGEMENTS: lambda m: filled(answered.JUDGEMENTS, m.judgements()),
}

RECORDS: Mapping[What, Callable[[Material], Iterable[dict[str, Any]]]] = {
    What.ARTICLES: lambda m: map(article_record, m.articles),
    What.CLAIMS: lambda m: (claim_record(c, m.by_id[c.article], m.reviews.get(c.id)) for c in m.claims),
    What.FIGURES: lambda m: (
        {"claim": c.id, "figure": i, "article": c.article, **figure_record(f, m.by_id[c.article])}
        for c in m.claims
        for i, f in enumerate(c.figures)
    ),
    What.QUESTIONS: lambda m: map(question_record, m.questions()),
    What.ENTRIES: lambda m: ({"question": q.id, **entry_record(e)} for q in m.questions() for e in q.entries),
    What.CITATIONS: lambda m: citation_records(m.citations(), m.by_id),
    What.FORECASTS: lambda m: (forecast_record(f, m.claims_by_id, m.by_id) for f in m.forecasts()),
    What.SOURCES: lambda m: map(source_record, m.sources()),
    What.JUDGEMENTS: lambda m: map(judgement_record, m.judgements()),
}


def table(what: What, material: Material) -> Table:
    """The flat table: one row a noun."""
    return MADE[what](material)


def records(what: What, material: Material) -> Iterable[dict[str, Any]]:
    """The records, as the verb of this name prints them; of figures and entries with the ids they stand under."""
    return RECORDS[what](material)
