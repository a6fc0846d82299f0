"""The warm process lives, dies, is followed by another, and ends with its worker."""

import io
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from heatsync.heatsheet.unreadable import Unreadable
from heatsync.intake.reading import ReadingRoom
from heatsync.intake.reading_room import warm
from heatsync.intake.reading_room.first_page import FIRST_PAGE
from heatsync.settings import Settings
from tests import processes

LIMITS = Settings(read_cpu_seconds=2, read_wall_seconds=10, read_memory_megabytes=512)
PROBES = "tests.intake.probes:read"
ROOT = Path(__file__).parents[2]


class Interrupted(io.BytesIO):
    """A file whose reading is when something happens, so that it happens in the middle of a read."""

    def __init__(self, content: bytes, happens: Callable[[], None]) -> None:
        super().__init__(content)
        self._happens = happens

    def read(self, size: int | None = -1) -> bytes:
        self._happens()
        return super().read(size)


def kill(room: ReadingRoom) -> None:
    """Kill the warm process and wait for its end, without reaping it: that is for the room to do."""
    assert room.pid
    os.kill(room.pid, signal.SIGKILL)
    os.waitid(os.P_PID, room.pid, os.WEXITED | os.WNOWAIT)


def parent_said(room: ReadingRoom) -> int:
    return int(room.read(io.BytesIO(b"parent")).software or 0)


def test_a_read_needs_one_fork_and_no_new_warm_process() -> None:
    with ReadingRoom(LIMITS, PROBES) as room:
        assert parent_said(room) == parent_said(room) == room.pid


def test_the_warm_process_has_one_thread() -> None:
    with ReadingRoom(LIMITS) as room:
        room.locks()
        assert processes.threads(room.pid) == 1


def test_a_warm_process_killed_between_reads_is_followed_by_another() -> None:
    with ReadingRoom(LIMITS, PROBES) as room:
        before = parent_said(room)
        kill(room)
        assert parent_said(room) not in (before, 0)


def test_a_warm_process_killed_during_a_read_costs_no_read() -> None:
    with ReadingRoom(LIMITS, PROBES) as room:
        killed: list[int] = []

        def kill_once() -> None:
            if not killed and room.pid:
                killed.append(room.pid)
                kill(room)

        answer = room.read(Interrupted(b"parent", kill_once)).software
        assert answer == str(room.pid)
        assert killed != [room.pid]


def test_a_pdf_that_always_costs_the_warm_process_is_too_complex() -> None:
    with ReadingRoom(LIMITS, PROBES) as room:

        def kill_it() -> None:
            if room.pid:
                kill(room)

        with pytest.raises(Unreadable, match="TOO_COMPLEX"):
            room.read(Interrupted(b"parent", kill_it))
        assert parent_said(room) == room.pid


def test_reads_leave_no_zombie_and_no_child() -> None:
    with ReadingRoom(LIMITS, PROBES) as room:
        for probe in (b"two pages", b"crash", b"nothing", b"spin"):
            try:
                room.read(io.BytesIO(probe))
            except Unreadable:
                continue
        assert room.pid
        assert processes.children(room.pid) == []


def test_a_grandchild_dies_with_the_child() -> None:
    ours, theirs = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.setpgid(0, 0)
        os.fork()  # both hold the pipe
        os.write(theirs, b"x")
        signal.pause()
    os.close(theirs)
    with open(ours, "rb", buffering=0) as pipe:  # noqa: PTH123 - a descriptor has no path
        assert pipe.read(1) + pipe.read(1) == b"xx"
        warm.end(pid)
        assert pipe.read(1) == b"", "somebody still holds the pipe"


def test_a_closed_room_leaves_nothing_behind() -> None:
    room = ReadingRoom(LIMITS, PROBES)
    pid = parent_said(room)
    room.close()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    assert room.pid is None


def test_a_killed_worker_takes_its_warm_process_and_child_along() -> None:
    script = (
        "import io, sys\n"
        "from heatsync.intake.reading import ReadingRoom\n"
        "from heatsync.settings import Settings\n"
        f"room = ReadingRoom(Settings(), {PROBES!r})\n"
        "room.read(io.BytesIO(b'page and wait'), lambda *_: print(room.pid, flush=True))\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as worker:
        assert worker.stdout
        assert worker.stderr
        warm_pid = int(worker.stdout.readline())
        (child,) = processes.children(warm_pid)
        worker.kill()
        assert worker.stderr.read() == b"", "standard error ends when the warm process has ended, too"
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)


def test_a_fork_of_the_worker_reads_in_a_room_of_its_own() -> None:
    with ReadingRoom(LIMITS, PROBES) as room:
        before = parent_said(room)
        pid = os.fork()
        if pid == 0:
            others = 0
            try:
                others = parent_said(room)
                room.close()
            finally:
                os._exit(others not in (0, before))
        assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 1
        assert parent_said(room) == before


def test_two_threads_share_a_room() -> None:
    answers: list[int] = []
    with ReadingRoom(LIMITS, PROBES) as room:
        threads = [threading.Thread(target=lambda: answers.append(parent_said(room))) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert answers == [room.pid] * 4


def test_a_reader_that_does_not_load_is_no_fault_of_the_pdf() -> None:
    with (
        ReadingRoom(LIMITS, "heatsync.no_such_module:read") as room,
        pytest.raises(RuntimeError, match="does not start"),
    ):
        room.read(io.BytesIO(FIRST_PAGE))


def test_the_worker_never_loads_a_pdf_library() -> None:
    script = (
        "import io, sys\n"
        "from heatsync.intake.reading import ReadingRoom\n"
        "from heatsync.intake.reading_room.first_page import FIRST_PAGE\n"
        "from heatsync.settings import Settings\n"
        "with ReadingRoom(Settings()) as room:\n"
        "    assert room.read(io.BytesIO(FIRST_PAGE)).pages == 1\n"
        "sys.exit(any(name.startswith(('pypdfium2', 'numpy')) for name in sys.modules))\n"
    )
    subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=True, timeout=60)
