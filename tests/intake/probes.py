"""What a PDF might do that has taken over the process that reads it.

``read`` stands in for the reader: the "PDF" names the probe. A probe that tries something forbidden returns a Program
whose ``software`` says how that ended.
"""

import ctypes
import errno
import json
import os
import resource
import signal
import socket
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from heatsync.heatsheet.program import Program
from heatsync.heatsheet.unreadable import Unreadable

CHANNEL = 0
_PTRACE_TRACEME = 0


def read(pdf: bytes, on_page: Callable[[int, int], None], _max_pages: int) -> Program:
    """Do what the PDF names. The warm-up page names nothing."""
    name = pdf.decode()
    if name in FORBIDDEN:
        return _program(attempt(name))
    if name in TRICKS:
        TRICKS[name]()
    if name in ANSWERS:
        return ANSWERS[name]()
    if name == "two pages":
        on_page(1, 2)
        on_page(2, 2)
    if name == "page and wait":
        on_page(1, 2)
        _wait_forever()
    return _program(name[:9])


def attempt(name: str) -> str:
    """How the attempt ends: "done", "refused", or the name of another error."""
    try:
        FORBIDDEN[name]()
    except PermissionError:
        return "refused"
    except OSError as error:
        limits = (errno.EMFILE, errno.EAGAIN)
        return "refused" if error.errno in limits else errno.errorcode.get(error.errno or 0, repr(error))
    return "done"


def _program(software: str, pages: int = 1) -> Program:
    return Program(kind="unknown", software=software, pages=pages, coverage=1.0)


def _read_a_file() -> None:
    Path("/etc/passwd").read_bytes()


def _list_a_folder() -> None:
    next(Path("/").iterdir())


def _write_a_file() -> None:
    probe = Path("/tmp/heatsync-probe")
    probe.write_text("escaped")
    probe.unlink()


def _read_another_environment() -> None:
    Path(f"/proc/{os.getppid()}/environ").read_bytes()


def _start_a_program() -> None:
    os.execv("/bin/true", ["true"])  # noqa: S606 - there is to be no shell


def _fork() -> None:
    pid = os.fork()
    if pid == 0:
        os._exit(0)
    os.waitpid(pid, 0)


def _connect_by_tcp() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()):
        pass


def _send_by_udp() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sender:
        sender.sendto(b"out", ("127.0.0.1", 9))


def _open_a_unix_socket() -> None:
    socket.socket(socket.AF_UNIX).close()


def _signal_the_parent() -> None:
    os.kill(os.getppid(), 0)


def _trace() -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.ptrace(_PTRACE_TRACEME, 0, None, None) < 0:
        raise OSError(ctypes.get_errno(), "ptrace")


def _raise_a_limit() -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def _open_forty_files() -> None:
    for _ in range(40):
        os.dup(CHANNEL)


def _recurse() -> None:
    _recurse()


def _spin() -> None:
    while True:
        pass


def _wait_forever() -> None:
    lock = threading.Lock()
    lock.acquire()
    lock.acquire()


def _ignore_the_time_limit() -> None:
    signal.signal(signal.SIGXCPU, signal.SIG_IGN)
    _spin()


def _chatter() -> None:
    for _ in range(100):
        os.write(CHANNEL, b"x" * (1 << 20))


def _endless_pages() -> None:
    while True:
        os.write(CHANNEL, b"page 1 1\n" * 1000)


def _answer_and_end(answer: bytes) -> None:
    os.write(CHANNEL, answer)
    os._exit(0)


def _fail_with_a_name() -> None:
    raise ValueError("Example, Robin")


def _refuse(code: str) -> None:
    raise Unreadable(code)


FORBIDDEN: dict[str, Callable[[], None]] = {
    "read a file": _read_a_file,
    "list a folder": _list_a_folder,
    "write a file": _write_a_file,
    "read another environment": _read_another_environment,
    "start a program": _start_a_program,
    "fork": _fork,
    "connect by TCP": _connect_by_tcp,
    "send by UDP": _send_by_udp,
    "open a Unix socket": _open_a_unix_socket,
    "signal the parent": _signal_the_parent,
    "trace": _trace,
    "raise a limit": _raise_a_limit,
    "open forty files": _open_forty_files,
}

TRICKS: dict[str, Callable[[], object]] = {
    "take 2 GiB": lambda: bytearray(2 << 30),
    "recurse": _recurse,
    "spin": _spin,
    "wait forever": _wait_forever,
    "crash": lambda: ctypes.string_at(0),
    "abort": os.abort,
    "ignore the time limit": _ignore_the_time_limit,
    "print 100 MB": _chatter,
    "pages without end": _endless_pages,
    "half a document": lambda: _answer_and_end(b'program {"kind": "heat_sh'),
    "half a document and a line end": lambda: _answer_and_end(b'program {"kind": "heat_sh\n'),
    "no document": lambda: _answer_and_end(b"program \n"),
    "no UTF-8": lambda: _answer_and_end(
        b'program {"kind": "unknown", "software": "\xff", "pages": 1, "coverage": 1}\n'
    ),
    "another type": lambda: _answer_and_end(b'program {"kind": "unknown", "software": 7, "pages": 1, "coverage": 1}\n'),
    "no number": lambda: _answer_and_end(b"page one two\n"),
    "an unknown code": lambda: _answer_and_end(b"unreadable <script>\n"),
    "nothing": lambda: _answer_and_end(b""),
    "fail": _fail_with_a_name,
    "ask for a password": lambda: _refuse("ENCRYPTED_PDF"),
    "have too many pages": lambda: _refuse("TOO_MANY_PAGES"),
    "print on standard output": lambda: sys.__stdout__ and print("noise", file=sys.__stdout__, flush=True),
}

ANSWERS: dict[str, Callable[[], Program]] = {
    "a billion pages": lambda: _program("", pages=10**9),
    "a long string": lambda: _program("x" * 100_001),
    "environment": lambda: _program(json.dumps(dict(os.environ))),
    "open files": lambda: _program(json.dumps([number for number in range(1000) if _is_open(number)])),
    "parent": lambda: _program(str(os.getppid())),
}


def _is_open(number: int) -> bool:
    for touch in (lambda: os.read(number, 0), lambda: os.write(number, b"")):
        with suppress(OSError):
            touch()
            return True
    return False
