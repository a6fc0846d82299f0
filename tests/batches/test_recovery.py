import uuid

import pytest
from flask import Flask

from heatsync.batches import leases, queue
from heatsync.batches.leases import new_worker_name
from heatsync.batches.recovery import reconcile, release
from heatsync.batches.work import read_sheet, run
from tests.batches.factories import FakeRoom, at_once, batch_of, change_rows, jobs_of, run_out, stored, waiting_ids
from tests.chaos import extent


def flush(app: Flask) -> None:
    app.extensions["redis"].flushall()


def test_jobs_that_the_queue_forgot_are_enqueued_again_the_oldest_first(app: Flask) -> None:
    batches = [batch_of(app, b"one", b"two").batch for _ in range(2)]
    expected = waiting_ids(app)
    flush(app)
    reconcile()
    assert waiting_ids(app) == expected == [str(job.id) for batch in batches for job in batch.jobs]


def test_a_crash_between_commit_and_enqueue_loses_nothing(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queue, "enqueue", lambda _: None)
    batch = batch_of(app, b"one").batch
    monkeypatch.undo()
    assert waiting_ids(app) == []
    reconcile()
    assert waiting_ids(app) == [str(batch.jobs[0].id)]


def test_jobs_that_the_queue_holds_are_not_enqueued_twice(app: Flask) -> None:
    batch = batch_of(app, b"one").batch
    reconcile()
    reconcile()
    assert waiting_ids(app) == [str(batch.jobs[0].id)]


def test_a_job_that_waits_for_another_try_is_enqueued_when_its_time_has_come(app: Flask) -> None:
    batch = batch_of(app, b"one").batch
    read_sheet(batch.jobs[0].id, FakeRoom(OSError()))
    flush(app)
    reconcile()
    assert waiting_ids(app) == []
    run_out("not_before")
    reconcile()
    assert waiting_ids(app) == [str(batch.jobs[0].id)]


def test_a_job_whose_worker_died_goes_back_and_is_done_by_another(app: Flask) -> None:
    batch = batch_of(app, b"one").batch
    leases.claim(batch.jobs[0].id)
    run_out()
    flush(app)
    reconcile()
    (job,) = jobs_of(batch.id)
    assert (job.status, job.lease_token, waiting_ids(app)) == ("pending", None, [str(job.id)])
    read_sheet(job.id, FakeRoom())
    assert stored(batch.id).status == "completed"


def test_a_running_job_without_an_end_of_its_lease_counts_as_lost(app: Flask) -> None:
    batch = batch_of(app, b"one").batch
    leases.claim(batch.jobs[0].id)
    change_rows("UPDATE batch_jobs SET lease_expires_at = NULL")
    reconcile()
    assert jobs_of(batch.id)[0].status == "pending"


def test_a_job_that_kills_its_workers_is_given_up_after_three_and_harms_no_other(app: Flask) -> None:
    batch = batch_of(app, b"poison", b"two").batch
    for _ in range(3):
        assert leases.claim(batch.jobs[0].id)
        run_out()
        reconcile()
    read_sheet(batch.jobs[1].id, FakeRoom())
    poison, other = jobs_of(batch.id)
    assert (poison.status, poison.error_code, other.status) == ("failed", "WORKER_LOST", "completed")
    assert stored(batch.id).status == "partial"


def test_a_job_that_somebody_works_on_is_left_alone(app: Flask) -> None:
    batch = batch_of(app, b"one").batch
    lease = leases.claim(batch.jobs[0].id)
    reconcile()
    assert lease
    assert jobs_of(batch.id)[0].lease_token == lease.token


def test_a_batch_past_its_time_fails_whatever_its_heartbeat_says(app: Flask) -> None:
    batch = batch_of(app, b"one", b"two").batch
    read_sheet(batch.jobs[0].id, FakeRoom())
    lease = leases.claim(batch.jobs[1].id)
    run_out("processing_timeout_at", "processing_batches")
    assert lease
    assert leases.renew(lease)
    reconcile()
    late = jobs_of(batch.id)[1]
    assert (late.status, late.error_code, stored(batch.id).status) == ("failed", "TIMEOUT", "partial")
    assert not leases.renew(lease)


@pytest.mark.parametrize("heartbeat", ["NULL", "'2020-01-01 00:00:00.000000+00'"])
def test_a_batch_without_a_timeout_fails_when_its_heartbeat_is_old_or_missing(app: Flask, heartbeat: str) -> None:
    batch = batch_of(app, b"one").batch
    leases.claim(batch.jobs[0].id)
    change_rows(f"UPDATE processing_batches SET processing_timeout_at = NULL, worker_heartbeat = {heartbeat}")  # noqa: S608
    reconcile()
    assert stored(batch.id).status == "failed"


def test_a_batch_that_waits_for_its_first_worker_waits_on(app: Flask) -> None:
    batch = batch_of(app, b"one").batch
    run_out("created_at", "processing_batches")
    reconcile()
    assert stored(batch.id).status == "pending"


def test_a_batch_that_was_left_open_is_closed_with_right_counters(app: Flask) -> None:
    batch = batch_of(app, b"one").batch
    read_sheet(batch.jobs[0].id, FakeRoom())
    change_rows("UPDATE processing_batches SET status = 'processing', completed_pdfs = 0, completed_at = NULL")
    reconcile()
    closed = stored(batch.id)
    assert (closed.status, closed.completed_pdfs) == ("completed", 1)
    assert closed.completed_at


def test_a_batch_that_is_over_is_left_as_it_is(app: Flask) -> None:
    batch = batch_of(app, b"one").batch
    read_sheet(batch.jobs[0].id, FakeRoom())
    number = stored(batch.id).last_event_id
    reconcile()
    assert stored(batch.id).last_event_id == number


def test_two_who_reconcile_at_once_put_every_stuck_job_right_and_each_is_done_once(app: Flask) -> None:
    batches = [batch_of(app, b"one").batch for _ in range(extent.of(500, 10))]
    flush(app)
    assert at_once(app, reconcile, reconcile) == []
    room = FakeRoom()
    for job_id in waiting_ids(app):
        read_sheet(uuid.UUID(job_id), room)
    assert [stored(batch.id).status for batch in batches] == ["completed"] * len(batches)
    assert {jobs_of(batch.id)[0].attempt for batch in batches} == {1}


def test_two_who_reconcile_at_once_put_a_lost_job_back_once(app: Flask) -> None:
    batches = [batch_of(app, b"one").batch for _ in range(5)]
    for batch in batches:
        assert leases.claim(batch.jobs[0].id)
    run_out()
    assert at_once(app, reconcile, reconcile) == []
    assert {(job.status, job.attempt) for batch in batches for job in jobs_of(batch.id)} == {("pending", 1)}


def test_without_redis_reconciling_is_no_error(app: Flask) -> None:
    batch_of(app, b"one")
    app.extensions["redis"].connection_pool.connection_kwargs["path"] = "/nowhere.sock"
    app.extensions["redis"].connection_pool.disconnect()
    reconcile()


def test_a_worker_that_is_done_wakes_the_next_job_that_found_no_room(app: Flask) -> None:
    batch = batch_of(app, *(bytes([number]) for number in range(5))).batch
    first, second, third, fourth, _ = batch.jobs
    for job in (first, second, third):
        leases.claim(job.id)
    app.extensions["reading_room"] = FakeRoom()
    run(str(fourth.id))
    flush(app)
    assert jobs_of(batch.id)[3].status == "pending"
    change_rows("UPDATE batch_jobs SET lease_token = NULL, status = 'pending' WHERE sequence = 1")
    run(str(first.id))
    assert str(fourth.id) in waiting_ids(app)


def test_jobs_that_would_find_no_room_are_not_woken(app: Flask) -> None:
    batch = batch_of(app, *(bytes([number]) for number in range(5))).batch
    for job in batch.jobs[:3]:
        leases.claim(job.id)
    flush(app)
    reconcile()
    assert waiting_ids(app) == []


def test_what_a_dead_worker_held_is_put_back_at_once_and_nothing_else(app: Flask) -> None:
    batch = batch_of(app, b"one", b"two").batch
    dead, alive = new_worker_name(), new_worker_name()
    for job, name in zip(batch.jobs, (dead, alive), strict=True):
        app.extensions["worker_name"] = name
        assert leases.claim(job.id)
    flush(app)
    release(dead)
    assert [job.status for job in jobs_of(batch.id)] == ["pending", "processing"]
    assert waiting_ids(app) == [str(batch.jobs[0].id)]


def test_a_large_batch_lets_the_next_one_come_early(app: Flask) -> None:
    large = batch_of(app, *(bytes([number]) for number in range(15))).batch
    small = batch_of(app, b"one").batch
    first_three = [str(job.id) for job in large.jobs[:3]]
    assert waiting_ids(app) == [*first_three, str(small.jobs[0].id)]
    reconcile()
    assert waiting_ids(app) == [*first_three, str(small.jobs[0].id)]
