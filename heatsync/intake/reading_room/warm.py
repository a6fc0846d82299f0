"""The warm process: pays for the imports once, then forks a child for each PDF.

It has one thread, so a fork copies no lock that somebody holds. It never sees a byte of a PDF from outside: each child
talks to the worker over a channel of its own, which is only passed through here.
"""

import functools
import gc
import importlib
import os
import signal
import socket
import sys
import traceback
from contextlib import suppress
from typing import cast

import msgspec

from heatsync.heatsheet import cutting
from heatsync.heatsheet.cuts import Place, question
from heatsync.heatsheet.unreadable import Unreadable
from heatsync.intake.reading_room.child import Reader, answer_and_exit
from heatsync.intake.reading_room.first_page import FIRST_PAGE, FIRST_PICTURE
from heatsync.intake.reading_room.locks import Locks, lock
from heatsync.intake.reading_room.orders import CUT, FINISH, READ, STATUS_BYTES, Orders

_FIRST_LINE = Place(1, (40.0, 60.0, 300.0, 70.0))


def main() -> None:
    """Warm up, say which locks hold here, and serve until the worker hangs up. The worker is on standard input."""
    orders = msgspec.json.decode(sys.argv[1], type=Orders)
    worker = socket.socket(fileno=0)
    read, cut = _warm_up(orders)
    gc.collect()
    gc.freeze()  # else each child's first collection copies every page of memory that it shares with us
    worker.sendall(bytes([_try_locks(orders)]))
    _serve(worker, read, cut, orders)


def _warm_up(orders: Orders) -> tuple[Reader, Reader]:
    """What reads and what cuts, all that they need loaded. Threads would not survive a fork: libraries get none."""
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    module, _, function = orders.reader.partition(":")
    read, cut = getattr(importlib.import_module(module), function), cast(Reader, cutting.cut)
    if orders.max_pictures:
        read = functools.partial(read, max_pictures=orders.max_pictures)
        cut = functools.partial(cutting.cut, straightener=importlib.import_module("heatsync.heatsheet.scans.reader"))
        with suppress(Unreadable):  # there is nothing to read on it
            read(FIRST_PICTURE, lambda _done, _total: None, orders.max_pages)
    read(FIRST_PAGE, lambda _done, _total: None, orders.max_pages)
    cut(question([_FIRST_LINE]) + FIRST_PAGE, lambda _done, _total: None, orders.max_pages)
    del os.environ["OPENBLAS_NUM_THREADS"]
    return cast(Reader, read), cut


def _try_locks(orders: Orders) -> Locks:
    """Which locks a child of ours will have: one tries them all."""
    pid = os.fork()
    if pid == 0:
        try:
            os._exit(lock(orders))
        except OSError:
            traceback.print_exc()
        finally:
            os._exit(0)
    held = Locks(os.WEXITSTATUS(os.waitpid(pid, 0)[1]))
    if Locks.LIMITS not in held:
        raise RuntimeError("A PDF cannot be read safely here: this system refuses to limit a process.")
    return held


def _serve(worker: socket.socket, read: Reader, cut: Reader, orders: Orders) -> None:
    us, pid = os.getpid(), 0
    while True:
        order, descriptors, _, _ = socket.recv_fds(worker, 1, 1)
        if order in {READ, CUT}:
            with socket.socket(fileno=descriptors[0]) as channel:
                pid = os.fork()
                if pid == 0:
                    answer_and_exit(channel, read if order == READ else cut, orders, warm=us)
        elif order == FINISH:
            worker.sendall(end(pid).to_bytes(STATUS_BYTES, "big"))
            pid = 0
        else:  # the worker has gone
            if pid:
                end(pid)
            return


def end(pid: int) -> int:
    """Kill the child with all it may have started, and reap it. Only we reap, so its number is still its own."""
    with suppress(ProcessLookupError, PermissionError):  # macOS refuses for a group that has already ended
        os.killpg(pid, signal.SIGKILL)
    os.kill(pid, signal.SIGKILL)
    return os.waitpid(pid, 0)[1]
