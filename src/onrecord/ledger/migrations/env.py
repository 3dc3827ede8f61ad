"""Run by Alembic: uses the connection, and the transaction, that it is given."""

from alembic import context

from onrecord.ledger.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,
)
context.run_migrations()
