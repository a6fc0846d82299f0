"""From the tables to a result: a whole batch by its id or code, or one sheet by its code. Nothing that has expired."""

import uuid
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from typing import NamedTuple
from urllib.parse import urlsplit

import msgspec
from msgspec.structs import replace
from sqlalchemy import ColumnElement, Select, select, union_all

from heatsync.database import now
from heatsync.heatsheet.program import Program
from heatsync.heatsheet.swims import Found, find
from heatsync.models import BatchJob, ExtractionResult, PdfFile, ProcessingBatch, transaction
from heatsync.results.arranging import result_of
from heatsync.results.pictures import Corner, places_of
from heatsync.results.result import Cover, Group, Identity, Race, Result, Sheet, Shift
from heatsync.results.shifts import shifted, shifts_of
from heatsync.results.timelines import filled_beside_reports

__all__ = ["Group", "Identity", "Race", "Result", "result_of_batch", "result_of_code", "results_of", "sheet_of"]

_NOT_DONE = {
    "failed": "this sheet could not be read, so its races are not among these.",
    "cancelled": "this sheet was not read, so its races are not among these.",
}
_STILL_OPEN = "this sheet is not read yet; its races will be added."


class _Row(NamedTuple):
    job: BatchJob
    extraction: ExtractionResult | None
    file: PdfFile | None


class _Beside(NamedTuple):
    """What else is known: what reports fill in by PDF, how late it runs by batch, which pictures by extraction."""

    programs: Mapping[uuid.UUID, Program]
    shifts: Mapping[uuid.UUID, tuple[Shift, ...]]
    pictures: Mapping[uuid.UUID, frozenset[Corner]]


def result_of_batch(batch_id: uuid.UUID, who: str | None = None) -> Result | None:
    """All sheets of that batch; None when it is unknown or has expired."""
    return next(iter(results_of(ProcessingBatch.id == batch_id, who)), None)


def result_of_code(code: str, who: str | None = None) -> Result | None:
    """The result at /r/<code>: all sheets of a batch, or the one sheet that has the code."""
    of_batch = select(ProcessingBatch.id).where(ProcessingBatch.result_code == code)
    of_sheet = select(BatchJob.batch_id).where(BatchJob.result_code == code)
    which = ProcessingBatch.id.in_(union_all(of_batch, of_sheet))  # "or" would have PostgreSQL look through all batches
    return next(iter(results_of(which, who, code)), None)


def results_of(which: ColumnElement[bool], who: str | None = None, code: str | None = None) -> list[Result]:
    """The result of each of those batches, the oldest first; where ``code`` is one sheet's, of that sheet alone."""
    batches: dict[ProcessingBatch, list[_Row]] = {}
    with transaction() as session:
        for batch, job, extraction, file in session.execute(_rows(which)):
            batches.setdefault(batch, []).append(_Row(job, extraction, file))
        kinds = {
            row.extraction: row.file.kind for rows in batches.values() for row in rows if row.extraction and row.file
        }
        beside = _Beside(
            programs=filled_beside_reports(session, kinds),
            shifts=shifts_of(session, [batch.id for batch in batches]),
            pictures=places_of(session, [extraction.id for extraction in kinds]),
        )
    return [_result(batch, rows, beside, who, code) for batch, rows in batches.items()]


def sheet_of(
    job: BatchJob, extraction: ExtractionResult, file: PdfFile | None = None, found: Found | None = None
) -> Sheet:
    """A sheet that has been read, and what is found on it, if that is more than its own extraction says."""
    found = found or _found(extraction)
    return Sheet(
        filename=_filename(job),
        job_id=job.id,
        swims=found.swims,
        near=found.near,
        warnings=found.warnings,
        printed=(*found.printed, *found.elsewhere),
        missed=found.missed,
        meet=job.meet_name or extraction.meet_name or None,
        meet_start=extraction.meet_date_start,
        venue=extraction.venue,
        covers=msgspec.convert(file.covers or {} if file else {}, dict[str, Cover]),
        added_at=job.created_at,
    )


def _rows(which: ColumnElement[bool]) -> Select[ProcessingBatch, BatchJob, ExtractionResult, PdfFile]:
    return (
        select(ProcessingBatch, BatchJob, ExtractionResult, PdfFile)
        .join(BatchJob, BatchJob.batch_id == ProcessingBatch.id)
        .outerjoin(ExtractionResult, ExtractionResult.id == BatchJob.extraction_id)
        .outerjoin(PdfFile, PdfFile.id == ExtractionResult.pdf_id)
        .where(which, ProcessingBatch.expires_at > now())
        .order_by(ProcessingBatch.created_at, ProcessingBatch.id, BatchJob.sequence)
    )


def _result(batch: ProcessingBatch, rows: Iterable[_Row], beside: _Beside, who: str | None, code: str | None) -> Result:
    is_whole = code in {None, batch.result_code}
    swimmer = batch.swimmer_name_display
    sheets = [_sheet(row, beside, swimmer) for row in rows if is_whole or row.job.result_code == code]
    result = result_of(swimmer, sheets, who, code or batch.result_code or "", batch.expires_at)
    return shifted(result, beside.shifts.get(batch.id, ()))


def _sheet(row: _Row, beside: _Beside, swimmer: str) -> Sheet:
    job, extraction = row.job, row.extraction
    if extraction is None or job.status != "completed":
        return Sheet(filename=_filename(job), job_id=job.id, problem=_NOT_DONE.get(job.status, _STILL_OPEN))
    full = beside.programs.get(extraction.pdf_id)
    sheet = sheet_of(job, extraction, row.file, find(full, swimmer) if full and extraction.events else None)
    return replace(sheet, pictures=beside.pictures.get(extraction.id, frozenset()))


def _found(extraction: ExtractionResult) -> Found:
    return msgspec.convert({"swims": extraction.events, **(extraction.warnings or {})}, Found)


def _filename(job: BatchJob) -> str:
    """What the parent called it: the file's name, or the last part of its address."""
    return job.filename or PurePosixPath(urlsplit(job.source_url or "").path).name or f"sheet {job.sequence}"
