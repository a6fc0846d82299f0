"""A sheet that is given by a link is fetched first; from then on it is like one that was uploaded."""

import threading
import uuid
from collections.abc import Sequence
from typing import Any

from sqlalchemy import and_, select, update
from sqlalchemy.orm import Session

from heatsync.batches import bells, held, watched
from heatsync.batches.changes import NotOurs, along, change
from heatsync.batches.leases import Lease, in_turn
from heatsync.batches.progress import Reporter
from heatsync.batches.surroundings import fetcher, storage
from heatsync.intake.links.addresses import without_query
from heatsync.intake.links.fetching import Fetched
from heatsync.models import BatchJob, ProcessingBatch


def download(lease: Lease, job: BatchJob, lost: threading.Event) -> None:
    """Fetch that job's sheet into storage, and let its row and ``job`` say where it is.

    Raises Problem when it cannot be had, and NotOurs, keeping nothing, when the job is no longer ours.
    """
    reporter = Reporter(lease, lost)
    fetched = fetcher().fetch(job.source_url or "", storage(), reporter.fetched, reporter.require_lease)
    try:
        others = _write_down(lease, job, fetched)
    except NotOurs:
        storage().delete(fetched.stored.key)
        raise
    for batch_id in others:
        bells.ring(batch_id)
    job.temp_file_path, job.filename = fetched.stored.key, fetched.filename or job.filename


def _write_down(lease: Lease, job: BatchJob, fetched: Fetched) -> Sequence[uuid.UUID]:
    """Let the job's row say where the sheet is, and those of all who waited for it; the batches that they are of."""
    with change(lease.batch_id) as (session, number):
        in_turn(session)
        sheet = {
            "temp_file_path": fetched.stored.key,
            "file_checksum": fetched.stored.md5,
            "filename": fetched.filename or BatchJob.filename,
            # What follows the question mark may be a secret between the parent and that server: needed no more.
            "source_url": without_query(job.source_url or ""),
        }
        row = {**sheet, "status": "processing", "stage": "extracting", "progress_message": None, "event_id": number}
        if session.scalar(update(BatchJob).where(lease.holds).values(**row).returning(BatchJob.id)) is None:
            raise NotOurs
        others = _hand_out(session, job.source_url, sheet)
        held.hold(session, job.source_url or "", fetched)
        watched.remember(session, job.source_url or "", fetched)
    return others


def _hand_out(session: Session, url: str | None, sheet: dict[str, Any]) -> Sequence[uuid.UUID]:
    """Let all who wait for that very link go on as if they had fetched it; the batches that they are of."""
    waits = and_(BatchJob.source_url == url, BatchJob.status == "pending", BatchJob.temp_file_path.is_(None))
    batch_ids = along(session, select(BatchJob.batch_id).where(waits))
    number = select(ProcessingBatch.last_event_id).where(ProcessingBatch.id == BatchJob.batch_id).scalar_subquery()
    theirs = update(BatchJob).where(BatchJob.batch_id.in_(batch_ids), waits)
    session.execute(theirs.values(**sheet, event_id=number))
    return batch_ids
