"""Ctrl-C and SIGTERM, heard politely."""

import signal


class Stopping:
    """``told`` turns true when somebody asks us to stop. Hearing it twice changes nothing: we are stopping already."""

    def __init__(self) -> None:
        self.told = False
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._hear)

    def _hear(self, *_: object) -> None:
        # Only a flag: a handler may run between any two steps, and an Event's lock could be held just then.
        self.told = True
