"""A thousand live pages on the two web processes: how soon each hears what happens, and how pages answer meanwhile."""

import http
import http.client
import itertools
import multiprocessing
import random
import statistics
import threading
import time
import uuid
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from multiprocessing.connection import Connection
from typing import NamedTuple

from sqlalchemy import update

from bench import crowd
from bench.installation import Web, installation, web
from heatsync.batches.changes import change
from heatsync.models import BatchJob, new_batch, transaction

STREAMS = 1000
_PAGES_A_SECOND = 20
_SETTLED = 1.0
_PATIENCE = 120
_HOST = "127.0.0.1"

Happened = Mapping[uuid.UUID, Mapping[int, float]]
"""When each event of each batch was committed, by its number."""


class Figures(NamedTuple):
    """Of pages that many batches share; times in seconds. An event has come when it, or a later one, is there."""

    came: int
    missing: int
    cut_off: int
    opened_in: float
    delay_p95: float
    delay_p99: float
    page_p95: float
    cores: float
    """Processors that the web was using, all of its processes together."""
    megabytes: float


def measure(batches: int, events_a_second: float, seconds: float = 15) -> Figures:
    """Open the pages, let things happen to the batches by turns, load other pages, and look at the clock."""
    with installation() as app, app.app_context(), web(app) as served:
        return listen(served, STREAMS, [_new_batch() for _ in range(batches)], events_a_second, seconds)


def listen(served: Web, streams: int, ids: Sequence[uuid.UUID], events_a_second: float, seconds: float) -> Figures:
    """The same, with a web and batches that are there already."""
    watched = list(itertools.islice(itertools.cycle(ids), streams))
    with _crowd(served.port, watched) as line, _pages_loaded(served.port, ids) as pages:
        opened_in, spent = line.recv(), served.cpu_seconds
        happened = _let_things_happen(ids, events_a_second, seconds)
        cores = (served.cpu_seconds - spent) / seconds
        time.sleep(_SETTLED)
        megabytes = served.megabytes
        line.send("end")
        heard: list[crowd.Heard] = line.recv()
    return _figures(happened, heard, pages, opened_in=opened_in, cores=cores, megabytes=megabytes)


@contextmanager
def _crowd(port: int, watched: Sequence[uuid.UUID]) -> Iterator[Connection]:
    """The browsers, which first say how long they took to come."""
    ours, theirs = multiprocessing.Pipe()
    alone = multiprocessing.get_context("spawn")
    process = alone.Process(target=crowd.watch, args=(port, watched, theirs), daemon=True)
    process.start()
    theirs.close()  # so that its death is the end of the line
    if not ours.poll(_PATIENCE):
        raise TimeoutError("the live pages do not come")
    yield ours
    process.join()


@contextmanager
def _pages_loaded(port: int, batches: Sequence[uuid.UUID]) -> Iterator[list[float]]:
    """How long each of the pages took that are loaded meanwhile, so many a second."""
    delays: list[float] = []
    over = threading.Event()

    def load() -> None:
        began = time.perf_counter()
        for count in itertools.count(1):
            asked = time.perf_counter()
            _get(port, f"/batches/{random.choice(batches)}")
            delays.append(time.perf_counter() - asked)
            if over.wait(max(0, began + count / _PAGES_A_SECOND - time.perf_counter())):
                return

    thread = threading.Thread(target=load)
    thread.start()
    try:
        yield delays
    finally:
        over.set()
        thread.join()


def _let_things_happen(batches: Sequence[uuid.UUID], a_second: float, seconds: float) -> Happened:
    """Let a page of a sheet be read, of each batch by turns, as a worker reports it."""
    happened: defaultdict[uuid.UUID, dict[int, float]] = defaultdict(dict)
    began = time.perf_counter()
    for count, batch in enumerate(itertools.islice(itertools.cycle(batches), int(a_second * seconds))):
        time.sleep(max(0, began + count / a_second - time.perf_counter()))
        with change(batch) as (session, number):
            told = {"pages_done": number, "pages_total": 99, "event_id": number}
            session.execute(update(BatchJob).where(BatchJob.batch_id == batch, BatchJob.sequence == 1).values(**told))
            happened[batch][number] = time.perf_counter()
    return happened


def _figures(
    happened: Happened,
    heard: Sequence[crowd.Heard],
    pages: Sequence[float],
    *,
    opened_in: float,
    cores: float,
    megabytes: float,
) -> Figures:
    expected = sum(len(happened[page.batch]) for page in heard)
    delays = [delay for page in heard for delay in _delays(happened[page.batch], page)]
    return Figures(
        came=len(delays),
        missing=expected - len(delays),
        cut_off=sum(not page.listens for page in heard),
        opened_in=opened_in,
        delay_p95=_quantile(delays, 95),
        delay_p99=_quantile(delays, 99),
        page_p95=_quantile(pages, 95),
        cores=cores,
        megabytes=megabytes,
    )


def _delays(happened: Mapping[int, float], page: crowd.Heard) -> Iterator[float]:
    for number, moment in happened.items():
        first = bisect_left(page.numbers, number)
        if first < len(page.numbers):
            yield page.moments[first] - moment


def _get(port: int, path: str) -> None:
    line = http.client.HTTPConnection(_HOST, port, timeout=_PATIENCE)
    line.request("GET", path)
    answer = line.getresponse()
    answer.read()
    line.close()
    if answer.status != http.HTTPStatus.OK:
        raise RuntimeError(f"{path} answers {answer.status}")


def _new_batch() -> uuid.UUID:
    batch = new_batch("Ada Abbernock", 2)
    rows = {"source_type": "file", "status": "processing", "stage": "extracting"}
    batch.status = "processing"
    batch.jobs = [BatchJob(filename="sheet.pdf", sequence=number, **rows) for number in (1, 2)]
    with transaction() as session:
        session.add(batch)
    return batch.id


def _quantile(values: Sequence[float], percent: int) -> float:
    return statistics.quantiles(values, n=100)[percent - 1]
