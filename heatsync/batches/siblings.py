"""Swimmers who were looked up together: what their maker does to one page is done to all of theirs."""

import uuid
from collections.abc import Collection

from sqlalchemy import select

from heatsync.database import now
from heatsync.models import ProcessingBatch, transaction


def together(batch_id: uuid.UUID, among: Collection[str]) -> list[uuid.UUID]:
    """That batch, then the others of its family in one of those states that its maker's token opens."""
    with transaction() as session:
        batch = session.get_one(ProcessingBatch, batch_id)
        others = select(ProcessingBatch.id).where(
            ProcessingBatch.family_code == batch.family_code,
            ProcessingBatch.manage_token_hash == batch.manage_token_hash,
            ProcessingBatch.id != batch_id,
            ProcessingBatch.expires_at > now(),
            ProcessingBatch.status.in_(among),
        )
        return [batch_id, *(session.scalars(others) if batch.family_code else ())]
