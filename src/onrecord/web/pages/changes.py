"""What changed in a story since a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import ClassVar

from onrecord.model import Article, Change, ChangeKind, Claim
from onrecord.reconcile.past import last_day
from onrecord.web.desk import Desk
from onrecord.web.pages.tab import Place, Sheet, StoryTab, place, sheet_of

SIZE = 40  # changes a page
WEEK = timedelta(days=7)
MOST_PLACES = 6
HEADINGS = {
    ChangeKind.CORRECTION: "Corrections",
    ChangeKind.ANSWER: "Answers that are others now",
    ChangeKind.MERGED: "Questions that turned out to be one",
    ChangeKind.SPLIT: "Questions told apart",
    ChangeKind.GONE: "Questions that have no figure left",
    ChangeKind.QUESTION: "New questions",
    ChangeKind.UPDATE: "Articles that were changed",
    ChangeKind.ORIGIN: "On record for the first time",
    ChangeKind.ARTICLE: "New articles",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One change with where it leads.

    Attributes:
        question: The id of the question, if it is still asked.
        article: The article that is new, corrected or changed.
        places: The first of the claims that made the difference.
    """

    change: Change
    question: str | None
    article: Article | None
    places: tuple[Place, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesPage(StoryTab):
    """What changed from the end of one day to the end of another.

    Attributes:
        since: The earlier day; None where no article has a date.
        until: The later one.
        trouble: Why nothing can be compared; empty where it can.
    """

    template: ClassVar[str] = "changes.html.j2"
    since: date | None
    until: date | None
    trouble: str
    groups: tuple[tuple[str, tuple[Row, ...]], ...]
    sheet: Sheet


def changes_page(
    desk: Desk, key: str, since: date | None = None, as_of: date | None = None, at: int = 1
) -> ChangesPage:
    """The changes of the story that goes by this key; since a week before its last article where no day is given.

    Raises:
        MissingInputError: There is no such story, or nothing of it was published by that day.
    """
    story = desk.story(key)
    pile = desk.pile(story)
    until = as_of or last_day(pile.articles)
    start = since or (until - min(WEEK, until - date.min) if until else None)
    trouble = ""
    found: tuple[Change, ...] = ()
    if until is None or start is None:
        trouble = "No article of this story has a date, so that nothing can be told of what changed."
    elif until <= start:
        trouble = f"{start} is not before {until}, the day to compare it with: choose an earlier day."
    else:
        found = desk.changes(story, start, as_of)
    questions = {q.id for q in desk.questions(story, as_of)}
    ordered = sorted(found, key=lambda c: list(HEADINGS).index(c.kind))
    shown, sheet = sheet_of(ordered, at, SIZE, f"/stories/{story}/changes", {"since": since, "as_of": as_of})
    claims, articles = {c.id: c for c in pile.claims}, {a.id: a for a in pile.articles}
    rows = [row(c, questions, claims, articles) for c in shown]
    return ChangesPage(
        heading="What changed",
        story=story,
        title=desk.title(story),
        as_of=as_of,
        since=start,
        until=until,
        trouble=trouble,
        groups=grouped(rows),
        sheet=sheet,
    )


def row(change: Change, questions: set[str], claims: dict[str, Claim], articles: dict[str, Article]) -> Row:
    """One change with its question, its article and its passages."""
    known = [claims[k] for k in change.claims if k in claims]
    return Row(
        change=change,
        question=change.question if change.question in questions else None,
        article=articles.get(change.article or ""),
        places=tuple(place(c, articles[c.article]) for c in known[:MOST_PLACES]),
        more=max(0, len(known) - MOST_PLACES),
    )


def grouped(rows: Sequence[Row]) -> tuple[tuple[str, tuple[Row, ...]], ...]:
    """The changes under their headings."""
    groups = ((heading, tuple(r for r in rows if r.change.kind is kind)) for kind, heading in HEADINGS.items())
    return tuple((heading, some) for heading, some in groups if some)
