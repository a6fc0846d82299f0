"""``python worker.py``: real workers on a real queue and a real database."""

import os
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator
from io import BytesIO

import msgspec
import psutil
import pytest
from flask import Flask
from werkzeug.datastructures import FileStorage

from heatsync.batches.creating import Visitor, create_batch
from heatsync.factory import ROOT, create_app
from heatsync.intake.uploads import take_in
from heatsync.models import BatchJob, db
from heatsync.samples import EXAMPLE_PDF, EXAMPLE_SWIMMER
from heatsync.serving import workers
from heatsync.serving.reconciler import Reconciler
from heatsync.settings import Settings

PATIENCE = 60


def environment(settings: Settings) -> dict[str, str]:
    """What a worker has to know to work for the same installation."""
    return {
        **os.environ,
        "DATA_FOLDER": settings.data_folder,
        "DATABASE_URL": settings.database_url,
        "REDIS_URL": settings.redis_url,
        "RECONCILE_SECONDS": "0.5",
    }


Worker = Callable[..., subprocess.Popen[bytes]]


@pytest.fixture
def worker(settings: Settings) -> Iterator[Worker]:
    """Starts workers; whatever a test leaves running ends with it."""
    started: list[subprocess.Popen[bytes]] = []

    def start(*arguments: str) -> subprocess.Popen[bytes]:
        started.append(
            subprocess.Popen([sys.executable, str(ROOT / "worker.py"), *arguments], env=environment(settings))
        )
        return started[-1]

    yield start
    for process in started:
        process.kill()
        process.wait()


def new_batch(app: Flask) -> uuid.UUID:
    """A batch with the example sheet, committed and enqueued."""
    with app.app_context():
        files = [FileStorage(BytesIO(EXAMPLE_PDF.read_bytes()), "sheet.pdf")]
        uploads = take_in(files, app.extensions["storage"], app.config["SETTINGS"])
        return create_batch(EXAMPLE_SWIMMER, uploads, Visitor("127.0.0.1", None, None)).batch.id


def statuses(app: Flask, batch_id: uuid.UUID) -> list[str]:
    with app.app_context():
        return list(db.session.scalars(db.select(BatchJob.status).where(BatchJob.batch_id == batch_id)))


def wait_until(condition: Callable[[], object]) -> None:
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "it never happened"
        time.sleep(0.05)


def test_a_worker_told_once_reads_what_waits_and_ends(app: Flask, worker: Worker) -> None:
    batch_id = new_batch(app)

    assert worker("--once").wait(PATIENCE) == 0
    assert statuses(app, batch_id) == ["completed"]


def test_a_job_that_the_queue_has_forgotten_is_found_and_done(app: Flask, worker: Worker) -> None:
    batch_id = new_batch(app)
    app.extensions["redis"].flushall()

    process = worker("--processes", "1")
    wait_until(lambda: statuses(app, batch_id) == ["completed"])

    process.terminate()
    assert process.wait(PATIENCE) == 0


def test_several_workers_end_together_and_leave_nothing_running(app: Flask, worker: Worker) -> None:
    batch_id = new_batch(app)
    process = worker("--processes", "2")
    wait_until(lambda: statuses(app, batch_id) == ["completed"])
    family = psutil.Process(process.pid).children(recursive=True)

    process.send_signal(signal.SIGTERM)

    assert process.wait(PATIENCE) == 0
    assert psutil.wait_procs(family, PATIENCE)[1] == []


def test_as_many_workers_as_are_set() -> None:
    assert workers.default_processes(Settings(worker_processes=7)) == 7


def test_without_a_setting_there_is_a_worker_for_each_core_but_not_more_than_four() -> None:
    assert 1 <= workers.default_processes(Settings()) <= 4


def test_reconcilers_take_turns(app: Flask) -> None:
    turns = [Reconciler(app).is_my_turn("reconcile", every=60) for _ in range(3)]

    assert turns == [True, False, False]


def test_a_turn_at_one_duty_takes_no_turn_at_another(app: Flask) -> None:
    assert Reconciler(app).is_my_turn("reconcile", every=60)
    assert Reconciler(app).is_my_turn("clean_up", every=60)


def test_without_redis_every_reconciler_looks(settings: Settings) -> None:
    app = create_app(msgspec.structs.replace(settings, redis_url="unix:///nowhere/redis.sock"))

    turns = [Reconciler(app).is_my_turn("reconcile", every=60) for _ in range(2)]

    assert turns == [True, True]
