"""An installation as ``make run`` has it, SQLite and an embedded Redis; its parts are started as they are needed.

BENCH_DATABASE_URL=postgresql://… puts another database in SQLite's place, which has to be empty.
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import sleep

from flask import Flask

from heatsync.factory import ROOT, create_app
from heatsync.models import db
from heatsync.serving.embedded import EmbeddedRedis
from heatsync.serving.leash import Leash
from heatsync.serving.migration import upgrade
from heatsync.settings import Settings


@contextmanager
def installation() -> Iterator[Flask]:
    """An empty one."""
    with TemporaryDirectory(prefix="hs-") as folder, closing(EmbeddedRedis(Path(folder))) as redis:
        leash = Leash(redis.command)
        while not redis.answers():
            sleep(0.01)
        database = os.environ.get("BENCH_DATABASE_URL", "")
        app = create_app(Settings(data_folder=folder, redis_url=redis.url, database_url=database))
        upgrade(app)
        yield app
        with app.app_context():
            db.engine.dispose()
        leash.let_go()
        leash.wait(5)


@contextmanager
def running(app: Flask, command: Sequence[str], **variables: str) -> Iterator[Leash]:
    """A command of that installation."""
    settings = app.config["SETTINGS"]
    environment = {**os.environ, "DATA_FOLDER": settings.data_folder, "REDIS_URL": settings.redis_url}
    environment["DATABASE_URL"] = settings.database_url
    leash = Leash(command, environment={**environment, **variables}, folder=ROOT)
    yield leash
    leash.let_go()
    leash.wait(30)
