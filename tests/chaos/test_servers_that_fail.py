"""Redis and the database go, come back, forget or fall silent; the queue lies."""

import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from unittest import mock

import msgspec
import psutil
import pytest
from sqlalchemy import event, make_url
from sqlalchemy.engine import Connection
from sqlalchemy.exc import OperationalError

from heatsync.batches import leases, managing, queue
from heatsync.batches.leases import new_worker_name
from heatsync.factory import create_app
from heatsync.models import db
from tests.batches.factories import batch_of, change_rows, waiting_ids
from tests.chaos import extent
from tests.chaos.families import Families
from tests.chaos.house import House, until
from tests.chaos.relay import Relay
from tests.chaos.rooms import HOLD

_LONGEST_WAIT = 3.0
"""Seconds that a request may wait for a Redis that does not answer."""
_IMPATIENCE = {
    "connect_timeout": "2",
    "tcp_user_timeout": "1500",
    "keepalives_idle": "1",
    "keepalives_interval": "1",
    "options": "-c idle_in_transaction_session_timeout=2s",
}


def test_a_flush_of_a_full_queue_loses_nothing_and_the_work_goes_on_soon(on_postgres: House) -> None:
    house, workers = on_postgres, extent.of(6, 3)
    (house.folder / HOLD).touch()
    house.start_workers(workers)
    for number in range(extent.of(170, 3)):
        house.new_batch(*(f"{number}/{sheet}".encode() for sheet in range(3)))
    until(lambda: len(house.reads()) == workers)
    house.flush()
    (house.folder / HOLD).unlink()
    soon = 3 * house.settings.reconcile_seconds + 5
    until(lambda: len(house.reads()) > workers, extent.of(int(soon), 120), house)
    house.wait_until_done(extent.of(600, 120))
    assert house.executions() == len(house.jobs())


def test_families_may_upload_while_redis_is_away_and_come_again_after_postgresql_was(on_postgres: House) -> None:
    house = on_postgres
    address = house.start_web()
    families = Families(address)
    house.kill_redis()
    with families.coming():
        until(lambda: families.batches)
        assert _parts_that_are_missing(address) == "not ready: redis, worker\n"
        time.sleep(extent.of(30, 0))
    assert families.sent_away == 0
    house.start_redis()
    house.crash_postgres()
    assert not families.send()
    house.start_postgres()
    assert families.send()
    house.start_workers(2)
    house.wait_until_done()
    assert {job.batch_id for job in house.jobs() if job.status == "completed"} == set(families.batches)


@pytest.fixture
def line(on_postgres: House) -> Iterator[Relay]:
    """The line on which the house reaches Redis, until the end."""
    direct = on_postgres.app
    with closing(Relay(on_postgres.settings.redis_url.removeprefix("unix://"))) as relay:
        on_postgres.settings = msgspec.structs.replace(on_postgres.settings, redis_url=f"redis://{relay.address}")
        on_postgres.app = create_app(on_postgres.settings)
        yield relay
        relay.silent.clear()
    on_postgres.app = direct


def test_when_redis_is_silent_nobody_waits_long_and_the_work_goes_on_after(on_postgres: House, line: Relay) -> None:
    house = on_postgres
    house.start_workers(2)
    house.new_batch(b"before")
    house.wait_until_done()
    line.silent.set()
    waits = [_seconds(partial(house.new_batch, b"meanwhile")) for _ in range(3)]
    assert (max if extent.FULL else min)(waits) < _LONGEST_WAIT
    time.sleep(extent.of(60, 0))
    line.silent.clear()
    house.wait_until_done()


@pytest.fixture
def line_to_postgres(on_postgres: House) -> Iterator[Relay]:
    """The line on which the workers reach PostgreSQL. In short they are quicker to give it up."""
    address = make_url(on_postgres.settings.database_url)
    with closing(Relay(f"{address.query['host']}/.s.PGSQL.5432")) as relay:
        there = address.set(host="127.0.0.1", port=relay.port, query={} if extent.FULL else _IMPATIENCE)
        url = there.render_as_string(hide_password=False)
        on_postgres.settings = msgspec.structs.replace(on_postgres.settings, database_url=url)
        yield relay


@pytest.mark.skipif(sys.platform != "linux", reason="packets are made to vanish by a filter that only Linux has")
def test_workers_notice_that_the_line_to_postgres_is_dead_and_go_on_when_it_is_not(
    on_postgres: House, line_to_postgres: Relay
) -> None:
    house, line = on_postgres, line_to_postgres
    house.start_workers(3)
    for number in range(extent.of(30, 4)):
        house.new_batch(*(f"{number}/{sheet}".encode() for sheet in range(5)))
    until(lambda: len(house.reads()) > 3)
    line.cut()
    began = time.monotonic()
    until(lambda: not _reach(house, line.port), 30)
    until(lambda: time.monotonic() - began > extent.of(40, 0))
    line.mend()
    house.wait_until_done()
    assert {job.status for job in house.jobs()} == {"completed"}


def test_clocks_that_are_an_hour_fast_or_slow_run_nothing_twice_and_let_nothing_expire(on_postgres: House) -> None:
    house = on_postgres
    ids = {house.new_batch(*(f"{number}/{sheet}".encode() for sheet in range(3))) for number in range(4)}
    with house.app.app_context():
        change_rows("UPDATE processing_batches SET expires_at = clock_timestamp() + interval '30 minutes'")
    for hours in (1, -1):
        house.start_worker(new_worker_name(), CLOCK=str(hours * 3600))
    house.wait_until_done()
    assert {batch.id for batch in house.batches() if batch.status == "completed"} == ids
    assert house.executions() == len(house.jobs()) == 12


def test_messages_for_jobs_that_are_over_or_gone_and_ten_at_once_do_nothing_twice(on_postgres: House) -> None:
    house = on_postgres
    with house.app.app_context():
        over, gone, waiting = (batch_of(house.app, content) for content in (b"over", b"gone", b"waiting"))
        managing.cancel(over.batch.id, over.manage_token)
        queue.enqueue([over.batch.jobs[0].id, gone.batch.jobs[0].id, *[waiting.batch.jobs[0].id] * 10])
        managing.delete(gone.batch.id, gone.manage_token)
    house.start_workers(3)
    house.wait_until_done()
    until(lambda: waiting_ids(house.app) == [])
    assert sorted(job.attempt for job in house.jobs()) == [0, 1]


def test_a_commit_that_fails_sends_no_message(on_postgres: House) -> None:
    app = on_postgres.app
    with app.app_context():
        event.listen(db.engine, "commit", _refuse)
        with pytest.raises(OperationalError):
            batch_of(app, b"one")
        event.remove(db.engine, "commit", _refuse)
    assert waiting_ids(app) == []
    assert on_postgres.jobs() == []


def test_a_worker_that_cannot_renew_its_lease_stops_by_itself(on_postgres: House) -> None:
    app = on_postgres.app
    app.config["SETTINGS"] = msgspec.structs.replace(app.config["SETTINGS"], lease_seconds=1, heartbeat_seconds=0.2)
    with app.app_context():
        batch = batch_of(app, b"one").batch
        lease = leases.claim(batch.jobs[0].id)
        assert lease
        refused = OperationalError("UPDATE", {}, Exception("the database refuses"))
        with mock.patch.object(leases, "renew", side_effect=refused), leases.kept(lease) as lost:
            assert lost.wait(extent.of(2, 30))
    on_postgres.start_workers(1)
    on_postgres.wait_until_done()


def _parts_that_are_missing(address: str) -> str:
    with pytest.raises(urllib.error.HTTPError) as answer:
        urllib.request.urlopen(f"{address}/readyz")
    return answer.value.read().decode()


def _reach(house: House, port: int) -> list[object]:
    """The connections that workers hold to that port."""
    held = (line for worker in house.workers().values() for line in worker.net_connections("tcp"))
    return [line for line in held if line.status == psutil.CONN_ESTABLISHED and line.raddr.port == port]


def _seconds(work: Callable[[], object]) -> float:
    began = time.monotonic()
    work()
    return time.monotonic() - began


def _refuse(_: Connection) -> None:
    raise OperationalError("COMMIT", {}, Exception("the database refuses"))
