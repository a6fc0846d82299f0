"""The work around the reader: real workers on sheets that are read already, and on new ones."""

import statistics
import time
from collections.abc import Sequence
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
from heatsync.samples.example import forty_pages
from heatsync.serving.workers import COMMAND

_ALONE = 20
_TOGETHER = 100
_FRESH = 6
PAGES = 40
_OPEN = ("pending", "processing", "downloading")
_KNOWN = EXAMPLE_PDF.read_bytes()
_names = count()


class Figures(NamedTuple):
    """Milliseconds from the commit to the start, median and 95th percentile, and from there to the end, median.

    ``whole`` is a worker's time for one job of many that wait, all its bookkeeping included; jobs a second are these,
    and those with big sheets that nobody has brought before.
    """

    start: float
    start_p95: float
    job: float
    whole: float
    a_second: float
    fresh_a_second: float


def measure(processes: int) -> Figures:
    """Twenty jobs one by one, a few that are new, then a hundred that wait already, for so many workers."""
    fresh = [forty_pages(seed).pdf for seed in range(_FRESH)]
    workers = [*COMMAND, "--processes", str(processes)]
    with installation() as app, app.app_context():
        with running(app, workers):
            _ask(app, [_KNOWN] * processes)  # reads the sheet, and warms the workers
            _wait()
            alone = [job for _ in range(_ALONE) for job in _done(app, [_KNOWN])]
            new = _a_second(_done(app, fresh))
        starts = sorted(_milliseconds(job, "created_at", "started_at") for job in alone)
        job = statistics.median(_milliseconds(job, "started_at", "completed_at") for job in alone)
        _ask(app, [_KNOWN] * _TOGETHER)  # before the workers come: to make a batch takes as long as to work it off
        with running(app, workers):
            together = _a_second(_wait()[-_TOGETHER:])
        whole = 1000 * processes / together
        return Figures(statistics.median(starts), starts[int(_ALONE * 0.95)], job, whole, together, new)


def _done(app: Flask, sheets: Sequence[bytes]) -> list[BatchJob]:
    _ask(app, sheets)
    return _wait()[-len(sheets) :]


def _a_second(jobs: Sequence[BatchJob]) -> float:
    began, ended = (min(_moment(job, "started_at") for job in jobs), max(_moment(job, "completed_at") for job in jobs))
    return len(jobs) / (ended - began)


def _ask(app: Flask, sheets: Sequence[bytes]) -> None:
    """A parent for each of those sheets, all with different names."""
    for sheet in sheets:
        name = "Ada " + "".join(chr(ord("a") + int(digit)) for digit in str(next(_names)))
        files = [FileStorage(BytesIO(sheet), "sheet.pdf")]
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
