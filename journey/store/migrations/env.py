"""How Alembic runs here: in the transaction that ``journey.store.migrate`` opened, and in no other."""

from __future__ import annotations

from alembic import context

from journey.store.columns import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
)
context.run_migrations()
