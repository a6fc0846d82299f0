"""What a batch's session reports add to its sheets: the days and times that those leave out."""

import uuid
from collections.abc import Iterable, Mapping

import msgspec
from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from heatsync.heatsheet.program import Program
from heatsync.heatsheet.swims import Found, find
from heatsync.heatsheet.timeline import filled
from heatsync.models import ExtractionResult, PdfFile


def found_beside_reports(
    session: Session, swimmer: str, kinds: Mapping[ExtractionResult, str | None]
) -> dict[uuid.UUID, Found]:
    """By extraction, what its sheet says of that swimmer once the reports among those sheets have filled its gaps.

    ``kinds`` tells of each extraction what kind of sheet it is of. Without a report, or a race, nothing is loaded.
    """
    if "session_report" not in kinds.values() or not any(extraction.events for extraction in kinds):
        return {}
    by_pdf = {extraction.pdf_id: extraction for extraction in kinds}
    programs = _programs(session, by_pdf)
    pairs = zip(programs.items(), filled(list(programs.values())), strict=True)
    return {
        by_pdf[pdf_id].id: find(full, swimmer)
        for (pdf_id, printed), full in pairs
        if full != printed and by_pdf[pdf_id].events
    }


def _programs(session: Session, pdf_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Program]:
    files = session.scalars(select(PdfFile).where(PdfFile.id.in_(pdf_ids)).options(undefer(PdfFile.program)))
    programs = {}
    for file in files:
        try:
            if program := file.unpacked():
                programs[file.id] = program
        except msgspec.ValidationError:  # an older reader's
            continue
    return programs
