import datetime
import threading
import uuid

import pytest
from flask import Flask

from heatsync.batches import leases, managing, progress
from heatsync.batches.changes import NotOurs
from heatsync.batches.progress import Reporter, find_batch, find_job, report, rows_since
from heatsync.batches.work import read_sheet
from tests.batches.factories import SWIMMER, FakeRoom, batch_of, run_out, stored


def test_a_new_batch_has_a_first_event_for_each_job(app: Flask) -> None:
    batch = batch_of(app, b"one", b"two").batch
    assert [job.event_id for job in rows_since(batch.id, 0)] == [1, 2]
    assert [job.event_id for job in rows_since(batch.id, 1)] == [2]
    assert rows_since(batch.id, 2) == []


def test_what_changed_since_an_event_is_in_the_order_of_the_form(app: Flask) -> None:
    batch = batch_of(app, b"one", b"two", b"three").batch
    for index in (2, 0):
        read_sheet(batch.jobs[index].id, FakeRoom())
    assert [(job.sequence, job.status) for job in rows_since(batch.id, 3)] == [(1, "completed"), (3, "completed")]


def test_rows_can_be_read_when_their_transaction_is_over(app: Flask) -> None:
    batch = batch_of(app, b"one").batch
    (row,) = rows_since(batch.id, 0)
    assert (row.filename, row.batch_id) == ("sheet.pdf", batch.id)


def test_pages_that_are_read_are_shown_under_a_new_number(app: Flask) -> None:
    batch = batch_of(app, b"one").batch
    lease = leases.claim(batch.jobs[0].id)
    assert lease
    report(lease, 12, 40)
    (row,) = rows_since(batch.id, 2)
    assert (row.pages_done, row.pages_total, row.event_id, stored(batch.id).last_event_id) == (12, 40, 3, 3)


def test_forty_pages_in_no_time_are_no_transaction(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    batch = batch_of(app, b"one").batch
    lease = leases.claim(batch.jobs[0].id)
    assert lease
    monkeypatch.setattr(progress, "_BETWEEN_REPORTS", 3600)
    reporter = Reporter(lease, threading.Event())
    for page in range(1, 41):
        reporter(page, 40)
    assert stored(batch.id).last_event_id == 2


def test_a_report_of_a_job_that_was_cancelled_ends_the_read(app: Flask) -> None:
    created = batch_of(app, b"one")
    lease = leases.claim(created.batch.jobs[0].id)
    assert lease
    managing.cancel(created.batch.id, created.manage_token)
    number = stored(created.batch.id).last_event_id
    with pytest.raises(NotOurs):
        report(lease, 1, 2)
    assert stored(created.batch.id).last_event_id == number


def test_a_page_after_the_lease_was_lost_ends_the_read(app: Flask) -> None:
    batch = batch_of(app, b"one").batch
    lease = leases.claim(batch.jobs[0].id)
    assert lease
    lost = threading.Event()
    lost.set()
    reporter = Reporter(lease, lost)
    with pytest.raises(NotOurs):
        reporter(1, 2)


def test_a_batch_is_found_until_it_expires(app: Flask) -> None:
    batch = batch_of(app, b"one").batch
    found = find_batch(batch.id)
    assert found
    assert found.swimmer_name_display == SWIMMER
    run_out("expires_at", "processing_batches")
    assert find_batch(batch.id) is None
    assert find_batch(uuid.uuid4()) is None


def test_a_job_is_found_only_in_its_own_batch(app: Flask) -> None:
    one, other = (batch_of(app, b"one").batch for _ in range(2))
    found = find_job(one.id, one.jobs[0].id)
    assert found
    assert found.id == one.jobs[0].id
    assert find_job(other.id, one.jobs[0].id) is None


def test_moments_come_back_in_utc(app: Flask) -> None:
    batch = batch_of(app, b"one").batch
    assert stored(batch.id).created_at.tzinfo == datetime.UTC
