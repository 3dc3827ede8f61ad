"""PostgreSQL finds letters with marks by those without, as SQLite does: its index is made of words without marks."""

from alembic import op

revision, down_revision = "0008", "0007"

# Taken apart, freed of the marks of the Latin, Greek and Cyrillic scripts; no extension is needed for it.
BARE = r"regexp_replace(normalize({words}, NFD), '[\u0300-\u036f]', '', 'g')"
TITLE, BODY = BARE.format(words="title"), BARE.format(words="left(body, 300000)")
CLAIM = BARE.format(words="left(text, 300000) || ' ' || coalesce(speakers, '')")


def upgrade() -> None:
    """Make the index of words anew where it is PostgreSQL's; a column that is reckoned cannot be altered."""
    if op.get_bind().dialect.name == "sqlite":
        return
    for table, vector in (
        ("article_texts", f"setweight(to_tsvector('english', {TITLE}), 'A') || to_tsvector('english', {BODY})"),
        ("claims", f"to_tsvector('english', {CLAIM})"),
    ):
        op.execute(f"ALTER TABLE {table} DROP COLUMN words")
        op.execute(f"ALTER TABLE {table} ADD COLUMN words tsvector GENERATED ALWAYS AS ({vector}) STORED")
        op.execute(f"CREATE INDEX {table}_words ON {table} USING gin (words)")
