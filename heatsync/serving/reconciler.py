"""A thread that looks for lost work, in one worker process at a time."""

import threading

import redis
import structlog
from flask import Flask

from heatsync.batches import recovery

log = structlog.get_logger(__name__)


class Reconciler(threading.Thread):
    """Calls ``recovery.reconcile`` every few seconds, in turns with the same thread of all other workers."""

    def __init__(self, app: Flask) -> None:
        super().__init__(name="reconciler", daemon=True)
        self._app = app
        self._every = app.config["SETTINGS"].reconcile_seconds
        self._stopping = threading.Event()

    def run(self) -> None:
        """Look at once, and then every so often."""
        while True:
            if self._is_my_turn():
                self._look()
            if self._stopping.wait(self._every):
                return

    def stop(self) -> None:
        """End after the look that is under way."""
        self._stopping.set()
        self.join()

    def _is_my_turn(self) -> bool:
        # Whoever writes the key looks; it lives for nearly one interval. Without Redis everybody looks: a second look
        # at the same time costs little and does no harm.
        try:
            key_life = int(self._every * 900)
            return bool(self._app.extensions["redis"].set("heatsync:reconciled", 1, nx=True, px=key_life))
        except redis.RedisError:
            return True

    def _look(self) -> None:
        try:
            with self._app.app_context():
                recovery.reconcile()
        except Exception:
            # The next look may find the database well again; a thread that is gone never will.
            log.exception("reconcile failed")
