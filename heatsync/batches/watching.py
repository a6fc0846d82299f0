"""Links are looked at again until their meet is over: a newer sheet comes onto the pages that show the old one."""

import datetime
from contextlib import suppress

import structlog
from sqlalchemy import ColumnElement, exists, func, or_, select, update

from heatsync.batches import adding, cleanup, queue, watched
from heatsync.batches.changes import NotOurs
from heatsync.batches.surroundings import fetcher, settings, storage
from heatsync.database import now
from heatsync.intake.links.answer import Version
from heatsync.intake.links.fetching import Fetched
from heatsync.models import BatchJob, ExtractionResult, ProcessingBatch, WatchedLink, transaction
from heatsync.problems import Problem

_DAY = datetime.timedelta(days=1)
_UNDATED_SECONDS = 2 * 24 * 60 * 60
"""For so long a sheet that names no day is looked at."""

log = structlog.get_logger(__name__)


def look() -> None:
    """Look at the link that was looked at the longest ago, if it is time. Anybody may call it, twice at once too."""
    link = _take_one() if settings().watch_minutes else None
    if link is None:
        return
    try:
        fetched = fetcher().fetch_newer(link.url, Version(link.etag, link.last_modified), storage())
    except Problem as problem:
        log.info("link_not_looked_at", code=problem.code)
        return
    if fetched is None:
        return
    if fetched.stored.sha256 != link.sha256:
        _hand_out(link.url, fetched)
    with transaction() as session:
        watched.remember(session, link.url, fetched)
    cleanup.discard([fetched.stored.key])


def _take_one() -> WatchedLink | None:
    """The one whose turn it is; by writing when, so that nobody else takes it too."""
    due = WatchedLink.checked_at < now(-60 * settings().watch_minutes)
    wanted = exists().where(BatchJob.source_url == WatchedLink.url, *_is_still_wanted()).correlate(WatchedLink)
    oldest = select(WatchedLink.url).where(due, wanted).order_by(WatchedLink.checked_at).limit(1).scalar_subquery()
    taken = update(WatchedLink).where(WatchedLink.url == oldest, due).values(checked_at=now())
    with transaction() as session:
        return session.scalar(taken.returning(WatchedLink))


def _is_still_wanted() -> tuple[ColumnElement[bool], ...]:
    """That a job's sheet is read, and its meet is not over. In the west of us it is still yesterday."""
    today = datetime.datetime.now(datetime.UTC).date()
    last_day = func.coalesce(ExtractionResult.session_date, ExtractionResult.meet_date_end)
    undated = last_day.is_(None) & (BatchJob.created_at > now(-_UNDATED_SECONDS))
    return (
        BatchJob.status == "completed",
        BatchJob.batch_id == ProcessingBatch.id,
        ProcessingBatch.expires_at > now(),
        BatchJob.extraction_id == ExtractionResult.id,
        or_(last_day >= today - _DAY, undated),
    )


def _hand_out(url: str, fetched: Fetched) -> None:
    """Add the newer sheet to each page that shows what the link led to before."""
    shown = select(ProcessingBatch.id).join(BatchJob, BatchJob.batch_id == ProcessingBatch.id)
    shown = shown.join(ExtractionResult).where(BatchJob.source_url == url, *_is_still_wanted()).distinct()
    with transaction() as session:
        batch_ids = session.scalars(shown).all()
    for batch_id in batch_ids:
        with suppress(NotOurs, Problem):  # it was stopped meanwhile, or has all the sheets that it may have
            queue.enqueue(adding.add_to(batch_id, [_job(url, fetched)]))
    log.info("newer_sheet", pages=len(batch_ids))


def _job(url: str, fetched: Fetched) -> BatchJob:
    return BatchJob(
        source_type="url",
        source_url=url,
        filename=fetched.filename,
        temp_file_path=fetched.stored.key,
        file_checksum=fetched.stored.md5,
        status="pending",
        stage="queued",
    )
