"""Changes of a batch: one at a time, each with the batch's next number; watchers are told of it after the commit."""

import uuid
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import Select, func, select, update
from sqlalchemy.orm import Session

from heatsync.batches import bells, states
from heatsync.database import now
from heatsync.models import BatchJob, ProcessingBatch, transaction


class NotOurs(Exception):
    """The batch is over or gone, or the job has been taken from us: nothing was changed."""


@contextmanager
def change(batch_id: uuid.UUID, among: Collection[str] = states.OPEN) -> Iterator[tuple[Session, int]]:
    """A transaction that has the batch to itself, and the number of this change. Watchers are woken after the commit.

    Raises NotOurs unless the batch is in one of those states. Everything that a page can see is changed in here, so
    that numbers are given in the order of the commits, and whoever has seen number N misses nothing above it.
    """
    with transaction() as session:
        # The first statement is a write: it locks the row on PostgreSQL, and begins IMMEDIATE on SQLite.
        number = session.scalar(
            update(ProcessingBatch)
            .where(ProcessingBatch.id == batch_id, ProcessingBatch.status.in_(among))
            .values(last_event_id=ProcessingBatch.last_event_id + 1)
            .returning(ProcessingBatch.last_event_id)
        )
        if number is None:
            raise NotOurs
        yield session, number
    bells.ring(batch_id)


def along(session: Session, batch_ids: Select[uuid.UUID]) -> Sequence[uuid.UUID]:
    """Give those batches their next number too, within the change of another one; their ids, to be rung for after it.

    Whoever is just being changed is left out, and waited for never: two who wait for each other's batch would do so
    for ever.
    """
    unlocked = select(ProcessingBatch.id).where(ProcessingBatch.id.in_(batch_ids)).with_for_update(skip_locked=True)
    numbered = update(ProcessingBatch).where(ProcessingBatch.id.in_(unlocked))
    next_number = numbered.values(last_event_id=ProcessingBatch.last_event_id + 1)
    return session.scalars(next_number.returning(ProcessingBatch.id)).all()


def settle(session: Session, batch_id: uuid.UUID) -> None:
    """Set the batch's counters from its jobs, and its state once none is open. Only within ``change``."""
    rows = session.execute(
        select(BatchJob.status, func.count()).where(BatchJob.batch_id == batch_id).group_by(BatchJob.status)
    )
    jobs = dict(rows.all())
    batch = update(ProcessingBatch).where(ProcessingBatch.id == batch_id)
    session.execute(batch.values(completed_pdfs=jobs.get("completed", 0), failed_pdfs=jobs.get("failed", 0)))
    if status := states.batch_status(jobs):
        before = ProcessingBatch.status.in_(states.batch_before(status))
        session.execute(batch.where(before).values(status=status, completed_at=now()))
