"""A thread that looks for lost work, and for what is kept no longer, in one worker process at a time."""

import threading
from collections.abc import Callable

import redis
import structlog
from flask import Flask

from heatsync.batches import cleanup, presence, recovery, watching
from heatsync.batches.mail import waiting
from heatsync.batches.surroundings import redis_client, worker_name

_CLEAN_UP_SECONDS = 3600

log = structlog.get_logger(__name__)


class Reconciler(threading.Thread):
    """Reconciles every few seconds and cleans up every hour, in turns with the same thread of all other workers."""

    def __init__(self, app: Flask) -> None:
        super().__init__(name="reconciler", daemon=True)
        self._app = app
        self._every = app.config["SETTINGS"].reconcile_seconds
        self._stopping = threading.Event()

    def run(self) -> None:
        """Look at once, and then every so often."""
        while True:
            self._do(_say_that_we_live)
            if self.is_my_turn("reconcile", self._every):
                self._do(recovery.reconcile)
                self._do(cleanup.let_go_of_held)
            if self.is_my_turn("mail", self._every):
                self._do(waiting.send_due)
            if self.is_my_turn("clean_up", _CLEAN_UP_SECONDS):
                self._do(cleanup.clean_up)
            if self._stopping.wait(self._every):
                return

    def stop(self) -> None:
        """End after what is under way."""
        self._stopping.set()
        self.join()

    def is_my_turn(self, duty: str, every: float) -> bool:
        """Whether nobody else has taken that duty in this interval."""
        # Whoever writes the key has the turn; it lives for nearly one interval. Without Redis everybody has it: doing
        # a duty twice at the same time costs little and does no harm.
        try:
            return bool(self._app.extensions["redis"].set(f"heatsync:turn:{duty}", 1, nx=True, px=int(every * 900)))
        except redis.RedisError:
            return True

    def _do(self, duty: Callable[[], None]) -> None:
        try:
            with self._app.app_context():
                duty()
        except Exception:
            # The next turn may find the database well again; a thread that is gone never will.
            log.exception("duty failed", duty=duty.__name__)


class Watcher(Reconciler):
    """Looks at links again, one in each turn: in a thread of its own, since a server may take its time."""

    def run(self) -> None:
        """Look at once, and then every so often."""
        while True:
            if self.is_my_turn("watch", self._every):
                self._do(watching.look)
            if self._stopping.wait(self._every):
                return

    def stop(self) -> None:
        """End soon. Whoever stops us need not wait for somebody else's server: what is under way is done again."""
        self._stopping.set()


def _say_that_we_live() -> None:
    presence.tell(redis_client(), "worker", worker_name())
