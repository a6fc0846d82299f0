"""The application's frame."""

from pathlib import Path

import pytest
from flask import Flask, render_template_string
from jinja2 import UndefinedError

from heatsync.factory import create_app
from heatsync.settings import Settings


def app_with(tmp_path: Path, **settings: str) -> Flask:
    return create_app(Settings(data_folder=str(tmp_path / "data"), **settings))  # type: ignore[arg-type]


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_every_usual_address_of_postgresql_is_taken(tmp_path: Path, scheme: str) -> None:
    app = app_with(tmp_path, database_url=f"{scheme}://host/name")

    assert app.config["SQLALCHEMY_DATABASE_URI"] == "postgresql+psycopg://host/name"


def test_without_settings_everything_lies_in_the_data_folder(tmp_path: Path) -> None:
    app = app_with(tmp_path)

    assert app.config["SQLALCHEMY_DATABASE_URI"] == f"sqlite:///{tmp_path}/data/heatsync.sqlite3"
    assert app.config["REDIS_URL"] == f"unix://{tmp_path}/data/redis.sock"


def test_the_key_outlives_a_restart(tmp_path: Path) -> None:
    assert app_with(tmp_path).config["SECRET_KEY"] == app_with(tmp_path).config["SECRET_KEY"]


def test_a_key_that_is_set_is_used(tmp_path: Path) -> None:
    assert app_with(tmp_path, secret_key="given").config["SECRET_KEY"] == "given"


def test_a_template_may_not_use_what_nobody_gave(tmp_path: Path) -> None:
    with app_with(tmp_path).test_request_context(), pytest.raises(UndefinedError):
        render_template_string("{{ nobody }}")
