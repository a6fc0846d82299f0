"""From the tables to a result: a whole batch by its id or code, or one sheet by its code. Nothing that has expired."""

import uuid
from collections.abc import Mapping
from pathlib import PurePosixPath
from urllib.parse import urlsplit

import msgspec
from sqlalchemy import ColumnElement, select

from heatsync.database import now
from heatsync.heatsheet.swims import Found
from heatsync.models import BatchJob, ExtractionResult, PdfFile, ProcessingBatch, transaction
from heatsync.results.arranging import result_of
from heatsync.results.result import Group, Identity, Race, Result, Sheet
from heatsync.results.shifts import shifted, shifts_of
from heatsync.results.timelines import found_beside_reports

__all__ = ["Group", "Identity", "Race", "Result", "result_of_batch", "result_of_code"]

_NOT_DONE = {
    "failed": "this sheet could not be read, so its races are not among these.",
    "cancelled": "this sheet was not read, so its races are not among these.",
}
_STILL_OPEN = "this sheet is not read yet; its races will be added."


def result_of_batch(batch_id: uuid.UUID, who: str | None = None) -> Result | None:
    """All sheets of that batch; None when it is unknown or has expired."""
    return _result(ProcessingBatch.id == batch_id, who)


def result_of_code(code: str, who: str | None = None) -> Result | None:
    """The result at /r/<code>: all sheets of a batch, or the one sheet that has the code."""
    of_batch = select(BatchJob.id).join(ProcessingBatch).where(ProcessingBatch.result_code == code)
    of_sheet = select(BatchJob.id).where(BatchJob.result_code == code)
    return _result(BatchJob.id.in_(of_batch.union(of_sheet)), who, code)


def _result(which: ColumnElement[bool], who: str | None, code: str | None = None) -> Result | None:
    with transaction() as session:
        rows = session.execute(
            select(ProcessingBatch, BatchJob, ExtractionResult, PdfFile.kind)
            .join(BatchJob, BatchJob.batch_id == ProcessingBatch.id)
            .outerjoin(ExtractionResult, ExtractionResult.id == BatchJob.extraction_id)
            .outerjoin(PdfFile, PdfFile.id == ExtractionResult.pdf_id)
            .where(which, ProcessingBatch.expires_at > now())
            .order_by(BatchJob.sequence)
        ).all()
        if not rows:
            return None
        batch = rows[0][0]
        kinds = {extraction: kind for _, _, extraction, kind in rows if extraction}
        beside_reports = found_beside_reports(session, batch.swimmer_name_display, kinds)
        shifts = shifts_of(session, batch.id)
    sheets = [_sheet(job, extraction, beside_reports) for _, job, extraction, _ in rows]
    result = result_of(batch.swimmer_name_display, sheets, who, code or batch.result_code or "", batch.expires_at)
    return shifted(result, shifts)


def _sheet(job: BatchJob, extraction: ExtractionResult | None, beside_reports: Mapping[uuid.UUID, Found]) -> Sheet:
    if extraction is None or job.status != "completed":
        return Sheet(filename=_filename(job), job_id=job.id, problem=_NOT_DONE.get(job.status, _STILL_OPEN))
    found = beside_reports.get(extraction.id) or _found(extraction)
    return Sheet(
        filename=_filename(job),
        job_id=job.id,
        swims=found.swims,
        near=found.near,
        warnings=found.warnings,
        printed=found.printed,
        missed=found.missed,
        meet=job.meet_name or extraction.meet_name or None,
        meet_start=extraction.meet_date_start,
        venue=extraction.venue,
    )


def _found(extraction: ExtractionResult) -> Found:
    return msgspec.convert({"swims": extraction.events, **(extraction.warnings or {})}, Found)


def _filename(job: BatchJob) -> str:
    """What the parent called it: the file's name, or the last part of its address."""
    return job.filename or PurePosixPath(urlsplit(job.source_url or "").path).name or f"sheet {job.sequence}"
