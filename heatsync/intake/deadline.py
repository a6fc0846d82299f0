"""One deadline for all that is asked of a server, kept however that server behaves."""

import math
import socket
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, wait
from contextlib import contextmanager, suppress
from typing import TypeVar

from heatsync.problems import Problem

T = TypeVar("T")

_LOOK = 0.25
"""Seconds between two looks whether the answer is still wanted."""


class Deadline:
    """A moment that lies so many seconds ahead. It comes sooner when ``watch``, which is asked all the time, raises."""

    def __init__(self, seconds: float, watch: Callable[[], object] = lambda: None) -> None:
        self._began = time.monotonic()
        self._seconds = seconds
        self._watch = watch

    @property
    def left(self) -> float:
        """The seconds until then. Raises Problem TIMEOUT when there are none, or what the watch raises."""
        self._watch()
        left = self._seconds - self.passed
        if left <= 0:
            raise Problem("TIMEOUT")
        return left

    @property
    def until_next_look(self) -> float:
        """The seconds that one may wait before one asks again, which raises as ``left`` does."""
        return min(self.left, _LOOK)

    @property
    def passed(self) -> float:
        """The seconds since the beginning."""
        return time.monotonic() - self._began

    def wait_for(self, work: Callable[[], T], seconds: float = math.inf) -> T:
        """What that answers, in time and within so many seconds, or raises; for what itself knows no deadline.

        It works in a thread, which is left behind when it takes too long. A connection that comes too late is closed.
        """
        answer: Future[T] = Future()
        threading.Thread(target=_work, args=(work, answer), name="asked", daemon=True).start()
        within = Deadline(min(seconds, self.left), self._watch)
        try:
            while not answer.done():
                wait([answer], within.until_next_look)
        except BaseException:
            answer.add_done_callback(_let_go)
            raise
        return answer.result()

    @contextmanager
    def cutting(self, connection: socket.socket) -> Iterator[None]:
        """Cut that connection at the deadline, however slowly bytes drip."""
        done = threading.Event()
        threading.Thread(target=self._cut, args=(connection, done), name="deadline", daemon=True).start()
        try:
            yield
        finally:
            done.set()

    def _cut(self, connection: socket.socket, done: threading.Event) -> None:
        try:
            while not done.wait(self.until_next_look):
                pass
        except Exception:  # whatever the watch raises: who uses the connection hears of it too
            # Below TLS, whose own farewell would wait for the other side.
            with suppress(OSError):
                socket.socket.shutdown(connection, socket.SHUT_RDWR)


def _work(work: Callable[[], T], answer: Future[T]) -> None:
    try:
        answer.set_result(work())
    except Exception as error:
        answer.set_exception(error)


def _let_go(answer: Future[T]) -> None:
    if answer.exception() is None and isinstance(late := answer.result(), socket.socket):
        late.close()
