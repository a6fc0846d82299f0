import pickle

from flask import Flask
from rq import SimpleWorker
from rq.serializers import JSONSerializer

from heatsync.batches import queue
from tests.batches.factories import FakeRoom, batch_of, jobs_of, stored, waiting_ids


def work_off(app: Flask, room: FakeRoom) -> None:
    """Let one worker of RQ do all that waits."""
    app.extensions["reading_room"] = room
    connection = app.extensions["redis"]
    SimpleWorker([queue.QUEUE], connection=connection, serializer=JSONSerializer).work(
        burst=True, logging_level="ERROR"
    )


def test_a_worker_of_rq_does_all_that_waits_and_leaves_nothing_behind(app: Flask) -> None:
    batches = [batch_of(app, b"one", b"two").batch for _ in range(2)]
    room = FakeRoom()
    work_off(app, room)
    assert {stored(batch.id).status for batch in batches} == {"completed"}
    assert room.reads == 2
    assert waiting_ids(app) == app.extensions["redis"].keys("rq:job:*") == []


def test_a_job_that_is_enqueued_twice_is_done_once(app: Flask) -> None:
    batch = batch_of(app, b"one").batch
    queue.enqueue([batch.jobs[0].id])
    assert len(waiting_ids(app)) == 2
    room = FakeRoom()
    work_off(app, room)
    assert (room.reads, jobs_of(batch.id)[0].attempt, stored(batch.id).status) == (1, 1, "completed")


def test_a_pickle_in_the_queue_is_never_opened(app: Flask) -> None:
    class Trap:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return exec, ("raise SystemExit('the trap has sprung')",)

    data = pickle.dumps(Trap())
    redis = app.extensions["redis"]
    message = {"data": data, "origin": queue.QUEUE, "created_at": "2026-06-01T00:00:00Z", "status": "queued"}
    redis.hset("rq:job:trap", mapping=message)
    redis.lpush("rq:queue:heatsync", "trap")
    batch = batch_of(app, b"one").batch
    work_off(app, FakeRoom())
    assert stored(batch.id).status == "completed"
    assert queue.refused_messages() == 1


def test_the_rest_of_a_large_batch_follows_as_its_sheets_are_done(app: Flask) -> None:
    batch = batch_of(app, *(bytes([number]) for number in range(5))).batch
    assert len(waiting_ids(app)) == 3
    work_off(app, FakeRoom())
    assert stored(batch.id).status == "completed"
