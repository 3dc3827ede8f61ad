"""What was reckoned of stories, kept to be shown again."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0005", "0004"


def upgrade() -> None:
    """Make the table."""
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
