from collections.abc import Iterator

import pytest
from flask import Flask
from flask.ctx import AppContext
from flask.testing import FlaskClient

from heatsync.web import start


@pytest.fixture
def database(new_sqlite: str) -> str:
    """Pages show rows; how rows come to be is tried on both databases elsewhere."""
    return new_sqlite


@pytest.fixture(autouse=True)
def nobody_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    """There is no worker here, for whom a page could wait."""
    monkeypatch.setattr(start, "_PATIENCE", 0)


@pytest.fixture
def shelf(app: Flask) -> Iterator[AppContext]:
    """A place where rows can be put on the shelf by hand."""
    with app.app_context() as context:
        yield context


@pytest.fixture
def client(app: Flask, shelf: AppContext) -> FlaskClient:
    """A browser without scripts, and rows to look at."""
    return app.test_client()
