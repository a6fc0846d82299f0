import uuid
from functools import partial

import pytest
from flask import Flask
from sqlalchemy import func, select

from heatsync.batches import finishing, leases, managing
from heatsync.batches.changes import NotOurs
from heatsync.batches.creating import Created
from heatsync.batches.progress import find_batch, rows_since
from heatsync.batches.work import read_sheet
from heatsync.heatsheet.unreadable import Unreadable
from heatsync.models import ExtractionResult, ResultLink, transaction
from tests.batches.factories import FakeRoom, at_once, batch_of, jobs_of, run_out, stored, uploads_kept, waiting_ids


def failed(app: Flask, *contents: bytes) -> Created:
    """A batch whose sheets all failed in a way that is worth another try."""
    created = batch_of(app, *contents)
    for job in created.batch.jobs:
        read_sheet(job.id, FakeRoom(ZeroDivisionError()))
    app.extensions["redis"].flushall()
    return created


def test_only_its_makers_token_manages_a_batch(app: Flask) -> None:
    created, other = batch_of(app, b"one"), batch_of(app, b"one")
    assert managing.may_manage(created.batch, created.manage_token)
    for wrong in ("", other.manage_token, created.batch.result_code or "", "é\0"):
        assert not managing.may_manage(created.batch, wrong)


@pytest.mark.parametrize("verb", [managing.cancel, managing.retry, managing.delete])
def test_a_wrong_token_changes_nothing(app: Flask, verb) -> None:  # type: ignore[no-untyped-def]
    batch = batch_of(app, b"one").batch
    assert not verb(batch.id, "wrong")
    assert not verb(uuid.uuid4(), "wrong")
    assert (stored(batch.id).status, stored(batch.id).last_event_id) == ("pending", 1)


def test_an_expired_batch_cannot_be_managed(app: Flask) -> None:
    created = batch_of(app, b"one")
    run_out("expires_at", "processing_batches")
    assert not managing.cancel(created.batch.id, created.manage_token)


def test_a_cancel_stops_what_is_open_and_keeps_what_was_found(app: Flask) -> None:
    created = batch_of(app, b"one", b"two", b"three")
    read_sheet(created.batch.jobs[0].id, FakeRoom())
    leases.claim(created.batch.jobs[1].id)
    assert managing.cancel(created.batch.id, created.manage_token)
    jobs, batch = jobs_of(created.batch.id), stored(created.batch.id)
    assert [job.status for job in jobs] == ["completed", "cancelled", "cancelled"]
    assert (batch.status, batch.completed_pdfs, jobs[0].result_code is None) == ("cancelled", 1, False)
    assert uploads_kept(app) == 0


def test_a_cancel_is_seen_as_one_event_of_all_jobs_it_stopped(app: Flask) -> None:
    created = batch_of(app, b"one", b"two")
    managing.cancel(created.batch.id, created.manage_token)
    assert [job.event_id for job in rows_since(created.batch.id, 2)] == [3, 3]


def test_cancelling_twice_or_too_late_changes_nothing_more(app: Flask) -> None:
    cancelled, finished = batch_of(app, b"one"), batch_of(app, b"one")
    managing.cancel(cancelled.batch.id, cancelled.manage_token)
    read_sheet(finished.batch.jobs[0].id, FakeRoom())
    for created, status in ((cancelled, "cancelled"), (finished, "completed")):
        number = stored(created.batch.id).last_event_id
        assert managing.cancel(created.batch.id, created.manage_token)
        assert (stored(created.batch.id).status, stored(created.batch.id).last_event_id) == (status, number)


def test_a_cancelled_job_is_never_started(app: Flask) -> None:
    created = batch_of(app, b"one")
    managing.cancel(created.batch.id, created.manage_token)
    room = FakeRoom()
    read_sheet(created.batch.jobs[0].id, room)
    assert room.reads == 0


def test_a_retry_puts_all_failed_sheets_back_and_the_batch_can_complete(app: Flask) -> None:
    created = failed(app, b"one", b"two")
    assert managing.retry(created.batch.id, created.manage_token)
    batch, jobs = stored(created.batch.id), jobs_of(created.batch.id)
    assert (batch.status, batch.failed_pdfs, batch.completed_at) == ("pending", 0, None)
    assert {(job.status, job.error_code, job.error_message, job.attempt) for job in jobs} == {
        ("pending", None, None, 0)
    }
    assert set(waiting_ids(app)) == {str(job.id) for job in jobs}
    for job in jobs:
        read_sheet(job.id, FakeRoom())
    assert stored(created.batch.id).status == "completed"


def test_one_sheet_can_be_tried_again_while_others_are_read(app: Flask) -> None:
    created = batch_of(app, b"one", b"two")
    first, second = created.batch.jobs
    read_sheet(first.id, FakeRoom(ZeroDivisionError()))
    leases.claim(second.id)
    assert managing.retry_job(created.batch.id, first.id, created.manage_token)
    assert [job.status for job in jobs_of(created.batch.id)] == ["pending", "processing"]
    assert (stored(created.batch.id).status, stored(created.batch.id).failed_pdfs) == ("processing", 0)


def test_a_retry_of_one_leaves_the_other(app: Flask) -> None:
    created = failed(app, b"one", b"two")
    managing.retry_job(created.batch.id, created.batch.jobs[1].id, created.manage_token)
    assert [job.status for job in jobs_of(created.batch.id)] == ["failed", "pending"]


def test_a_job_of_another_batch_is_not_retried(app: Flask) -> None:
    created, other = failed(app, b"one"), failed(app, b"two")
    managing.retry_job(created.batch.id, other.batch.jobs[0].id, created.manage_token)
    assert stored(other.batch.id).status == "failed"


def test_a_sheet_whose_file_is_of_no_use_is_not_tried_again(app: Flask) -> None:
    created = batch_of(app, b"one")
    read_sheet(created.batch.jobs[0].id, FakeRoom(Unreadable("ENCRYPTED_PDF")))
    number = stored(created.batch.id).last_event_id
    assert not jobs_of(created.batch.id)[0].can_be_retried
    assert managing.retry(created.batch.id, created.manage_token)
    assert (stored(created.batch.id).status, stored(created.batch.id).last_event_id) == ("failed", number)


def test_a_failed_sheet_whose_file_is_kept_can_be_retried(app: Flask) -> None:
    created = failed(app, b"one")
    assert jobs_of(created.batch.id)[0].can_be_retried


def test_what_is_deleted_is_gone_at_once(app: Flask) -> None:
    created = batch_of(app, b"one", b"two")
    read_sheet(created.batch.jobs[0].id, FakeRoom())
    assert managing.delete(created.batch.id, created.manage_token)
    assert find_batch(created.batch.id) is None
    with transaction() as session:
        left = [session.scalar(select(func.count()).select_from(table)) for table in (ExtractionResult, ResultLink)]
    assert (left, uploads_kept(app)) == ([0, 0], 0)
    assert not managing.delete(created.batch.id, created.manage_token)


def test_no_result_comes_back_after_a_delete(app: Flask) -> None:
    created = batch_of(app, b"one")
    room = FakeRoom(during=lambda: managing.delete(created.batch.id, created.manage_token))
    read_sheet(created.batch.jobs[0].id, room)
    with transaction() as session:
        assert session.scalar(select(func.count()).select_from(ExtractionResult)) == 0


def test_a_late_worker_is_refused_after_a_delete(app: Flask) -> None:
    created = batch_of(app, b"one")
    lease = leases.claim(created.batch.jobs[0].id)
    managing.delete(created.batch.id, created.manage_token)
    assert lease
    with pytest.raises(NotOurs):
        finishing.fail(lease, "INVALID_PDF")


def test_a_cancel_at_the_moment_of_the_last_end_leaves_one_of_the_two(app: Flask) -> None:
    for _ in range(20):
        created = batch_of(app, b"one")
        cancel = partial(managing.cancel, created.batch.id, created.manage_token)
        assert at_once(app, cancel, partial(read_sheet, created.batch.jobs[0].id, FakeRoom())) == []
        (job,), batch = jobs_of(created.batch.id), stored(created.batch.id)
        assert (batch.status, batch.completed_pdfs) in {("cancelled", 0), ("completed", 1)}
        assert job.status == batch.status
