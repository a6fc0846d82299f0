"""Workers: processes that take jobs from the queue, one at a time, each with a reading room of its own."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import partial

import redis
import structlog
from flask import Flask
from rq import SimpleWorker
from rq.executions import Execution
from rq.job import Job
from rq.queue import Queue
from rq.serializers import JSONSerializer
from sqlalchemy.exc import SQLAlchemyError

from heatsync import logs
from heatsync.batches import recovery
from heatsync.batches.leases import new_worker_name
from heatsync.batches.queue import QUEUE
from heatsync.batches.work import Room
from heatsync.factory import ROOT, create_app
from heatsync.intake.model_reader.reader import ModelReader
from heatsync.intake.reading import ReadingRoom
from heatsync.models import db
from heatsync.serving.fork import Fork
from heatsync.serving.reconciler import Reconciler, Watcher
from heatsync.serving.stopping import Stopping
from heatsync.serving.supervisor import Service, Supervisor
from heatsync.settings import Settings, of_this_process

COMMAND = (sys.executable, str(ROOT / "worker.py"))
_MOST_BY_DEFAULT = 4
_SILENCE_SECONDS = 60
"""After so long without a message the connection to Redis is made anew: it may be dead without having told us."""

log = structlog.get_logger(__name__)


def run(processes: int = 0, *, once: bool = False) -> None:
    """Work until told to stop, in so many processes (0: as the settings say). ``once``: only what is waiting now."""
    logs.configure()
    settings = of_this_process()
    app = create_app(settings)
    processes = processes or default_processes(settings)
    app.extensions["worker_processes"] = processes
    if once:
        _work_off(app, processes)
    else:
        supervise(app, processes, partial(_read_sheets, app))


def default_processes(settings: Settings) -> int:
    """As many as are set; else one for each core, within reason."""
    return settings.worker_processes or min(_cores(), _MOST_BY_DEFAULT)


def supervise(app: Flask, processes: int, be_worker: Callable[[str], None]) -> None:
    """Keep so many workers running until told to stop. Each is a fork of us, with a name of its own."""
    services = [_service(app, be_worker) for _ in range(processes)]
    Supervisor([services]).run(Stopping(), app.config["SETTINGS"].longest_read_seconds + 5)


def work(app: Flask, room: Room, name: str, *, once: bool = False) -> None:
    """Be the worker of that name until told to stop; ``once``: only as long as something is waiting."""
    app.extensions.update(reading_room=room, worker_name=name)
    with _model_reader(app.config["SETTINGS"]) as model:
        app.extensions["model_reader"] = model
        threads = [Reconciler(app), Watcher(app)]
        for thread in threads:
            thread.start()
        # A connection of its own: waiting for the next job takes longer than a page may wait for Redis.
        connection = redis.Redis.from_url(app.config["REDIS_URL"])
        worker = SheetWorker([QUEUE], connection=connection, serializer=JSONSerializer, worker_ttl=_SILENCE_SECONDS)
        worker.app = app
        worker.work(burst=once)
        for thread in threads:
            thread.stop()


class SheetWorker(SimpleWorker):
    """Runs each job in its own application context. No fork for a job: the sheet is read in a locked child anyway."""

    app: Flask

    def perform_job(self, job: Job, queue: Queue, execution: Execution) -> bool:
        """Perform the job; its database session and what it added to log lines end with it."""
        with self.app.app_context(), structlog.contextvars.bound_contextvars(batch=None, job=None):
            return super().perform_job(job, queue, execution)


def _service(app: Flask, be_worker: Callable[[str], None]) -> Service:
    """A worker that a supervisor runs, and puts back what it holds when it dies."""
    name = new_worker_name()
    return Service("worker", lambda: Fork(partial(be_worker, name)), clear_up=lambda: _release(app, name))


def _read_sheets(app: Flask, name: str, *, once: bool = False) -> None:
    with ReadingRoom(app.config["SETTINGS"]) as room:
        log.info("worker_is_ready", worker=name, locks=room.locks())  # and no sheet waits for the room to open
        work(app, room, name, once=once)


def _work_off(app: Flask, processes: int) -> None:
    with _for_a_moment(app):
        recovery.reconcile()
    for fork in [Fork(partial(_read_sheets, app, new_worker_name(), once=True)) for _ in range(processes)]:
        fork.wait()


def _release(app: Flask, name: str) -> None:
    try:
        with _for_a_moment(app):
            recovery.release(name)
    except SQLAlchemyError as error:  # its leases run out soon
        log.warning("not_released", error=type(error).__name__)


@contextmanager
def _for_a_moment(app: Flask) -> Iterator[None]:
    """Reach the database and Redis, and leave no connection that a fork would share with us."""
    with app.app_context():
        try:
            yield
        finally:
            db.engine.dispose()
            app.extensions["redis"].close()


def _model_reader(settings: Settings) -> AbstractContextManager[ModelReader | None]:
    if not settings.asks_a_language_model:
        return nullcontext()
    log.info("language_model_is_on", below_coverage=settings.model_below_coverage)
    return ModelReader(settings)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
