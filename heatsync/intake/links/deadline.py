"""One deadline for all that a fetch does."""

import time

from heatsync.problems import Problem


class Deadline:
    """A moment that lies so many seconds ahead."""

    def __init__(self, seconds: float) -> None:
        self._began = time.monotonic()
        self._seconds = seconds

    @property
    def left(self) -> float:
        """The seconds until then. Raises Problem TIMEOUT when there are none."""
        left = self._seconds - self.passed
        if left <= 0:
            raise Problem("TIMEOUT")
        return left

    @property
    def passed(self) -> float:
        """The seconds since the beginning."""
        return time.monotonic() - self._began
