"""Which rows of a sheet are a swimmer's: to be highlighted in a copy of it."""

import msgspec
from sqlalchemy import select

from heatsync.heatsheet.marks import Mark
from heatsync.heatsheet.names import normalised
from heatsync.heatsheet.swims import Swim
from heatsync.models import BatchJob, ExtractionResult, PdfFile, ProcessingBatch, transaction
from heatsync.results.result import Result


def marks_of(result: Result, sha256: str) -> list[Mark]:
    """The rows of that result on the sheet of that content, those too that another sheet prints as well."""
    hers = {_who(race) for race in result.races}
    return [Mark(swim.page, swim.box, swim.line) for swim in _swims(result.code, sha256) if _who(swim) in hers]


def _swims(code: str, sha256: str) -> list[Swim]:
    of_batch = select(BatchJob.id).join(ProcessingBatch).where(ProcessingBatch.result_code == code)
    of_sheet = select(BatchJob.id).where(BatchJob.result_code == code)
    with transaction() as session:
        events = session.scalar(
            select(ExtractionResult.events)
            .join(BatchJob, BatchJob.extraction_id == ExtractionResult.id)
            .join(PdfFile, PdfFile.id == ExtractionResult.pdf_id)
            .where(BatchJob.id.in_(of_batch.union(of_sheet)), PdfFile.sha256 == sha256)
            .limit(1)
        )
    return msgspec.convert(events or [], list[Swim])


def _who(swim: Swim) -> tuple[object, ...]:
    return normalised(swim.name), swim.team, swim.age, swim.birth_year
