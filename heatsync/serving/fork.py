"""A child process that is forked from us: all that we have imported is there at once.

Like a command on a ``Leash`` it cannot outlive us: it holds the reading end of a pipe, which closes when we go.
"""

import os
import signal
import threading
from collections.abc import Callable
from multiprocessing import get_context
from multiprocessing.connection import Connection, Pipe
from weakref import WeakSet

_holds: "WeakSet[Connection]" = WeakSet()
"""Our ends of the pipes of all children: one that is forked later must not keep those of the others open."""


class Fork:
    """A function at work in a session of its own, so that Ctrl-C in the terminal reaches only us.

    Whoever forks has one thread, and no connection that a child could use by mistake.
    """

    def __init__(self, work: Callable[[], None]) -> None:
        leash, self._hold = Pipe(duplex=False)
        _holds.add(self._hold)
        self._process = get_context("fork").Process(target=_live, args=(leash, work))
        self._process.start()
        leash.close()

    @property
    def ended(self) -> bool:
        """Whether the child has come to its end."""
        return not self._process.is_alive()

    def let_go(self) -> None:
        """Ask the child to stop. It stops in its own time: see ``wait``."""
        self._hold.close()

    def wait(self, seconds: float | None = None) -> None:
        """Wait for its end; after so many seconds, end it and all its session by force."""
        self._process.join(seconds)
        if self._process.is_alive() and self._process.pid:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.join()


def _live(leash: Connection, work: Callable[[], None]) -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    os.setsid()
    for hold in _holds:
        hold.close()
    threading.Thread(target=_watch, args=(leash,), name="leash", daemon=True).start()
    work()


def _watch(leash: Connection) -> None:
    leash.poll(None)
    signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGTERM)
