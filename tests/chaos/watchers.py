"""Streams as browsers hold them: each comes back when it is cut off, until it is told that the work is over."""

import http.client
import threading
import time
import urllib.error
import urllib.request
import uuid

from tests.web.eventsource import Message, messages


class Watcher(threading.Thread):
    """One open page. ``last`` is the last event it was sent."""

    def __init__(self, address: str, batch_id: uuid.UUID) -> None:
        super().__init__(daemon=True)
        self.batch_id = batch_id
        self.last: Message | None = None
        self.came_back = -1
        self._address = f"{address}/batches/{batch_id}/stream"

    def run(self) -> None:
        """Watch until the end."""
        while self.last is None or self.last.event != "done":
            self.came_back += 1
            try:
                self._watch()
            except (OSError, http.client.HTTPException, urllib.error.URLError):
                time.sleep(0.5)

    def _watch(self) -> None:
        with urllib.request.urlopen(self._address, timeout=60) as stream:
            lines = ""
            for line in stream:
                lines += line.decode()
                if not line.strip():
                    for message in messages(lines):
                        self.last = message
                    lines = ""
