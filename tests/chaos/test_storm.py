"""Everything at once. In the short form a tenth of it; with CHAOS=full all of it."""

import json
import math
import os
import string
import time
import uuid
from typing import NamedTuple

from tests.chaos.house import House, until
from tests.chaos.report import say, tell
from tests.chaos.rooms import SWIMMER
from tests.chaos.watchers import Watcher

FULL = os.environ.get("CHAOS") == "full"


class Storm(NamedTuple):
    """How bad the weather is."""

    batches: int
    workers: int
    streams: int
    flush_seconds: float
    lasts: float
    crash_after: float
    kill_seconds: float = 2


STORM = Storm(200, 6, 20, 10, 600, 60) if FULL else Storm(20, 3, 2, 5, 15, 8)
PATIENCE = 600 if FULL else 120
SHEETS = 5


def test_a_storm_loses_nothing_and_doubles_nothing(on_postgres: House, seed: int) -> None:
    _weather(on_postgres, STORM)
    tell(on_postgres, seed)


def test_on_sqlite_too(on_sqlite: House, seed: int) -> None:
    _weather(on_sqlite, STORM._replace(batches=STORM.batches // 4, crash_after=math.inf))
    tell(on_sqlite, seed)


def test_without_recovery_the_same_storm_loses_jobs(on_postgres: House) -> None:
    """The negative control: a harness that cannot see a loss proves nothing."""
    house = on_postgres
    supervisor = house.start_workers(STORM.workers, CHAOS_WITHOUT_RECOVERY="1")
    until(house.workers)
    with house.bad_line(dropped=0.1, doubled=0.2):
        _ask(house, STORM.batches // 2)
    until(lambda: _done(house) >= STORM.batches // 2)
    house.kill_worker()
    house.flush()
    until(lambda: not _is_working(house))
    lost = house.open_jobs()
    say(f"without recovery {lost} of {STORM.batches // 2 * SHEETS} jobs were lost")
    assert lost > STORM.batches // 10
    supervisor.let_go()
    house.start_workers(STORM.workers)  # and with it, all of them are found
    house.wait_until_done(PATIENCE)


def test_a_herd_that_brings_the_same_sheet_costs_one_read(on_postgres: House) -> None:
    house = on_postgres
    house.start_workers(3)
    until(house.workers)
    names = [f"Herd {first}{second}" for first in string.ascii_letters for second in "abcdef"]
    began = time.monotonic()
    for name in names[: 300 if FULL else 40]:
        house.new_batch(b"the same", swimmer=name)
    house.wait_until_done(PATIENCE)
    say(f"{len(house.jobs())} parents with one sheet: done after {time.monotonic() - began:.0f} s")
    assert len(house.reads()) == 1
    assert [job.cached for job in house.jobs()].count(False) == 1


def _weather(house: House, storm: Storm) -> None:
    house.start_workers(storm.workers)
    address = house.start_web()
    until(house.workers)
    with house.bad_line(dropped=0.1, doubled=0.2):
        batch_ids = _ask(house, storm.batches)
    watchers = [Watcher(address, batch_id) for batch_id in house.random.sample(batch_ids, storm.streams)]
    for watcher in watchers:
        watcher.start()
    _rage(house, storm)
    house.wait_until_done(PATIENCE)
    assert {batch.id for batch in house.batches()} == set(batch_ids)
    assert len(house.jobs()) == storm.batches * SHEETS
    assert [(job.error_code, job.attempt) for job in house.jobs() if job.status != "completed"] == []
    faults = [fault for _, fault in house.history]
    explained = faults.count("a worker is killed") + faults.count("PostgreSQL crashes") * storm.workers
    assert house.executions() - len(house.jobs()) <= explained
    _see_the_truth(house, watchers)
    _see_the_log(house)


def _ask(house: House, batches: int) -> list[uuid.UUID]:
    return [house.new_batch(*(f"{batch}/{sheet}".encode() for sheet in range(SHEETS))) for batch in range(batches)]


def _rage(house: House, storm: Storm) -> None:
    """Do harm at regular times until nothing is left to do."""
    began = time.monotonic()
    next_kill, next_flush, crash = began + storm.kill_seconds, began + storm.flush_seconds, began + storm.crash_after
    while house.open_jobs() and time.monotonic() < began + storm.lasts:
        if time.monotonic() >= next_kill:
            house.kill_worker()
            next_kill = time.monotonic() + storm.kill_seconds
        if time.monotonic() >= next_flush:
            house.flush()
            next_flush = time.monotonic() + storm.flush_seconds
        if time.monotonic() >= crash:
            house.crash_postgres()
            crash = math.inf
        time.sleep(0.2)


def _see_the_truth(house: House, watchers: list[Watcher]) -> None:
    numbers = {batch.id: str(batch.last_event_id) for batch in house.batches()}
    for watcher in watchers:
        watcher.join(60)
        assert watcher.last
        assert (watcher.last.event, watcher.last.last_id) == ("done", numbers[watcher.batch_id])


def _see_the_log(house: House) -> None:
    """One line for each job that was done, and nobody's name in any."""
    lines = [json.loads(line) for line in house.log().splitlines() if line.startswith("{")]
    done = [line for line in lines if line.get("event") == "sheet" and line["outcome"] in {"read", "cached"}]
    assert {"batch", "job", "checksum", "pages", "milliseconds"} <= done[0].keys()
    assert len({line["job"] for line in done}) == len(done)
    assert not any(part in house.log() for part in SWIMMER.split())


def _done(house: House) -> int:
    return [job.status for job in house.jobs()].count("completed")


def _is_working(house: House) -> bool:
    before = _done(house)
    time.sleep(3)
    return _done(house) > before
