"""Workers: processes that take jobs from the queue, one at a time, each with a reading room of its own."""

import os
import sys
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext

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
from heatsync.serving.reconciler import Reconciler
from heatsync.serving.stopping import Stopping
from heatsync.serving.supervisor import Service, Supervisor
from heatsync.settings import Settings, from_environment

COMMAND = (sys.executable, str(ROOT / "worker.py"))
_MOST_BY_DEFAULT = 4
_SILENCE_SECONDS = 60
"""After so long without a message the connection to Redis is made anew: it may be dead without having told us."""

log = structlog.get_logger(__name__)


def run(processes: int = 0, name: str = "", *, once: bool = False) -> None:
    """Work until told to stop, in so many processes (0: as the settings say). ``once``: only what is waiting now.

    With a ``name`` it is one of those processes itself.
    """
    logs.configure()
    settings = from_environment(os.environ)
    app = create_app(settings)
    if once or name:
        with ReadingRoom(settings) as room:
            work(app, room, name or new_worker_name(), once=once)
    else:
        supervise(app, processes or default_processes(settings))


def default_processes(settings: Settings) -> int:
    """As many as are set; else one for each core, within reason."""
    return settings.worker_processes or min(_cores(), _MOST_BY_DEFAULT)


def supervise(app: Flask, processes: int, command: Sequence[str] = COMMAND) -> None:
    """Keep so many workers running until told to stop."""
    services = [service(app, command) for _ in range(processes)]
    Supervisor([services], os.environ, ROOT).run(Stopping(), app.config["SETTINGS"].longest_read_seconds + 5)


def service(app: Flask, command: Sequence[str] = COMMAND) -> Service:
    """One worker process, for a supervisor to run, which puts back what the worker holds when it dies."""
    name = new_worker_name()
    return Service("worker", [*command, "--name", name], clear_up=lambda: _release(app, name))


def work(app: Flask, room: Room, name: str, *, once: bool = False) -> None:
    """Be the worker of that name until told to stop; ``once``: only as long as something is waiting."""
    app.extensions.update(reading_room=room, worker_name=name)
    with _model_reader(app.config["SETTINGS"]) as model:
        app.extensions["model_reader"] = model
        reconciler = Reconciler(app)
        reconciler.start()
        # A connection of its own: waiting for the next job takes longer than a page may wait for Redis.
        connection = redis.Redis.from_url(app.config["REDIS_URL"])
        worker = SheetWorker([QUEUE], connection=connection, serializer=JSONSerializer, worker_ttl=_SILENCE_SECONDS)
        worker.app = app
        worker.work(burst=once)
        reconciler.stop()


class SheetWorker(SimpleWorker):
    """Runs each job in its own application context. No fork for a job: the sheet is read in a locked child anyway."""

    app: Flask

    def perform_job(self, job: Job, queue: Queue, execution: Execution) -> bool:
        """Perform the job; its database session and what it added to log lines end with it."""
        with self.app.app_context(), structlog.contextvars.bound_contextvars(batch=None, job=None):
            return super().perform_job(job, queue, execution)


def _release(app: Flask, name: str) -> None:
    try:
        with app.app_context():
            recovery.release(name)
    except SQLAlchemyError as error:  # its leases run out soon
        log.warning("not_released", error=type(error).__name__)


def _model_reader(settings: Settings) -> AbstractContextManager[ModelReader | None]:
    if not settings.asks_a_language_model:
        return nullcontext()
    log.info("language_model_is_on", below_coverage=settings.model_below_coverage)
    return ModelReader(settings)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
