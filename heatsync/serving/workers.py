"""Workers: processes that take jobs from the queue, one at a time, each with a reading room of its own."""

import os
import sys
from contextlib import AbstractContextManager, nullcontext

import redis
import structlog
from flask import Flask
from rq import SimpleWorker
from rq.executions import Execution
from rq.job import Job
from rq.queue import Queue
from rq.serializers import JSONSerializer

from heatsync import logs
from heatsync.batches.queue import QUEUE
from heatsync.factory import ROOT, create_app
from heatsync.intake.model_reader.reader import ModelReader
from heatsync.intake.reading import ReadingRoom
from heatsync.serving.reconciler import Reconciler
from heatsync.serving.stopping import Stopping
from heatsync.serving.supervisor import Service, Supervisor
from heatsync.settings import Settings, from_environment

_MOST_BY_DEFAULT = 4

log = structlog.get_logger(__name__)


def run(processes: int = 0, *, once: bool = False) -> None:
    """Work until told to stop, in so many processes (0: as the settings say). ``once``: only what is waiting now."""
    logs.configure()
    settings = from_environment(os.environ)
    processes = processes or default_processes(settings)
    if once or processes == 1:
        _work(create_app(settings), once=once)
    else:
        _supervise(processes, settings)


def default_processes(settings: Settings) -> int:
    """As many as are set; else one for each core, within reason."""
    return settings.worker_processes or min(_cores(), _MOST_BY_DEFAULT)


def service() -> Service:
    """One worker process, for a supervisor to run."""
    return Service("worker", [sys.executable, str(ROOT / "worker.py"), "--processes", "1"])


class SheetWorker(SimpleWorker):
    """Runs each job in its own application context. No fork for a job: the sheet is read in a locked child anyway."""

    app: Flask

    def perform_job(self, job: Job, queue: Queue, execution: Execution) -> bool:
        """Perform the job; its database session and what it added to log lines end with it."""
        with self.app.app_context(), structlog.contextvars.bound_contextvars(batch=None, job=None):
            return super().perform_job(job, queue, execution)


def _supervise(processes: int, settings: Settings) -> None:
    services = [service() for _ in range(processes)]
    Supervisor([services], os.environ, ROOT).run(Stopping(), grace=settings.longest_read_seconds + 5)


def _work(app: Flask, *, once: bool) -> None:
    settings: Settings = app.config["SETTINGS"]
    with ReadingRoom(settings) as room, _model_reader(settings) as model:
        app.extensions.update(reading_room=room, model_reader=model)
        reconciler = Reconciler(app)
        reconciler.start()
        # A connection of its own: waiting for the next job takes longer than a page may wait for Redis.
        connection = redis.Redis.from_url(app.config["REDIS_URL"])
        worker = SheetWorker([QUEUE], connection=connection, serializer=JSONSerializer)
        worker.app = app
        worker.work(burst=once)
        reconciler.stop()


def _model_reader(settings: Settings) -> AbstractContextManager[ModelReader | None]:
    if not settings.asks_a_language_model:
        return nullcontext()
    log.info("language_model_is_on", below_coverage=settings.model_below_coverage)
    return ModelReader(settings)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
