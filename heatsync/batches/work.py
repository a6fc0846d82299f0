"""The work on one sheet, from the claim to the end. RQ calls ``run`` with the id of a job."""

import threading
import time
import uuid
from collections.abc import Callable
from typing import BinaryIO, Protocol

import structlog
from flask import current_app
from rq.timeouts import JobTimeoutException
from sqlalchemy.exc import SQLAlchemyError

from heatsync import logs
from heatsync.batches import cleanup, figures, finishing, leases, pictures, programs, second_reading
from heatsync.batches.changes import NotOurs
from heatsync.batches.downloading import download
from heatsync.batches.finishing import Finding
from heatsync.batches.leases import Lease
from heatsync.batches.programs import Reading
from heatsync.batches.progress import Reporter, enter_stage
from heatsync.batches.queue import enqueue_forgotten
from heatsync.batches.readiness import has_space
from heatsync.batches.second_reading import KeptFileId
from heatsync.batches.surroundings import storage
from heatsync.heatsheet import swims
from heatsync.heatsheet.program import Program
from heatsync.heatsheet.unreadable import Unreadable
from heatsync.intake.links.courtesy import AskedOften
from heatsync.intake.model_reader.reader import ModelReader
from heatsync.problems import Problem
from heatsync.results import feed

_NEXT = 10
"""Jobs that are looked at when a worker has become free."""

log = structlog.get_logger(__name__)


class Room(pictures.Scissors, Protocol):
    """Where a PDF is opened."""

    def read(self, pdf: BinaryIO, on_page: Callable[[int, int], None]) -> Program:
        """The program that PDF prints. Raises Unreadable; what ``on_page`` raises ends the read."""


def run(job_id: str) -> None:
    """Work on that job, then wake workers for jobs that had to wait for it.

    On a full disk nothing is begun: the job waits, and the reconciler offers it again.
    """
    if not has_space():
        log.error("disk_full")
        return
    extensions = current_app.extensions
    if read_sheet(uuid.UUID(job_id), extensions["reading_room"], extensions.get("model_reader")):
        # Only then: a worker for whom there was no room would be offered the same job again at once, and for ever.
        enqueue_forgotten(_NEXT)


def read_sheet(job_id: uuid.UUID, room: Room, model: ModelReader | None = None) -> bool:
    """Find the swimmer on that job's sheet. False, and nothing is done, when it is over, another's, or has to wait.

    No connection is held while the PDF is read, and whatever happens is written down, or found by the reconciler.
    """
    lease = leases.claim(job_id)
    if lease is None:
        return False
    began = time.perf_counter()
    logs.working_on(lease.batch_id, lease.job_id)
    with leases.kept(lease) as lost:
        outcome = _outcome(lease, room, model, lost)
    seconds = time.perf_counter() - began
    log.info("sheet", milliseconds=round(1000 * seconds), **outcome)
    figures.note(str(outcome["outcome"]), seconds, lease.waited)
    feed.remember(lease.batch_id)
    return True


def _outcome(lease: Lease, room: Room, model: ModelReader | None, lost: threading.Event) -> dict[str, object]:
    try:
        return _work(lease, room, model, lost)
    except NotOurs:
        return {"outcome": "lost"}


def _work(lease: Lease, room: Room, model: ModelReader | None, lost: threading.Event) -> dict[str, object]:
    job = lease.job
    try:
        finding = _find(lease, room, model, lost)
        finishing.complete(lease, finding)
        outcome = {"checksum": finding.checksum, "pages": finding.program.pages}
        outcome["outcome"] = "cached" if finding.cached else "read"
    except NotOurs:
        raise
    except AskedOften:
        finishing.put_off(lease)
        return {"outcome": "put_off"}
    except Exception as error:
        code = _code_of(error)
        finishing.fail(lease, code)
        outcome = {"checksum": job.file_checksum, "pages": job.pages_total, "outcome": code}
    cleanup.discard(filter(None, [job.temp_file_path]))
    return outcome


def _find(lease: Lease, room: Room, model: ModelReader | None, lost: threading.Event) -> Finding:
    job, batch = lease.job, lease.batch

    def read() -> Reading:
        own = room.read(pdf, Reporter(lease, lost))
        if model is None or not model.wants(own):
            return Reading(own)
        is_last_try = job.retry_count >= finishing.MOST_RETRIES
        enter_stage(lease, "uploading_to_ai")
        return second_reading.read(model, pdf, own, KeptFileId(pdf_id), pause, is_last_try=is_last_try)

    def pause(seconds: float) -> None:
        if lost.wait(seconds):
            raise NotOurs

    if job.temp_file_path is None:
        download(lease, job, lost)
        enqueue_forgotten(_NEXT)  # those who waited for this sheet have it, and another link may be fetched
    with storage().open(job.temp_file_path or "") as pdf:
        content = programs.content_of(pdf)
        pdf_id = programs.place_of(content)
        program, cached = programs.program_of(pdf_id, lease.token, read, pause)
        if not program.is_heat_sheet:
            raise Problem("NOT_A_HEAT_SHEET")
        if not cached:
            enter_stage(lease, "caching")
        found = swims.find(program, batch.swimmer_name_display)
        lines = pictures.cut(room, pdf, pdf_id, batch.swimmer_name_normalized, program, found)
    return Finding(pdf_id, content.md5, program, found, cached, lines)


def _code_of(error: Exception) -> str:
    if isinstance(error, Unreadable | Problem):
        return error.code
    if isinstance(error, JobTimeoutException):
        return "TIMEOUT"
    log.error("work_failed", **logs.without_words(error))
    return "SERVICE_UNAVAILABLE" if isinstance(error, OSError | SQLAlchemyError) else "EXTRACTION_FAILED"
