"""The board of forecasts of one story: what, by whom, how likely in whose words, by when, and what became of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from onrecord.export.board_text import likely_words
from onrecord.model import Article, Claim, Forecast, Judgement, Matter, Score, Standing
from onrecord.reconcile.board.scores import scores
from onrecord.web.desk import Desk
from onrecord.web.pages.tab import Place, Sheet, StoryTab, place, sheet_of

SIZE = 25  # forecasts a page
MOST_PLACES, MOST_SCORES = 5, 25
HEADINGS = {
    Standing.DUE: "Due soon",
    Standing.PAST: "Past their day, and not settled",
    Standing.OPEN: "Open",
    Standing.SETTLED: "Settled",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One forecast as it is shown.

    Attributes:
        likely: How likely, in whose words; empty where nothing says.
        places: The first passages that give it; ``more`` is the number of the others.
        decided: A person's decision on it that stands, under whichever of its claims.
        settled_at: The passage that settles it, where a later figure does.
    """

    forecast: Forecast
    likely: str
    places: tuple[Place, ...]
    more: int
    decided: Judgement | None
    settled_at: Place | None
    story: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ForecastsPage(StoryTab):
    """The board of a story.

    Attributes:
        standing: The one that is shown alone; None for all.
        counts: How many stand how, in the order of the board.
        groups: The forecasts of this page under their headings.
        scores: How forecasters fared whose forecasts are settled.
    """

    template: ClassVar[str] = "forecasts.html.j2"
    standing: Standing | None
    counts: tuple[tuple[Standing, str, int], ...]
    groups: tuple[tuple[str, tuple[Card, ...]], ...]
    scores: tuple[Score, ...]
    sheet: Sheet


def forecasts_page(
    desk: Desk, key: str, as_of: date | None = None, standing: Standing | None = None, at: int = 1
) -> ForecastsPage:
    """The board of the story that goes by this key.

    Raises:
        MissingInputError: There is no such story, or nothing of it was published by that day.
    """
    story = desk.story(key)
    every, pile = desk.forecasts(story, as_of), desk.pile(story)
    wanted = sorted((f for f in every if standing in (None, f.standing)), key=by_standing)
    path, asked = f"/stories/{story}/forecasts", {"as_of": as_of, "standing": standing}
    shown, sheet = sheet_of(wanted, at, SIZE, path, asked)
    claims, articles = {c.id: c for c in pile.claims}, {a.id: a for a in pile.articles}
    decided = {j.subject: j for j in desk.judgements(Matter.SETTLEMENT, as_of)}
    return ForecastsPage(
        heading="Forecasts",
        story=story,
        title=desk.title(story),
        as_of=as_of,
        standing=standing,
        counts=counted(every),
        groups=grouped([card(f, claims, articles, decided) for f in shown]),
        scores=told_scores(every),
        sheet=sheet,
    )


def by_standing(forecast: Forecast) -> tuple[int, date, str]:
    """The order of the board: by standing, those with the nearest last day first; of those past it the latest."""
    day = forecast.due or date.max
    if forecast.standing is Standing.PAST:
        day = date.fromordinal(date.max.toordinal() - day.toordinal() + 1)
    return list(HEADINGS).index(forecast.standing), day, forecast.id


def counted(forecasts: Sequence[Forecast]) -> tuple[tuple[Standing, str, int], ...]:
    """How many forecasts stand how."""
    found = Counter(f.standing for f in forecasts)
    return tuple((s, heading, found[s]) for s, heading in HEADINGS.items())


def grouped(cards: Sequence[Card]) -> tuple[tuple[str, tuple[Card, ...]], ...]:
    """The cards under the headings of how they stand."""
    groups = ((h, tuple(c for c in cards if c.forecast.standing is s)) for s, h in HEADINGS.items())
    return tuple((heading, some) for heading, some in groups if some)


def card(
    forecast: Forecast,
    claims: Mapping[str, Claim],
    articles: Mapping[str, Article],
    decided: Mapping[str, Judgement],
    story: str | None = None,
) -> Card:
    """One forecast with its passages and what was decided of it."""
    own = [claims[k] for k in forecast.claims if k in claims]
    by_record = claims.get(forecast.settlement.claim or "") if forecast.settlement else None
    return Card(
        forecast=forecast,
        likely=likely_words(forecast),
        places=tuple(place(c, articles[c.article]) for c in own[:MOST_PLACES]),
        more=max(0, len(own) - MOST_PLACES),
        decided=next((decided[k] for k in forecast.claims if k in decided), None),
        settled_at=place(by_record, articles[by_record.article]) if by_record else None,
        story=story,
    )


def told_scores(forecasts: Sequence[Forecast]) -> tuple[Score, ...]:
    """How forecasters fared, as far as something of theirs is settled."""
    return tuple(s for s in scores(forecasts) if s.true or s.false or s.void)[:MOST_SCORES]
