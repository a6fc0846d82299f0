"""seccomp: the child may read, write, take memory, tell the time and end. Every other system call fails.

This closes what the other locks leave open: forks and programs started by root, UDP and Unix sockets, tracing, signals.
A refused call returns "not permitted" rather than killing, so that a C library of another mind falls back by itself.
"""

import ctypes
import os
import struct

from heatsync.intake.reading_room.libc import LIBC

_MACHINES = {"x86_64": (0xC000003E, 0), "aarch64": (0xC00000B7, 1)}
"""The kernel's name for the machine, and its column in the table below."""

_ALLOWED = {
    "read": (0, 63),
    "write": (1, 64),
    "close": (3, 57),
    "mmap": (9, 222),
    "mprotect": (10, 226),
    "munmap": (11, 215),
    "brk": (12, 214),
    "rt_sigaction": (13, 134),
    "rt_sigprocmask": (14, 135),
    "rt_sigreturn": (15, 139),
    "sched_yield": (24, 124),
    "mremap": (25, 216),
    "madvise": (28, 233),
    "getpid": (39, 172),
    "exit": (60, 93),
    "gettimeofday": (96, 169),
    "sysinfo": (99, 179),
    "getppid": (110, 173),
    "sigaltstack": (131, 132),
    "futex": (202, 98),
    "restart_syscall": (219, 128),
    "clock_gettime": (228, 113),
    "exit_group": (231, 94),
    "getrandom": (318, 278),
}

_THREADS = {"set_robust_list": (273, 99), "rseq": (334, 293)}
"""What the C library asks for in a new thread."""
_CLONE, _CLONE3 = (56, 220), (435, 435)
_AS_THREAD = 0x10000

_SKIP_UNLESS_SET = 0x45
_LOAD, _SKIP_UNLESS_EQUAL, _RETURN = 0x20, 0x15, 0x06
_NUMBER, _MACHINE, _FIRST_ARGUMENT = 0, 4, 16
"""Where the call's number, its machine and its first argument stand in what the filter looks at."""
_ALLOW, _NOT_PERMITTED, _NO_SUCH_CALL, _KILL = 0x7FFF0000, 0x00050001, 0x00050026, 0x80000000
_PR_SET_SECCOMP, _MODE_FILTER = 22, 2


class _Filter(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_char_p))


def restrict(*, threads: bool = False) -> bool:
    """Allow this process the calls above, and threads if need be. False where the machine or the kernel is another."""
    machine = _MACHINES.get(os.uname().machine)
    if not machine:
        return False
    instructions = _instructions(*machine, threads)
    program = _Filter(len(instructions) // 8, instructions)
    return not LIBC.prctl(_PR_SET_SECCOMP, ctypes.c_ulong(_MODE_FILTER), ctypes.byref(program))


def _instructions(machine: int, column: int, threads: bool) -> bytes:
    allowed = _ALLOWED | _THREADS if threads else _ALLOWED

    def instruction(code: int, value: int, skip_if_not: int = 0) -> bytes:
        return struct.pack("=HBBI", code, 0, skip_if_not, value)

    def answer(call: int, with_: int = _ALLOW) -> bytes:
        return instruction(_SKIP_UNLESS_EQUAL, call, skip_if_not=1) + instruction(_RETURN, with_)

    def new_thread() -> bytes:
        """``clone`` for a thread, not for a process; ``clone3`` hides which it is, so the C library must do without."""
        return b"".join(
            (
                answer(_CLONE3[column], _NO_SUCH_CALL),
                instruction(_SKIP_UNLESS_EQUAL, _CLONE[column], skip_if_not=3),
                instruction(_LOAD, _FIRST_ARGUMENT),
                instruction(_SKIP_UNLESS_SET, _AS_THREAD, skip_if_not=1),
                instruction(_RETURN, _ALLOW),
            )
        )

    return b"".join(
        (
            instruction(_LOAD, _MACHINE),
            struct.pack("=HBBI", _SKIP_UNLESS_EQUAL, 1, 0, machine),
            instruction(_RETURN, _KILL),
            instruction(_LOAD, _NUMBER),
            *(answer(numbers[column]) for numbers in allowed.values()),
            new_thread() if threads else b"",
            instruction(_RETURN, _NOT_PERMITTED),
        )
    )
