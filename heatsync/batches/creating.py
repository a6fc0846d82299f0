"""A batch begins: all of it in one transaction, and only then is anybody told."""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from heatsync.batches import queue, states
from heatsync.batches.finishing import failure
from heatsync.batches.surroundings import settings
from heatsync.database import now
from heatsync.intake.links.addresses import Address
from heatsync.intake.uploads import Upload, shown_filename
from heatsync.models import BatchJob, ProcessingBatch, new_batch, transaction
from heatsync.problems import Problem

_LONGEST_ADDRESS = 45
_LONGEST_AGENT = 200
_WAITING = {"status": "pending", "stage": "queued"}


@dataclass(frozen=True)
class Visitor:
    """Who asks, as far as their browser says."""

    client_ip: str | None = None
    user_agent: str | None = None
    referrer: str | None = None


@dataclass(frozen=True)
class Created:
    """A new batch, and the token that may cancel, retry and delete it: known to its maker only, kept as a hash."""

    batch: ProcessingBatch
    manage_token: str


def create_batch(swimmer: str, uploads: Sequence[Upload], visitor: Visitor, links: Sequence[Address] = ()) -> Created:
    """Begin to look for that swimmer on those sheets: the uploads, then the links.

    A sheet that was refused at the door becomes a failed job; the others go on. Raises Problem MISSING_SWIMMER, NO_PDFS
    or BATCH_TOO_LARGE, which name the field "swimmer" or "sheets".
    """
    batch = new_batch(
        swimmer,
        len(uploads) + len(links),
        visitor.client_ip and visitor.client_ip[:_LONGEST_ADDRESS],
        visitor.user_agent and visitor.user_agent[:_LONGEST_AGENT],
        _origin(visitor.referrer),
        settings().keep_days,
    )
    if not batch.total_pdfs:
        raise Problem("NO_PDFS", "sheets")
    if batch.total_pdfs > settings().max_pdfs:
        raise Problem("BATCH_TOO_LARGE", "sheets", max_pdfs=settings().max_pdfs)
    manage_token = secrets.token_urlsafe(16)
    batch.manage_token_hash = token_hash(manage_token)
    _add_jobs(batch, [*map(_uploaded, uploads), *map(_linked, links)])
    with transaction() as session:
        session.add(batch)
    waiting = [job.id for job in batch.jobs if job.status == "pending"]
    queue.enqueue(waiting[: settings().jobs_per_batch])  # the others follow as these are done
    return Created(batch, manage_token)


def token_hash(manage_token: str) -> str:
    """What is kept of a manage token."""
    return hashlib.sha256(manage_token.encode()).hexdigest()


def _add_jobs(batch: ProcessingBatch, jobs: list[BatchJob]) -> None:
    for number, job in enumerate(jobs, start=1):
        job.sequence = job.event_id = number
    batch.jobs = jobs
    batch.last_event_id = len(jobs)
    batch.failed_pdfs = sum(job.status == "failed" for job in batch.jobs)
    status = states.batch_status({job.status: 1 for job in batch.jobs})
    if status:
        batch.status, batch.completed_at = status, now()


def _uploaded(upload: Upload) -> BatchJob:
    return BatchJob(
        source_type="file",
        filename=upload.filename,
        file_checksum=upload.md5,
        **(_refused(upload.error_code) if upload.error_code else _waiting(upload)),
    )


def _linked(link: Address) -> BatchJob:
    filename = shown_filename(link.filename or link.host)
    return BatchJob(source_type="url", source_url=str(link), filename=filename, **_WAITING)


def _waiting(upload: Upload) -> dict[str, Any]:
    return {**_WAITING, "temp_file_path": upload.key}


def _refused(code: str) -> dict[str, Any]:
    return {"status": "failed", "completed_at": now(), **failure(code)}


def _origin(referrer: str | None) -> str | None:
    """Where they came from, without the page: its address may tell more than we should know."""
    try:
        parts = urlsplit(referrer or "")
    except ValueError:
        return None
    return f"{parts.scheme}://{parts.netloc}" if parts.scheme in {"http", "https"} else None
