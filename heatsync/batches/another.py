"""Another swimmer on sheets that are read already: a batch that is done as soon as it is made."""

import time
import uuid
from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from heatsync.batches import states
from heatsync.batches.changes import settle
from heatsync.batches.creating import MOST_SWIMMERS, Created, Visitor, unread_batch
from heatsync.batches.finishing import Finding, failure, published, renew_headings
from heatsync.batches.managing import may_manage
from heatsync.batches.progress import find_batch
from heatsync.database import now
from heatsync.heatsheet import swims
from heatsync.heatsheet.names import normalised
from heatsync.models import BatchJob, PdfFile, ProcessingBatch, TimeShift, new_code, transaction
from heatsync.problems import Problem
from heatsync.results.programs import with_programs


class _Sheet(NamedTuple):
    job: BatchJob
    file: PdfFile | None


def look_up(batch_id: uuid.UUID, token: str, swimmer: str, visitor: Visitor) -> Created | None:
    """Look for that swimmer on the sheets of that batch; None unless the token is its own, and its work is over.

    Whoever has only the link may not: it was sent to show one swimmer's races. The same name asked for twice is one
    batch. Raises Problem MISSING_SWIMMER or TOO_MANY_SWIMMERS.
    """
    batch = find_batch(batch_id)
    if batch is None or batch.status in states.OPEN or not may_manage(batch, token):
        return None
    with transaction() as session:
        family = _family(session, batch)
        known = next((one for one in family if one.swimmer_name_normalized == normalised(swimmer)), None)
        sheets = [] if known else [_Sheet(job, file) for job, file in with_programs(session, batch_id)]
    if known:
        return Created(known, token)
    if len(family) >= MOST_SWIMMERS:
        raise Problem("TOO_MANY_SWIMMERS", "swimmer", most=MOST_SWIMMERS)
    return Created(_create(batch, sheets, unread_batch(swimmer, len(sheets), visitor, token)), token)


def _family(session: Session, batch: ProcessingBatch) -> Sequence[ProcessingBatch]:
    same = ProcessingBatch.family_code == batch.family_code
    which = or_(ProcessingBatch.id == batch.id, same) if batch.family_code else ProcessingBatch.id == batch.id
    return session.scalars(select(ProcessingBatch).where(which, ProcessingBatch.expires_at > now())).all()


def _create(first: ProcessingBatch, sheets: Sequence[_Sheet], batch: ProcessingBatch) -> ProcessingBatch:
    """All of it in one transaction, so that nobody ever sees it half done."""
    found = [_finding(sheet, batch.swimmer_name_display) for sheet in sheets]
    for newer in filter(None, found):
        renew_headings(batch, newer)
    with transaction() as session:
        session.add(batch)
        session.flush()
        for number, (sheet, finding) in enumerate(zip(sheets, found, strict=True), start=1):
            result = {"status": "completed", **published(session, batch, finding)} if finding else _as_before(sheet.job)
            session.add(_job(sheet.job, batch, number, result))
        batch.last_event_id = len(sheets)
        batch.family_code = _family_code(session, first)
        session.flush()
        if batch.family_code:
            _hear_of_shifts(session, first, batch)
        settle(session, batch.id)
    return batch


def _family_code(session: Session, first: ProcessingBatch) -> str | None:
    """The family's code; none beside a name that was on no sheet: that was a slip of the pen, not a child."""
    before = session.get_one(ProcessingBatch, first.id, with_for_update=True)
    has_races = select(BatchJob.id).where(BatchJob.batch_id == first.id, BatchJob.event_count > 0).limit(1)
    if before.family_code is None and session.scalar(has_races):
        before.family_code = new_code()
    return before.family_code


def _hear_of_shifts(session: Session, first: ProcessingBatch, batch: ProcessingBatch) -> None:
    """How late sessions run, as it was said for the others."""
    said = session.scalars(select(TimeShift).where(TimeShift.batch_id == first.id)).all()
    for shift in said:
        session.add(
            TimeShift(
                batch_id=batch.id,
                day=shift.day,
                session=shift.session,
                since=shift.since,
                minutes=shift.minutes,
                said_at=shift.said_at,
            )
        )


def _finding(sheet: _Sheet, swimmer: str) -> Finding | None:
    time.sleep(0)  # a web process lets others have their turn between two sheets
    program = sheet.file.unpacked() if sheet.file else None
    if sheet.file is None or program is None:
        return None
    checksum = sheet.job.file_checksum or sheet.file.checksum
    return Finding(sheet.file.id, checksum, program, swims.find(program, swimmer), cached=True)


def _as_before(job: BatchJob) -> dict[str, object]:
    if job.status == "cancelled":
        return {"status": "cancelled"}
    return {"status": "failed", **failure(job.error_code or "NOT_KEPT")}


def _job(before: BatchJob, batch: ProcessingBatch, number: int, result: dict[str, object]) -> BatchJob:
    return BatchJob(
        batch_id=batch.id,
        sequence=number,
        event_id=number,
        source_type=before.source_type,
        filename=before.filename,
        created_at=before.created_at,  # when the sheet came: a later one may be a newer version of it
        completed_at=now(),
        **result,
    )
