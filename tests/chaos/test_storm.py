"""Everything at once."""

import json
import math
import string
import time
import uuid
from contextlib import nullcontext
from typing import NamedTuple

import msgspec
import pytest

from tests.chaos import extent
from tests.chaos.families import Families
from tests.chaos.house import House, until
from tests.chaos.report import say, tell
from tests.chaos.rooms import SWIMMER
from tests.chaos.watchers import Watcher


class Storm(NamedTuple):
    """How bad the weather is, until ``kills`` workers have been killed. ``poison``: sheets that kill their workers.

    ``families`` keep coming until the last crash.
    """

    batches: int
    workers: int
    streams: int
    kills: float
    kill_seconds: float
    flush_seconds: float
    crashes: int = 0
    crash_seconds: float = math.inf
    poison: int = 0
    families: bool = False


STORM = Storm(200, 6, 20, math.inf, 2, 10) if extent.FULL else Storm(8, 3, 2, 3, 0.5, 0.7)
PATIENCE = extent.of(600, 120)
SHEETS = 5


def test_a_storm_loses_nothing_and_doubles_nothing(on_postgres: House, seed: int) -> None:
    house = on_postgres
    _weather(house, STORM._replace(crashes=1, crash_seconds=15) if extent.FULL else STORM)
    if extent.FULL:
        assert house.executions() <= 1.1 * len(house.jobs())
        assert _seconds_from_first_to_last(house) <= 240
    tell(house, seed)


@pytest.mark.skipif(not extent.FULL, reason="PostgreSQL takes its time to come back: make chaos")
def test_a_storm_in_which_postgresql_crashes_again_and_again_promises_no_page_that_is_not_there(
    on_postgres: House, seed: int
) -> None:
    _weather(on_postgres, STORM._replace(crashes=5, crash_seconds=8, families=True))
    tell(on_postgres, seed)


def test_sheets_that_kill_their_workers_fail_in_the_storm_and_no_others(on_postgres: House, seed: int) -> None:
    _weather(on_postgres, STORM._replace(poison=20) if extent.FULL else STORM._replace(batches=1, streams=0, poison=1))
    tell(on_postgres, seed)


def test_on_sqlite_too(on_sqlite: House, seed: int) -> None:
    _weather(on_sqlite, STORM._replace(batches=STORM.batches // 2, streams=extent.of(20, 0)))
    assert "failed" not in on_sqlite.log()  # no "database is locked": whatever is written, one after the other
    tell(on_sqlite, seed)


def test_without_recovery_the_same_storm_loses_jobs(on_postgres: House) -> None:
    """The negative control: a harness that cannot see a loss proves nothing. In fair weather nothing is lost."""
    house = on_postgres
    house.settings = msgspec.structs.replace(house.settings, lease_seconds=extent.of(10, 3), heartbeat_seconds=0.5)
    supervisor = house.start_workers(STORM.workers, CHAOS_WITHOUT_RECOVERY="1")
    until(house.workers)
    at_once = house.settings.jobs_per_batch  # of more sheets the rest would wait for what is switched off
    _ask(house, 4, at_once)
    house.wait_until_done(PATIENCE)
    fair = len(house.jobs())

    with house.bad_line(dropped=0.1, doubled=0.2):
        _ask(house, STORM.batches, at_once)
    until(lambda: _done(house) >= fair + STORM.batches // 2)
    house.kill_worker()
    house.flush()
    until(lambda: not _is_working(house))
    lost = house.open_jobs()
    say(f"without recovery {lost} of {STORM.batches * at_once} jobs were lost, in fair weather none of {fair}")
    assert lost > extent.of(100, 2)
    supervisor.let_go()
    house.start_workers(STORM.workers)  # and with it, all of them are found
    house.wait_until_done(PATIENCE)


def test_a_herd_that_brings_the_same_sheet_costs_one_read(on_postgres: House) -> None:
    house = on_postgres
    house.start_workers(3)
    until(house.workers)
    names = [f"Herd {first}{second}" for first in string.ascii_letters for second in "abcdef"]
    began = time.monotonic()
    for name in names[: extent.of(300, 20)]:
        house.new_batch(b"the same", swimmer=name)
    house.wait_until_done(PATIENCE)
    say(f"{len(house.jobs())} parents with one sheet: done after {time.monotonic() - began:.0f} s")
    assert len(house.reads()) == 1
    assert [job.cached for job in house.jobs()].count(False) == 1


def _weather(house: House, storm: Storm) -> None:
    house.start_workers(storm.workers)
    address = house.start_web() if storm.streams else ""
    until(house.workers)
    with house.bad_line(dropped=0.1, doubled=0.2):
        batch_ids = _ask(house, storm.batches) + [house.new_batch(b"poison %d" % at) for at in range(storm.poison)]
    watchers = [Watcher(address, batch_id) for batch_id in house.random.sample(batch_ids, storm.streams)]
    for watcher in watchers:
        watcher.start()
    families = Families(address) if storm.families else None
    with families.coming() if families else nullcontext():
        _rage(house, storm)
    promised = families.batches if families else []
    if families:
        say(f"{len(promised)} families were welcomed, {families.sent_away} were told to come again")
    house.wait_until_done(PATIENCE)
    assert {batch.id for batch in house.batches()} >= {*batch_ids, *promised}
    assert len(house.jobs()) >= storm.batches * SHEETS + storm.poison + len(promised)
    _see_what_failed(house, storm)
    _see_the_truth(house, watchers)
    _see_the_log(house)


def _ask(house: House, batches: int, sheets: int = SHEETS) -> list[uuid.UUID]:
    return [house.new_batch(*(f"{batch}/{sheet}".encode() for sheet in range(sheets))) for batch in range(batches)]


def _rage(house: House, storm: Storm) -> None:
    """Do harm at regular times until enough is done, or nothing is left to do. Where families come there always is."""
    began = time.monotonic()
    next_kill, next_flush, next_crash = (
        began + seconds for seconds in (storm.kill_seconds, storm.flush_seconds, storm.crash_seconds)
    )
    kills = crashes = 0
    while crashes < storm.crashes or (not storm.families and house.open_jobs() and kills < storm.kills):
        if time.monotonic() >= next_kill:
            kills += house.kill_worker()
            next_kill = time.monotonic() + storm.kill_seconds
        if time.monotonic() >= next_flush:
            house.flush()
            next_flush = time.monotonic() + storm.flush_seconds
        if time.monotonic() >= next_crash and crashes < storm.crashes:
            house.crash_postgres()
            house.start_postgres()
            crashes += 1
            next_crash = time.monotonic() + storm.crash_seconds
        time.sleep(0.1)


def _seconds_from_first_to_last(house: House) -> float:
    batches = house.batches()
    ends = [batch.completed_at for batch in batches if batch.completed_at]
    return (max(ends) - min(batch.created_at for batch in batches)).total_seconds()


def _see_what_failed(house: House, storm: Storm) -> None:
    """Only what kills its workers has failed, and no work was begun again without a fault that explains it."""
    failed = [(job.error_code, job.attempt, job.filename) for job in house.jobs() if job.status != "completed"]
    assert sorted(failed) == sorted(("WORKER_LOST", 3, f"poison {at}") for at in range(storm.poison))
    faults = [fault for _, fault in house.history]
    explained = faults.count("a worker is killed") + faults.count("PostgreSQL crashes") * storm.workers
    assert house.executions() - len(house.jobs()) <= explained + 2 * storm.poison


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
    time.sleep(1)
    return _done(house) > before
