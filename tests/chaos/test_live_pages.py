"""Pages that are watched while the web goes and comes back, and beside some that read nothing."""

import signal
import socket
import uuid
from urllib.parse import urlsplit

import psutil
import pytest
from sqlalchemy import update

from heatsync.batches.changes import change
from heatsync.models import BatchJob
from tests.chaos import extent
from tests.chaos.house import House, until
from tests.chaos.rooms import HOLD
from tests.chaos.watchers import Watcher

pytestmark = pytest.mark.tour

_PAGES = 6
"""As many as one address may have of one batch."""


def test_readers_do_not_notice_that_the_web_is_stopped_killed_and_started_again(on_postgres: House) -> None:
    house = on_postgres
    (house.folder / HOLD).touch()
    house.start_workers(2)
    address = house.start_web()
    batches = [house.new_batch(f"{number}".encode()) for number in range(extent.of(30, 2))]
    watchers = [watcher for batch in batches for watcher in _watching(address, batch, _PAGES)]
    for how in (signal.SIGTERM, signal.SIGKILL):
        until(lambda: all(watcher.last for watcher in watchers))
        house.end_web(how)
        for watcher in watchers:
            watcher.last = None
        house.start_web_again()
    until(lambda: all(watcher.last for watcher in watchers))
    (house.folder / HOLD).unlink()
    house.wait_until_done()
    numbers = {batch.id: str(batch.last_event_id) for batch in house.batches()}
    for watcher in watchers:
        watcher.join(60)
        assert watcher.last
        assert (watcher.last.event, watcher.last.last_id) == ("done", numbers[watcher.batch_id])


@pytest.mark.skipif(not extent.FULL, reason="a browser that reads nothing is given up after half a minute: make chaos")
def test_browsers_that_read_nothing_are_given_up_and_cost_the_others_nothing(on_postgres: House) -> None:
    house = on_postgres
    address = house.start_web()
    batch = house.new_batch(b"one")
    deaf = [_deaf(address, batch, f"10.0.0.{number}") for number in range(20)]
    (watcher,) = _watching(address, batch, 1)
    until(lambda: watcher.last)
    memory = _memory(house)
    until(lambda: _happened(house, batch) and _lines(house) == 1, patience=300)
    number = str(house.batches()[0].last_event_id)
    until(lambda: watcher.last and watcher.last.last_id == number)
    assert _memory(house) - memory < 50_000_000
    for line in deaf:
        line.close()
    house.start_workers(2)
    house.wait_until_done()


def _watching(address: str, batch: uuid.UUID, pages: int) -> list[Watcher]:
    watchers = [Watcher(address, batch) for _ in range(pages)]
    for watcher in watchers:
        watcher.start()
    return watchers


def _deaf(address: str, batch: uuid.UUID, who: str) -> socket.socket:
    where = urlsplit(address)
    line = socket.socket()
    line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 11)
    line.connect((where.hostname, where.port))
    head = f"GET /batches/{batch}/stream HTTP/1.1\r\nHost: {where.netloc}\r\nX-Forwarded-For: {who}\r\n\r\n"
    line.sendall(head.encode())
    return line


def _happened(house: House, batch: uuid.UUID) -> bool:
    with house.app.app_context(), change(batch) as (session, number):
        session.execute(update(BatchJob).where(BatchJob.batch_id == batch).values(event_id=number))
    return True


def _memory(house: House) -> int:
    return sum(int(process.memory_info().rss) for process in house.web_processes())


def _lines(house: House) -> int:
    """How many connections the web's processes have."""
    _, *processes = house.web_processes()
    return sum(
        connection.status == psutil.CONN_ESTABLISHED
        for process in processes
        for connection in process.net_connections("tcp")
    )
