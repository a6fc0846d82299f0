"""A thousand live pages on the two web processes: how soon each hears what happens, and how pages answer meanwhile."""

import asyncio
import itertools
import random
import re
import resource
import socket
import statistics
import sys
import time
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import NamedTuple

from flask import Flask
from sqlalchemy import update

from bench.installation import installation, running
from heatsync.batches.changes import change
from heatsync.factory import ROOT
from heatsync.models import BatchJob, new_batch, transaction

STREAMS = 1000
_SECONDS = 15
_PAGES_A_SECOND = 10
_SETTLED = 0.5
_HOST = "127.0.0.1"
_ID = re.compile(rb"id: (\d+)\n")

Delays = list[float]


class Figures(NamedTuple):
    """Of streams that many batches share: events, deliveries, those that never came; seconds, 99 % and 95 % under."""

    events: int
    deliveries: int
    missing: int
    delay_p99: float
    page_p95: float


def measure(batches: int, events_a_second: float) -> Figures:
    """Open the streams, let things happen to the batches by turns, load pages, and look at the clock."""
    resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
    with installation() as app, app.app_context():
        ids = [_new_batch() for _ in range(batches)]
        port = _free_port()
        command = [sys.executable, "-m", "gunicorn", "--config", str(ROOT / "gunicorn.conf.py")]
        with running(app, command, PORT=str(port), TRUSTED_PROXIES="1"):
            return asyncio.run(_Crowd(app, port, ids).measure(events_a_second))


class _Crowd:
    """All the browsers, and what happens to their batches."""

    def __init__(self, app: Flask, port: int, batches: list[uuid.UUID]) -> None:
        self._app = app
        self._port = port
        self._batches = batches
        self._happened: dict[tuple[uuid.UUID, int], float] = {}
        self._delays: Delays = []
        self._snapshots = 0

    async def measure(self, events_a_second: float) -> Figures:
        await self._until_it_answers()
        watched = list(itertools.islice(itertools.cycle(self._batches), STREAMS))
        watchers = [asyncio.create_task(self._watch(number, batch)) for number, batch in enumerate(watched)]
        while self._snapshots < STREAMS:
            await asyncio.sleep(0.1)
        pages: Delays = []
        loads = asyncio.create_task(self._load_pages(pages))
        events = await self._let_things_happen(events_a_second)
        await loads
        await asyncio.sleep(_SETTLED)
        for watcher in watchers:
            watcher.cancel()
        expected = events * STREAMS // len(self._batches)
        p99, p95 = _quantile(self._delays, 99), _quantile(pages, 95)
        return Figures(events, len(self._delays), expected - len(self._delays), p99, p95)

    async def _watch(self, number: int, batch: uuid.UUID) -> None:
        async with self._asked(f"/batches/{batch}/stream", f"10.0.{number // 250}.{number % 250}") as stream:
            seen = None
            while True:
                found = _ID.search(await stream.readuntil(b"\n\n"))
                if found and found[1] != seen:
                    self._hear(batch, int(found[1]), first=seen is None)
                    seen = found[1]

    def _hear(self, batch: uuid.UUID, number: int, *, first: bool) -> None:
        if first:
            self._snapshots += 1
        elif happened := self._happened.get((batch, number)):
            self._delays.append(time.perf_counter() - happened)

    async def _let_things_happen(self, a_second: float) -> int:
        began, events = time.perf_counter(), 0
        for batch in itertools.cycle(self._batches):
            if time.perf_counter() > began + _SECONDS:
                return events
            await asyncio.to_thread(self._happen, batch)
            events += 1
            await asyncio.sleep(max(0, began + events / a_second - time.perf_counter()))
        return events

    def _happen(self, batch: uuid.UUID) -> None:
        with self._app.app_context(), change(batch) as (session, number):
            told = {"pages_done": number, "pages_total": 99, "event_id": number}
            session.execute(update(BatchJob).where(BatchJob.batch_id == batch).values(**told))
            self._happened[batch, number] = time.perf_counter()

    async def _load_pages(self, delays: Delays) -> None:
        end = time.perf_counter() + _SECONDS
        while time.perf_counter() < end:
            began = time.perf_counter()
            async with self._asked(f"/batches/{random.choice(self._batches)}", "10.1.0.1") as answer:
                await answer.read()
            delays.append(time.perf_counter() - began)
            await asyncio.sleep(max(0, began + 1 / _PAGES_A_SECOND - time.perf_counter()))

    @asynccontextmanager
    async def _asked(self, path: str, address: str) -> AsyncIterator[asyncio.StreamReader]:
        reader, writer = await asyncio.open_connection(_HOST, self._port, limit=1 << 20)
        who = f"Host: {_HOST}\r\nX-Forwarded-For: {address}\r\nConnection: close"
        writer.write(f"GET {path} HTTP/1.1\r\n{who}\r\n\r\n".encode())
        try:
            yield reader
        finally:
            writer.close()

    async def _until_it_answers(self) -> None:
        while True:
            try:
                async with self._asked("/healthz", "10.2.0.1") as answer:
                    await answer.read()
                    return
            except OSError:
                await asyncio.sleep(0.1)


def _new_batch() -> uuid.UUID:
    batch = new_batch("Ada Abbernock", 2)
    rows = {"source_type": "file", "status": "processing", "stage": "extracting"}
    batch.status = "processing"
    batch.jobs = [BatchJob(filename="sheet.pdf", sequence=number, **rows) for number in (1, 2)]
    with transaction() as session:
        session.add(batch)
    return batch.id


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((_HOST, 0))
        return int(probe.getsockname()[1])


def _quantile(delays: Delays, percent: int) -> float:
    return statistics.quantiles(delays, n=100)[percent - 1]
