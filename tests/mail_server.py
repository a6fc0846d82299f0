"""A real SMTP server for tests: aiosmtpd in a process of its own, which puts what it takes into a folder."""

import email.parser
import email.policy
import mailbox
import socket
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from email.message import EmailMessage
from pathlib import Path
from tempfile import TemporaryDirectory

from heatsync.serving.leash import Leash
from tests.servers import ServerProcess, free_ports, wait_until

_MOODS = "tests.mail_moods.Moods"


class MailServer(ServerProcess):
    """The server, with the moods of mail_moods.py."""

    def __init__(self, folder: Path, *options: str) -> None:
        self._folder = folder
        self._options = options
        (self._port,) = free_ports(1)
        self.url = f"smtp://127.0.0.1:{self._port}"
        self.start()

    def start(self) -> None:
        """Start it; return once it answers."""
        command = [sys.executable, "-m", "aiosmtpd", "-n", "-l", f"127.0.0.1:{self._port}", *self._options]
        self._leash = Leash([*command, "-c", _MOODS, str(self._folder / "mails")])
        wait_until(self._answers, self._leash)

    def mails(self) -> list[EmailMessage]:
        """All that it has taken."""
        box = self._box()
        parse = email.parser.BytesParser(policy=email.policy.default).parsebytes
        return [parse(box.get_bytes(key)) for key in box.keys()]  # noqa: SIM118 (no dict)

    def clear(self) -> None:
        """Throw all of it away."""
        self._box().clear()

    def _box(self) -> "mailbox.Maildir":
        return mailbox.Maildir(self._folder / "mails")

    def _answers(self) -> bool:
        try:
            socket.create_connection(("127.0.0.1", self._port)).close()
        except OSError:
            return False
        return True


@contextmanager
def mail_server() -> Iterator[MailServer]:
    """An SMTP server that has no mail yet."""
    with TemporaryDirectory(prefix="hs-") as folder, closing(MailServer(Path(folder))) as server:
        yield server
