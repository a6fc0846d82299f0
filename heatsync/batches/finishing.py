"""The end of a job, in one transaction under the batch's lock: its row, its results, the batch's counters and state."""

import datetime
import random
import uuid
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, insert, or_, select, update
from sqlalchemy.orm import Session

from heatsync.batches import pictures, states
from heatsync.batches.changes import NotOurs, change, settle
from heatsync.batches.leases import Lease
from heatsync.batches.pictures import Pictures
from heatsync.batches.surroundings import settings
from heatsync.database import insert_into, now
from heatsync.heatsheet.program import Program
from heatsync.heatsheet.swims import Found
from heatsync.intake.links.addresses import without_query
from heatsync.models import BatchJob, ExtractionResult, ProcessingBatch, ResultLink, new_code, transaction
from heatsync.problems import LINK_SENTENCES, TRANSIENT, WORTH_KEEPING, Problem

MOST_RETRIES = 3
_PUT_OFF_SECONDS = 20
_LONGEST = 500
_FREE = {"lease_token": None, "lease_expires_at": None}


@dataclass(frozen=True)
class Finding:
    """What a worker found out about one sheet. ``cached``: the Program was there already.

    ``pictures`` are of the lines that were found, as far as they are not kept already.
    """

    pdf_id: uuid.UUID
    checksum: str
    program: Program
    found: Found
    cached: bool
    pictures: Pictures = field(default_factory=dict)


def complete(lease: Lease, finding: Finding) -> None:
    """Write down what was found. Raises NotOurs, and keeps nothing for it, when the job is no longer ours."""
    renew_headings(lease.batch, finding)
    with change(lease.batch_id) as (session, number):
        columns = published(session, lease.batch, finding)
        _end(session, lease, status="completed", event_id=number, temp_file_path=None, **columns)
        settle(session, lease.batch_id)


def published(session: Session, batch: ProcessingBatch, finding: Finding) -> dict[str, Any]:
    """Keep what was found for that batch, with a link of its own; what the job's row then says."""
    extraction_id = _extraction(session, batch, finding)
    pictures.keep(session, extraction_id, finding.pictures)
    code, program = new_code(), finding.program
    link = {"short_code": code, "extraction_id": extraction_id, "expires_at": batch.expires_at}
    session.execute(insert(ResultLink).values(id=uuid.uuid4(), **link))
    return {
        "stage": "done",
        "file_checksum": finding.checksum,
        "extraction_id": extraction_id,
        "result_code": code,
        **_heading(finding),
        "cached": finding.cached,
        "pages_done": program.pages,
        "pages_total": program.pages,
    }


def fail(lease: Lease, code: str) -> None:
    """Write down why there is nothing; put the job back if that may pass. Raises NotOurs as ``complete`` does."""
    with change(lease.batch_id) as (session, number):
        job = session.scalar(select(BatchJob).where(lease.holds))
        if job is None:
            raise NotOurs
        if code in TRANSIENT and job.retry_count < MOST_RETRIES:
            _end(session, lease, status="pending", event_id=number, **_later(job.retry_count))
        else:
            _end(session, lease, status="failed", event_id=number, **_failure_of(job, code))
            settle(session, lease.batch_id)


def put_off(lease: Lease) -> None:
    """Let that job wait, as if nobody had begun it: nothing is wrong. Raises NotOurs as ``complete`` does."""
    with change(lease.batch_id) as (session, number):
        waits = {"stage": "queued", "attempt": BatchJob.attempt - 1, "not_before": _after(_PUT_OFF_SECONDS)}
        _end(session, lease, status="pending", event_id=number, **waits)


def failure(code: str) -> dict[str, Any]:
    """What a failed job's row says."""
    row = {"error_code": code, "error_message": sentence(code)}
    return row if code in WORTH_KEEPING else {**row, "temp_file_path": None}


def sentence(code: str) -> str:
    """What that code says to a parent, with the limits of this installation."""
    limits = settings()
    return Problem(
        code, max_pdfs=limits.max_pdfs, max_megabytes=limits.max_pdf_megabytes, max_pages=limits.max_pages
    ).sentence


def _failure_of(job: BatchJob, code: str) -> dict[str, Any]:
    row = failure(code)
    if job.source_url is None:
        return row
    row["error_message"] = LINK_SENTENCES.get(code, row["error_message"])
    return row if code in WORTH_KEEPING else {**row, "source_url": without_query(job.source_url)}


def _later(retries: int) -> dict[str, Any]:
    return {"stage": "queued", "retry_count": retries + 1, "not_before": _after(2**retries)}


def _after(seconds: float) -> ColumnElement[datetime.datetime]:
    """So long from now or a little longer, so that not all of them come back at once."""
    return now(seconds * random.uniform(1, 1.5))  # noqa: S311  (only spreads them)


def _end(session: Session, lease: Lease, *, status: str, **row: Any) -> None:
    over = {"completed_at": now()} if status != "pending" else {}
    ours = update(BatchJob).where(lease.holds, BatchJob.status.in_(states.job_before(status)))
    ended = ours.values(status=status, **row, **over, **_FREE).returning(BatchJob.id)
    if session.scalar(ended) is None:
        raise NotOurs


def _heading(finding: Finding) -> dict[str, Any]:
    name = finding.program.meet.name or ""
    return {"meet_name": name[:_LONGEST] or None, "event_count": len(finding.found.swims)}


def renew_headings(batch: ProcessingBatch, finding: Finding) -> None:
    """Let all who show what is known of this content and name say what it says now: a newer reader may have found more.

    Each in a change of its own, and before ours: in one, two that end at once could wait for each other.
    """
    heading = _heading(finding)
    is_old = or_(*(getattr(BatchJob, column).is_distinct_from(value) for column, value in heading.items()))
    shown = (
        ExtractionResult.pdf_id == finding.pdf_id,
        ExtractionResult.swimmer_name_normalized == batch.swimmer_name_normalized,
    )
    with transaction() as session:
        jobs = select(BatchJob.batch_id).join(ExtractionResult, BatchJob.extraction_id == ExtractionResult.id)
        batch_ids = session.scalars(jobs.where(*shown, is_old).distinct()).all()
    for batch_id in batch_ids:
        extraction = select(ExtractionResult.id).where(*shown).scalar_subquery()
        these = (BatchJob.batch_id == batch_id, BatchJob.extraction_id == extraction, is_old)
        with suppress(NotOurs), change(batch_id, among=states.ALL) as (session, number):
            session.execute(update(BatchJob).where(*these).values(**heading, event_id=number))


def _extraction(session: Session, batch: ProcessingBatch, finding: Finding) -> uuid.UUID:
    """The row for this content and name: made, or brought up to date when a newer reader has read the content."""
    meet, found = finding.program.meet, finding.found
    dates = {session.date for session in finding.program.sessions}
    says = {
        "meet_name": (meet.name or "")[:_LONGEST],
        "session_date": dates.pop() if len(dates) == 1 else None,
        "meet_date_start": meet.start,
        "meet_date_end": meet.end,
        "venue": meet.venue and meet.venue[:_LONGEST],
        "events": msgspec.to_builtins(found.swims),
        "warnings": _besides_swims(found),
    }
    who = {
        "pdf_id": finding.pdf_id,
        "swimmer_name_normalized": batch.swimmer_name_normalized,
        "swimmer_name_display": batch.swimmer_name_display,
    }
    row = insert_into(session, ExtractionResult).values(id=uuid.uuid4(), **who, **says)
    kept = row.on_conflict_do_update(index_elements=["pdf_id", "swimmer_name_normalized"], set_=says)
    return session.execute(kept.returning(ExtractionResult.id)).scalar_one()


def _besides_swims(found: Found) -> dict[str, Any]:
    facts: dict[str, Any] = msgspec.to_builtins(found)
    del facts["swims"]
    return facts
