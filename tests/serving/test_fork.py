"""A forked child has what we have imported, ends when it is told to, and when its parent is gone."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil

PATIENCE = 60

TWO = """
import os, signal, sys, time
from pathlib import Path
from heatsync.serving.fork import Fork

def sleep():
    Path(sys.argv[1], str(os.getpid())).touch()
    time.sleep(600)

forks = [Fork(sleep), Fork(sleep)]
"""


class Parent:
    """A process with two forked children that do nothing, and then does what it is told."""

    def __init__(self, folder: Path, then: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", TWO + then, str(folder)], stdout=subprocess.PIPE, text=True
        )
        assert self.process.stdout
        assert self.process.stdout.readline() == "ready\n"
        self._folder = folder

    def children(self) -> list[psutil.Process]:
        """Both of them, while they live."""
        return [psutil.Process(int(path.name)) for path in self._folder.iterdir()]


READY = """
while len(os.listdir(sys.argv[1])) < 2: time.sleep(0.01)
print("ready", flush=True)
"""


def test_children_end_with_their_parent_however_rudely_it_goes(tmp_path: Path) -> None:
    parent = Parent(tmp_path, READY + "time.sleep(600)")
    children = parent.children()

    parent.process.kill()
    parent.process.communicate()

    assert psutil.wait_procs(children, PATIENCE)[1] == []


def test_one_that_is_let_go_ends_and_the_other_works_on(tmp_path: Path) -> None:
    parent = Parent(
        tmp_path, READY + "forks[0].let_go(); forks[0].wait(60); print(forks[1].ended, flush=True); os._exit(0)"
    )

    assert parent.process.communicate(timeout=PATIENCE)[0] == "False\n"


def test_one_that_does_not_stop_in_time_is_ended_by_force(tmp_path: Path) -> None:
    stubborn = READY + "os.kill(forks[0]._process.pid, signal.SIGSTOP); forks[0].let_go(); forks[0].wait(0.1)\n"
    parent = Parent(tmp_path, stubborn + "print(forks[0].ended, flush=True); os._exit(0)")

    assert parent.process.communicate(timeout=PATIENCE)[0] == "True\n"


def test_ctrl_c_in_the_terminal_reaches_only_the_parent(tmp_path: Path) -> None:
    parent = Parent(tmp_path, READY + "input()")

    assert os.getpgid(parent.process.pid) not in {os.getpgid(child.pid) for child in parent.children()}
    parent.process.send_signal(signal.SIGTERM)
    parent.process.communicate()
