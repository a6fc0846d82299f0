"""Several processes, kept running together and stopped in order."""

import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import psutil
import pytest

from heatsync.serving.leash import Leash
from heatsync.serving.stopping import Stopping
from heatsync.serving.supervisor import DidNotStart, Service, Supervisor

RECORDER = """
import os, pathlib, signal, sys, time
name = sys.argv[1]
def note(what):
    with open("notes", "a") as notes: notes.write(f"{name} {what} {os.getpid()}\\n")
def stop(*_):
    note("stopped"); sys.exit()
signal.signal(signal.SIGTERM, stop)
note("started")
while True: time.sleep(600)
"""


class Notes:
    """What the recorders in a folder wrote down."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def lines(self) -> list[list[str]]:
        path = self.folder / "notes"
        return [line.split() for line in path.read_text().splitlines()] if path.exists() else []

    def pids(self, name: str) -> list[int]:
        return [int(pid) for who, what, pid in self.lines() if who == name and what == "started"]

    def recorder(self, name: str) -> Service:
        command = [sys.executable, "-c", RECORDER, name]
        return Service(name, partial(Leash, command, folder=self.folder), lambda: bool(self.pids(name)))


@pytest.fixture
def notes(tmp_path: Path) -> Notes:
    return Notes(tmp_path)


@pytest.fixture
def stopping() -> Iterator[Stopping]:
    before = signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)
    yield Stopping()
    signal.signal(signal.SIGINT, before[0])
    signal.signal(signal.SIGTERM, before[1])


def run(groups: list[list[Service]], notes: Notes, stopping: Stopping, then: Callable[[], None]) -> None:
    """Run the groups; once they are ready do ``then`` beside them, and stop."""

    def act() -> None:
        then()
        os.kill(os.getpid(), signal.SIGTERM)

    Supervisor(groups).run(stopping, 30, lambda: threading.Thread(target=act).start())


def wait_until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline, "it never happened"
        time.sleep(0.01)


def test_groups_start_in_order_and_stop_in_the_other(notes: Notes, stopping: Stopping) -> None:
    run([[notes.recorder("redis")], [notes.recorder("web")]], notes, stopping, lambda: None)

    said = [(name, what) for name, what, _ in notes.lines()]
    assert said == [("redis", "started"), ("web", "started"), ("web", "stopped"), ("redis", "stopped")]


def test_a_process_that_dies_is_started_again(notes: Notes, stopping: Stopping) -> None:
    def kill_it() -> None:
        os.kill(notes.pids("worker")[0], signal.SIGKILL)
        wait_until(lambda: len(notes.pids("worker")) == 2)

    run([[notes.recorder("worker")]], notes, stopping, kill_it)

    assert len(set(notes.pids("worker"))) == 2


def test_nothing_is_left_after_a_stop(notes: Notes, stopping: Stopping) -> None:
    run([[notes.recorder("one"), notes.recorder("two")]], notes, stopping, lambda: None)

    assert not any(psutil.pid_exists(pid) for pid in notes.pids("one") + notes.pids("two"))


def test_a_process_that_ends_before_it_answers_is_named_and_the_others_are_stopped(
    notes: Notes, stopping: Stopping
) -> None:
    broken = Service("web", partial(Leash, [sys.executable, "-c", ""]), lambda: False)

    with pytest.raises(DidNotStart, match="The web did not start"):
        run([[notes.recorder("redis")], [broken]], notes, stopping, lambda: None)

    assert not any(psutil.pid_exists(pid) for pid in notes.pids("redis"))


def test_being_told_to_stop_while_starting_stops_at_once(stopping: Stopping) -> None:
    def told() -> bool:
        stopping.told = True
        return False

    silent = Service("web", partial(Leash, [sys.executable, "-c", "import time; time.sleep(600)"]), told)

    Supervisor([[silent]]).run(stopping, 30, pytest.fail)

    assert silent.ended
