import threading
import time
import uuid
from collections.abc import Callable, Iterator

import pytest
import redis
from flask import Flask

from heatsync.batches import bells
from heatsync.batches.bells import Listener
from heatsync.batches.work import read_sheet
from tests import servers
from tests.batches.factories import FakeRoom, batch_of

LONG = 30.0


@pytest.fixture
def listener(app: Flask) -> Iterator[Listener]:
    listener = Listener(app.extensions["redis"])
    yield listener
    listener.close()


def subscriptions(app: Flask) -> int:
    """How many listen; applications of earlier tests may."""
    ((_, number),) = app.extensions["redis"].pubsub_numsub("heatsync:bells")
    return int(number)


def wait_until(condition: Callable[[], object]) -> None:
    deadline = time.monotonic() + LONG
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_a_bell_wakes_who_listens(listener: Listener) -> None:
    batch_id = uuid.uuid4()
    with listener.listening(batch_id) as bell:
        bell.wait(0)  # the subscription itself rings once
        bells.ring(batch_id)
        assert bell.wait(LONG)


def test_a_bell_rung_between_two_waits_ends_the_next(listener: Listener) -> None:
    batch_id = uuid.uuid4()
    with listener.listening(batch_id) as bell, listener.listening(batch_id) as other:
        for each in (bell, other):
            each.wait(0)
        bells.ring(batch_id)
        assert other.wait(LONG)
        assert bell.wait(LONG)


def test_a_bell_is_heard_once_and_by_its_own_batch_only(listener: Listener) -> None:
    mine, theirs = uuid.uuid4(), uuid.uuid4()
    with listener.listening(mine) as bell, listener.listening(theirs) as other:
        bell.wait(0)
        other.wait(0)
        bells.ring(theirs)
        assert other.wait(LONG)
        assert not bell.wait(0)
        assert not other.wait(0)


def test_all_listeners_of_a_process_share_one_subscription(app: Flask, listener: Listener) -> None:
    others = subscriptions(app)
    with listener.listening(uuid.uuid4()), listener.listening(uuid.uuid4()):
        wait_until(lambda: subscriptions(app) == others + 1)


def test_every_change_of_a_job_rings(app: Flask, listener: Listener) -> None:
    batch = batch_of(app, b"one").batch
    with listener.listening(batch.id) as bell:
        bell.wait(0)
        read_sheet(batch.jobs[0].id, FakeRoom())
        assert bell.wait(LONG)


def test_without_redis_nothing_fails_and_waits_are_short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bells, "_WITHOUT_REDIS", 0.1)
    listener = Listener(redis.Redis(unix_socket_path="/nowhere.sock"))
    began = time.monotonic()
    with listener.listening(uuid.uuid4()) as bell:
        assert not bell.wait(LONG)
    listener.close()
    assert time.monotonic() - began < LONG


def test_a_listener_hears_again_when_redis_is_back_and_rings_for_what_it_missed(app: Flask) -> None:
    with servers.redis_server() as address:
        client = redis.Redis.from_url(address)
        listener = Listener(client)
        batch_id = uuid.uuid4()
        with listener.listening(batch_id) as bell:
            bell.wait(0)
            for connection in client.client_list(_type="pubsub"):
                client.client_kill_filter(_id=connection["id"])
            assert bell.wait(LONG)
            client.publish("heatsync:bells", str(batch_id))
            assert bell.wait(LONG)
        listener.close()


def test_closing_ends_all_waits(app: Flask) -> None:
    others = subscriptions(app)
    listener = Listener(app.extensions["redis"])
    with listener.listening(uuid.uuid4()) as bell:
        bell.wait(0)
        woken = threading.Thread(target=bell.wait, args=(LONG,))
        woken.start()
        listener.close()
        woken.join(LONG)
        assert not woken.is_alive()
    wait_until(lambda: subscriptions(app) == others)
