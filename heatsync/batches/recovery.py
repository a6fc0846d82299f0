"""Lost work is found again. Anybody may look for it, at any time, twice at once too."""

import uuid
from collections.abc import Callable
from functools import partial

import structlog
from sqlalchemy import ColumnElement, Select, and_, exists, or_, select, update

from heatsync.batches import states
from heatsync.batches.changes import NotOurs, change, settle
from heatsync.batches.finishing import failure
from heatsync.batches.leases import MOST_LOSSES, is_held_by, is_lost, losses
from heatsync.batches.queue import enqueue_forgotten
from heatsync.database import now
from heatsync.models import BatchJob, ProcessingBatch, transaction

_MOST = 500
"""Rows of a kind in one look: the next look is near."""
_SILENT_SECONDS = 60
_FREED = {"lease_token": None, "lease_expires_at": None}

log = structlog.get_logger(__name__)


def reconcile() -> None:
    """Put everything right that nobody is working on any more.

    Jobs whose worker is lost go back, or fail when they have lost too many. Batches past their time fail, whatever
    their heartbeat says. Batches without an open job are closed. Jobs that no queue knows are put into the queue.
    """
    lost = _put_back(is_lost())
    late = _for_each(select(ProcessingBatch.id).where(_is_late()), _time_out)
    left = _for_each(select(ProcessingBatch.id).where(_is_left_open()), settle_batch)
    enqueue_forgotten(_MOST)
    if lost or late or left:
        log.warning("reconciled", lost=lost, late=late, left_open=left)


def release(worker: str) -> None:
    """Put back what the worker of that name held. Its process is dead, which its leases would tell only later."""
    if lost := _put_back(is_held_by(worker)):
        log.warning("worker_lost", batches=lost)
    enqueue_forgotten(_MOST)


def settle_batch(batch_id: uuid.UUID) -> None:
    """Close that batch if no job of it is open."""
    with change(batch_id) as (session, _):
        settle(session, batch_id)


def _for_each(batches: Select[uuid.UUID], put_right: Callable[[uuid.UUID], None]) -> int:
    with transaction() as session:
        batch_ids = session.scalars(batches.limit(_MOST)).all()
    for batch_id in batch_ids:
        try:
            put_right(batch_id)
        except NotOurs:
            continue  # it has just ended by itself
    return len(batch_ids)


def _put_back(lost: ColumnElement[bool]) -> int:
    """Put those jobs back, or give them up; in how many batches there were some."""
    return _for_each(select(BatchJob.batch_id).where(lost).distinct(), partial(_put_back_in, lost=lost))


def _put_back_in(batch_id: uuid.UUID, lost: ColumnElement[bool]) -> None:
    with change(batch_id) as (session, number):
        jobs = update(BatchJob).where(BatchJob.batch_id == batch_id, lost)
        again = {"status": "pending", "stage": "queued", "event_id": number, **_FREED}
        given_up = {"status": "failed", "completed_at": now(), "event_id": number, **_FREED, **failure("WORKER_LOST")}
        session.execute(jobs.where(losses() >= MOST_LOSSES).values(**given_up))
        session.execute(jobs.where(losses() < MOST_LOSSES).values(**again))
        settle(session, batch_id)


def _time_out(batch_id: uuid.UUID) -> None:
    with change(batch_id) as (session, number):
        late = {"status": "failed", "completed_at": now(), "event_id": number, **_FREED, **failure("TIMEOUT")}
        session.execute(
            update(BatchJob)
            .where(BatchJob.batch_id == batch_id, BatchJob.status.in_(states.job_before("failed")))
            .where(exists().where(ProcessingBatch.id == batch_id, _is_late()))
            .values(**late)
        )
        settle(session, batch_id)


def _is_late() -> ColumnElement[bool]:
    silent = or_(ProcessingBatch.worker_heartbeat.is_(None), ProcessingBatch.worker_heartbeat < now(-_SILENT_SECONDS))
    timeout = ProcessingBatch.processing_timeout_at
    return and_(ProcessingBatch.status == "processing", or_(timeout < now(), and_(timeout.is_(None), silent)))


def _is_left_open() -> ColumnElement[bool]:
    open_job = exists().where(BatchJob.batch_id == ProcessingBatch.id, BatchJob.status.in_(states.OPEN))
    return and_(ProcessingBatch.status.in_(states.OPEN), ~open_job)
