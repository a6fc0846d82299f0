"""Pages that are watched while the web goes and comes back, and beside some that read nothing."""

import signal
import socket
import statistics
import time
import uuid
from urllib.parse import urlsplit

import psutil
import pytest
from sqlalchemy import update

from heatsync.batches.changes import change
from heatsync.models import BatchJob
from tests.chaos import extent
from tests.chaos.house import House, until
from tests.chaos.report import say
from tests.chaos.rooms import HOLD
from tests.chaos.watchers import Watcher

_PAGES = 6
"""As many as one address may have of one batch."""


def test_readers_do_not_notice_that_the_web_is_stopped_killed_and_started_again(on_postgres: House) -> None:
    house = on_postgres
    (house.folder / HOLD).touch()
    house.start_workers(2)
    address = house.start_web()
    batches = [house.new_batch(f"{number}".encode()) for number in range(extent.of(34, 2))]
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


@pytest.mark.skipif(
    not extent.FULL, reason="it takes a while until a browser that reads nothing is given up: make chaos"
)
def test_a_hundred_browsers_that_read_nothing_are_given_up_and_cost_the_others_nothing(on_postgres: House) -> None:
    house = on_postgres
    address = house.start_web()
    batch = house.new_batch(*(f"{number}".encode() for number in range(15)))
    watchers = _watching(address, batch, _PAGES)
    until(lambda: all(watcher.last for watcher in watchers))
    memory = [_memory(house)]
    deaf = [_deaf(address, batch, f"10.0.0.{number}") for number in range(100)]
    until(lambda: _lines(house) == len(deaf) + len(watchers))
    happened = {}
    while _lines(house) > len(watchers):
        happened[_let_something_happen(house, batch)] = time.monotonic()
        memory.append(_memory(house))
        time.sleep(0.2)
    until(lambda: all(int(watcher.last.last_id) >= max(happened) for watcher in watchers if watcher.last))
    took = max(happened.values()) - min(happened.values())
    delay = statistics.quantiles([_delay(watcher, *one) for watcher in watchers for one in happened.items()], n=20)[-1]
    more = (max(memory) - memory[0]) / 1_000_000
    say(f"given up within {took:.0f} s, {more:.0f} MB more, the others hear after {1000 * delay:.0f} ms (95 %)")
    assert took < 30
    assert more < 50
    assert delay < 1
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


def _let_something_happen(house: House, batch: uuid.UUID) -> int:
    with house.app.app_context(), change(batch) as (session, number):
        session.execute(update(BatchJob).where(BatchJob.batch_id == batch).values(event_id=number))
    return number


def _delay(watcher: Watcher, number: int, moment: float) -> float:
    """After how many seconds that page knew of the event, or of a later one."""
    return min(heard for heard, message in watcher.heard if int(message.last_id or 0) >= number) - moment


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
