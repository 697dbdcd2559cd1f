"""Alembic's environment: online only, on the connection that kbase hands over."""

from alembic import context

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=context.config.attributes.get("metadata"),  # only 'alembic check' compares
    render_as_batch=connection.dialect.name == "sqlite",
    # views and comments are made after the migrations, not by them
    autogenerate_plugins=["alembic.autogenerate.*", "~alembic.autogenerate.comments"],
)
with context.begin_transaction():
    context.run_migrations()
