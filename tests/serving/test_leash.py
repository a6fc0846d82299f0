"""A child on a leash ends when it is told to, and when its parent is gone."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from heatsync.serving.leash import Leash

SLEEPER = [sys.executable, "-c", "import time; time.sleep(600)"]
STUBBORN = [
    *(sys.executable, "-c"),
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); time.sleep(600)",
]
PARENT = """
import sys, time
from heatsync.serving.leash import Leash
leash = Leash([sys.executable, "-c", "import time; time.sleep(600)"])
print(leash.pid, flush=True)
time.sleep(600)
"""


def test_a_child_that_is_let_go_ends() -> None:
    leash = Leash(SLEEPER)

    leash.let_go()
    leash.wait(60)

    assert leash.ended
    assert not psutil.pid_exists(leash.pid)


def test_a_child_that_does_not_listen_is_ended_by_force(capfd: pytest.CaptureFixture[str]) -> None:
    leash = Leash(STUBBORN)
    while "deaf" not in capfd.readouterr().out:
        assert not leash.ended

    leash.let_go()
    leash.wait(0.1)

    assert leash.ended


def test_a_child_that_ends_by_itself_is_noticed() -> None:
    leash = Leash([sys.executable, "-c", ""])

    psutil.Process(leash.pid).wait(60)

    assert leash.ended
    leash.let_go()
    leash.wait(1)


def test_a_child_ends_when_its_parent_is_killed() -> None:
    parent = subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE, text=True)
    assert parent.stdout
    child = psutil.Process(int(parent.stdout.readline()))

    parent.kill()
    parent.wait()
    parent.stdout.close()

    child.wait(60)


def test_ctrl_c_in_the_terminal_does_not_reach_the_child() -> None:
    leash = Leash(SLEEPER)

    assert os.getpgid(leash.pid) != os.getpgid(0)

    os.kill(leash.pid, signal.SIGKILL)
    leash.let_go()
    leash.wait(60)


def test_a_child_runs_in_the_folder_and_environment_it_is_given(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "import os; open('seen', 'w').write(os.environ['WORD'])"]
    leash = Leash(command, environment={"WORD": "lane"}, folder=tmp_path)

    leash.wait(60)

    assert (tmp_path / "seen").read_text() == "lane"
    leash.let_go()
