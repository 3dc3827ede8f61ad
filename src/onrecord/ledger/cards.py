"""The list of stories, kept beside their articles: to reckon it anew of a large ledger takes a second and more.

One row a living story, written with the change that it comes of. Nothing here is a source: :func:`recount` makes any
row again from the story's articles.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, Select, case, delete, func, insert, select

from onrecord.ledger.tables import article_texts, articles, captures, cards, members

OPENING = 400  # characters of a text that a title is cut from where there is none
FEW = 4  # words of a first line that say something by themselves
LONGEST = 120  # characters of a title in a list
CHUNK = 500  # stories a query: below SQLite's limit on bound values


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryCard:
    """A story in a list.

    Attributes:
        first, last: The days of its earliest and latest articles, where any is dated.
        title: Of its earliest article that has one; the first words of its earliest where none has.
    """

    id: str
    articles: int
    first: date | None
    last: date | None
    title: str


def recount(connection: Connection, stories: Collection[str]) -> None:
    """Write the rows of these stories anew; one that has no article any more has none."""
    for keys in _chunks(sorted(stories)):
        connection.execute(delete(cards).where(cards.c.story.in_(keys)))
        names = ("story", "articles", "first", "last", "title")
        connection.execute(insert(cards).from_select(names, counted(keys)))


def counted(keys: Sequence[str]) -> Select[Any]:
    """What the rows of these stories come to: a story's title is that of its earliest article that has one.

    Where none has, it is called by the first words of the earliest; by its file where that has no words either.
    """
    opening = func.substr(article_texts.c.body, 1, OPENING)
    called = func.coalesce(func.nullif(articles.c.title, ""), func.nullif(opening, ""), captures.c.path)
    order = (articles.c.title.is_(None), articles.c.published.is_(None), articles.c.published, articles.c.id)
    found = (
        select(
            members.c.story,
            articles.c.published,
            called.label("title"),
            func.row_number().over(partition_by=members.c.story, order_by=order).label("place"),
        )
        .join(articles, articles.c.id == members.c.article)
        .join(captures, captures.c.id == articles.c.id)
        .outerjoin(article_texts, article_texts.c.article == articles.c.id)
        .where(members.c.ended.is_(None), members.c.story.in_(keys))
        .subquery()
    )
    return select(
        found.c.story,
        func.count(),
        func.min(found.c.published),
        func.max(found.c.published),
        func.max(case((found.c.place == 1, found.c.title))),
    ).group_by(found.c.story)


def count_stories(connection: Connection) -> int:
    """How many living stories have articles."""
    return connection.scalar(select(func.count()).select_from(cards)) or 0


def story_cards(connection: Connection, *, limit: int, offset: int = 0) -> tuple[StoryCard, ...]:
    """The stories with the latest articles first."""
    return tuple(map(_card, connection.execute(latest(select(cards)).limit(limit).offset(offset))))


def story_card(connection: Connection, story: str) -> StoryCard | None:
    """The story in a list; None where it has no articles."""
    row = connection.execute(select(cards).where(cards.c.story == story)).first()
    return _card(row) if row else None


def _card(row: Row[Any]) -> StoryCard:
    return StoryCard(id=row.story, articles=row.articles, first=row.first, last=row.last, title=one_line(row.title))


def latest[T: Select[Any]](query: T) -> T:
    """The query over these rows with the stories in the order of lists: undated ones last."""
    return query.order_by(cards.c.last.desc().nulls_last(), cards.c.articles.desc(), cards.c.story.desc())


def story_ids(
    connection: Connection, *, since: date | None, until: date | None, limit: int, offset: int
) -> tuple[tuple[str, ...], int]:
    """Ids of living stories, those with the latest articles first, and how many there are in all.

    Only those with an article of the day ``since`` or later, and with one of the day ``until`` or earlier.
    """
    query = select(cards.c.story)
    query = query.where(cards.c.last >= since) if since else query
    query = query.where(cards.c.first <= until) if until else query
    total = connection.scalar(select(func.count()).select_from(query.subquery())) or 0
    return tuple(connection.scalars(latest(query).limit(limit).offset(offset))), total


def story_titles(connection: Connection, keys: Collection[str]) -> dict[str, str]:
    """What stories are called in lists, by id; those that have ended have no title."""
    found: dict[str, str] = {}
    for some in _chunks(sorted(keys)):
        rows = connection.execute(select(cards.c.story, cards.c.title).where(cards.c.story.in_(some)))
        found.update({row.story: one_line(row.title) for row in rows})
    return found


def story_title(connection: Connection, story: str) -> str:
    """What a story is called in lists."""
    return story_titles(connection, [story]).get(story, "Untitled")


def latest_first(connection: Connection, keys: Collection[str]) -> list[str]:
    """These stories, those with the latest articles first, undated ones last."""
    wanted = frozenset(keys)
    return [story for story in connection.scalars(latest(select(cards.c.story))) if story in wanted] if wanted else []


def one_line(title: str) -> str:
    """A title, or what stands for one, as a list shows it: its first line, cut at a word where it is long.

    Where that is no more than a dateline or the name of an outlet, the next one is told with it.
    """
    lines = [" ".join(part.split()) for part in title.splitlines()]
    line = ""
    for part in filter(None, lines):
        line = f"{line} {part}".strip()
        if len(line.split()) >= FEW:
            break
    if len(line) <= LONGEST:
        return line
    return line[:LONGEST].rpartition(" ")[0].rstrip(" ,;:–—-") + "…"


def _chunks(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    for at in range(0, len(keys), CHUNK):
        yield keys[at : at + CHUNK]
