"""Each lock of the reading room alone: where one is missing, the others are what holds."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.intake.probes import FORBIDDEN


def refused_behind(lock: str, **given: bool) -> set[str]:
    """What a process with that lock alone is refused. Skips where the system has no such lock."""
    script = (
        f"import json\nfrom heatsync.intake.reading_room import {lock}\nfrom tests.intake.probes import attempt\n"
        f"held = {lock}.restrict(**{given})\n"
        f"print(json.dumps([name for name in {list(FORBIDDEN)} if held and attempt(name) == 'refused']))"
    )
    run = subprocess.run(
        [
            sys.executable,
            "-c",
            f"import ctypes\nctypes.CDLL(None).prctl(38, 1, 0, 0, 0)  # no new privileges\n{script}",
        ],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        check=True,
        timeout=60,
    )
    refused = set(json.loads(run.stdout))
    return refused or pytest.skip(f"this system has no {lock}")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has Landlock")
def test_landlock_alone_takes_files_and_programs_away() -> None:
    assert refused_behind("landlock") >= {
        "read a file",
        "list a folder",
        "write a file",
        "read another environment",
        "start a program",
    }


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has seccomp")
def test_seccomp_alone_takes_everything_away() -> None:
    assert refused_behind("seccomp") == set(FORBIDDEN)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has seccomp")
def test_seccomp_takes_everything_away_from_who_may_start_threads_too() -> None:
    assert refused_behind("seccomp", threads=True) == set(FORBIDDEN)
