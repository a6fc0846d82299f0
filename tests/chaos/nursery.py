"""Processes that are forked from one which has imported everything once: to start workers costs next to nothing."""

import os
import signal
import threading
from collections.abc import Callable, Mapping
from multiprocessing import get_context
from multiprocessing.connection import Connection, Pipe

nursery = get_context("forkserver")
nursery.set_forkserver_preload(["pytest", "tests.chaos.worker"])


class Seedling:
    """A function at work in a session of its own: as a command on a ``Leash``, it is told to stop when we go."""

    def __init__(self, work: Callable[[], None], environment: Mapping[str, str]) -> None:
        leash, self._hold = Pipe(duplex=False)
        self._process = nursery.Process(target=_live, args=(leash, work, environment))
        self._process.start()
        leash.close()

    @property
    def pid(self) -> int:
        """Its process id, and that of its group."""
        assert self._process.pid
        return self._process.pid

    def let_go(self) -> None:
        """Ask it to stop. It stops in its own time: see ``wait``."""
        self._hold.close()

    def wait(self, seconds: float) -> None:
        """Wait for its end; after so many seconds, end it and all its session by force."""
        self._process.join(seconds)
        if self._process.is_alive():
            os.killpg(self.pid, signal.SIGKILL)
            self._process.join()


def _live(leash: Connection, work: Callable[[], None], environment: Mapping[str, str]) -> None:
    os.setsid()
    os.environ.clear()
    os.environ.update(environment)
    threading.Thread(target=_watch, args=(leash,), name="leash", daemon=True).start()
    work()


def _watch(leash: Connection) -> None:
    leash.poll(None)
    signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGTERM)
