"""The sheets of a batch with all that is printed on them, for whoever looks for another name there."""

import uuid

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from heatsync.models import BatchJob, ExtractionResult, PdfFile


def with_programs(session: Session, batch_id: uuid.UUID) -> list[tuple[BatchJob, PdfFile | None]]:
    """Each job of the batch in its order, and the file it was read from with its Program; None where none was read."""
    rows = session.execute(
        select(BatchJob, PdfFile)
        .outerjoin(ExtractionResult, ExtractionResult.id == BatchJob.extraction_id)
        .outerjoin(PdfFile, PdfFile.id == ExtractionResult.pdf_id)
        .where(BatchJob.batch_id == batch_id)
        .order_by(BatchJob.sequence)
        .options(undefer(PdfFile.program))
    )
    return [(job, file) for job, file in rows]
