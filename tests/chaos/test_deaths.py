"""Workers that die, stand still or are told to stop."""

import os
import signal
import time

import msgspec
import psutil

from heatsync.batches.leases import new_worker_name
from tests.chaos import extent
from tests.chaos.deaths import POINTS
from tests.chaos.house import House, until
from tests.chaos.rooms import HOLD


def test_a_worker_may_die_at_any_point_of_its_work(house: House) -> None:
    for number, point in enumerate(POINTS):
        house.new_batch(str(number).encode())
        (house.folder / point).write_text(str(house.jobs()[-1].id))
    house.start_workers(len(POINTS) // 2)  # a worker that has died twice is started again only after some time
    until(house.reads)
    house.wait_until_done(_soon(house))
    until(lambda: not any((house.folder / point).exists() for point in POINTS))
    assert {job.status for job in house.jobs()} == {"completed"}
    assert {job.attempt for job in house.jobs()} == {1, 2}


def test_what_a_dead_worker_held_goes_on_long_before_its_lease_ends(on_postgres: House) -> None:
    house = on_postgres
    house.settings = msgspec.structs.replace(house.settings, lease_seconds=600)
    (house.folder / HOLD).touch()
    house.start_workers(2)
    house.new_batch(b"one")
    until(house.reads)
    os.killpg(_reader(house), signal.SIGKILL)
    until(lambda: len(house.reads()) == 2, extent.of(5, 120), house)
    (house.folder / HOLD).unlink()
    house.wait_until_done()
    assert house.jobs()[0].attempt == 2


def test_what_a_lost_host_held_goes_on_when_its_lease_ends(on_postgres: House) -> None:
    house = on_postgres
    _let_leases_be_short(house)
    (house.folder / HOLD).touch()
    lost = house.start_worker(new_worker_name())
    house.new_batch(b"one")
    until(house.reads)
    (house.folder / HOLD).unlink()
    house.start_worker(new_worker_name())
    os.killpg(lost.pid, signal.SIGKILL)
    until(lambda: len(house.reads()) == 2, _soon(house), house)
    house.wait_until_done()
    assert (house.jobs()[0].status, house.jobs()[0].attempt) == ("completed", 2)


def test_a_worker_that_stood_still_while_another_did_its_job_writes_nothing(on_postgres: House) -> None:
    house = on_postgres
    _let_leases_be_short(house)
    (house.folder / HOLD).touch()
    first = house.start_worker(new_worker_name())
    house.new_batch(b"one")
    until(house.reads)
    os.kill(first.pid, signal.SIGSTOP)
    (house.folder / HOLD).unlink()
    house.start_worker(new_worker_name())
    house.wait_until_done()
    code = house.jobs()[0].result_code
    os.kill(first.pid, signal.SIGCONT)
    until(lambda: '"outcome": "lost"' in house.log())
    assert (house.jobs()[0].result_code, house.jobs()[0].attempt) == (code, 2)


def test_workers_told_to_stop_finish_what_they_do_and_no_try_is_counted(on_postgres: House) -> None:
    house = on_postgres
    house.start_workers(3)
    for number in range(extent.of(200, 3)):
        house.new_batch(*(f"{number}/{sheet}".encode() for sheet in range(3)))
    until(lambda: any(job.status == "completed" for job in house.jobs()))
    for worker in list(house.workers().values()):
        worker.terminate()
        assert psutil.wait_procs([worker], timeout=30)[1] == []
        time.sleep(extent.of(5, 0))
    house.wait_until_done()
    assert house.executions() == len(house.jobs())


def _soon(house: House) -> float:
    """Seconds until another must have begun what was lost. In short, only that it does not take for ever."""
    return extent.of(int(house.settings.lease_seconds + 2 * house.settings.reconcile_seconds), 120)


def _let_leases_be_short(house: House) -> None:
    house.settings = msgspec.structs.replace(house.settings, lease_seconds=3, heartbeat_seconds=0.5)


def _reader(house: House) -> int:
    """The worker that is at the sheet: its name is the first half of the job's lease."""
    token = house.jobs()[0].lease_token
    assert token
    return house.workers()[token.hex[:16]].pid
