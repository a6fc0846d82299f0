"""What a child gives up before it sees the first byte of a PDF.

Everywhere: more than its share of processor time, files, processes. On Linux also: more than its share of memory (which
counts what the warm process has mapped already), and every path, address and system call that reading does not need.
"""

import ctypes
import enum
import resource
import signal
import sys

from heatsync.intake.reading_room import landlock, seccomp
from heatsync.intake.reading_room.libc import LIBC, last_error
from heatsync.intake.reading_room.orders import Orders


class Locks(enum.IntFlag):
    """The locks that hold. LIMITS always does; the others where the system has them."""

    LIMITS = 1
    LANDLOCK = 2
    SECCOMP = 4


_OPEN_FILES = 8
_PR_SET_PDEATHSIG = 1
_PR_SET_NO_NEW_PRIVS = 38


def lock(orders: Orders) -> Locks:
    """Lock this process, for good. Raises where a lock that this system has cannot be closed."""
    _limit(resource.RLIMIT_CPU, orders.cpu_seconds)
    _limit(resource.RLIMIT_FSIZE, 0)
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_NOFILE, _OPEN_FILES)
    if not (orders.may_start_threads and sys.platform == "linux"):  # where it counts threads, too
        _limit(resource.RLIMIT_NPROC, 0)
    if sys.platform != "linux":
        return Locks.LIMITS
    _limit(resource.RLIMIT_AS, orders.memory_megabytes << 20)  # macOS takes this limit and does not keep it
    _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    _prctl(_PR_SET_NO_NEW_PRIVS, 1)
    held = Locks.LIMITS
    if landlock.restrict():
        held |= Locks.LANDLOCK
    if seccomp.restrict(threads=orders.may_start_threads):
        held |= Locks.SECCOMP
    return held


def _limit(what: int, amount: int) -> None:
    _, most = resource.getrlimit(what)
    if most != resource.RLIM_INFINITY:
        amount = min(amount, most)
    resource.setrlimit(what, (amount, amount))


def _prctl(option: int, value: int) -> None:
    if LIBC.prctl(option, ctypes.c_ulong(value), ctypes.c_ulong(0), ctypes.c_ulong(0), ctypes.c_ulong(0)):
        raise last_error()
