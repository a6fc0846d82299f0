"""Pictures of printed lines: which there are, and one of them for whoever has the link."""

import uuid
from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from heatsync.database import now
from heatsync.models import BatchJob, LinePicture, ProcessingBatch, transaction

Corner = tuple[int, int, int]
"""A page, and where a line's box begins on it, in whole points."""


def places_of(session: Session, extraction_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, frozenset[Corner]]:
    """Of which lines of each of those extractions there are pictures."""
    places: dict[uuid.UUID, set[Corner]] = defaultdict(set)
    which = LinePicture.extraction_id.in_(extraction_ids)
    for id_, *corner in session.execute(
        select(LinePicture.extraction_id, LinePicture.page, LinePicture.x, LinePicture.top).where(which)
    ):
        page, x, top = corner
        places[id_].add((page, x, top))
    return {id_: frozenset(corners) for id_, corners in places.items()}


def picture_of(code: str, job_id: uuid.UUID, corner: Corner) -> bytes | None:
    """That picture (PNG), if the result of that code shows that sheet; None otherwise, and where there is none."""
    page, x, top = corner
    of_code = or_(ProcessingBatch.result_code == code, BatchJob.result_code == code)
    with transaction() as session:
        return session.scalar(
            select(LinePicture.png)
            .join(BatchJob, BatchJob.extraction_id == LinePicture.extraction_id)
            .join(ProcessingBatch, ProcessingBatch.id == BatchJob.batch_id)
            .where(BatchJob.id == job_id, of_code, ProcessingBatch.expires_at > now())
            .where(LinePicture.page == page, LinePicture.x == x, LinePicture.top == top)
        )
