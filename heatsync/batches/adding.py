"""More sheets for a batch that is there already: a newer version of one, or the next session's."""

import uuid
from collections.abc import Sequence

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from heatsync.batches import queue, states
from heatsync.batches.changes import change, settle
from heatsync.batches.creating import jobs_for, require_fitting
from heatsync.batches.siblings import together
from heatsync.batches.surroundings import settings
from heatsync.intake.links.addresses import Address
from heatsync.intake.uploads import Upload
from heatsync.models import BatchJob, ProcessingBatch, transaction
from heatsync.problems import Problem

MAY_GROW = (*states.OPEN, *states.batch_before("pending"))


def add(batch_id: uuid.UUID, uploads: Sequence[Upload], links: Sequence[Address]) -> None:
    """Look on these sheets, too, for the swimmer of that batch and for those that were looked up together.

    Raises Problem NO_PDFS or BATCH_TOO_LARGE, and NotOurs for a batch that was stopped or is gone.
    """
    if not uploads and not links:
        raise Problem("NO_PDFS", "sheets")
    waiting = [add_to(one, jobs_for(uploads, links)) for one in together(batch_id, MAY_GROW)]
    queue.enqueue(waiting[0][: settings().jobs_per_batch])  # those of the others follow, and need no second read


def add_to(batch_id: uuid.UUID, jobs: Sequence[BatchJob]) -> list[uuid.UUID]:
    """Add these jobs to that batch alone; the ids of those that wait for a worker. Raises as ``add`` does."""
    with change(batch_id, among=MAY_GROW) as (session, number):
        there = _sheets_of(session, batch_id)
        require_fitting(there + len(jobs))
        for place, job in enumerate(jobs, start=there + 1):
            job.batch_id, job.sequence, job.event_id = batch_id, place, number
        session.add_all(jobs)
        session.flush()
        batch = update(ProcessingBatch).where(ProcessingBatch.id == batch_id)
        session.execute(batch.values(total_pdfs=there + len(jobs)))
        over = ProcessingBatch.status.in_(states.batch_before("pending"))
        session.execute(batch.where(over).values(status="pending", completed_at=None, processing_timeout_at=None))
        settle(session, batch_id)
    return [job.id for job in jobs if job.status == "pending"]


def sheets_of(batch_id: uuid.UUID) -> int:
    """How many sheets that batch has, whatever became of them."""
    with transaction() as session:
        return _sheets_of(session, batch_id)


def _sheets_of(session: Session, batch_id: uuid.UUID) -> int:
    return session.scalar(select(func.count()).where(BatchJob.batch_id == batch_id)) or 0
