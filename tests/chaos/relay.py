"""A TCP line to Redis that can fall silent without hanging up, as a line does when a cable is pulled."""

import socket
import threading


class Relay:
    """Passes on what it gets, in both directions, until ``silent`` is set."""

    def __init__(self, unix_socket: str) -> None:
        self.silent = threading.Event()
        self._target = unix_socket
        self._door = socket.create_server(("127.0.0.1", 0))
        self.url = f"redis://127.0.0.1:{self._door.getsockname()[1]}"
        threading.Thread(target=self._welcome, daemon=True).start()

    def close(self) -> None:
        """Take no new connections."""
        self._door.close()

    def _welcome(self) -> None:
        while True:
            try:
                client, _ = self._door.accept()
            except OSError:
                return
            server = socket.socket(socket.AF_UNIX)
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
        there.close()
