"""The board of forecasts over all stories: by standing, page by page, and how forecasters fared whose were settled.

What stands on a page is made of the claims of that page alone, so that it costs the same in a ledger of any size. That
a later figure settles a forecast is found where figures are compared: on the board of its story.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import ClassVar

from onrecord.ledger.coming import MOST, Coming, coming, count_coming
from onrecord.ledger.quoted import stories_of
from onrecord.model import Article, Claim, Forecast, Judgement, Matter, Score, Standing
from onrecord.reconcile.board import SOON
from onrecord.reconcile.board import board as gathered
from onrecord.reconcile.reviewed import fitting, reviewed, reviews_of
from onrecord.web.desk import Desk
from onrecord.web.page import Page
from onrecord.web.pages.forecasts import HEADINGS, SIZE, Card, card, told_scores
from onrecord.web.pages.tab import Sheet, sheet_of
from onrecord.web.reviewing import reviews

MOST_SETTLED = 500  # the latest decisions, of which the scores are made
FIRST = (Standing.PAST, Standing.DUE, Standing.OPEN, Standing.SETTLED)  # what is shown where nothing is chosen


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardPage(Page):
    """The board of the whole ledger, one standing at a time.

    Attributes:
        counts: How many forecasts stand how, in the order of the board.
        most: So many of one standing are counted and shown at the most.
        as_of: None: what the record said on a day is told story by story.
    """

    template: ClassVar[str] = "board.html.j2"
    standing: Standing
    counts: tuple[tuple[Standing, str, int], ...]
    groups: tuple[tuple[str, tuple[Card, ...]], ...]
    scores: tuple[Score, ...]
    sheet: Sheet
    most: int = MOST
    as_of: date | None = None


def board_page(desk: Desk, standing: Standing | None = None, at: int = 1) -> BoardPage:
    """The board; where no standing is chosen, those first that wait for somebody to settle them."""
    today, soon = desk.today, desk.today + timedelta(days=SOON)
    with desk.ledger.reading() as connection:
        numbers = {s: count_coming(connection, s, today, soon) for s in HEADINGS}
        chosen = standing or next((s for s in FIRST if numbers[s]), Standing.OPEN)
        sheet = sheet_of(range(numbers[chosen]), at, SIZE, "/forecasts", {"standing": chosen})[1]
        shown = coming(connection, chosen, today, soon, limit=SIZE, offset=(sheet.at - 1) * SIZE)
        settled = coming(connection, Standing.SETTLED, today, soon, limit=MOST_SETTLED)
        homes = stories_of(connection, [one.article for one in shown])
    decided = {j.subject: j for j in desk.judgements(Matter.SETTLEMENT)}
    cards = cards_of(desk, shown, chosen, decided, homes)
    return BoardPage(
        heading="Forecasts",
        standing=chosen,
        counts=tuple((s, heading, numbers[s]) for s, heading in HEADINGS.items()),
        groups=((HEADINGS[chosen], cards),) if cards else (),
        scores=told_scores(read(desk, settled, decided)[0]) if chosen is Standing.SETTLED and settled else (),
        sheet=sheet,
    )


def cards_of(
    desk: Desk,
    shown: Sequence[Coming],
    standing: Standing,
    decided: dict[str, Judgement],
    homes: dict[str, str],
) -> tuple[Card, ...]:
    """The forecasts of one page; what says the same of one day in several articles is one."""
    forecasts, claims, articles = read(desk, shown, decided)
    order = {one.claim: at for at, one in enumerate(shown)}
    found = sorted(forecasts, key=lambda f: min(order[key] for key in f.claims))
    return tuple(
        card(replace(f, standing=standing), claims, articles, decided, homes.get(claims[f.id].article)) for f in found
    )


def read(
    desk: Desk, some: Sequence[Coming], decided: dict[str, Judgement]
) -> tuple[tuple[Forecast, ...], dict[str, Claim], dict[str, Article]]:
    """Claims of the ledger as forecasts, with their claims and articles."""
    ids = sorted({one.article for one in some})
    wanted = {one.claim for one in some}
    # As people left them: a refused claim is no forecast, a mended one is what it was mended to.
    read_by_machine = {c.id: c for c in desk.ledger.claims(ids) if c.id in wanted}
    decisions = reviews_of(j for key, j in reviews(desk).items() if key in wanted)
    left = reviewed(tuple(read_by_machine.values()), fitting(read_by_machine, decisions))
    claims = {c.id: c for c in left}
    articles = {a.id: a for a in desk.ledger.articles(ids)}
    stands = [j for key, j in decided.items() if key in wanted]
    found = gathered(tuple(claims.values()), tuple(articles.values()), as_of=desk.today, settlements=stands)
    return found, claims, articles
