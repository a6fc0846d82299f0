"""Several processes that are kept running together, and stopped together."""

import time
from collections.abc import Callable, Sequence
from typing import Protocol

import structlog

from heatsync.serving.stopping import Stopping

_LOOK = 0.1
"""Seconds between two looks at the processes."""
_PATIENCE = 60.0
"""Seconds until a process that does not answer is given up."""
_FIRST_DELAY, _LONGEST_DELAY = 0.5, 30.0
"""A process that ends is started again after 0.5 s, then 1, 2, 4 … 30."""
_STEADY = 10.0
"""One that lived so many seconds is trusted again."""

log = structlog.get_logger(__name__)


class DidNotStart(Exception):
    """A process ended, or kept silent, before it answered for the first time."""


class Child(Protocol):
    """A running process of ours: on a Leash, or a Fork."""

    @property
    def ended(self) -> bool:
        """Whether it has come to its end."""

    def let_go(self) -> None:
        """Ask it to stop."""

    def wait(self, seconds: float) -> None:
        """Wait for its end, and force it after so many seconds."""


class Service:
    """A process to keep running. ``answers`` tells whether it does its work by now.

    ``clear_up`` is called once after each end of the process, before it is started again.
    """

    def __init__(
        self,
        name: str,
        child: Callable[[], Child],
        answers: Callable[[], bool] = lambda: True,
        clear_up: Callable[[], object] = lambda: None,
    ) -> None:
        self.name = name
        self.answers = answers
        self._new_child = child
        self._clear_up = clear_up
        self._delay = _FIRST_DELAY

    def start(self) -> None:
        """Start the process."""
        self._started = time.monotonic()
        self._is_cleared_up = False
        self._child = self._new_child()

    @property
    def ended(self) -> bool:
        """Whether it is no longer running."""
        return self._child.ended

    @property
    def may_start_again(self) -> bool:
        """Whether enough time has passed since its last start, which grows each time that it does not last."""
        lived = time.monotonic() - self._started
        if lived < self._delay:
            return False
        self._delay = _FIRST_DELAY if lived > _STEADY else min(2 * self._delay, _LONGEST_DELAY)
        return True

    def clear_up(self) -> None:
        """Put in order what the ended process left, once."""
        if not self._is_cleared_up:
            self._is_cleared_up = True
            self._clear_up()

    def stop(self) -> None:
        """Ask it to stop."""
        self._child.let_go()

    def wait(self, seconds: float) -> None:
        """Wait for its end, and force it after so many seconds."""
        self._child.wait(seconds)


class Supervisor:
    """Runs groups of services: each group starts once the one before it answers, and stops before that one does."""

    def __init__(self, groups: Sequence[Sequence[Service]]) -> None:
        self._groups = groups
        self._running: list[Sequence[Service]] = []

    def run(self, stopping: Stopping, grace: float, on_ready: Callable[[], None] = lambda: None) -> None:
        """Start everything, call ``on_ready``, keep it running until told to stop, and stop it in ``grace`` seconds."""
        try:
            for group in self._groups:
                self._start(group, stopping)
            if not stopping.told:
                on_ready()
            while not stopping.told:
                self._start_again_what_ended()
                time.sleep(_LOOK)
        finally:
            for group in reversed(self._running):
                _stop(group, grace)

    def _start(self, group: Sequence[Service], stopping: Stopping) -> None:
        for service in group:
            service.start()
        self._running.append(group)
        deadline = time.monotonic() + _PATIENCE
        for service in group:
            while not (service.answers() or stopping.told):
                if service.ended or time.monotonic() > deadline:
                    raise DidNotStart(f"The {service.name} did not start: see the lines above.")
                time.sleep(_LOOK)

    def _start_again_what_ended(self) -> None:
        for service in (service for group in self._running for service in group):
            if not service.ended:
                continue
            service.clear_up()
            if service.may_start_again:
                log.warning("started again", service=service.name)
                service.start()


def _stop(group: Sequence[Service], grace: float) -> None:
    deadline = time.monotonic() + grace
    for service in group:
        service.stop()
    for service in group:
        service.wait(max(0, deadline - time.monotonic()))
        service.clear_up()
