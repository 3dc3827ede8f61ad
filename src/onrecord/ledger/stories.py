"""The stories of the ledger: which article is in which since when, and which story came of, or went into, which."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, insert, select, update

from onrecord.ledger.cards import recount
from onrecord.ledger.tables import members, stories
from onrecord.model import Article
from onrecord.stories.naming import Named, name_stories

CHUNK, MANY = 500, 5000  # articles that are looked up at once, and from how many on all are read instead


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryRow:
    """One story as the ledger has it.

    Attributes:
        made, ended: When it was first told apart, and when it went into another, UTC.
        parted_from: The story that its first articles were in before, if they were.
        merged_into: The story it went into, if it did.
        articles: Ids of its articles now, in order; none of one that has ended.
    """

    id: str
    made: datetime
    ended: datetime | None = None
    parted_from: str | None = None
    merged_into: str | None = None
    articles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Settling:
    """What the stories of gathered articles come to, beside what is written down of them.

    Attributes:
        named: The stories by name, and what became of them.
        before: By article, the story it is in by what is written down.
    """

    named: Named
    before: dict[str, str]

    @property
    def moved(self) -> dict[str, str]:
        """By article, the story of each that is new or in another story than before."""
        return {article: story for article, story in self.named.story.items() if self.before.get(article) != story}

    @property
    def differs(self) -> bool:
        """Whether anything is to be written down."""
        return bool(self.named.made or self.named.merged or self.moved)


def settling(connection: Connection, gathered: Sequence[Article]) -> Settling:
    """What the stories of articles are, as they are gathered now; nothing is written."""
    before = homes(connection, [article.id for article in gathered])
    ages = list(connection.scalars(select(stories.c.id).order_by(stories.c.row)))
    groups: dict[str, list[str]] = defaultdict(list)
    for article in gathered:
        groups[article.story].append(article.id)
    return Settling(named=name_stories(groups.values(), before, ages), before=before)


def homes(connection: Connection, keys: Sequence[str]) -> dict[str, str]:
    """By article, the living story of each of these that has one."""
    query = select(members.c.article, members.c.story).where(members.c.ended.is_(None))
    if len(keys) > MANY:  # quicker than to look each up
        wanted = frozenset(keys)
        return {row.article: row.story for row in connection.execute(query) if row.article in wanted}
    found: dict[str, str] = {}
    for at in range(0, len(keys), CHUNK):
        rows = connection.execute(query.where(members.c.article.in_(keys[at : at + CHUNK])))
        found.update({row.article: row.story for row in rows})
    return found


def settle(connection: Connection, run: int, gathered: Sequence[Article]) -> dict[str, str]:
    """Write down the stories of articles as they are gathered now; returns the id of the story of each article.

    The connection has locked the ledger for writing. What has changed becomes a new row, and the row before it gets
    its end; the rest is left alone.
    """
    found, now = settling(connection, gathered), datetime.now(UTC)
    moved = found.moved
    made = [{"id": k, "run": run, "made": now, "parted_from": v} for k, v in found.named.made.items()]
    if made:
        connection.execute(insert(stories), made)
    for story, into in found.named.merged.items():
        end = {"ended": now, "ended_run": run, "merged_into": into}
        connection.execute(update(stories).where(stories.c.id == story).values(end))
    for key in (a for a in moved if a in found.before):
        living = (members.c.article == key) & members.c.ended.is_(None)
        connection.execute(update(members).where(living).values(ended=now))
    if moved:
        rows = [{"article": a, "story": s, "run": run, "made": now} for a, s in sorted(moved.items())]
        connection.execute(insert(members), rows)
        recount(connection, {*moved.values(), *(found.before[key] for key in moved if key in found.before)})
    return found.named.story


def overtaken(connection: Connection, gathered: Sequence[Article]) -> bool:
    """Whether another run has written down stories of articles that are not among those gathered."""
    told = connection.scalars(select(members.c.article).where(members.c.ended.is_(None)))
    return not {article.id for article in gathered}.issuperset(told)


def read_stories(connection: Connection, keys: Sequence[str] | None = None) -> tuple[StoryRow, ...]:
    """Every story that ever was, the oldest first; with ``keys`` only these and those that went into them."""
    living, rows = select(members).where(members.c.ended.is_(None)), select(stories)
    if keys is not None:
        living = living.where(members.c.story.in_(keys))
        rows = rows.where(stories.c.id.in_(keys) | stories.c.merged_into.in_(keys))
    held: dict[str, list[str]] = defaultdict(list)
    for row in connection.execute(living.order_by(members.c.article)):
        held[row.story].append(row.article)
    return tuple(
        StoryRow(
            id=row.id,
            made=row.made,
            ended=row.ended,
            parted_from=row.parted_from,
            merged_into=row.merged_into,
            articles=tuple(held[row.id]),
        )
        for row in connection.execute(rows.order_by(stories.c.row))
    )
