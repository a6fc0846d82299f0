"""How far the work is: written by the worker now and then, read by every page in the same way."""

import threading
import time
import uuid

from sqlalchemy import select, update

from heatsync.batches import states
from heatsync.batches.changes import NotOurs, change
from heatsync.batches.leases import Lease
from heatsync.database import now
from heatsync.models import BatchJob, ProcessingBatch, transaction

_BETWEEN_REPORTS = 0.25
"""Seconds. A sheet that is read sooner reports nothing but its end."""


class Reporter:
    """Hears of bytes that come and pages that are read, and tells the database of some.

    Raises NotOurs once the lease is lost.
    """

    def __init__(self, lease: Lease, lost: threading.Event) -> None:
        self._lease = lease
        self._lost = lost
        self._reported = time.monotonic()
        self._done = 0

    def __call__(self, done: int, total: int) -> None:
        """So many pages of so many are read."""
        if self._is_time() and done > self._done:
            self._done = done
            report(self._lease, done, total)

    def fetched(self, size: int) -> None:
        """So many bytes have come."""
        if self._is_time():
            say(self._lease, f"Fetched {size / 1_000_000:.1f} MB")

    def require_lease(self) -> None:
        """Nothing has happened, and may the work go on?"""
        if self._lost.is_set():
            raise NotOurs

    def _is_time(self) -> bool:
        self.require_lease()
        if time.monotonic() - self._reported < _BETWEEN_REPORTS:
            return False
        self._reported = time.monotonic()
        return True


def report(lease: Lease, done: int, total: int) -> None:
    """Show how many pages are read. Raises NotOurs when the job is no longer ours."""
    with change(lease.batch_id) as (session, number):
        told = update(BatchJob).where(lease.holds).values(pages_done=done, pages_total=total, event_id=number)
        if session.scalar(told.returning(BatchJob.id)) is None:
            raise NotOurs


def say(lease: Lease, message: str) -> None:
    """Show how far it is, in words. Raises NotOurs when the job is no longer ours."""
    with change(lease.batch_id) as (session, number):
        told = update(BatchJob).where(lease.holds).values(progress_message=message, event_id=number)
        if session.scalar(told.returning(BatchJob.id)) is None:
            raise NotOurs


def enter_stage(lease: Lease, stage: str) -> None:
    """Show what is being done to the sheet. Raises NotOurs when the job is no longer ours."""
    with change(lease.batch_id) as (session, number):
        told = update(BatchJob).where(lease.holds).values(stage=stage, event_id=number)
        if session.scalar(told.returning(BatchJob.id)) is None:
            raise NotOurs


def find_batch(batch_id: uuid.UUID) -> ProcessingBatch | None:
    """That batch, unless it is unknown or has expired."""
    with transaction() as session:
        return session.scalar(
            select(ProcessingBatch).where(ProcessingBatch.id == batch_id, ProcessingBatch.expires_at > now())
        )


def batch_of_code(code: str) -> ProcessingBatch | None:
    """The batch whose races are at that code, unless it is unknown or has expired."""
    with transaction() as session:
        return session.scalar(
            select(ProcessingBatch).where(ProcessingBatch.result_code == code, ProcessingBatch.expires_at > now())
        )


def has_news(batch_id: uuid.UUID, since: int) -> bool:
    """Whether a page that has seen event ``since`` has to look: not while the batch works on and nothing happened."""
    still_works = (ProcessingBatch.status.in_(states.OPEN), ProcessingBatch.expires_at > now())
    with transaction() as session:
        last = session.scalar(select(ProcessingBatch.last_event_id).where(ProcessingBatch.id == batch_id, *still_works))
    return last is None or last > since


def find_job(batch_id: uuid.UUID, job_id: uuid.UUID) -> BatchJob | None:
    """That job of that batch."""
    with transaction() as session:
        return session.scalar(select(BatchJob).where(BatchJob.id == job_id, BatchJob.batch_id == batch_id))


def rows_since(batch_id: uuid.UUID, since: int) -> list[BatchJob]:
    """The batch's jobs that changed after event number ``since``, in the order of the form. Below 1: all of them."""
    with transaction() as session:
        changed = select(BatchJob).where(BatchJob.batch_id == batch_id, BatchJob.event_id > since)
        return list(session.scalars(changed.order_by(BatchJob.sequence)))
