"""The sources of the whole ledger: those that are rated, the outlets, and who is quoted lately."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from onrecord.ledger import quoted
from onrecord.ledger.quoted import LATELY, Outlet, Quoted
from onrecord.model import Judgement, Matter
from onrecord.values.name import fold
from onrecord.web.desk import Desk
from onrecord.web.page import Page
from onrecord.web.pages.tab import Sheet, sheet_of

SIZE = 50  # a page
VIEWS = ("quoted", "outlets", "rated")


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeSourcesPage(Page):
    """One of three lists; nothing of it is reckoned from stories, so that it costs the same in a ledger of any size.

    Attributes:
        view: "quoted", "outlets" or "rated".
        counts: How many each list has.
        letters: The letter of each rated source, by its name folded.
        lately: How many of the newest claims the list of those quoted is made of.
    """

    template: ClassVar[str] = "whole_sources.html.j2"
    view: str
    q: str
    counts: dict[str, int]
    quoted: tuple[Quoted, ...]
    outlets: tuple[Outlet, ...]
    rated: tuple[Judgement, ...]
    letters: dict[str, str]
    sheet: Sheet
    lately: int = LATELY

    def letter(self, name: str) -> str:
        """The letter that people gave the source."""
        return self.letters.get(fold(name), "F")


def whole_sources_page(desk: Desk, view: str = "quoted", q: str = "", at: int = 1) -> WholeSourcesPage:
    """The page with this number of one list; ``q`` are words that its names must have."""
    outlets, people = desk.lately("outlets", quoted.outlets), desk.lately("quoted", quoted.quoted)
    rated = sorted(desk.judgements(Matter.RELIABILITY), key=lambda j: (j.value, fold(j.subject)))
    lists: dict[str, list[object]] = {
        "quoted": [p for p in people if named(p.name, q)],
        "outlets": [o for o in outlets if named(o.name, q)],
        "rated": [j for j in rated if named(j.subject, q)],
    }
    shown, sheet = sheet_of(lists[view], at, SIZE, "/sources", {"view": view, "q": q})
    return WholeSourcesPage(
        heading="Sources",
        view=view,
        q=q,
        counts={key: len(some) for key, some in lists.items()},
        quoted=tuple(s for s in shown if isinstance(s, Quoted)),
        outlets=tuple(s for s in shown if isinstance(s, Outlet)),
        rated=tuple(s for s in shown if isinstance(s, Judgement)),
        letters={fold(j.subject): j.value for j in rated},
        sheet=sheet,
    )


def named(name: str, q: str) -> bool:
    """Whether a name has all the words that are looked for."""
    folded = name.casefold()
    return all(word in folded for word in q.casefold().split())
