"""The queue that wakes workers. It carries the ids of jobs and may be lost: the database is the truth."""

import secrets
import uuid
from collections.abc import Iterable

import redis
import structlog
from rq import Queue
from rq.queue import EnqueueData
from rq.registry import FailedJobRegistry
from rq.serializers import JSONSerializer
from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from heatsync.batches import states
from heatsync.batches.leases import is_due, may_begin
from heatsync.batches.surroundings import redis_client, settings
from heatsync.models import BatchJob, ProcessingBatch, transaction

QUEUE = "heatsync"
_WORK = "heatsync.batches.work.run"
_FAILURES_SECONDS = 3600

_sibling = aliased(BatchJob)

log = structlog.get_logger(__name__)


def enqueue(job_ids: Iterable[uuid.UUID]) -> None:
    """Wake workers for those jobs. A job that is enqueued twice is done once; one that is not, is found later."""
    queue = _queue()
    try:
        queue.enqueue_many([_message(job_id) for job_id in job_ids])
    except redis.RedisError as error:
        log.warning("not_enqueued", error=type(error).__name__)


def enqueue_forgotten(most: int) -> None:
    """Wake workers for jobs that could be worked on and that the queue does not hold, the oldest first."""
    job_ids = _due(most)
    if not job_ids:
        return
    try:
        held = {message_id[:36] for message_id in _queue().job_ids}
    except redis.RedisError:
        return
    enqueue([job_id for job_id in job_ids if str(job_id) not in held])


def waiting_messages() -> int | None:
    """How many messages the queue holds; None while Redis is away."""
    try:
        return len(_queue())
    except redis.RedisError:
        return None


def refused_messages() -> int:
    """How many messages of the last hour no worker could make sense of: none of ours. Raises redis.RedisError."""
    return FailedJobRegistry(queue=_queue()).get_job_count(cleanup=False)


def _due(most: int) -> list[uuid.UUID]:
    # As many of each batch as may be worked on at once: whoever brings fifteen sheets queues no more than three ahead
    # of the next family, and their others follow as these are done.
    at_work = (
        select(func.count())
        .where(_sibling.batch_id == BatchJob.batch_id, _sibling.status.in_(states.RUNNING))
        .scalar_subquery()
    )
    place = func.row_number().over(partition_by=BatchJob.batch_id, order_by=BatchJob.sequence)
    waiting = (
        select(BatchJob.id, BatchJob.created_at, BatchJob.sequence, (place + at_work).label("place"))
        .join(ProcessingBatch)
        .where(is_due(), may_begin(), ProcessingBatch.status.in_(states.OPEN))
        .subquery()
    )
    with transaction() as session:
        next_ones = select(waiting.c.id).where(waiting.c.place <= settings().jobs_per_batch)
        return list(session.scalars(next_ones.order_by(waiting.c.created_at, waiting.c.sequence).limit(most)))


def _message(job_id: uuid.UUID) -> EnqueueData:
    return Queue.prepare_data(
        _WORK,
        args=[str(job_id)],
        # RQ forgets a message by its id when it is done: a second one for the same job must not go with it.
        job_id=f"{job_id}-{secrets.token_hex(4)}",
        # Fetching it, its own read, another worker's read of the same sheet, and time to spare.
        timeout=settings().download_seconds + 2 * settings().longest_read_seconds + 60,
        result_ttl=0,
        failure_ttl=_FAILURES_SECONDS,
    )


def _queue() -> Queue:
    return Queue(QUEUE, connection=redis_client(), serializer=JSONSerializer)
