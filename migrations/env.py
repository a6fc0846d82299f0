"""How `flask db` reaches the application's database."""

from alembic import context
from flask import current_app
from sqlalchemy import Connection, text

migrate = current_app.extensions["migrate"]


def run() -> None:
    """Run the migrations asked for: all of them or none, on SQLite too."""
    with migrate.db.engine.connect() as connection:
        # Batch mode drops and renames tables; with foreign keys on, a drop would take the rows of other tables along.
        _set_foreign_keys(connection, on=False)
        _let_it_take_its_time(connection)
        context.configure(
            connection=connection,
            target_metadata=migrate.db.metadata,
            transactional_ddl=True,
            **migrate.configure_args,
        )
        with context.begin_transaction():
            context.run_migrations()
        _set_foreign_keys(connection, on=True)


def _set_foreign_keys(connection: Connection, *, on: bool) -> None:
    if connection.dialect.name == "sqlite":
        connection.execute(text(f"PRAGMA foreign_keys = {'ON' if on else 'OFF'}"))
        connection.commit()


def _let_it_take_its_time(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET statement_timeout = 0"))
        connection.commit()


run()
