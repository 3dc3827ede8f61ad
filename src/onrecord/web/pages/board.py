"""The board of forecasts over all stories: by standing, page by page, and how forecasters fared whose were settled.

What stands on a page is made of the claims of that page alone, so that it costs the same in a ledger of any size. That
a later figure settles a forecast is found where figures are compared: on the board of its story.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import ClassVar

from onrecord.ledger.coming import Coming
from onrecord.model import Article, Claim, Forecast, Judgement, Matter, Score, Standing
from onrecord.reconcile.board import SOON
from onrecord.reconcile.board import board as gathered
from onrecord.web.desk import Desk
from onrecord.web.page import Page
from onrecord.web.pages.forecasts import HEADINGS, SIZE, Card, card, told_scores
from onrecord.web.pages.tab import Sheet, sheet_of

MOST_SETTLED = 500  # the latest decisions, of which the scores are made
FIRST = (Standing.PAST, Standing.DUE, Standing.OPEN, Standing.SETTLED)  # what is shown where nothing is chosen


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardPage(Page):
    """The board of the whole ledger, one standing at a time.

    Attributes:
        counts: How many forecasts stand how, in the order of the board.
        as_of: None: what the record said on a day is told story by story.
    """

    template: ClassVar[str] = "board.html.j2"
    standing: Standing
    counts: tuple[tuple[Standing, str, int], ...]
    groups: tuple[tuple[str, tuple[Card, ...]], ...]
    scores: tuple[Score, ...]
    sheet: Sheet
    as_of: date | None = None


def board_page(desk: Desk, standing: Standing | None = None, at: int = 1) -> BoardPage:
    """The board; where no standing is chosen, those first that wait for somebody to settle them."""
    decided = {j.subject: j for j in desk.judgements(Matter.SETTLEMENT)}
    with desk.ledger.reading() as connection:
        every = desk.coming.claims(connection)
    groups = by_standing(every, decided, desk.today)
    chosen = standing or next((s for s in FIRST if groups[s]), Standing.OPEN)
    shown, sheet = sheet_of(groups[chosen], at, SIZE, "/forecasts", {"standing": chosen})
    return BoardPage(
        heading="Forecasts",
        standing=chosen,
        counts=tuple((s, heading, len(groups[s])) for s, heading in HEADINGS.items()),
        groups=((HEADINGS[chosen], cards_of(desk, shown, chosen, decided)),) if shown else (),
        scores=scored(desk, every, decided) if chosen is Standing.SETTLED else (),
        sheet=sheet,
    )


def by_standing(
    every: Iterable[Coming], decided: dict[str, Judgement], today: date
) -> dict[Standing, list[tuple[Coming, ...]]]:
    """The forecasts by how they stand, each with all claims that say the same of one day."""
    alike: dict[object, list[Coming]] = {}
    for one in every:
        alike.setdefault(one.key, []).append(one)
    groups: dict[Standing, list[tuple[Coming, ...]]] = {s: [] for s in Standing}
    for some in alike.values():
        settled = any(one.claim in decided for one in some)
        groups[Standing.SETTLED if settled else standing_of(some[0].due, today)].append(tuple(some))
    for standing, group in groups.items():
        group.sort(key=lambda some: in_order(standing, some[0]))
    return groups


def standing_of(due: date | None, today: date) -> Standing:
    """How a forecast stands that nobody settled."""
    if due is None:
        return Standing.OPEN
    if due < today:
        return Standing.PAST
    return Standing.DUE if due - today <= timedelta(days=SOON) else Standing.OPEN


def in_order(standing: Standing, one: Coming) -> tuple[bool, int, int]:
    """Those with the nearest last day first; of those past it the latest; those without a day at the end."""
    day = one.due.toordinal() if one.due else 0
    return one.due is None, -day if standing in (Standing.PAST, Standing.SETTLED) else day, -one.row


def cards_of(
    desk: Desk, shown: Sequence[tuple[Coming, ...]], standing: Standing, decided: dict[str, Judgement]
) -> tuple[Card, ...]:
    """The forecasts of one page."""
    forecasts, claims, articles = read(desk, [one for some in shown for one in some[:SIZE]], decided)
    of_claim = {key: f for f in forecasts for key in f.claims}
    cards = []
    for some in shown:
        known = [one for one in some if one.claim in of_claim]
        if known:
            mine = replace(of_claim[known[0].claim], claims=tuple(one.claim for one in known), standing=standing)
            cards.append(card(mine, claims, articles, decided, desk.story_of(known[0].article)))
    return tuple(cards)


def read(
    desk: Desk, some: Sequence[Coming], decided: dict[str, Judgement]
) -> tuple[tuple[Forecast, ...], dict[str, Claim], dict[str, Article]]:
    """Claims of the ledger as forecasts, with their claims and articles."""
    ids = sorted({one.article for one in some})
    wanted = {one.claim for one in some}
    claims = {c.id: c for c in desk.ledger.claims(ids) if c.id in wanted}
    articles = {a.id: a for a in desk.ledger.articles(ids)}
    stands = [j for key, j in decided.items() if key in wanted]
    found = gathered(tuple(claims.values()), tuple(articles.values()), as_of=desk.today, settlements=stands)
    return found, claims, articles


def scored(desk: Desk, every: Sequence[Coming], decided: dict[str, Judgement]) -> tuple[Score, ...]:
    """How forecasters fared, by what people settled."""
    settled = [one for one in every if one.claim in decided][-MOST_SETTLED:]
    return told_scores(read(desk, settled, decided)[0]) if settled else ()
