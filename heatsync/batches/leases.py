"""Leases: a job belongs to one worker, for as long as that worker says it is alive. The database's clock decides."""

import secrets
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, lru_cache

import structlog
from flask import Flask
from flask.globals import app_ctx
from sqlalchemy import ColumnElement, and_, case, exists, func, or_, select, text, update
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session, aliased

from heatsync.batches import held, states
from heatsync.batches.changes import NotOurs, change
from heatsync.batches.surroundings import settings, worker_name, worker_processes
from heatsync.database import now
from heatsync.models import BatchJob, ProcessingBatch, transaction

MOST_LOSSES = 3
"""A job that has lost its worker so often is not tried again: it may be what kills them."""

_LOOK = 0.5
"""Seconds between two looks whether the job is still ours: a parent who stops it waits for that."""

_AT_ONE_SERVER = 2
"""Links of one server that are fetched at the same time: to it, we are one visitor."""

_WORKER_BYTES = 8

_MACHINE = secrets.token_hex(_WORKER_BYTES // 2)
"""The names of all workers that this process starts begin with it."""

_CLAIMS = 7_346_021
"""The name of PostgreSQL's lock that lets only one claim at a time look how many jobs are running."""

_other = aliased(BatchJob)  # here, since to make one takes longer than the statement that asks for it

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Lease:
    """The right to work on a job, until it runs out or is taken away; the job and its batch as they were taken."""

    job: BatchJob
    batch: ProcessingBatch
    token: uuid.UUID
    waited: float | None = None
    """Seconds that the job had waited for its first worker; None for every other."""

    @property
    def job_id(self) -> uuid.UUID:
        """The job's id."""
        return self.job.id

    @property
    def batch_id(self) -> uuid.UUID:
        """The batch's id."""
        return self.batch.id

    @property
    def holds(self) -> ColumnElement[bool]:
        """True of the job's row while it is ours: the condition of everything that a worker writes."""
        mine = and_(BatchJob.id == self.job_id, BatchJob.lease_token == self.token)
        return and_(mine, BatchJob.status.in_(states.RUNNING))


@cache
def is_due() -> ColumnElement[bool]:
    """True of a job that waits for nothing but a worker."""
    return and_(BatchJob.status == "pending", or_(BatchJob.not_before.is_(None), BatchJob.not_before <= now()))


@cache
def is_lost() -> ColumnElement[bool]:
    """True of a job whose worker is no longer alive."""
    ran_out = or_(BatchJob.lease_expires_at.is_(None), BatchJob.lease_expires_at < now())
    return and_(BatchJob.status.in_(states.RUNNING), ran_out)


def is_held_by(worker: str) -> ColumnElement[bool]:
    """True of a job that the worker of that name holds: every token of a worker begins with its name."""
    return and_(BatchJob.status.in_(states.RUNNING), BatchJob.lease_token.between(*_tokens(worker)))


def new_worker_name() -> str:
    """A name for a worker; nobody else's leases begin with it."""
    return _MACHINE + secrets.token_hex(_WORKER_BYTES // 2)


def may_begin() -> ColumnElement[bool]:
    """True of every job but links that have to wait, until fewer are fetched, or nobody fetches the same one.

    No slow server holds up files: half of all places, and of the workers that were started with us, fetch, and no more
    than two from one server. Whoever fetches a link hands the sheet to all who wait for it; if that fails or is lost,
    the next one fetches.
    """
    return _may_begin(worker_name()[: len(_MACHINE)], _half(settings().jobs_at_once), _half(worker_processes()))


@cache
def losses() -> ColumnElement[int]:
    """How often a job was begun without coming back, by success or by failure."""
    return BatchJob.attempt - BatchJob.retry_count


def claim(job_id: uuid.UUID) -> Lease | None:
    """Take the job, if it waits for a worker or has lost one, and there is room for one more at work."""
    may_be_taken = and_(BatchJob.id == job_id, losses() < MOST_LOSSES, or_(is_due(), is_lost()), may_begin())
    with transaction() as session:
        waiting = session.scalar(select(BatchJob).where(may_be_taken))
    if waiting is None:
        return None
    token = _new_token()
    try:
        with change(waiting.batch_id) as (session, number):
            _require_room(session, waiting.batch_id)
            held.give(session, waiting)
            job = _take(session, token, may_be_taken, number)
            batch = _begin(session, waiting.batch_id)
    except NotOurs:
        return None
    return Lease(job, batch, token, _waited(waiting, job))


def renew(lease: Lease) -> bool:
    """Say that the worker is alive; False when the job is no longer ours."""
    with transaction() as session:
        # The batch first, then the job, as everywhere: in two orders, two transactions could wait for each other.
        session.execute(
            update(ProcessingBatch)
            .where(ProcessingBatch.id == lease.batch_id, ProcessingBatch.status == "processing")
            .values(worker_heartbeat=now())
        )
        renewed = update(BatchJob).where(lease.holds).values(lease_expires_at=now(settings().lease_seconds))
        return session.scalar(renewed.returning(BatchJob.id)) is not None


@contextmanager
def kept(lease: Lease) -> Iterator[threading.Event]:
    """Renew the lease in a thread. The event is set when it is lost: then stop, for whatever you write is refused."""
    lost, done = threading.Event(), threading.Event()
    thread = threading.Thread(target=_keep, args=(app_ctx.app, lease, lost, done), name="lease", daemon=True)
    thread.start()
    try:
        yield lost
    finally:
        done.set()
        thread.join()


def _waited(before: BatchJob, taken: BatchJob) -> float | None:
    if before.started_at or not taken.started_at:
        return None
    return max(0.0, (taken.started_at - taken.created_at).total_seconds())


def _new_token() -> uuid.UUID:
    return uuid.UUID(worker_name() + secrets.token_hex(_WORKER_BYTES))


def _tokens(name: str) -> tuple[uuid.UUID, uuid.UUID]:
    """The first and the last token that begin so."""
    first, last = (uuid.UUID(name.ljust(4 * _WORKER_BYTES, digit)) for digit in "0f")
    return first, last


@lru_cache(maxsize=1)
def _may_begin(us: str, in_all: int, by_us: int) -> ColumnElement[bool]:
    fetched = and_(_other.status == "downloading", _other.lease_token.is_not(None), _other.lease_expires_at >= now())
    number = select(func.count(_other.id)).where(fetched)
    there = number.where(_other.source_host == BatchJob.source_host).correlate(BatchJob)
    is_room = and_(
        number.scalar_subquery() < in_all,
        number.where(_other.lease_token.between(*_tokens(us))).scalar_subquery() < by_us,
        there.scalar_subquery() < _AT_ONE_SERVER,
    )
    same = exists().where(fetched, _other.source_url == BatchJob.source_url).correlate(BatchJob)
    return or_(~_must_be_fetched(), and_(is_room, ~same))


def _half(places: int) -> int:
    return max(1, places // 2)


def in_turn(session: Session) -> None:
    """Wait until nobody else claims a job or ends a fetch, and let nobody until this transaction is over.

    A claim looks twice: for a sheet that is held, then for somebody who fetches it. Between the two it must not arrive.
    Only for whoever has his own batch already, and waits for no other.
    """
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:name)"), {"name": _CLAIMS})


def _require_room(session: Session, batch_id: uuid.UUID) -> None:
    in_turn(session)
    running = and_(BatchJob.lease_token.is_not(None), BatchJob.lease_expires_at >= now())
    in_all, in_batch = session.execute(
        select(func.count(), func.count().filter(BatchJob.batch_id == batch_id)).where(running)
    ).one()
    if in_all >= settings().jobs_at_once or in_batch >= settings().jobs_per_batch:
        raise NotOurs


def _take(session: Session, token: uuid.UUID, may_be_taken: ColumnElement[bool], number: int) -> BatchJob:
    taken = (
        update(BatchJob)
        .where(may_be_taken)
        .values(
            status=case((_must_be_fetched(), "downloading"), else_="processing"),
            stage=case((_must_be_fetched(), "downloading"), else_="extracting"),
            attempt=BatchJob.attempt + 1,
            lease_token=token,
            lease_expires_at=now(settings().lease_seconds),
            not_before=None,
            progress_message=None,
            started_at=func.coalesce(BatchJob.started_at, now()),
            event_id=number,
        )
    )
    job = session.scalars(taken.returning(BatchJob)).one_or_none()
    if job is None:
        raise NotOurs
    return job


def _begin(session: Session, batch_id: uuid.UUID) -> ProcessingBatch:
    timeout = now(settings().batch_timeout_minutes * 60)
    begun = (
        update(ProcessingBatch)
        .where(ProcessingBatch.id == batch_id)
        .values(
            status="processing",
            started_at=func.coalesce(ProcessingBatch.started_at, now()),
            processing_timeout_at=func.coalesce(ProcessingBatch.processing_timeout_at, timeout),
            worker_heartbeat=now(),
        )
    )
    return session.scalars(begun.returning(ProcessingBatch)).one()


@cache
def _must_be_fetched() -> ColumnElement[bool]:
    return and_(BatchJob.source_type == "url", BatchJob.temp_file_path.is_(None))


def _is_held(lease: Lease) -> bool:
    with transaction() as session:
        return session.scalar(select(BatchJob.id).where(lease.holds)) is not None


def _keep(app: Flask, lease: Lease, lost: threading.Event, done: threading.Event) -> None:
    with app.app_context():
        renewed_at, every = time.monotonic(), settings().heartbeat_seconds
        while not done.wait(min(_LOOK, every)):
            is_time = time.monotonic() - renewed_at >= every
            try:
                if not (renew(lease) if is_time else _is_held(lease)):
                    break
                renewed_at = time.monotonic() if is_time else renewed_at
            except SQLAlchemyError as error:
                log.warning("lease_not_renewed", error=type(error).__name__)
                if time.monotonic() - renewed_at > settings().lease_seconds:
                    break
        if not done.is_set():
            lost.set()
