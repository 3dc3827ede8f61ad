"""From claims to answers: questions, citations, changes, forecasts, sources, the brief and its chart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from onrecord.errors import MissingInputError, UsageError
from onrecord.model import Article, Brief, Change, Citations, Claim, Forecast, Judgement, Question, SourceRecord
from onrecord.pipeline.run import Pile, Run

if TYPE_CHECKING:
    from onrecord.brief.chart import Panel


def as_it_stood(given: Pile, day: date) -> Pile:
    """The articles of the pile that were surely published by the end of ``day``, with their claims.

    Of an inferred window the last day counts; an article without a date is left out, and so is one that says that it
    was changed later. A live blog is there with the entries of that day and before.

    Raises:
        MissingInputError: There is none.
    """
    from onrecord.reconcile.past import said_by, standing

    articles = standing(given.articles, day)
    if not articles:
        raise MissingInputError(f"no article in what was given was surely published by {day}")
    return replace(given, articles=articles, claims=said_by(given.claims, articles, day))


def questions(
    given: Pile, *, as_of: date | None = None, rule: str = "supported", ratings: Mapping[str, str] | None = None
) -> tuple[Question, ...]:
    """What the claims of the pile answer together; with ``as_of``, as the record stood on that day.

    Raises:
        MissingInputError: Nothing was published by that day.
    """
    from onrecord.reconcile import reconcile

    known = as_it_stood(given, as_of) if as_of else given
    return reconcile(known.claims, known.articles, rule=rule, ratings=ratings, pairs=known.judgements)


def citations(given: Pile, *, as_of: date | None = None) -> Citations:
    """Who has what from whom in the pile; with ``as_of``, as the record stood on that day.

    Raises:
        MissingInputError: Nothing was published by that day.
    """
    from onrecord.reconcile.citations import find_citations

    known = as_it_stood(given, as_of) if as_of else given
    return find_citations(known.claims, known.articles)


def changes(
    given: Pile,
    *,
    since: date,
    as_of: date | None = None,
    rule: str = "supported",
    ratings: Mapping[str, str] | None = None,
) -> tuple[Change, ...]:
    """What changed in the record from the end of the day ``since`` to the end of ``as_of``, or to its last article.

    Both days are answered by the same letters: what a person now holds of a source is no change of the record.

    Raises:
        MissingInputError: Nothing was published by the later day.
        UsageError: The later day is not after the earlier one.
    """
    from onrecord.reconcile.changes import Stand
    from onrecord.reconcile.changes import changes as compared
    from onrecord.reconcile.past import last_day, said_by, standing

    until = as_of or last_day(given.articles)
    if until is None:
        raise MissingInputError("no article in what was given has a date, so that nothing can be told of what changed")
    if until <= since:
        raise UsageError(f"{since} is not before {until}, the day to compare it with")
    as_it_stood(given, until)
    stands = []
    for day in (since, until):
        articles = standing(given.articles, day)
        said = said_by(given.claims, articles, day)
        asked = questions(replace(given, articles=articles, claims=said), rule=rule, ratings=ratings)
        stands.append(Stand(day=day, articles=articles, claims=said, questions=asked))
    return compared(*stands)


def questions_by_article(
    given: Pile, run: Run, *, rule: str = "supported", ratings: Mapping[str, str] | None = None
) -> Iterator[tuple[Article, tuple[Question, ...]]]:
    """The questions of each article by itself: nothing is compared across articles."""
    from onrecord.reconcile import reconcile

    by_article: dict[str, list[Claim]] = {a.id: [] for a in given.articles}
    for claim in given.claims:
        by_article[claim.article].append(claim)
    for article in run.progress(given.articles, "comparing", len(given.articles)):
        alone = (replace(article, copies_of=None),)
        asked = reconcile(by_article[article.id], alone, rule=rule, ratings=ratings, pairs=given.judgements)
        yield article, asked


def forecasts(
    given: Pile, *, today: date, as_of: date | None = None, settlements: Iterable[Judgement] = ()
) -> tuple[Forecast, ...]:
    """The forecasts board of the pile as it looks ``today``; with ``as_of``, of what was published by that day.

    Raises:
        MissingInputError: Nothing was published by that day.
    """
    from onrecord.reconcile.board import board

    known = as_it_stood(given, as_of) if as_of else given
    return board(known.claims, known.articles, as_of=today, settlements=settlements)


def sources(
    given: Pile,
    *,
    today: date,
    as_of: date | None = None,
    ratings: Mapping[str, str] | None = None,
    settlements: Iterable[Judgement] = (),
) -> tuple[SourceRecord, ...]:
    """How each source of the pile fared, beside the letter that the user gave it, as it looks ``today``.

    Raises:
        MissingInputError: Nothing was published by the day ``as_of``.
    """
    from onrecord.reconcile.record import records

    known = as_it_stood(given, as_of) if as_of else given
    foreseen = forecasts(known, today=today, settlements=settlements)
    return records(known.claims, known.articles, questions(known), forecasts=foreseen, ratings=ratings)


def brief(
    given: Pile,
    *,
    title: str | None = None,
    as_of: date | None = None,
    rule: str = "supported",
    ratings: Mapping[str, str] | None = None,
    settlements: Iterable[Judgement] = (),
) -> Brief:
    """The brief of the pile: every line cited, every quote, name and figure found again in its source.

    Raises:
        MissingInputError: Nothing was published by the day ``as_of``.
    """
    from onrecord.brief import write_brief

    known = as_it_stood(given, as_of) if as_of else given
    asked = questions(known, rule=rule, ratings=ratings)
    return write_brief(
        known.articles, known.claims, asked, known.raws, title=title, as_of=as_of, settlements=settlements
    )


def charted(
    given: Pile, *, as_of: date | None = None, question: str | None = None, measure: str | None = None
) -> list[Panel]:
    """The panels of the chart: of contested questions, or of those whose id starts so, or that count ``measure``.

    Raises:
        MissingInputError: Nothing was published by the day ``as_of``.
    """
    from onrecord.brief.chart import panels_for
    from onrecord.brief.pile import Pile as Brought

    known = as_it_stood(given, as_of) if as_of else given
    pile = Brought(known.articles, known.claims, questions(known), known.raws)
    return panels_for(pile, question=question, measure=measure)
