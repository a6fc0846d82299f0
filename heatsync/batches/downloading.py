"""A sheet that is given by a link is fetched first; from then on it is like one that was uploaded."""

import threading

from sqlalchemy import update

from heatsync.batches import watched
from heatsync.batches.changes import NotOurs, change
from heatsync.batches.leases import Lease
from heatsync.batches.progress import Reporter
from heatsync.batches.surroundings import fetcher, storage
from heatsync.intake.links.addresses import without_query
from heatsync.intake.links.fetching import Fetched
from heatsync.models import BatchJob


def download(lease: Lease, job: BatchJob, lost: threading.Event) -> None:
    """Fetch that job's sheet into storage, and let its row and ``job`` say where it is.

    Raises Problem when it cannot be had, and NotOurs, keeping nothing, when the job is no longer ours.
    """
    fetched = fetcher().fetch(job.source_url or "", storage(), Reporter(lease, lost).fetched)
    try:
        _write_down(lease, job, fetched)
    except NotOurs:
        storage().delete(fetched.stored.key)
        raise
    job.temp_file_path, job.filename = fetched.stored.key, fetched.filename or job.filename


def _write_down(lease: Lease, job: BatchJob, fetched: Fetched) -> None:
    with change(lease.batch_id) as (session, number):
        row = {
            "status": "processing",
            "stage": "extracting",
            "progress_message": None,
            "temp_file_path": fetched.stored.key,
            "file_checksum": fetched.stored.md5,
            "filename": fetched.filename or job.filename,
            # What follows the question mark may be a secret between the parent and that server: needed no more.
            "source_url": without_query(job.source_url or ""),
            "event_id": number,
        }
        if session.scalar(update(BatchJob).where(lease.holds).values(**row).returning(BatchJob.id)) is None:
            raise NotOurs
        watched.remember(session, job.source_url or "", fetched)
