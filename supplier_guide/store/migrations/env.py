"""What Alembic runs: the steps, on the connection and inside the transaction that `migrating.py` opened."""

from alembic import context

from supplier_guide.store.schema import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA)
context.run_migrations()
