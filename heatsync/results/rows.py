"""What the row of each sheet of a batch shows of it: its races while the work goes on, near names where it has none."""

import uuid
from collections.abc import Iterable

import msgspec
from msgspec.structs import replace
from sqlalchemy import select

from heatsync.heatsheet.swims import Near
from heatsync.models import BatchJob, ExtractionResult, PdfFile, transaction
from heatsync.results.arranging import result_of
from heatsync.results.groups import sheet_of
from heatsync.results.result import Group


class Facts(msgspec.Struct, frozen=True):
    """Of one sheet that has been read. ``is_report``: it is a session report, and names no swimmers."""

    groups: tuple[Group, ...] = ()
    near: tuple[Near, ...] = ()
    is_report: bool = False


def facts_of(jobs: Iterable[BatchJob], *, with_races: bool) -> dict[uuid.UUID, Facts]:
    """The facts of those jobs' sheets, by job; nothing is loaded but what is shown."""
    asked = [job for job in jobs if job.status == "completed" and (with_races or not job.event_count)]
    if not asked:
        return {}
    with transaction() as session:
        rows = session.execute(
            select(ExtractionResult, PdfFile.kind)
            .join(PdfFile, PdfFile.id == ExtractionResult.pdf_id)
            .where(ExtractionResult.id.in_({job.extraction_id for job in asked}))
        )
        known = {extraction.id: (extraction, kind) for extraction, kind in rows}
    return {job.id: _facts(job, *known[job.extraction_id]) for job in asked if job.extraction_id in known}


def _facts(job: BatchJob, extraction: ExtractionResult, kind: str | None) -> Facts:
    sheet = sheet_of(job, extraction)
    groups = result_of(extraction.swimmer_name_display, [sheet]).groups
    return Facts(
        # Several sheets on one page may have sessions of one number.
        groups=tuple(replace(group, anchor=f"sheet-{job.sequence}-{group.anchor}") for group in groups),
        near=sheet.near,
        is_report=kind == "session_report",
    )
