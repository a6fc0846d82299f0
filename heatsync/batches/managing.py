"""What the maker of a batch may do with it. All of it asks for the manage token: whoever has the link only reads.

Each verb answers whether the token was right; to others a batch that is not theirs is as good as unknown.
"""

import hmac
import uuid
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select, update

from heatsync.batches import bells, cleanup, queue, states
from heatsync.batches.changes import NotOurs, change, settle
from heatsync.batches.creating import token_hash
from heatsync.batches.progress import find_batch
from heatsync.batches.surroundings import settings
from heatsync.database import now
from heatsync.models import BatchJob, ProcessingBatch
from heatsync.problems import WORTH_KEEPING

_FREED: dict[str, Any] = {"lease_token": None, "lease_expires_at": None, "not_before": None}
_FORGOTTEN: dict[str, Any] = {"temp_file_path": None, "source_url": None}


def may_manage(batch: ProcessingBatch, token: str) -> bool:
    """Whether that token is the batch's."""
    return hmac.compare_digest(token_hash(token), batch.manage_token_hash or "")


def is_allowed(batch_id: uuid.UUID, token: str) -> bool:
    """Whether there is such a batch, and that token is its own."""
    batch = find_batch(batch_id)
    return batch is not None and may_manage(batch, token)


def cancel(batch_id: uuid.UUID, token: str) -> bool:
    """Stop the work. What was found stays; what is being read is given up within seconds."""
    if not is_allowed(batch_id, token):
        return False
    with suppress(NotOurs):  # it may be over already, and stays as it is
        cleanup.discard(_cancel(batch_id))
    return True


def retry(batch_id: uuid.UUID, token: str) -> bool:
    """Try those failed sheets again whose files are still there."""
    return _retry(batch_id, token, BatchJob.batch_id == batch_id)


def retry_job(batch_id: uuid.UUID, job_id: uuid.UUID, token: str) -> bool:
    """Try that failed sheet again, if its file is still there."""
    return _retry(batch_id, token, BatchJob.id == job_id)


def delete(batch_id: uuid.UUID, token: str) -> bool:
    """Delete the batch and all that came of it, at once."""
    if not is_allowed(batch_id, token):
        return False
    cleanup.remove(batch_id)
    bells.ring(batch_id)
    return True


def _cancel(batch_id: uuid.UUID) -> Sequence[str]:
    """Cancel all that is open; the keys of uploads that are needed no more."""
    with change(batch_id) as (session, number):
        opened = (BatchJob.batch_id == batch_id, BatchJob.status.in_(states.job_before("cancelled")))
        keys = session.scalars(select(BatchJob.temp_file_path).where(*opened, BatchJob.temp_file_path.is_not(None)))
        needless = [key for key in keys if key]
        cancelled = {"status": "cancelled", "completed_at": now(), "event_id": number, **_FORGOTTEN}
        session.execute(update(BatchJob).where(*opened).values(**cancelled, **_FREED))
        settle(session, batch_id)
    return needless


def _retry(batch_id: uuid.UUID, token: str, which: ColumnElement[bool]) -> bool:
    if not is_allowed(batch_id, token):
        return False
    with suppress(NotOurs):
        queue.enqueue(_put_back(batch_id, which)[: settings().jobs_per_batch])
    return True


def _put_back(batch_id: uuid.UUID, which: ColumnElement[bool]) -> Sequence[uuid.UUID]:
    """Let those failed jobs wait for a worker again, and the batch with them; their ids."""
    fresh = {"status": "pending", "stage": "queued", "attempt": 0, "retry_count": 0, "pages_done": None}
    unsaid = {"error_code": None, "error_message": None, "completed_at": None}
    can_be_fetched_again = and_(BatchJob.source_type == "url", BatchJob.error_code.in_(WORTH_KEEPING))
    may_be_retried = and_(
        BatchJob.batch_id == batch_id,
        BatchJob.status == "failed",
        or_(BatchJob.temp_file_path.is_not(None), can_be_fetched_again),
    )
    over = ProcessingBatch.status.in_(states.batch_before("pending"))
    with change(batch_id, among=(*states.OPEN, *states.batch_before("pending"))) as (session, number):
        again = update(BatchJob).where(which, may_be_retried).values(**fresh, **unsaid, **_FREED, event_id=number)
        job_ids = session.scalars(again.returning(BatchJob.id)).all()
        if not job_ids:
            raise NotOurs
        settle(session, batch_id)
        reopened = {"status": "pending", "completed_at": None, "processing_timeout_at": None}
        session.execute(update(ProcessingBatch).where(ProcessingBatch.id == batch_id, over).values(**reopened))
    return job_ids
