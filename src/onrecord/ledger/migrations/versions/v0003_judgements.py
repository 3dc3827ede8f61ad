"""What people decide about sources and forecasts."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0003", "0002"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "judgements",
        sa.Column("row", sa.Integer, primary_key=True),
        sa.Column("matter", sa.String(16), nullable=False),
        sa.Column("subject", sa.Text, nullable=False),
        sa.Column("value", sa.Text, nullable=False),
        sa.Column("because", sa.Text, nullable=False),
        sa.Column("by", sa.Text, nullable=False),
        sa.Column("run", sa.Integer, sa.ForeignKey("runs.id"), nullable=False),
        sa.Column("made", sa.DateTime, nullable=False),
        sa.Column("ended", sa.DateTime),
    )
    living = sa.text("ended IS NULL")
    op.create_index(
        "one_living_judgement",
        "judgements",
        ["matter", "subject"],
        unique=True,
        sqlite_where=living,
        postgresql_where=living,
    )
