"""The database's tables, brought up to date."""

import flask_migrate
from flask import Flask


def upgrade(app: Flask) -> None:
    """Run all migrations that this database has not seen."""
    with app.app_context():
        flask_migrate.upgrade()
