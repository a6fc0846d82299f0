"""``python -m tests.chaos.worker --name X``: a worker as worker.py starts it, whose reading room sleeps.

``--processes N`` supervises so many of them.
"""

import argparse
import os
import sys
from pathlib import Path
from unittest import mock

from heatsync import logs
from heatsync.batches import work
from heatsync.factory import create_app
from heatsync.serving import workers
from heatsync.settings import from_environment
from tests.chaos.deaths import Deaths
from tests.chaos.rooms import SleepingRoom

COMMAND = (sys.executable, "-m", "tests.chaos.worker")


def main() -> None:
    """Work, or supervise; the log goes to a file of the house."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--name", default="")
    parser.add_argument("--processes", type=int, default=1)
    given = parser.parse_args()
    folder = Path(os.environ["CHAOS_FOLDER"])
    _write_log_to(folder / "log")
    app = create_app(from_environment(os.environ))
    if "CHAOS_WITHOUT_RECOVERY" in os.environ:
        _forget_recovery()
    if given.name:
        Deaths(folder).install()
        (folder / f"up-{os.getpid()}").touch()
        workers.work(app, SleepingRoom(folder), given.name)
    else:
        workers.supervise(app, given.processes, COMMAND)


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
