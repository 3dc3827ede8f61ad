"""The tables of the ledger. Rows are added and ended, never rewritten.

::

    runs ──< issues                what was done, with which version; what went wrong
    objects ──< captures ── articles ──< readings ──< claims
       the bytes as they came      a reading is one pass of one extractor over one article; when a newer one replaces
                                   it, the old rows get an ``ended`` time and stay
                    articles ──< story_members >── stories
                                   an article that moves to another story has a row for each; a story that goes into
                                   another ends, with the id of the other
    accounts ──< tickets, audit    who may use the desk, and who did what there
    stories ── story_cards         the list of living stories, written with every change of one
    stories ──< stands             what was reckoned of a story's rows, to be shown again: no source, and all of it may
                                   be thrown away
    runs ──< judgements            what a person decided about a source or a forecast; a newer one ends the older
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
    text,
)


class Utc(TypeDecorator[datetime]):
    """An aware UTC time; SQLite drops zones, so they are taken off and put back here."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """To the database: UTC without its zone."""
        return value and value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """From the database: UTC with its zone."""
        return value and value.replace(tzinfo=UTC)


def living(name: str, *columns: Column[Any]) -> Index:
    """An index by which only one row that has not ended may hold the same values."""
    now = text("ended IS NULL")
    return Index(name, *columns, unique=True, sqlite_where=now, postgresql_where=now)


metadata = MetaData()

runs = Table(
    "runs",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("version", String(32), nullable=False),
    Column("command", Text, nullable=False),
    Column("started", Utc, nullable=False),
    Column("finished", Utc),
)

issues = Table(
    "issues",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("run", ForeignKey("runs.id"), nullable=False),
    Column("stage", String(16), nullable=False),
    Column("where", Text, nullable=False),
    Column("message", Text, nullable=False),
)

captures = Table(
    "captures",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("path", Text, nullable=False),
    Column("url", Text),
    Column("sha256", String(64), nullable=False),
    Column("captured", Utc, nullable=False),
    Column("record", Text, nullable=False),
)

# The bytes that a capture's ``sha256`` is of, packed by zlib; captures from before this table have none.
objects = Table(
    "objects",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("size", Integer, nullable=False),
    Column("packed", LargeBinary, nullable=False),
)

articles = Table(
    "articles",
    metadata,
    Column("id", String(16), ForeignKey("captures.id"), primary_key=True),
    Column("run", ForeignKey("runs.id"), nullable=False),
    Column("title", Text),
    Column("publisher", Text),
    Column("language", String(8), nullable=False),
    Column("record", Text, nullable=False),
    Column("published", Date),  # the first day of its window
)
Index("articles_by_outlet", articles.c.publisher, articles.c.published)
Index("articles_by_run", articles.c.run)

# What is searched: the words of the articles. The index over them is kept up by the database itself.
article_texts = Table(
    "article_texts",
    metadata,
    Column("row", Integer, primary_key=True),
    Column("article", ForeignKey("articles.id"), nullable=False, unique=True),
    Column("title", Text, nullable=False),
    Column("body", Text, nullable=False),
)

readings = Table(
    "readings",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("article", ForeignKey("articles.id"), nullable=False),
    Column("run", ForeignKey("runs.id"), nullable=False),
    Column("made_with", Text, nullable=False),
    Column("made", Utc, nullable=False),
    Column("ended", Utc),
)
# One living reading an article: the index lets a second writer fail at once where it would double the work.
living("one_living_reading", readings.c.article)

claims = Table(
    "claims",
    metadata,
    Column("row", Integer, primary_key=True),
    Column("id", String(16), nullable=False, index=True),
    Column("reading", ForeignKey("readings.id"), nullable=False, index=True),
    Column("kind", String(16), nullable=False),
    Column("certainty", String(16), nullable=False),
    Column("text", Text, nullable=False),
    Column("record", Text, nullable=False),
    Column("speakers", Text),
    Column("due", Date),  # of a forecast, the last day by which it should come true
    UniqueConstraint("reading", "id"),
)
SPEAKS_OF_WHAT_COMES = text("kind = 'forecast' OR certainty = 'forecast'")
Index(
    "claims_to_come",
    claims.c.due,
    claims.c.row,
    sqlite_where=SPEAKS_OF_WHAT_COMES,
    postgresql_where=SPEAKS_OF_WHAT_COMES,
)

stories = Table(
    "stories",
    metadata,
    Column("row", Integer, primary_key=True),  # the order in which they were made
    Column("id", String(16), nullable=False, unique=True),
    Column("run", ForeignKey("runs.id"), nullable=False),
    Column("made", Utc, nullable=False),
    Column("parted_from", String(16)),
    Column("ended", Utc),
    Column("ended_run", ForeignKey("runs.id")),
    Column("merged_into", String(16), index=True),
)

members = Table(
    "story_members",
    metadata,
    Column("row", Integer, primary_key=True),
    Column("story", ForeignKey("stories.id"), nullable=False, index=True),
    Column("article", ForeignKey("articles.id"), nullable=False),
    Column("run", ForeignKey("runs.id"), nullable=False),
    Column("made", Utc, nullable=False),
    Column("ended", Utc),
)
living("one_living_story", members.c.article)
# What lists of stories are made of, without a look at the rows: at the large records in them least of all.
Index(
    "living_members",
    members.c.story,
    members.c.article,
    members.c.ended,
    sqlite_where=text("ended IS NULL"),
    postgresql_where=text("ended IS NULL"),
)

# The list of living stories: a row is written with the change of a story that it comes of.
cards = Table(
    "story_cards",
    metadata,
    Column("story", String(16), ForeignKey("stories.id"), primary_key=True),
    Column("articles", Integer, nullable=False),
    Column("first", Date),  # the days of the earliest and the latest article, where any is dated
    Column("last", Date),
    Column("title", Text, nullable=False),
)
Index("cards_by_day", cards.c.last, cards.c.articles, cards.c.story)

judgements = Table(
    "judgements",
    metadata,
    Column("row", Integer, primary_key=True),
    Column("matter", String(16), nullable=False),
    Column("subject", Text, nullable=False),
    Column("value", Text, nullable=False),
    Column("because", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("run", ForeignKey("runs.id"), nullable=False),
    Column("made", Utc, nullable=False),
    Column("ended", Utc),
)
living("one_living_judgement", judgements.c.matter, judgements.c.subject)

accounts = Table(
    "accounts",
    metadata,
    Column("row", Integer, primary_key=True),
    Column("name", Text, nullable=False),
    Column("role", String(16), nullable=False),
    Column("password", Text),  # as argon2 writes it; None for one that only has tokens
    Column("made", Utc, nullable=False),
    Column("ended", Utc),
)
living("one_living_account", accounts.c.name)

# What opens the desk to an account: a session of a browser or a token of a program, kept as its SHA-256 only.
tickets = Table(
    "tickets",
    metadata,
    Column("row", Integer, primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("sha256", String(64), nullable=False, unique=True),
    Column("account", ForeignKey("accounts.row"), nullable=False, index=True),
    Column("made", Utc, nullable=False),
    Column("expires", Utc, nullable=False),
    Column("ended", Utc),
)

audit = Table(
    "audit",
    metadata,
    Column("row", Integer, primary_key=True),
    Column("at", Utc, nullable=False, index=True),
    Column("by", Text, nullable=False),
    Column("action", String(32), nullable=False),
    Column("subject", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Column("address", Text, nullable=False),
)

# What a story's articles come to, reckoned for one version of the story: like the cards above, rows that are replaced.
stands = Table(
    "stands",
    metadata,
    Column("row", Integer, primary_key=True),
    Column("story", ForeignKey("stories.id"), nullable=False),
    Column("part", Text, nullable=False),
    Column("version", String(40), nullable=False),
    Column("made", Utc, nullable=False),
    Column("packed", LargeBinary, nullable=False),
    UniqueConstraint("story", "part"),
)
