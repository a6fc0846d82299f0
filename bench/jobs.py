"""The work around the reader: real workers on sheets that are read already, so that all time is ours."""

import statistics
import time
from io import BytesIO
from itertools import count
from typing import NamedTuple

from flask import Flask
from sqlalchemy import select
from werkzeug.datastructures import FileStorage

from bench.installation import installation, running
from heatsync.batches.creating import Visitor, create_batch
from heatsync.intake.uploads import take_in
from heatsync.models import BatchJob, transaction
from heatsync.samples import EXAMPLE_PDF
from heatsync.serving.workers import COMMAND

_ALONE = 20
_TOGETHER = 100
_OPEN = ("pending", "processing", "downloading")
_names = count()


class Figures(NamedTuple):
    """Milliseconds from the commit to the start, median and 95th percentile; milliseconds of a job; jobs a second."""

    start: float
    start_p95: float
    job: float
    a_second: float


def measure(processes: int) -> Figures:
    """Twenty jobs one by one, then a hundred at once, for so many workers."""
    with installation() as app, running(app, [*COMMAND, "--processes", str(processes)]), app.app_context():
        _ask(app, processes)  # reads the sheet, and warms the workers
        _wait()
        alone = [job for _ in range(_ALONE) for job in _one(app)]
        starts = sorted(_milliseconds(job, "created_at", "started_at") for job in alone)
        _ask(app, _TOGETHER)
        together = _wait()[-_TOGETHER:]
        whole = max(_moment(job, "completed_at") for job in together) - min(
            _moment(job, "started_at") for job in together
        )
        job = statistics.median(_milliseconds(job, "started_at", "completed_at") for job in alone)
        return Figures(statistics.median(starts), starts[int(_ALONE * 0.95)], job, _TOGETHER / whole)


def _one(app: Flask) -> list[BatchJob]:
    _ask(app, 1)
    return _wait()[-1:]


def _ask(app: Flask, batches: int) -> None:
    """So many parents, each with another name, and all with the same sheet."""
    for _ in range(batches):
        name = "Ada " + "".join(chr(ord("a") + int(digit)) for digit in str(next(_names)))
        files = [FileStorage(BytesIO(EXAMPLE_PDF.read_bytes()), "sheet.pdf")]
        create_batch(name, take_in(files, app.extensions["storage"], app.config["SETTINGS"]), Visitor())


def _wait() -> list[BatchJob]:
    while True:
        with transaction() as session:
            jobs = session.scalars(select(BatchJob).order_by(BatchJob.created_at)).all()
        if not any(job.status in _OPEN for job in jobs):
            return list(jobs)
        time.sleep(0.02)


def _milliseconds(job: BatchJob, begin: str, end: str) -> float:
    return 1000 * (_moment(job, end) - _moment(job, begin))


def _moment(job: BatchJob, column: str) -> float:
    moment: float = getattr(job, column).timestamp()
    return moment
