"""Everything on one machine: an embedded Redis where none is set, the web, and the workers."""

import errno
import http.client
import os
import socket
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import msgspec

from heatsync import logs
from heatsync.factory import ROOT, create_app
from heatsync.serving.embedded import AlreadyRunning, EmbeddedRedis
from heatsync.serving.leash import Leash
from heatsync.serving.migration import upgrade
from heatsync.serving.stopping import Stopping
from heatsync.serving.supervisor import DidNotStart, Service, Supervisor
from heatsync.serving.workers import COMMAND
from heatsync.settings import Settings, of_this_process

_GRACE = 5
"""Seconds to finish what is under way. A sheet takes less than one; a job cut off is done again at the next start."""


def run() -> None:
    """Start everything, say where, and stop it cleanly on Ctrl-C. Ends the program with a sentence where it cannot."""
    logs.configure()
    try:
        _run(of_this_process(), Stopping())
    except (AlreadyRunning, DidNotStart, _PortTaken) as problem:
        sys.exit(str(problem))


def _run(settings: Settings, stopping: Stopping) -> None:
    _check_port(settings)
    with _redis(settings) as (redis_url, servers):
        app = create_app(msgspec.structs.replace(settings, redis_url=redis_url))
        if settings.migrate_at_start:
            upgrade(app)
        environment = {**os.environ, "DATA_FOLDER": str(_folder(settings)), "REDIS_URL": redis_url}
        together = [_web(settings, environment), _workers(environment)]
        Supervisor([servers, together]).run(stopping, _GRACE, lambda: _say_where(settings))


class _PortTaken(Exception):
    pass


def _folder(settings: Settings) -> Path:
    folder = Path(settings.data_folder).resolve()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


@contextmanager
def _redis(settings: Settings) -> Iterator[tuple[str, list[Service]]]:
    if settings.redis_url:
        yield settings.redis_url, []
        return
    server = EmbeddedRedis(_folder(settings))
    try:
        yield server.url, [Service("embedded Redis", partial(Leash, server.command), server.answers)]
    finally:
        server.close()


def _web(settings: Settings, environment: Mapping[str, str]) -> Service:
    command = [sys.executable, "-m", "gunicorn", "--config", str(ROOT / "gunicorn.conf.py")]
    is_alive = partial(answers, _reachable(settings.host), settings.port)
    return Service("web", partial(Leash, command, environment=environment, folder=ROOT), is_alive)


def _workers(environment: Mapping[str, str]) -> Service:
    # Not forked from here: they would hold the folder's lock, and the leashes of the web and of Redis.
    return Service("workers", partial(Leash, COMMAND, environment=environment, folder=ROOT))


def _check_port(settings: Settings) -> None:
    with socket.socket(socket.AF_INET6 if ":" in settings.host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as problem:
            if problem.errno != errno.EADDRINUSE:
                raise
            raise _PortTaken(
                f"Port {settings.port} is taken by another program. Choose another: make run PORT={settings.port + 1}"
            ) from None


def answers(host: str, port: int) -> bool:
    """Whether a web of ours is alive there."""
    connection = http.client.HTTPConnection(host, port, timeout=5)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == http.HTTPStatus.OK
    except OSError:
        return False
    finally:
        connection.close()


def _reachable(host: str) -> str:
    return {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104  (compared, not bound)


def _say_where(settings: Settings) -> None:
    lines = [f"HeatSync is ready: http://{_reachable(settings.host)}:{settings.port}  (Ctrl-C stops it)"]
    if _reachable(settings.host) != settings.host:
        lines.append(f"On phones in the same wifi: http://{_own_address()}:{settings.port}")
    sys.stdout.write("\n".join(lines) + "\n")
    sys.stdout.flush()


def _own_address() -> str:
    # Connecting a UDP socket sends nothing; it only asks the system which of our addresses it would use.
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
            return str(probe.getsockname()[0])
        except OSError:
            return socket.gethostname()
