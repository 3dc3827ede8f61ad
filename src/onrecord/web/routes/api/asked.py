"""What the API can be asked: a part of a list, a day, a rule, and filters. An unknown name is refused, not ignored."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from onrecord.model import Article, ArticleKind, Asks, Certainty, Claim, Kind, Question, Standing, Status, Verdict
from onrecord.reconcile.rules import RULES
from onrecord.values.name import fold

MOST = 1000  # records a page
FURTHEST = 10_000_000  # where a page may start

RuleName = StrEnum("RuleName", {name.upper(): name for name in RULES})  # type: ignore[misc]


def written_day(value: object) -> object:
    """Only a day as YYYY-MM-DD: numbers and moments are not taken for one."""
    if isinstance(value, str) and not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        raise ValueError("write the day as 2031-10-20")
    return value


type ADay = Annotated[date, BeforeValidator(written_day)]
type Words = Annotated[str, Field(min_length=1, max_length=200)]


class Asked(BaseModel):
    """What every question to the API has: nothing that is not named."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)


class Paging(Asked):
    """Which part of a list."""

    limit: int = Field(100, ge=1, le=MOST)
    """How many records at most."""
    offset: int = Field(0, ge=0, le=FURTHEST)
    """How many to leave out before."""


class OnDay(Asked):
    """What the record said on a day."""

    as_of: ADay | None = None
    """What the record said at the end of this day; left out: what it says now."""


class ByRule(OnDay):
    """Also by which rule the best figure is chosen."""

    rule: RuleName = RuleName("supported")
    """By which rule the best figure is chosen."""


class Dated(Paging, OnDay):
    """A part of a list, as of a day."""


class OfArticles(Asked):
    """Filters that articles pass."""

    publisher: Words | None = None
    """Only from this outlet, by name, in any spelling of upper and lower case."""
    language: Words | None = None
    """Only in this language, by its ISO 639-1 code."""
    published_from: ADay | None = None
    """Only from articles that can have been published on this day or later."""
    published_to: ADay | None = None
    """Only from articles that can have been published on this day or earlier."""

    def passes(self, article: Article) -> bool:
        """Whether the article is wanted."""
        window = article.published
        return (
            (self.publisher is None or fold(self.publisher) == fold(article.publisher or ""))
            and (self.language is None or self.language.lower() == article.language.lower())
            and (self.published_from is None or (window is not None and window.end >= self.published_from))
            and (self.published_to is None or (window is not None and window.start <= self.published_to))
        )


class ArticlesAsked(Dated, OfArticles):
    """Which articles."""

    kind: ArticleKind | None = None
    """Only of this kind."""

    def wanted(self, articles: Iterable[Article]) -> list[Article]:
        """The articles that pass."""
        return [a for a in articles if (self.kind is None or a.kind is self.kind) and self.passes(a)]


class ClaimsAsked(Dated, OfArticles):
    """Which claims."""

    kind: Kind | None = None
    """Only of this kind."""
    certainty: Certainty | None = None
    """Only those that are made to sound so."""
    speaker: Words | None = None
    """Only those whose chain of speakers names this one, by name or a part of it made of whole words."""
    measure: Words | None = None
    """Only those with a figure that counts this."""

    def wanted(self, claims: Iterable[Claim], articles: dict[str, Article]) -> list[Claim]:
        """The claims that pass."""
        passing = {key for key, article in articles.items() if self.passes(article)}
        checks = tuple(self._checks())
        return [c for c in claims if c.article in passing and all(check(c) for check in checks)]

    def _checks(self) -> Iterable[Callable[[Claim], bool]]:
        if self.kind is not None:
            yield lambda c: c.kind is self.kind
        if self.certainty is not None:
            yield lambda c: c.certainty is self.certainty
        if self.speaker is not None:
            wanted = f" {fold(self.speaker)} "
            yield lambda c: any(wanted in f" {fold(s.name)} " for s in c.attribution.path)
        if self.measure is not None:
            counted = fold(self.measure)
            yield lambda c: any(fold(f.measure) == counted for f in c.figures)


class QuestionsAsked(Paging, ByRule):
    """Which questions."""

    verdict: Verdict | None = None
    """Only with this verdict."""
    status: Status | None = None
    """Only those whose answer stands so."""
    asks: Asks | None = None
    """Only of how many ("figure"), or only of whether ("statement")."""
    measure: Words | None = None
    """Only those that ask for this count."""

    def wanted(self, questions: Iterable[Question]) -> list[Question]:
        """The questions that pass."""
        return [
            q
            for q in questions
            if (self.verdict is None or q.verdict is self.verdict)
            and (self.status is None or q.status is self.status)
            and (self.asks is None or q.asks is self.asks)
            and (self.measure is None or fold(q.measure) == fold(self.measure))
        ]


class ForecastsAsked(Dated):
    """Which forecasts."""

    standing: Standing | None = None
    """Only those that stand so."""


class Reliability(StrEnum):
    """A letter of the Admiralty code."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"
    E = "E"
    F = "F"


class SourcesAsked(Dated):
    """Which sources."""

    reliability: Reliability | None = None
    """Only those that you rate so."""


class StoriesAsked(Paging):
    """Which stories."""

    published_from: ADay | None = None
    """Only stories with an article of this day or later."""
    published_to: ADay | None = None
    """Only stories with an article of this day or earlier."""


class ChangesAsked(Paging, ByRule):
    """Between which days."""

    since: ADay
    """The day to compare with, at its end."""


class Among(StrEnum):
    """What is looked through."""

    CLAIMS = "claims"
    ARTICLES = "articles"


class SearchAsked(Paging):
    """What is looked for, and among what."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True, populate_by_name=False)

    q: str = Field(min_length=1, max_length=300)
    """Words that must all occur; "beside one another", -not, begin*, speaker:name."""
    among: Among = Field(Among.CLAIMS, alias="in")
    """Among claims or articles."""
