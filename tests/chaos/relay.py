"""A TCP line to a server that can fall silent without hanging up, as a line does when a cable is pulled."""

import ctypes
import socket
import struct
import threading
from contextlib import suppress

_ATTACH_FILTER, _DETACH_FILTER = 26, 27  # Linux's SO_ATTACH_FILTER and SO_DETACH_FILTER
_RETURN = 6


class Relay:
    """Passes on what it gets, in both directions, until ``silent`` is set."""

    def __init__(self, target: str | tuple[str, int]) -> None:
        """To that Unix socket, or that port of a host."""
        self.silent = threading.Event()
        self.kept_a_hang_up = threading.Event()
        """Set once a side has hung up of which the other heard nothing, and never will."""
        self._target = target
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port = self._door.getsockname()[1]
        self.address = f"127.0.0.1:{self.port}"
        self._lines = [self._door]
        threading.Thread(target=self._welcome, daemon=True).start()

    def cut(self) -> None:
        """Let packets vanish, so that nothing that is sent is even confirmed. Linux only."""
        self.silent.set()
        nothing = ctypes.create_string_buffer(struct.pack("HBBI", _RETURN, 0, 0, 0))
        program = struct.pack("HP", 1, ctypes.addressof(nothing))
        self._set_on_all(_ATTACH_FILTER, program)

    def mend(self) -> None:
        """Let them through again."""
        self._set_on_all(_DETACH_FILTER, b"\0" * 4)
        self.silent.clear()

    def close(self) -> None:
        """Take no new connections."""
        self._door.close()

    def _set_on_all(self, option: int, value: bytes) -> None:
        for line in self._lines:
            with suppress(OSError):  # that one is closed
                line.setsockopt(socket.SOL_SOCKET, option, value)

    def _welcome(self) -> None:
        while True:
            try:
                client, _ = self._door.accept()
            except OSError:
                return
            self._lines.append(client)
            server = socket.socket(socket.AF_UNIX if isinstance(self._target, str) else socket.AF_INET)
            server.connect(self._target)
            for here, there in ((client, server), (server, client)):
                threading.Thread(target=self._pass_on, args=(here, there), daemon=True).start()

    def _pass_on(self, here: socket.socket, there: socket.socket) -> None:
        try:
            while data := here.recv(1 << 16):
                if not self.silent.is_set():  # what is sent into the silence is lost
                    there.sendall(data)
        except OSError:
            pass
        if self.silent.is_set():
            self.kept_a_hang_up.set()
        else:
            there.close()
