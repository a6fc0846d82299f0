"""What a batch's session reports add to its sheets: the days and times that those leave out."""

import uuid
from collections.abc import Iterable, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from heatsync.heatsheet.program import Program
from heatsync.heatsheet.timeline import filled
from heatsync.models import ExtractionResult, PdfFile


def filled_beside_reports(session: Session, kinds: Mapping[ExtractionResult, str | None]) -> dict[uuid.UUID, Program]:
    """By PDF, the Programs whose gaps are filled by the reports among those sheets.

    ``kinds`` tells of each extraction what kind of sheet it is of. Without a report, or a race, nothing is loaded.
    """
    if "session_report" not in kinds.values() or not any(extraction.events for extraction in kinds):
        return {}
    programs = _programs(session, {extraction.pdf_id for extraction in kinds})
    pairs = zip(programs.items(), filled(list(programs.values())), strict=True)
    return {pdf_id: full for (pdf_id, printed), full in pairs if full != printed}


def _programs(session: Session, pdf_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Program]:
    files = session.scalars(select(PdfFile).where(PdfFile.id.in_(pdf_ids)).options(undefer(PdfFile.program)))
    return {file.id: program for file in files if (program := file.unpacked())}
