"""The bytes behind the captures, and the stories that articles are gathered into."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0002", "0001"


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "objects",
        sa.Column("sha256", sa.String(64), primary_key=True),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("packed", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "stories",
        sa.Column("row", sa.Integer, primary_key=True),
        sa.Column("id", sa.String(16), nullable=False, unique=True),
        sa.Column("run", sa.Integer, sa.ForeignKey("runs.id"), nullable=False),
        sa.Column("made", sa.DateTime, nullable=False),
        sa.Column("parted_from", sa.String(16)),
        sa.Column("ended", sa.DateTime),
        sa.Column("ended_run", sa.Integer, sa.ForeignKey("runs.id")),
        sa.Column("merged_into", sa.String(16)),
    )
    op.create_table(
        "story_members",
        sa.Column("row", sa.Integer, primary_key=True),
        sa.Column("story", sa.String(16), sa.ForeignKey("stories.id"), nullable=False, index=True),
        sa.Column("article", sa.String(16), sa.ForeignKey("articles.id"), nullable=False),
        sa.Column("run", sa.Integer, sa.ForeignKey("runs.id"), nullable=False),
        sa.Column("made", sa.DateTime, nullable=False),
        sa.Column("ended", sa.DateTime),
    )
    living = sa.text("ended IS NULL")
    op.create_index(
        "one_living_story", "story_members", ["article"], unique=True, sqlite_where=living, postgresql_where=living
    )
