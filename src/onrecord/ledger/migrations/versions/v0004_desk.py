"""Full-text search; accounts, their tokens and sessions; the audit log; the days of publication beside the articles."""

import json
from datetime import date

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0004", "0003"

CHUNK = 500  # articles a step: a ledger is larger than memory


def upgrade() -> None:
    """Make the tables, fill what is derived from older rows, and make the index of words."""
    op.add_column("articles", sa.Column("published", sa.Date))
    op.add_column("claims", sa.Column("speakers", sa.Text))
    op.create_table(
        "article_texts",
        sa.Column("row", sa.Integer, primary_key=True),
        sa.Column("article", sa.String(16), sa.ForeignKey("articles.id"), nullable=False, unique=True),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
    )
    _accounts()
    _index_words()
    _fill_articles()
    _fill_claims()
    op.execute("DROP TABLE IF EXISTS schema_version")  # how ledgers told their version before these steps


def _accounts() -> None:
    op.create_table(
        "accounts",
        sa.Column("row", sa.Integer, primary_key=True),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("role", sa.String(16), nullable=False),
        sa.Column("password", sa.Text),
        sa.Column("made", sa.DateTime, nullable=False),
        sa.Column("ended", sa.DateTime),
    )
    living = sa.text("ended IS NULL")
    op.create_index(
        "one_living_account", "accounts", ["name"], unique=True, sqlite_where=living, postgresql_where=living
    )
    op.create_table(
        "tickets",
        sa.Column("row", sa.Integer, primary_key=True),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False, unique=True),
        sa.Column("account", sa.Integer, sa.ForeignKey("accounts.row"), nullable=False, index=True),
        sa.Column("made", sa.DateTime, nullable=False),
        sa.Column("expires", sa.DateTime, nullable=False),
        sa.Column("ended", sa.DateTime),
    )
    op.create_table(
        "audit",
        sa.Column("row", sa.Integer, primary_key=True),
        sa.Column("at", sa.DateTime, nullable=False, index=True),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("action", sa.String(32), nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
        sa.Column("address", sa.Text, nullable=False),
    )


def _index_words() -> None:
    """An index that the database keeps up itself: FTS5 with triggers in SQLite, generated columns in PostgreSQL."""
    if op.get_bind().dialect.name == "sqlite":
        for table, words, columns in (
            ("article_texts", "article_words", "title, body"),
            ("claims", "claim_words", "text, speakers"),
        ):
            new = ", ".join(f"new.{c.strip()}" for c in columns.split(","))
            op.execute(
                f"CREATE VIRTUAL TABLE {words} USING fts5({columns}, content='{table}', content_rowid='row', "
                "tokenize='porter unicode61 remove_diacritics 2')"
            )
            op.execute(
                f"CREATE TRIGGER {words}_new AFTER INSERT ON {table} BEGIN "
                f"INSERT INTO {words}(rowid, {columns}) VALUES (new.row, {new}); END"
            )
    else:  # a tsvector holds at most a megabyte, so of a longer text the beginning is indexed
        for table, vector in (
            (
                "article_texts",
                "setweight(to_tsvector('english', title), 'A') || to_tsvector('english', left(body, 300000))",
            ),
            ("claims", "to_tsvector('english', left(text, 300000) || ' ' || coalesce(speakers, ''))"),
        ):
            op.execute(f"ALTER TABLE {table} ADD COLUMN words tsvector GENERATED ALWAYS AS ({vector}) STORED")
            op.execute(f"CREATE INDEX {table}_words ON {table} USING gin (words)")


def _fill_articles() -> None:
    bind = op.get_bind()
    articles = sa.table("articles", sa.column("id"), sa.column("published", sa.Date), sa.column("record"))
    texts = sa.table("article_texts", sa.column("article"), sa.column("title"), sa.column("body"))
    last = ""
    while True:
        query = sa.select(articles.c.id, articles.c.record).where(articles.c.id > last).order_by(articles.c.id)
        rows = bind.execute(query.limit(CHUNK)).all()
        if not rows:
            return
        last = rows[-1].id
        for row in rows:
            record = json.loads(row.record)
            start = (record.get("published") or {}).get("start")
            day = date.fromisoformat(start) if start else None
            bind.execute(articles.update().where(articles.c.id == row.id).values(published=day))
            title, body = record.get("title") or "", record.get("text") or ""
            bind.execute(texts.insert().values(article=row.id, title=title, body=body.replace("\0", " ")))


def _fill_claims() -> None:
    bind = op.get_bind()
    claims = sa.table("claims", sa.column("row"), sa.column("speakers"), sa.column("record"))
    last = 0
    while True:
        query = sa.select(claims.c.row, claims.c.record).where(claims.c.row > last).order_by(claims.c.row)
        rows = bind.execute(query.limit(CHUNK)).all()
        if not rows:
            break
        last = rows[-1].row
        for row in rows:
            chain = json.loads(row.record).get("attribution", {}).get("chain", [])
            names = " ".join(dict.fromkeys(link["name"] for link in chain))
            bind.execute(claims.update().where(claims.c.row == row.row).values(speakers=names.replace("\0", " ")))
    if bind.dialect.name == "sqlite":
        op.execute("INSERT INTO claim_words(claim_words) VALUES ('rebuild')")
