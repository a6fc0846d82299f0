"""Bells: a batch rings when something of it has changed. What has changed, the database knows.

A bell may be lost at any time: whoever listens looks by himself now and then.
"""

import secrets
import threading
import time
import uuid
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager

import redis
import structlog

from heatsync.batches import presence
from heatsync.batches.surroundings import redis_client

_CHANNEL = "heatsync:bells"
_WITHOUT_REDIS = 5.0
"""Seconds between two looks of a listener that cannot hear."""
_TELLS_EVERY = 5.0
"""Seconds between two times that a process says how many watch here."""
_PATIENCE = 1.0
"""Seconds that a listener waits for Redis to answer."""

log = structlog.get_logger(__name__)


def ring(batch_id: uuid.UUID) -> None:
    """Wake whoever watches that batch. Call it after the commit. Redis may be away."""
    try:
        redis_client().publish(_CHANNEL, str(batch_id))
    except redis.RedisError:
        log.warning("bell_not_rung", batch=str(batch_id))


class Bell:
    """One watcher's bell."""

    def __init__(self, listener: "Listener") -> None:
        self._listener = listener
        self._rung = threading.Event()
        self._rung_at = 0.0

    def wait(self, timeout: float) -> float | None:
        """Wait until it rings, at most so many seconds: fewer while Redis is away. Then look, whatever the answer.

        It says when it rang, by ``time.monotonic()``: whoever is slow to wake can use what another has seen since.
        """
        rung = self._rung.wait(timeout if self._listener.hears else min(timeout, _WITHOUT_REDIS))
        self._rung.clear()
        return self._rung_at if rung else None

    def ring(self, at: float) -> None:
        """End the wait, or the next one."""
        self._rung_at = at
        self._rung.set()


class Listener:
    """All bells of one process, rung by one subscription, which begins with the first of them."""

    def __init__(self, client: redis.Redis) -> None:
        self._redis = client
        self._bells: defaultdict[str, set[Bell]] = defaultdict(set)
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._hears = threading.Event()
        self._closed = threading.Event()
        self._name = secrets.token_hex(8)
        self._tells_at = 0.0

    @property
    def hears(self) -> bool:
        """Whether Redis has confirmed that we listen."""
        return self._hears.is_set()

    @property
    def watchers(self) -> int:
        """How many bells there are."""
        with self._lock:
            return sum(map(len, self._bells.values()))

    @contextmanager
    def listening(self, batch_id: uuid.UUID) -> Iterator[Bell]:
        """A bell for that batch. It hears from here on, so ask the database after this, not before."""
        bell, name = Bell(self), str(batch_id)
        with self._lock:
            self._bells[name].add(bell)
            self._start()
        self._hears.wait(_PATIENCE)
        try:
            yield bell
        finally:
            with self._lock:
                self._bells[name].discard(bell)
                if not self._bells[name]:
                    del self._bells[name]

    def close(self) -> None:
        """Listen no more, and end all waits."""
        self._closed.set()
        if self._thread:
            self._thread.join()

    def _start(self) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._listen, name="bells", daemon=True)
            self._thread.start()

    def _listen(self) -> None:
        while not self._closed.is_set():
            try:
                self._hear()
            except (redis.RedisError, OSError):
                self._hears.clear()
                self._closed.wait(_PATIENCE)
        self._ring_all()

    def _hear(self) -> None:
        with self._redis.pubsub() as subscription:  # type: ignore[no-untyped-call]
            subscription.subscribe(_CHANNEL)
            while not self._closed.is_set():
                self._tell()
                message = subscription.get_message(timeout=_PATIENCE)
                if message and message["type"] == "subscribe":
                    self._hears.set()
                    self._ring_all()  # for what was missed since the last subscription
                elif message and message["type"] == "message":
                    self._ring(message["data"].decode())

    def _tell(self) -> None:
        if time.monotonic() >= self._tells_at:
            self._tells_at = time.monotonic() + _TELLS_EVERY
            presence.tell(self._redis, "streams", self._name, self.watchers)

    def _ring(self, name: str) -> None:
        now = time.monotonic()
        with self._lock:
            bells = list(self._bells.get(name, ()))
        for bell in bells:
            bell.ring(now)

    def _ring_all(self) -> None:
        with self._lock:
            names = list(self._bells)
        for name in names:
            self._ring(name)
