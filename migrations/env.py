"""How `flask db` reaches the application's database."""

from alembic import context
from flask import current_app
from sqlalchemy import text

migrate = current_app.extensions["migrate"]


def run() -> None:
    """Run the migrations asked for, in one transaction, on SQLite too."""
    with migrate.db.engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            # Batch mode drops and renames tables; with foreign keys on, the drop would take the rows of others along.
            connection.execute(text("PRAGMA foreign_keys = OFF"))
        context.configure(connection=connection, target_metadata=migrate.db.metadata, **migrate.configure_args)
        with context.begin_transaction():
            context.run_migrations()
        if connection.dialect.name == "sqlite":
            connection.execute(text("PRAGMA foreign_keys = ON"))


run()
