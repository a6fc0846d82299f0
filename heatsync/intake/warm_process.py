"""The warm process of the reading room, as the worker holds it."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import msgspec

from heatsync.heatsheet.unreadable import Unreadable
from heatsync.intake.conversation import Conversation
from heatsync.intake.reading_room.locks import Locks
from heatsync.intake.reading_room.orders import FINISH, READ, STATUS_BYTES, Orders

_START = (
    "import sys; sys.path[:] = sys.argv.pop(1).split(':'); from heatsync.intake.reading_room.warm import main; main()"
)
"""Isolated from the worker's folder and variables, but with the worker's own code, installed or not."""
_ENVIRONMENT = {"LANG": "C.UTF-8", "PATH": os.defpath}
_START_SECONDS = 60
_FINISH_SECONDS = 5


class WarmProcessDied(Exception):
    """It went while we needed it. Whether the PDF was the reason cannot be known."""


class WarmProcess:
    """A running warm process. It belongs to the process that started it, not to a fork of that."""

    def __init__(self, orders: Orders) -> None:
        self._owner = os.getpid()
        self._control, theirs = socket.socketpair()
        path = ":".join(str(Path(entry).absolute()) for entry in sys.path)
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-I", "-c", _START, path, msgspec.json.encode(orders).decode()],
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                env=_ENVIRONMENT,
                cwd="/",
                start_new_session=True,
            )
        self.pid = self._process.pid
        self._in_a_read = False
        self.locks = self._wait_until_warm()

    @property
    def is_ready(self) -> bool:
        """Whether it can read now. Not in a fork, and not where a signal's exception broke into the end of a read."""
        return self._owner == os.getpid() and not self._in_a_read and self._process.poll() is None

    def read(self, conversation: Conversation, order: bytes = READ) -> bytes:
        """The document that a new child answers with. Raises Unreadable, or WarmProcessDied."""
        self._in_a_read = True
        ours, theirs = socket.socketpair()
        with ours:
            with theirs:
                self._order(order, theirs)
            try:
                document = conversation.hold(ours)
            finally:
                status = self._finish()
                self._in_a_read = False
        if document is not None:
            return document
        if status is None:
            raise WarmProcessDied
        raise Unreadable("TOO_COMPLEX" if os.WIFSIGNALED(status) else "INVALID_PDF")

    def close(self) -> None:
        """Hang up, upon which it ends; wait for that, if it is ours to wait for."""
        self._control.close()
        if self._owner != os.getpid():
            return
        try:
            self._process.wait(_FINISH_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _wait_until_warm(self) -> tuple[str, ...]:
        self._control.settimeout(_START_SECONDS)
        locks = self._answer(1)
        self._control.settimeout(_FINISH_SECONDS)
        if locks is None:
            self.close()
            raise RuntimeError("The process that reads PDFs does not start; its last words are above.")
        return tuple(str(lock.name).lower() for lock in Locks(locks[0]))

    def _order(self, order: bytes, channel: socket.socket) -> None:
        try:
            socket.send_fds(self._control, [order], [channel.fileno()])
        except OSError:
            self.close()
            raise WarmProcessDied from None

    def _finish(self) -> int | None:
        """Have the child killed and reaped: its wait status. None, and all of it ended, where nobody answers."""
        try:
            self._control.sendall(FINISH)
        except OSError:
            answer = None
        else:
            answer = self._answer(STATUS_BYTES)
        if answer is None:
            self.close()
            return None
        return int.from_bytes(answer, "big")

    def _answer(self, size: int) -> bytes | None:
        received = b""
        try:
            while len(received) < size:
                piece = self._control.recv(size - len(received))
                if not piece:
                    return None
                received += piece
        except OSError:
            return None
        return received
