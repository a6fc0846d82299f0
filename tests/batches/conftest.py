from collections.abc import Iterator

import msgspec
import pytest
from flask import Flask
from flask.ctx import AppContext

from heatsync.settings import Settings


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Quick heartbeats, so that a lost lease is noticed within a test."""
    return msgspec.structs.replace(settings, heartbeat_seconds=0.05)


@pytest.fixture(autouse=True)
def app_context(app: Flask) -> Iterator[AppContext]:
    """These tests stand where a worker stands: inside the application."""
    with app.app_context() as context:
        yield context
