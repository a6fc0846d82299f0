"""The work on one sheet, from the claim to the end. RQ calls ``run`` with the id of a job."""

import threading
import time
import traceback
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, Protocol

import structlog
from flask import current_app
from rq.timeouts import JobTimeoutException
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import joinedload

from heatsync import logs
from heatsync.batches import cleanup, finishing, leases, programs
from heatsync.batches.changes import NotOurs
from heatsync.batches.finishing import Finding
from heatsync.batches.leases import Lease
from heatsync.batches.progress import Reporter
from heatsync.batches.queue import enqueue_forgotten
from heatsync.batches.surroundings import storage
from heatsync.heatsheet import swims
from heatsync.heatsheet.program import Program
from heatsync.heatsheet.unreadable import Unreadable
from heatsync.models import BatchJob, transaction
from heatsync.problems import Problem

_NEXT = 10
"""Jobs that are looked at when a worker has become free."""

log = structlog.get_logger(__name__)


class Room(Protocol):
    """Where a PDF is read."""

    def read(self, pdf: BinaryIO, on_page: Callable[[int, int], None]) -> Program:
        """The program that PDF prints. Raises Unreadable; what ``on_page`` raises ends the read."""


def run(job_id: str) -> None:
    """Work on that job, then wake workers for jobs that had to wait for it."""
    read_sheet(uuid.UUID(job_id), current_app.extensions["reading_room"])
    enqueue_forgotten(_NEXT)


def read_sheet(job_id: uuid.UUID, room: Room) -> None:
    """Find the swimmer on that job's sheet. Does nothing when the job is done, or somebody else's.

    No connection is held while the PDF is read, and whatever happens is written down, or found by the reconciler.
    """
    lease = leases.claim(job_id)
    if lease is None:
        return
    began = time.perf_counter()
    logs.working_on(lease.batch_id, lease.job_id)
    with leases.kept(lease) as lost:
        outcome = _outcome(lease, room, lost)
    log.info("sheet", milliseconds=round(1000 * (time.perf_counter() - began)), **outcome)


def _outcome(lease: Lease, room: Room, lost: threading.Event) -> dict[str, object]:
    try:
        return _work(lease, room, lost)
    except NotOurs:
        return {"outcome": "lost"}


def _work(lease: Lease, room: Room, lost: threading.Event) -> dict[str, object]:
    with transaction() as session:
        job = session.get_one(BatchJob, lease.job_id, options=[joinedload(BatchJob.batch)])
    try:
        finding = _find(lease, job, room, lost)
        finishing.complete(lease, finding)
        outcome = {"checksum": finding.checksum, "pages": finding.program.pages}
        outcome["outcome"] = "cached" if finding.cached else "read"
    except NotOurs:
        raise
    except Exception as error:
        code = _code_of(error)
        finishing.fail(lease, code)
        outcome = {"outcome": code}
    cleanup.discard([job.temp_file_path or ""])
    return outcome


def _find(lease: Lease, job: BatchJob, room: Room, lost: threading.Event) -> Finding:
    def read() -> Program:
        return room.read(pdf, Reporter(lease, lost))

    def pause(seconds: float) -> None:
        if lost.wait(seconds):
            raise NotOurs

    with storage().open(job.temp_file_path or "") as pdf:
        content = programs.content_of(pdf)
        pdf_id = programs.place_of(content, job.filename)
        program, cached = programs.program_of(pdf_id, read, pause)
    if not program.is_heat_sheet:
        raise Problem("NOT_A_HEAT_SHEET")
    found = swims.find(program, job.batch.swimmer_name_display)
    return Finding(pdf_id, content.md5, program, found, cached)


def _code_of(error: Exception) -> str:
    if isinstance(error, Unreadable | Problem):
        return error.code
    if isinstance(error, JobTimeoutException):
        return "TIMEOUT"
    # Not the message, nor the values in the trace: they may be what is printed on the sheet.
    frame = traceback.extract_tb(error.__traceback__)[-1]
    log.error("work_failed", error=type(error).__name__, place=f"{Path(frame.filename).name}:{frame.lineno}")
    return "SERVICE_UNAVAILABLE" if isinstance(error, OSError | SQLAlchemyError) else "EXTRACTION_FAILED"
