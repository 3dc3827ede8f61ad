"""The last days of forecasts beside their claims; indexes for lists over the whole ledger."""

import sqlalchemy as sa
from alembic import op

revision, down_revision = "0006", "0005"

SPEAKS = "kind = 'forecast' OR certainty = 'forecast'"


def upgrade() -> None:
    """Add the column, fill it from the records, and make the indexes."""
    op.add_column("claims", sa.Column("due", sa.Date))
    day = "json_extract(record, '$.due')"
    if op.get_bind().dialect.name != "sqlite":
        day = "(record::json ->> 'due')::date"
    op.execute(f"UPDATE claims SET due = {day} WHERE {SPEAKS}")
    where = sa.text(SPEAKS)
    op.create_index("claims_to_come", "claims", ["due", "row"], sqlite_where=where, postgresql_where=where)
    op.create_index("articles_by_outlet", "articles", ["publisher", "published"])
    op.create_index("articles_by_run", "articles", ["run"])
