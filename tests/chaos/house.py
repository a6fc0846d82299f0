"""A whole installation to be ill-treated: real servers, real workers under a real supervisor, the real web."""

import os
import random
import signal
import socket
import sys
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from io import BytesIO
from pathlib import Path
from unittest import mock

import psutil
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError, SQLAlchemyError

from heatsync.batches import leases, queue, states
from heatsync.batches.creating import Visitor, create_batch
from heatsync.factory import ROOT, create_app
from heatsync.intake.uploads import Upload
from heatsync.models import BatchJob, ProcessingBatch, db, transaction
from heatsync.serving.leash import Leash
from heatsync.settings import Settings
from tests.chaos import invariants, worker
from tests.chaos.nursery import Seedling
from tests.chaos.rooms import SWIMMER
from tests.chaos.worker import UP
from tests.servers import PostgresServer, RedisServer, free_ports

PATIENCE = 120.0


class House:
    """One installation. ``history`` is what was done to it, with the seconds since it was opened."""

    def __init__(self, settings: Settings, redis: RedisServer, postgres: PostgresServer | None, seed: int) -> None:
        self.settings = settings
        self.app: Flask = create_app(settings)
        self.folder = Path(settings.data_folder)
        self.random = random.Random(seed)
        self.history: list[tuple[float, str]] = []
        self._redis, self._postgres = redis, postgres
        self._opened = time.monotonic()
        self._held: list[Leash | Seedling] = []
        with self.app.app_context():
            invariants.watch_moves()

    def start_workers(self, processes: int, **variables: str) -> Seedling:
        """So many workers under a supervisor."""
        return self._grow(partial(worker.supervise, processes), variables)

    def start_worker(self, name: str, **variables: str) -> Seedling:
        """One worker that nobody supervises, as on a host that is lost with all that runs there."""
        return self._grow(partial(worker.be_alone, name), variables)

    def start_web(self) -> str:
        """The web, and its address."""
        (self._port,) = free_ports(1)
        self._web = self._serve()
        return f"http://127.0.0.1:{self._port}"

    def end_web(self, how: signal.Signals) -> None:
        """Send its processes that signal, and wait until they are gone."""
        self.note(f"the web gets {how.name}")
        family = self.web_processes()
        for process in family if how == signal.SIGKILL else family[:1]:
            process.send_signal(how)
        assert psutil.wait_procs(family, timeout=30)[1] == []

    def start_web_again(self) -> None:
        """The web at the same address."""
        self._web = self._serve()

    def web_processes(self) -> list[psutil.Process]:
        """The process that the web's others are children of, and these."""
        process = psutil.Process(self._web.pid)
        return [process, *(child for child in process.children() if child.name() != "sh")]

    def workers(self) -> dict[str, psutil.Process]:
        """The workers that are up, by their names."""
        found = {}
        for path in self.folder.glob(f"{UP}*"):
            with suppress(psutil.NoSuchProcess):
                process = psutil.Process(int(path.name.removeprefix(UP)))
                if process.status() != psutil.STATUS_ZOMBIE:
                    found[path.read_text()] = process
        return found

    def kill_worker(self) -> bool:
        """End one of those workers that are up, and all of its process group, as if memory had run short.

        One whose job has lost two workers before is spared: after the third it is given up, as is meant to be.
        """
        up = self.workers()
        spared = self._at_their_last_try()  # asked last: a moment later they have other jobs
        names = sorted(up.keys() - spared)
        if names:
            self.note("a worker is killed")
            os.killpg(up[self.random.choice(names)].pid, signal.SIGKILL)
        return bool(names)

    def flush(self) -> None:
        """Let Redis forget everything."""
        self.note("Redis is flushed")
        self.app.extensions["redis"].flushall()

    def kill_redis(self) -> None:
        """End Redis rudely."""
        self.note("Redis is killed")
        self._redis.kill()

    def start_redis(self) -> None:
        """Start it again, empty."""
        self.note("Redis is back")
        self._redis.start()

    def crash_postgres(self) -> None:
        """End PostgreSQL rudely. As ``kill_worker`` it spares jobs that it would be the last straw for."""
        assert self._postgres
        until(lambda: not self._at_their_last_try())
        self.note("PostgreSQL crashes")
        self._postgres.crash()

    def start_postgres(self) -> None:
        """Start it again."""
        assert self._postgres
        self._postgres.start()
        self.note("PostgreSQL is back")

    def note(self, fault: str) -> None:
        """Keep what is being done to the house."""
        self.history.append((time.monotonic() - self._opened, fault))

    def new_batch(self, *contents: bytes, swimmer: str = SWIMMER) -> uuid.UUID:
        """A batch with a sheet for each content; tried again, as a parent does, while the database is away."""
        while True:
            try:
                with self.app.app_context():
                    return create_batch(swimmer, [self._upload(content) for content in contents], Visitor()).batch.id
            except OperationalError:
                time.sleep(0.2)

    @contextmanager
    def bad_line(self, dropped: float, doubled: float) -> Iterator[None]:
        """Of the messages that this process sends to the queue, so many get lost, and so many arrive twice."""
        send = queue.enqueue

        def enqueue(job_ids: Sequence[uuid.UUID]) -> None:
            sent = [job_id for job_id in job_ids if self.random.random() >= dropped]
            send(sent + [job_id for job_id in sent if self.random.random() < doubled])

        with mock.patch.object(queue, "enqueue", enqueue):
            yield

    def open_jobs(self) -> int:
        """How many jobs have work left; all of them while the database is away."""
        try:
            with self.app.app_context(), transaction() as session:
                is_open = BatchJob.status.in_(states.OPEN)
                return session.scalar(select(func.count()).select_from(BatchJob).where(is_open)) or 0
        except SQLAlchemyError:
            return sys.maxsize

    def wait_until_done(self, patience: float = PATIENCE) -> None:
        """Wait until no job has work left, and no batch is open."""
        until(lambda: self.open_jobs() == 0 and not self._open_batches(), patience, self)

    def jobs(self) -> list[BatchJob]:
        """All jobs."""
        with self.app.app_context(), transaction() as session:
            return list(session.scalars(select(BatchJob).order_by(BatchJob.created_at, BatchJob.sequence)))

    def batches(self) -> list[ProcessingBatch]:
        """All batches."""
        with self.app.app_context(), transaction() as session:
            return list(session.scalars(select(ProcessingBatch)))

    def executions(self) -> int:
        """How often work on a job was begun."""
        with self.app.app_context(), transaction() as session:
            return invariants.executions(session)

    def reads(self) -> list[str]:
        """The contents that were read, as often as they were."""
        path = self.folder / "reads"
        return path.read_text().split() if path.exists() else []

    def log(self) -> str:
        """What the workers have logged."""
        path = self.folder / "log"
        return path.read_text() if path.exists() else ""

    def close(self) -> None:
        """End everything that was started."""
        for process in self.workers().values():
            process.resume()  # a stopped one would not hear
        for held in self._held:
            held.let_go()
        for held in self._held:
            held.wait(10)
        for process in self.workers().values():
            os.killpg(process.pid, signal.SIGKILL)  # the next house has the same database
        with self.app.app_context():
            db.engine.dispose()

    def _serve(self) -> Leash:
        command = [sys.executable, "-m", "gunicorn", "--config", str(ROOT / "gunicorn.conf.py")]
        variables = {"PORT": str(self._port), "WEB_PROCESSES": "1", "TRUSTED_PROXIES": "1"}
        web = Leash(command, environment=self._environment(variables), folder=ROOT)
        self._held.append(web)
        until(lambda: _listens(self._port))
        return web

    def _grow(self, work: Callable[[], None], variables: dict[str, str]) -> Seedling:
        seedling = Seedling(work, self._environment(variables))
        self._held.append(seedling)
        return seedling

    def _environment(self, variables: dict[str, str]) -> dict[str, str]:
        return {**os.environ, **_variables(self.settings), "CHAOS_FOLDER": str(self.folder), **variables}

    def _upload(self, content: bytes) -> Upload:
        stored = self.app.extensions["storage"].save(BytesIO(b"%PDF-1.7\n" + content), 1000)
        return Upload(content.decode(), stored.key, stored.size, stored.md5, stored.sha256)

    def _at_their_last_try(self) -> set[str]:
        """The names of workers whose job fails if they die."""
        try:
            with self.app.app_context(), transaction() as session:
                last = leases.losses() >= leases.MOST_LOSSES
                tokens = session.scalars(select(BatchJob.lease_token).where(last))
                return {token.hex[:16] for token in tokens if token}
        except SQLAlchemyError:
            return set()

    def _open_batches(self) -> list[ProcessingBatch]:
        return [batch for batch in self.batches() if batch.status in states.OPEN]


def until(condition: Callable[[], object], patience: float = PATIENCE, house: House | None = None) -> None:
    """Wait for that condition."""
    deadline = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < deadline, f"it never happened: {house and house.log()[-3000:]}"
        time.sleep(0.1)


def _variables(settings: Settings) -> dict[str, str]:
    default = Settings()
    fields = {name: getattr(settings, name) for name in Settings.__struct_fields__}
    return {name.upper(): str(value) for name, value in fields.items() if value != getattr(default, name)}


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
