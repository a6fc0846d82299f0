"""Many who watch one page have it looked up once."""

import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

_MOST = 8
"""Answers that are kept: nearly everybody has seen the same, a few come later."""

Answer = TypeVar("Answer")


class SharedLooks(Generic[Answer]):
    """Answers for all who ask the same for the same reason: of those the first looks, and the others wait for it.

    Nobody is given an answer that was begun before there was reason to ask: it may lack what woke him.
    """

    def __init__(self, look: Callable[[int], Answer]) -> None:
        self._look = look
        self._kept: dict[int, tuple[float, Answer]] = {}
        self._lock = threading.Lock()

    def since(self, number: int, woken: float) -> Answer:
        """What has happened since that event, for somebody who asks since ``woken`` by ``time.monotonic()``."""
        with self._lock:
            began, answer = self._kept.get(number, (0.0, None))
            if answer is None or began < woken:
                began = time.monotonic()
                answer = self._look(number)
                if len(self._kept) >= _MOST:
                    self._kept.clear()
                self._kept[number] = began, answer
            return answer
