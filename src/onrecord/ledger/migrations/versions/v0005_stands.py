"""What was reckoned of stories, kept to be shown again; indexes by which stories are listed."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0005", "0004"


def upgrade() -> None:
    """Make the table and the indexes."""
    op.create_table(
        "stands",
        sa.Column("row", sa.Integer, primary_key=True),
        sa.Column("story", sa.String(16), sa.ForeignKey("stories.id"), nullable=False),
        sa.Column("part", sa.Text, nullable=False),
        sa.Column("version", sa.String(40), nullable=False),
        sa.Column("made", sa.DateTime, nullable=False),
        sa.Column("packed", sa.LargeBinary, nullable=False),
        sa.UniqueConstraint("story", "part"),
    )
    living = sa.text("ended IS NULL")
    op.create_index(
        "living_members", "story_members", ["story", "article", "ended"], sqlite_where=living, postgresql_where=living
    )
    op.create_index("article_days", "articles", ["id", "published"])
