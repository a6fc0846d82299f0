"""An installation as ``make run`` has it, SQLite and an embedded Redis; its parts are started as they are needed.

BENCH_DATABASE_URL=postgresql://… puts another database in SQLite's place, which has to be empty.
"""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import sleep
from typing import NamedTuple

import psutil
from flask import Flask

from heatsync.factory import ROOT, create_app
from heatsync.models import db
from heatsync.serving.embedded import EmbeddedRedis
from heatsync.serving.leash import Leash
from heatsync.serving.machine import answers
from heatsync.serving.migration import upgrade
from heatsync.settings import Settings
from tests.servers import free_ports


class Web(NamedTuple):
    """The web of an installation: where it listens, and its processes."""

    port: int
    processes: Sequence[psutil.Process]

    @property
    def cpu_seconds(self) -> float:
        """Seconds of a processor that it has used."""
        times = [process.cpu_times() for process in self.processes]
        return sum(used.user + used.system for used in times)

    @property
    def megabytes(self) -> float:
        """Memory that it holds."""
        return sum(process.memory_info().rss for process in self.processes) / 1_000_000


@contextmanager
def installation(database: str = "") -> Iterator[Flask]:
    """An empty one, over that database if it is given."""
    with TemporaryDirectory(prefix="hs-") as folder, closing(EmbeddedRedis(Path(folder))) as redis:
        leash = Leash(redis.command)
        while not redis.answers():
            sleep(0.01)
        database = database or os.environ.get("BENCH_DATABASE_URL", "")
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


@contextmanager
def web(app: Flask) -> Iterator[Web]:
    """The web of that installation, behind one proxy; once it answers."""
    (port,) = free_ports(1)
    command = [sys.executable, "-m", "gunicorn", "--config", str(ROOT / "gunicorn.conf.py")]
    with running(app, command, PORT=str(port), TRUSTED_PROXIES="1") as leash:
        while not answers("127.0.0.1", port):
            sleep(0.1)
        gunicorn = psutil.Process(leash.pid)
        yield Web(port, [gunicorn, *gunicorn.children(recursive=True)])
