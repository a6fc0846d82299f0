"""Workers as worker.py has them, whose reading room sleeps. In the environment CLOCK is how fast a clock is."""

import os
import sys
from functools import partial
from pathlib import Path
from unittest import mock

from flask import Flask

from heatsync import logs
from heatsync.batches import work
from heatsync.factory import create_app
from heatsync.serving import workers
from heatsync.settings import from_environment
from tests.chaos import clocks, extent
from tests.chaos.deaths import Deaths
from tests.chaos.rooms import SleepingRoom

_SHORT_SILENCE = 20
"""Seconds: RQ waits for five of them for a message."""
UP = "up-"
"""Begins the name of a file for each worker that was started: its process id follows, its name is inside."""


def supervise(processes: int) -> None:
    """Keep so many workers running."""
    app, folder = _begin()
    workers.supervise(app, processes, partial(_be_worker, app, folder))


def be_alone(name: str) -> None:
    """Be a worker that nobody supervises."""
    _be_worker(*_begin(), name)


def _begin() -> tuple[Flask, Path]:
    folder = Path(os.environ["CHAOS_FOLDER"])
    _write_log_to(folder / "log")
    if "CHAOS_WITHOUT_RECOVERY" in os.environ:
        _forget_recovery()
    if not extent.FULL:
        mock.patch.object(workers, "_SILENCE_SECONDS", _SHORT_SILENCE).start()
    return create_app(from_environment(os.environ)), folder


def _be_worker(app: Flask, folder: Path, name: str) -> None:
    Deaths(folder).install()
    if "CLOCK" in os.environ:
        clocks.set_wrong(float(os.environ["CLOCK"]))
    (folder / f"{UP}{os.getpid()}").write_text(name)
    workers.work(app, SleepingRoom(folder), name)


def _forget_recovery() -> None:
    """No lease is given back, nothing lost is looked for, nothing forgotten is enqueued again."""
    mock.patch("heatsync.batches.recovery.reconcile").start()
    mock.patch("heatsync.batches.recovery.release").start()
    mock.patch.object(work, "enqueue_forgotten").start()


def _write_log_to(path: Path) -> None:
    file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    os.dup2(file, sys.stderr.fileno())
    logs.configure()
