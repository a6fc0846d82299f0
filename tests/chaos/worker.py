"""``python -m tests.chaos.worker --processes N``: workers as worker.py has them, whose reading room sleeps.

``--alone NAME`` is one that nobody supervises; CLOCK is how many seconds its clock is fast.
"""

import argparse
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
from tests.chaos import clocks
from tests.chaos.deaths import Deaths
from tests.chaos.rooms import SleepingRoom

COMMAND = (sys.executable, "-m", "tests.chaos.worker")
UP = "up-"
"""Begins the name of a file for each worker that was started: its process id follows, its name is inside."""


def main() -> None:
    """Supervise workers, or be one; the log goes to a file of the house."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--alone", default="")
    parser.add_argument("--processes", type=int, default=1)
    given = parser.parse_args()
    folder = Path(os.environ["CHAOS_FOLDER"])
    _write_log_to(folder / "log")
    app = create_app(from_environment(os.environ))
    if "CHAOS_WITHOUT_RECOVERY" in os.environ:
        _forget_recovery()
    if given.alone:
        _be_worker(app, folder, given.alone)
    else:
        workers.supervise(app, given.processes, partial(_be_worker, app, folder))


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


if __name__ == "__main__":
    main()
