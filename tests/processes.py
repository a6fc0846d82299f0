"""Looking at processes, where the system shows them as files (a small container has no ``ps``)."""

import os
from pathlib import Path

import pytest

_PROC = Path("/proc")
_PARENT, _THREADS, _RESIDENT_PAGES = 1, 17, 21
"""Places in /proc/<pid>/stat, counted from the state on, which follows the name."""


def children(parent: int | None) -> list[int]:
    """The child processes of that one, zombies too."""
    _skip_without_proc()
    return [pid for pid in _all() if _field(pid, _PARENT) == parent]


def threads(pid: int | None) -> int | None:
    """How many threads that process has."""
    _skip_without_proc()
    return _field(pid, _THREADS)


def resident_bytes() -> int:
    """The memory that this process takes now."""
    _skip_without_proc()
    return (_field(os.getpid(), _RESIDENT_PAGES) or 0) * os.sysconf("SC_PAGE_SIZE")


def _skip_without_proc() -> None:
    if not (_PROC / "self" / "stat").exists():
        pytest.skip("this system does not show its processes in /proc")


def _all() -> list[int]:
    return [int(folder.name) for folder in _PROC.iterdir() if folder.name.isdecimal()]


def _field(pid: int | None, place: int) -> int | None:
    """None for a process that has gone meanwhile."""
    try:
        text = (_PROC / str(pid) / "stat").read_text()
    except OSError:
        return None
    return int(text.rpartition(")")[2].split()[place])
