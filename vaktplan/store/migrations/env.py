"""What alembic runs: the revisions, on the connection that it was given, in that connection's transaction."""

from alembic import context

from vaktplan.store.schema import Base

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    compare_type=True,
)
context.run_migrations()
