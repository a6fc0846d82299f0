"""Streams as browsers hold them: each comes back when it is cut off, until it is told that the work is over."""

import http.client
import threading
import time
import urllib.error
import urllib.request
import uuid
from contextlib import suppress

from tests.web.eventsource import Message, messages

_PAUSE = 0.5


class Watcher(threading.Thread):
    """One open page. ``heard`` are all events it was sent, each with its moment, ``last`` is the last of them."""

    def __init__(self, address: str, batch_id: uuid.UUID) -> None:
        super().__init__(daemon=True)
        self.batch_id = batch_id
        self.last: Message | None = None
        self.heard: list[tuple[float, Message]] = []
        self._address = f"{address}/batches/{batch_id}/stream"

    def run(self) -> None:
        """Watch until the end."""
        while True:
            with suppress(OSError, http.client.HTTPException, urllib.error.URLError):
                self._watch()
            if self.last and self.last.event == "done":
                return
            time.sleep(_PAUSE)

    def _watch(self) -> None:
        with urllib.request.urlopen(self._address, timeout=60) as stream:
            lines = ""
            for line in stream:
                lines += line.decode()
                if not line.strip():
                    for message in messages(lines):
                        self.heard.append((time.monotonic(), message))
                        self.last = message
                    lines = ""
