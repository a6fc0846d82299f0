"""How the house stands, for those who run it."""

import datetime
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import redis
from sqlalchemy import func, select

from heatsync.batches import presence, states
from heatsync.batches.heavy_users import HeavyUser, heavy_users
from heatsync.batches.leases import is_due
from heatsync.batches.queue import waiting_messages
from heatsync.database import now
from heatsync.models import BatchJob, ProcessingBatch, transaction

_RECENT = 25
_DAY = 24 * 60 * 60


@dataclass(frozen=True)
class Worker:
    """A worker that is alive, or was until a moment ago, and the sheet it is reading."""

    name: str
    job_id: uuid.UUID | None
    pages: str


@dataclass(frozen=True)
class Overview:
    """All of it. ``queued`` and ``streams`` are None while Redis is away."""

    batches: Mapping[str, int]
    jobs: Mapping[str, int]
    queued: int | None
    streams: int | None
    oldest_waiting: float
    """Seconds; 0 when nothing waits."""
    workers: Sequence[Worker]
    failures: Mapping[str, int]
    """Sheets that failed within a day, by code."""
    recent: Sequence[ProcessingBatch]
    failed: Sequence[BatchJob]
    heavy: Sequence[HeavyUser]


def overview() -> Overview:
    """How the house stands now."""
    return Overview(
        batches=by_status(ProcessingBatch),
        jobs=by_status(BatchJob),
        queued=waiting_messages(),
        streams=streams(),
        oldest_waiting=oldest_waiting(),
        workers=_workers(),
        failures=_failures(),
        recent=_recent(),
        failed=_failed(),
        heavy=heavy_users(),
    )


def by_status(table: type[ProcessingBatch | BatchJob]) -> dict[str, int]:
    """How many rows are kept in each state."""
    with transaction() as session:
        rows = session.execute(select(table.status, func.count()).group_by(table.status).order_by(table.status))
        return dict(rows.all())


def oldest_waiting() -> float:
    """For how many seconds the oldest sheet has waited that could be read now."""
    with transaction() as session:
        since = session.scalar(select(func.min(BatchJob.created_at)).where(is_due()))
    return (datetime.datetime.now(datetime.UTC) - since).total_seconds() if since else 0.0


def streams() -> int | None:
    """How many live pages are open, on all hosts."""
    try:
        return sum(presence.told("streams").values())
    except redis.RedisError:
        return None


def workers_alive() -> list[str]:
    """The names of the workers that are alive; none while Redis is away."""
    try:
        return sorted(presence.told("worker"))
    except redis.RedisError:
        return []


def _workers() -> list[Worker]:
    columns = (BatchJob.lease_token, BatchJob.id, BatchJob.pages_done, BatchJob.pages_total)
    with transaction() as session:
        running = session.execute(select(*columns).where(BatchJob.status.in_(states.RUNNING))).all()
    at_work = {
        job.lease_token.hex[:16]: Worker(
            job.lease_token.hex[:16], job.id, f"{job.pages_done or 0}/{job.pages_total or '?'}"
        )
        for job in running
        if job.lease_token
    }
    idle = {name: Worker(name, None, "") for name in workers_alive()}
    return list({**idle, **at_work}.values())


def _failures() -> dict[str, int]:
    code = func.coalesce(BatchJob.error_code, "?")
    lately = (BatchJob.status == "failed", BatchJob.completed_at > now(-_DAY))
    with transaction() as session:
        return dict(session.execute(select(code, func.count()).where(*lately).group_by(code)).all())


def _recent() -> Sequence[ProcessingBatch]:
    with transaction() as session:
        newest_first = select(ProcessingBatch).order_by(ProcessingBatch.created_at.desc())
        return session.scalars(newest_first.limit(_RECENT)).all()


def _failed() -> Sequence[BatchJob]:
    failed = select(BatchJob).where(BatchJob.status == "failed", BatchJob.completed_at.is_not(None))
    with transaction() as session:
        return session.scalars(failed.order_by(BatchJob.completed_at.desc()).limit(_RECENT)).all()
