"""A batch begins: all of it in one transaction, and only then is anybody told."""

import hashlib
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from heatsync.batches import queue, states
from heatsync.batches.finishing import failure
from heatsync.batches.surroundings import settings
from heatsync.database import now
from heatsync.heatsheet.names import display_name, normalised
from heatsync.intake.links.addresses import Address
from heatsync.intake.uploads import Upload, shown_filename
from heatsync.models import BatchJob, ProcessingBatch, new_batch, new_code, transaction
from heatsync.problems import Problem

MOST_SWIMMERS = 8
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
    """A new batch, and the token that may cancel, retry and delete it: known to its maker only, kept as a hash.

    Where several swimmers were named, ``siblings`` are the others' batches, with the same token.
    """

    batch: ProcessingBatch
    manage_token: str
    siblings: tuple[ProcessingBatch, ...] = ()


def create_batch(swimmer: str, uploads: Sequence[Upload], visitor: Visitor, links: Sequence[Address] = ()) -> Created:
    """Begin to look for that swimmer on those sheets: the uploads, then the links; for several, one name a line.

    A sheet that was refused at the door becomes a failed job; the others go on. Raises Problem MISSING_SWIMMER,
    TOO_MANY_SWIMMERS, NO_PDFS or BATCH_TOO_LARGE, which name the field "swimmer" or "sheets".
    """
    for problem in problems_of(swimmer, len(uploads) + len(links)):
        raise problem
    manage_token = secrets.token_urlsafe(16)
    batches = [_batch(name, uploads, links, visitor, manage_token) for name in _names(swimmer)]
    if len(batches) > 1:
        family_code = new_code()
        for batch in batches:
            batch.family_code = family_code
    with transaction() as session:
        session.add_all(batches)
    # The first one's sheets are read for all; the others follow as these are done.
    waiting = [job.id for job in batches[0].jobs if job.status == "pending"]
    queue.enqueue(waiting[: settings().jobs_per_batch])
    return Created(batches[0], manage_token, tuple(batches[1:]))


def problems_of(swimmer: str, sheets: int) -> Iterator[Problem]:
    """All that keeps so many sheets from being looked through for those names, one a line."""
    names = _names(swimmer)
    if not names:
        yield Problem("MISSING_SWIMMER", "swimmer")
    if len(names) > MOST_SWIMMERS:
        yield Problem("TOO_MANY_SWIMMERS", "swimmer", most=MOST_SWIMMERS)
    if not sheets:
        yield Problem("NO_PDFS", "sheets")
    if sheets > settings().max_pdfs:
        yield _too_large()


def unread_batch(swimmer: str, total_pdfs: int, visitor: Visitor, manage_token: str) -> ProcessingBatch:
    """A batch as its maker's form asks for it, without jobs yet. Raises Problem MISSING_SWIMMER."""
    batch = new_batch(
        swimmer,
        total_pdfs,
        visitor.client_ip and visitor.client_ip[:_LONGEST_ADDRESS],
        visitor.user_agent and visitor.user_agent[:_LONGEST_AGENT],
        _origin(visitor.referrer),
        settings().keep_days,
    )
    batch.manage_token_hash = token_hash(manage_token)
    return batch


def _batch(
    swimmer: str, uploads: Sequence[Upload], links: Sequence[Address], visitor: Visitor, manage_token: str
) -> ProcessingBatch:
    batch = unread_batch(swimmer, len(uploads) + len(links), visitor, manage_token)
    _add_jobs(batch, jobs_for(uploads, links))
    return batch


def _names(lines: str) -> list[str]:
    """The names, each once."""
    names: dict[str, str] = {}
    for line in filter(display_name, lines.splitlines()):
        names.setdefault(normalised(line), line)
    return list(names.values())


def require_fitting(sheets: int) -> None:
    """Raise Problem BATCH_TOO_LARGE for more sheets than one page may show."""
    if sheets > settings().max_pdfs:
        raise _too_large()


def _too_large() -> Problem:
    return Problem("BATCH_TOO_LARGE", "sheets", max_pdfs=settings().max_pdfs)


def jobs_for(uploads: Sequence[Upload], links: Sequence[Address]) -> list[BatchJob]:
    """A job for each of these sheets; one that was refused at the door has failed already."""
    return [*map(_uploaded, uploads), *map(_linked, links)]


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
    return BatchJob(source_type="url", source_url=str(link), source_host=link.host, filename=filename, **_WAITING)


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
