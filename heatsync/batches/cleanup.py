"""What is kept no longer: expired batches with all that came of them, unused Programs, files that belong to nobody."""

import uuid
from collections.abc import Collection, Iterable
from itertools import islice

import structlog
from sqlalchemy import delete, exists, select, update
from sqlalchemy.orm import Session

from heatsync.batches import held, states, watched
from heatsync.batches.heavy_users import shorten_addresses
from heatsync.batches.mail.waiting import forget_addresses
from heatsync.batches.surroundings import settings, storage
from heatsync.database import now
from heatsync.models import BatchJob, ExtractionResult, PdfFile, ProcessingBatch, ResultLink, transaction

_SLICE = 100
_DAY = 24 * 60 * 60
FORM_LASTS_SECONDS = 2 * _DAY
"""A form that came back with a mistake keeps its files for a day; they belong to no job until it is sent."""

log = structlog.get_logger(__name__)


def clean_up() -> None:
    """Delete what has expired. Anybody may call it, at any time, twice at once too."""
    removed = 0
    while expired := _expired():
        for batch_id in expired:
            remove(batch_id)
        removed += len(expired)
    _remove_orphaned_results()
    _remove_unused_programs()
    forget_addresses()
    shorten_addresses()
    _discard_orphans()
    if removed:
        log.info("cleaned_up", batches=removed)


def remove(batch_id: uuid.UUID) -> None:
    """Delete that batch with its jobs, links and files, and what was read from these that no other batch shows."""
    with transaction() as session:
        # Lock it before looking: a worker that just finishes would add an extraction and a link behind our back.
        session.execute(update(ProcessingBatch).where(ProcessingBatch.id == batch_id).values(expires_at=now()))
        jobs = session.scalars(select(BatchJob).where(BatchJob.batch_id == batch_id)).all()
        session.execute(delete(ProcessingBatch).where(ProcessingBatch.id == batch_id))
        session.execute(delete(ResultLink).where(ResultLink.short_code.in_({job.result_code for job in jobs})))
        _delete_unshown(session, {job.extraction_id for job in jobs if job.extraction_id})
        watched.forget(session, {job.source_url for job in jobs if job.source_url})
        checksums = {job.file_checksum for job in jobs if job.file_checksum}
        _delete_unneeded(session, checksums)
        let_go = held.forget(session, checksums)
    discard([*let_go, *(job.temp_file_path for job in jobs if job.temp_file_path)])


def let_go_of_held() -> None:
    """Delete the sheets of links that were held for long enough."""
    with transaction() as session:
        keys = held.expired(session)
    discard(keys)


def discard(keys: Iterable[str]) -> None:
    """Delete those files that no job needs and nobody holds. What cannot be deleted now is an orphan, deleted later."""
    wanted = set(keys)
    with transaction() as session:
        needed = set(session.scalars(select(BatchJob.temp_file_path).where(BatchJob.temp_file_path.in_(wanted))))
        needed |= held.among(session, wanted)
    try:
        for key in wanted - needed:
            storage().delete(key)
    except OSError as error:
        log.warning("not_discarded", error=type(error).__name__)


def _discard_orphans() -> None:
    old = storage().older_than(FORM_LASTS_SECONDS)
    while some := list(islice(old, _SLICE)):
        discard(some)


def _expired() -> list[uuid.UUID]:
    with transaction() as session:
        expired = select(ProcessingBatch.id).where(ProcessingBatch.expires_at < now())
        return list(session.scalars(expired.order_by(ProcessingBatch.expires_at).limit(_SLICE)))


def _delete_unshown(session: Session, extraction_ids: Collection[uuid.UUID]) -> None:
    these = ExtractionResult.id.in_(extraction_ids)
    # Wait for workers that are just giving one of them to another batch: only the next statement sees what they did.
    session.execute(select(ExtractionResult.id).where(these).order_by(ExtractionResult.id).with_for_update())
    shown = exists().where(BatchJob.extraction_id == ExtractionResult.id)
    session.execute(delete(ExtractionResult).where(these, ~shown))


def _delete_unneeded(session: Session, checksums: Collection[str]) -> None:
    # A Program holds the names of all who are on the sheet. One that somebody is just working with will be shown.
    at_work = exists().where(BatchJob.file_checksum == PdfFile.checksum, BatchJob.status.in_(states.OPEN))
    in_use = exists().where(ExtractionResult.pdf_id == PdfFile.id)
    session.execute(delete(PdfFile).where(PdfFile.checksum.in_(checksums), ~in_use, ~at_work))


def _remove_orphaned_results() -> None:
    """Delete what is old and what no sheet shows. Nothing of ours leaves it behind; a database put back by hand may."""
    linked = exists().where(BatchJob.result_code == ResultLink.short_code)
    shown = exists().where(BatchJob.extraction_id == ExtractionResult.id)
    old = ExtractionResult.created_at < now(-settings().keep_days * _DAY)
    with transaction() as session:
        session.execute(delete(ResultLink).where(ResultLink.expires_at < now(), ~linked))
        _delete_unshown(session, session.scalars(select(ExtractionResult.id).where(old, ~shown).limit(_SLICE)).all())


def _remove_unused_programs() -> None:
    in_use = exists().where(ExtractionResult.pdf_id == PdfFile.id)
    long_ago = PdfFile.last_accessed_at < now(-settings().keep_days * _DAY)
    with transaction() as session:
        session.execute(delete(PdfFile).where(long_ago, ~in_use))
