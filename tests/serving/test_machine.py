"""``python app.py``, the real thing: web, worker and embedded Redis, started and stopped."""

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import psutil
import pytest

from heatsync.factory import ROOT
from tests.servers import free_ports

PATIENCE = 60


class Machine:
    """A running ``python app.py`` and what it said so far."""

    def __init__(self, folder: Path, port: int) -> None:
        environment = {**os.environ, "DATA_FOLDER": str(folder), "PORT": str(port), "WEB_PROCESSES": "1"}
        self.process = subprocess.Popen(
            [sys.executable, str(ROOT / "app.py")],
            env={**environment, "WORKER_PROCESSES": "1", "REDIS_URL": "", "DATABASE_URL": ""},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self.family: list[psutil.Process] = []

    def address(self) -> str:
        """What it prints once it is ready."""
        assert self.process.stdout
        found = re.search(r"http://\S+", self.process.stdout.readline())
        assert found, self.process.stderr and self.process.stderr.read()
        self.family = psutil.Process(self.process.pid).children(recursive=True)
        return found.group()

    def end(self, how: signal.Signals) -> int:
        """Send the signal; the exit code."""
        self.process.send_signal(how)
        return self.process.wait(PATIENCE)

    def left_over(self) -> list[str]:
        """The processes that outlive it, given time to go."""
        _, alive = psutil.wait_procs(self.family, PATIENCE)
        return [process.name() for process in alive]


@pytest.fixture
def machines(tmp_path: Path) -> Iterator["Machines"]:
    with ExitStack() as stack:
        yield Machines(tmp_path / "data", stack)


class Machines:
    """Starts machines; whatever a test leaves running ends with it."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.folder = folder
        self.stack = stack

    def start(self, port: int | None = None) -> Machine:
        machine = Machine(self.folder, port or free_ports(1)[0])
        self.stack.callback(machine.process.communicate)
        self.stack.callback(machine.process.kill)
        return machine


def names(machine: Machine) -> set[str]:
    return {process.name() for process in machine.family}


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_answers_where_it_says_and_a_polite_stop_leaves_nothing_running(
    machines: Machines, how: signal.Signals
) -> None:
    machine = machines.start()
    with urllib.request.urlopen(machine.address()) as page:
        assert page.status == 200
    assert "valkey-server" in names(machine)

    assert machine.end(how) == 0
    assert machine.left_over() == []


def test_killed_it_leaves_nothing_running_and_starts_again_on_the_same_folder(machines: Machines) -> None:
    machine = machines.start()
    machine.address()
    assert "valkey-server" in names(machine)

    machine.end(signal.SIGKILL)

    assert machine.left_over() == []
    assert machines.start().address()


def test_a_taken_port_is_said_in_one_sentence(machines: Machines) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = int(taken.getsockname()[1])
        machine = machines.start(port)
        out, err = machine.process.communicate(timeout=PATIENCE)

    assert (out, err) == ("", f"Port {port} is taken by another program. Choose another: make run PORT={port + 1}\n")
    assert machine.process.returncode == 1


def test_a_folder_in_use_is_said_in_one_sentence(machines: Machines) -> None:
    machines.start().address()
    second = machines.start()
    out, err = second.process.communicate(timeout=PATIENCE)

    assert (out, err) == ("", f"HeatSync is already running with the data folder {machines.folder}.\n")
