"""PD04, PD05, PD14: whatever happens in the locked child, the worker gets a Program or an Unreadable."""

import io
import json
import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from heatsync.heatsheet.unreadable import Unreadable
from heatsync.intake.reading import ReadingRoom
from heatsync.settings import Settings
from tests.intake.probes import FORBIDDEN

LIMITS = Settings(read_cpu_seconds=1, read_wall_seconds=3, read_memory_megabytes=512)
PROBES = "tests.intake.probes:read"


@pytest.fixture(scope="module")
def room() -> Iterator[ReadingRoom]:
    with ReadingRoom(LIMITS, PROBES) as room:
        yield room


def said(room: ReadingRoom, probe: str) -> str:
    return room.read(io.BytesIO(probe.encode())).software or ""


def refused(room: ReadingRoom, probe: str) -> str:
    with pytest.raises(Unreadable) as caught:
        said(room, probe)
    assert said(room, "parent") == str(room.pid), "the room is not alive afterwards"
    return caught.value.code


@pytest.mark.parametrize("probe", FORBIDDEN)
def test_pd04_the_child_is_refused(room: ReadingRoom, probe: str) -> None:
    if "seccomp" not in room.locks():
        pytest.skip(f"no seccomp here: only {', '.join(room.locks())}")
    assert said(room, probe) == "refused"


def test_pd04_the_same_attempts_succeed_outside_the_room() -> None:
    attempts = [name for name in FORBIDDEN if name != "start a program"]
    script = f"import json; from tests.intake.probes import attempt; print(json.dumps([*map(attempt, {attempts})]))"
    run = subprocess.run(
        [sys.executable, "-c", script], cwd=Path(__file__).parents[2], capture_output=True, check=True, timeout=60
    )
    assert json.loads(run.stdout) == ["done"] * len(attempts)


def test_pd05_the_child_sees_none_of_the_workers_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (
        "DATABASE_URL", "REDIS_URL", "SECRET_KEY", "STORAGE_URL", "ADMIN_KEY", "AWS_SECRET", "OPENAI_API_KEY",
        "SMTP_PASSWORD", "HOME", "PYTHONPATH", "LD_PRELOAD_CANARY", "HTTPS_PROXY",
    ):  # fmt: skip
        monkeypatch.setenv(name, "a secret")
    with ReadingRoom(LIMITS, PROBES) as room:
        assert set(json.loads(said(room, "environment"))) == {"LANG", "PATH"}


def test_the_child_holds_no_descriptor_but_its_channel(room: ReadingRoom) -> None:
    with Path(__file__).open("rb") as ours:
        os.set_inheritable(ours.fileno(), True)
        held = json.loads(said(room, "open files"))
    assert held == [0, 1, 2]


@pytest.mark.parametrize(
    "probe",
    ["take 2 GiB", "recurse", "spin", "ignore the time limit", "wait forever", "crash", "abort", "print 100 MB",
     "pages without end", "a long string"],
)  # fmt: skip
def test_pd14_a_limit_or_a_crash_is_too_complex(room: ReadingRoom, probe: str) -> None:
    assert refused(room, probe) == "TOO_COMPLEX"


@pytest.mark.parametrize(
    "probe",
    ["half a document", "half a document and a line end", "no document", "no UTF-8", "another type", "no number",
     "an unknown code", "nothing", "a billion pages", "fail"],
)  # fmt: skip
def test_pd14_an_answer_that_is_none_is_an_invalid_pdf(room: ReadingRoom, probe: str) -> None:
    assert refused(room, probe) == "INVALID_PDF"


@pytest.mark.parametrize(
    ("probe", "code"), [("ask for a password", "ENCRYPTED_PDF"), ("have too many pages", "TOO_MANY_PAGES")]
)
def test_what_the_reader_finds_is_passed_on(room: ReadingRoom, probe: str, code: str) -> None:
    assert refused(room, probe) == code


def test_what_a_library_prints_disturbs_nothing(room: ReadingRoom) -> None:
    assert said(room, "print on standard output") == "print on "


def test_a_failing_reader_is_logged_by_place_and_without_the_sheets_words(
    room: ReadingRoom, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, "heatsync.intake"):
        refused(room, "fail")
    (record,) = caplog.records
    assert vars(record)["error"] == "ValueError"
    assert vars(record)["place"].startswith("probes.py:")
    assert "Robin" not in str(vars(record))


def test_each_page_is_told(room: ReadingRoom) -> None:
    told: list[tuple[int, int]] = []
    room.read(io.BytesIO(b"two pages"), lambda done, total: told.append((done, total)))
    assert list(dict.fromkeys(told))[-2:] == [(1, 2), (2, 2)]


def test_a_page_that_takes_long_is_heard_of_again_so_that_its_read_can_be_ended(room: ReadingRoom) -> None:
    told: list[tuple[int, int]] = []

    def stop_at_the_second(done: int, total: int) -> None:
        told.append((done, total))
        if told.count((1, 2)) == 2:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        room.read(io.BytesIO(b"page and wait"), stop_at_the_second)


def test_what_on_page_raises_ends_the_read_and_comes_out(room: ReadingRoom) -> None:
    def stop(done: int, total: int) -> None:
        raise LookupError(f"stop at {done} of {total}")

    with pytest.raises(LookupError, match="stop at 1 of 2"):
        room.read(io.BytesIO(b"two pages"), stop)
    assert said(room, "parent") == str(room.pid)


def test_a_large_file_reaches_the_child_whole_while_the_child_is_not_listening(room: ReadingRoom) -> None:
    assert said(room, "x" * (20 << 20)) == "x" * 9
