"""Answers over the whole ledger, as the command line gives them: reckoned once for each version of the ledger.

They take time in proportion to all that it holds, so that of a large ledger they are refused: ask story by story.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

from onrecord import pipeline
from onrecord.errors import UsageError
from onrecord.ledger import lookup
from onrecord.model import Forecast, Matter, SourceRecord
from onrecord.pipeline import Pile
from onrecord.web.desk import Desk

LARGEST = 2000  # articles: to reckon over as many takes about a minute


def pile(desk: Desk, as_of: date | None = None) -> Pile:
    """All articles of the ledger with their claims as people left them, by the end of the day ``as_of``.

    Raises:
        UsageError: They are too many to reckon over at once.
    """
    number = desk.ledger.counts()["articles"]
    if number > LARGEST:
        raise UsageError(f"the ledger holds {number:,} articles, too many to reckon over at once: ask story by story")
    return _kept(desk, ("pile", as_of), lambda: desk.as_left(_pile(desk), as_of))


def _pile(desk: Desk) -> Pile:
    with desk.ledger.reading() as connection:
        stories = lookup.story_by_article(connection)
    gathered = pipeline.gathered(desk.ledger.articles())
    return desk.piled(tuple(replace(a, story=stories.get(a.id, a.story)) for a in gathered))


def sources(desk: Desk, as_of: date | None = None) -> tuple[SourceRecord, ...]:
    """How each source of the ledger fared."""
    settled, ratings = desk.judgements(Matter.SETTLEMENT, as_of), desk.ratings(as_of)
    make = partial(pipeline.sources, today=as_of or desk.today, as_of=as_of, ratings=ratings, settlements=settled)
    return _kept(desk, ("sources", as_of, desk.today), lambda: make(pile(desk, as_of)))


def forecasts(desk: Desk, as_of: date | None = None) -> tuple[Forecast, ...]:
    """The ledger's board of forecasts."""
    settled = desk.judgements(Matter.SETTLEMENT, as_of)
    make = partial(pipeline.forecasts, today=as_of or desk.today, as_of=as_of, settlements=settled)
    return _kept(desk, ("forecasts", as_of, desk.today), lambda: make(pile(desk, as_of)))


def _kept[T](desk: Desk, what: object, make: Callable[[], T]) -> T:
    with desk.ledger.reading() as connection:
        version = lookup.ledger_version(connection)
    return desk.kept.get(("whole", version, what), make)
