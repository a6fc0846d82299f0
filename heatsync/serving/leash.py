"""A child process that cannot outlive us.

The child holds the reading end of a pipe. When we go, however rudely (kill -9), the pipe closes and the child is told
to stop. This needs no thread and no special call of one system: it is the same on Linux and on macOS.
"""

import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

# The watcher stands two forks away, so that the command finds no child it never started.
_WATCH = 'exec 3<&0; ( (read -r _ <&3; kill -s "$0" $$) & ); exec "$@" 3<&- </dev/null'


class Leash:
    """A running command in a session of its own, so that Ctrl-C in the terminal reaches only us."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        environment: Mapping[str, str] | None = None,
        folder: Path | None = None,
        user: str | None = None,
        stop_signal: str = "TERM",
    ) -> None:
        self._process = subprocess.Popen(
            ["/bin/sh", "-c", _WATCH, stop_signal, *command],
            stdin=subprocess.PIPE,
            env=environment,
            cwd=folder,
            user=user,
            start_new_session=True,
        )

    @property
    def pid(self) -> int:
        """The command's own process id: the shell that held the leash has become the command."""
        return self._process.pid

    @property
    def ended(self) -> bool:
        """Whether the command has come to its end."""
        return self._process.poll() is not None

    def let_go(self) -> None:
        """Ask the command to stop. It stops in its own time: see ``wait``."""
        if self._process.stdin:
            self._process.stdin.close()

    def wait(self, seconds: float) -> None:
        """Wait for its end; after so many seconds, end it and all its session by force."""
        try:
            self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
