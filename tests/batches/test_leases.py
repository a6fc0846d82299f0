import uuid
from functools import partial

import msgspec
import pytest
from flask import Flask

from heatsync.batches import finishing, leases, managing
from heatsync.batches.changes import NotOurs
from heatsync.batches.work import read_sheet
from tests.batches.factories import FakeRoom, at_once, batch_of, change_rows, database_clock, jobs_of, run_out, stored


def limit(app: Flask, **limits: int) -> None:
    app.config["SETTINGS"] = msgspec.structs.replace(app.config["SETTINGS"], **limits)


def test_a_claim_marks_the_job_and_its_batch(app: Flask) -> None:
    batch = batch_of(app, b"one").batch
    lease = leases.claim(batch.jobs[0].id)
    (job,), batch = jobs_of(batch.id), stored(batch.id)
    assert lease
    assert (job.status, job.stage, job.attempt, job.lease_token) == ("processing", "extracting", 1, lease.token)
    assert job.lease_expires_at
    assert 40 < (job.lease_expires_at - database_clock()).total_seconds() <= 45
    assert (batch.status, batch.last_event_id, job.event_id) == ("processing", 2, 2)
    assert batch.processing_timeout_at
    assert 29 * 60 < (batch.processing_timeout_at - database_clock()).total_seconds() <= 30 * 60
    assert batch.worker_heartbeat


def test_of_ten_who_claim_a_job_at_once_one_gets_it(app: Flask) -> None:
    batch = batch_of(app, b"one").batch
    got: list[leases.Lease | None] = []
    works = [lambda: got.append(leases.claim(batch.jobs[0].id)) for _ in range(10)]
    assert at_once(app, *works) == []
    assert sum(lease is not None for lease in got) == 1
    assert jobs_of(batch.id)[0].attempt == 1


def test_a_job_that_somebody_works_on_cannot_be_claimed(app: Flask) -> None:
    batch = batch_of(app, b"one").batch
    assert leases.claim(batch.jobs[0].id)
    assert leases.claim(batch.jobs[0].id) is None


def test_a_job_whose_lease_ran_out_can(app: Flask) -> None:
    batch = batch_of(app, b"one").batch
    first = leases.claim(batch.jobs[0].id)
    run_out()
    second = leases.claim(batch.jobs[0].id)
    assert first
    assert second
    assert first.token != second.token
    assert jobs_of(batch.id)[0].attempt == 2


def test_a_job_that_lost_three_workers_cannot(app: Flask) -> None:
    batch = batch_of(app, b"one").batch
    for _ in range(3):
        assert leases.claim(batch.jobs[0].id)
        run_out()
    assert leases.claim(batch.jobs[0].id) is None


def test_a_lost_lease_writes_nothing(app: Flask) -> None:
    batch = batch_of(app, b"one").batch
    lost = leases.claim(batch.jobs[0].id)
    assert lost
    run_out()
    read_sheet(batch.jobs[0].id, FakeRoom())
    before = (jobs_of(batch.id)[0].result_code, stored(batch.id).last_event_id)
    with pytest.raises(NotOurs):
        finishing.fail(lost, "INVALID_PDF")
    assert not leases.renew(lost)
    assert (jobs_of(batch.id)[0].result_code, stored(batch.id).last_event_id) == before
    assert jobs_of(batch.id)[0].status == "completed"


def test_a_renewal_moves_the_end_of_the_lease_and_shows_that_the_worker_lives(app: Flask) -> None:
    batch = batch_of(app, b"one").batch
    lease = leases.claim(batch.jobs[0].id)
    assert lease
    run_out()
    run_out("worker_heartbeat", "processing_batches")
    assert leases.renew(lease)
    (job,) = jobs_of(batch.id)
    heartbeat = stored(batch.id).worker_heartbeat
    assert job.lease_expires_at
    assert heartbeat
    assert job.lease_expires_at > database_clock() > heartbeat > stored(batch.id).created_at


def test_the_work_stops_when_the_lease_is_lost(app: Flask) -> None:
    batch = batch_of(app, b"one").batch
    lease = leases.claim(batch.jobs[0].id)
    assert lease
    with leases.kept(lease) as lost:
        change_rows("UPDATE batch_jobs SET lease_token = NULL")
        assert lost.wait(10)


def test_a_cancel_is_heard_of_long_before_the_next_heartbeat(app: Flask) -> None:
    app.config["SETTINGS"] = msgspec.structs.replace(app.config["SETTINGS"], heartbeat_seconds=600)
    created = batch_of(app, b"one")
    lease = leases.claim(created.batch.jobs[0].id)
    assert lease
    with leases.kept(lease) as lost:
        managing.cancel(created.batch.id, created.manage_token)
        assert lost.wait(60)


def test_a_lease_that_is_kept_is_renewed_and_then_left(app: Flask) -> None:
    batch = batch_of(app, b"one").batch
    lease = leases.claim(batch.jobs[0].id)
    assert lease
    run_out()
    with leases.kept(lease) as lost:
        while jobs_of(batch.id)[0].lease_expires_at < database_clock():  # type: ignore[operator]
            assert not lost.wait(0.01)
    assert not lost.is_set()


def test_a_job_that_is_cancelled_while_it_is_read_writes_nothing(app: Flask) -> None:
    created = batch_of(app, b"one")
    room = FakeRoom(during=lambda: managing.cancel(created.batch.id, created.manage_token))
    read_sheet(created.batch.jobs[0].id, room)
    (job,), batch = jobs_of(created.batch.id), stored(created.batch.id)
    assert (job.status, batch.status, job.result_code, batch.completed_pdfs) == ("cancelled", "cancelled", None, 0)


def test_no_more_jobs_of_a_batch_are_claimed_than_may_be_worked_on_at_once(app: Flask) -> None:
    batch = batch_of(app, *(bytes([number]) for number in range(8))).batch
    works = [partial(leases.claim, job.id) for job in batch.jobs]
    assert at_once(app, *works) == []
    assert [job.status for job in jobs_of(batch.id)].count("processing") == 3


def test_no_more_jobs_are_claimed_in_all_than_may_be_worked_on_at_once(app: Flask) -> None:
    limit(app, jobs_at_once=4)
    batches = [batch_of(app, b"one").batch for _ in range(9)]
    works = [partial(leases.claim, batch.jobs[0].id) for batch in batches]
    assert at_once(app, *works) == []
    assert sum(jobs_of(batch.id)[0].status == "processing" for batch in batches) == 4


def test_a_worker_that_died_takes_no_room(app: Flask) -> None:
    limit(app, jobs_per_batch=1)
    batch = batch_of(app, b"one", b"two").batch
    assert leases.claim(batch.jobs[0].id)
    assert leases.claim(batch.jobs[1].id) is None
    run_out()
    assert leases.claim(batch.jobs[1].id)


def test_a_job_that_does_not_exist_cannot_be_claimed() -> None:
    assert leases.claim(uuid.uuid4()) is None
