"""``python -m bench.closed_doors``: what closed doors cost, and whether time tells what is behind them."""

import datetime
import statistics
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from functools import partial
from io import BytesIO
from pathlib import Path
from socket import socket
from tempfile import TemporaryDirectory
from unittest.mock import patch

from flask import Flask
from limits import RateLimitItemPerMinute
from sqlalchemy import select, update
from werkzeug.datastructures import FileStorage

from bench.installation import installation
from heatsync import logs
from heatsync.batches import queue
from heatsync.batches.creating import Visitor, create_batch
from heatsync.batches.work import read_sheet
from heatsync.intake.links.fetching import Fetcher
from heatsync.intake.links.pasted import links_in
from heatsync.intake.links.public import is_public
from heatsync.intake.reading import ReadingRoom
from heatsync.intake.storage import LocalStorage
from heatsync.intake.uploads import take_in
from heatsync.models import BatchJob, ProcessingBatch, new_code, transaction
from heatsync.problems import Problem
from heatsync.samples import EXAMPLE_PDF
from heatsync.web import guessing
from tests.intake.links.internet import Internet, always, answer
from tests.intake.links.test_hostile_addresses import URLS, resolver

_UPLOADS, _SLOW_LINKS = 20, 50
_A_YEAR_AGO = datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=365)


def main() -> None:
    """Print all of it, milliseconds in the median of each kind. What the log says goes to stderr."""
    logs.configure()
    print(f"SF01  the slowest of {len(URLS)} addresses: {max(_addresses()):.0f} ms")
    print("SF06 ", ", ".join(f"{name} {median:.0f} ms" for name, median in _refusals()))
    for pause, how in ((0.0, "all at once"), (0.5, "one after the other")):
        alone, beside = _uploads(0, pause), _uploads(_SLOW_LINKS, pause)
        print(
            f"SF07  uploads {how}: {alone:.0f} ms, beside slow links {beside:.0f}, {beside / alone:.2f} times as long"
        )
    print("WS08 ", ", ".join(f"{name} {median:.2f} ms" for name, median in _misses()))


def _addresses() -> Iterator[float]:
    for case in URLS:
        if "delay" in case.dns:
            continue  # its resolver is what it waits for
        scripts = dict.fromkeys(("/", "/heat.pdf", "/x.pdf", "/a%20b.pdf", "/%0d%0aX-Evil:%201"), answer())
        internet = Internet(scripts, everywhere=resolver(case.dns, threading.Event()))
        with internet.running():
            yield _milliseconds(_fetch_from(internet.fetcher(is_public), case.input))


def _refusals() -> Iterator[tuple[str, float]]:
    """Fifty that are blocked, refused and unknown, padded as in production."""

    def nobody(_times: int) -> list[str]:
        raise OSError

    names = {"blocked": always("10.0.0.5"), "refused": always("93.184.216.34"), "unknown": nobody}
    fetcher = Internet({}, names).fetcher(refusal_seconds=1)
    with ThreadPoolExecutor(10) as threads:
        for name in names:
            tries = [_fetch_from(fetcher, f"http://{name}/x.pdf")] * 50
            yield name, statistics.median(threads.map(_milliseconds, tries))


def _fetch_from(fetcher: Fetcher, url: str) -> Callable[[], None]:
    def fetch() -> None:
        with TemporaryDirectory() as folder, suppress(Problem):
            fetcher.fetch(url, LocalStorage(Path(folder)))

    return fetch


def _uploads(slow_links: int, pause: float) -> float:
    """How long an upload takes with two workers, while links hang that were there before."""
    may_answer = threading.Event()

    def hang(connection: socket) -> None:
        may_answer.wait()
        answer()(connection)

    with (
        installation() as app,
        app.app_context(),
        Internet({f"/{at}.pdf": hang for at in range(slow_links)}).running() as net,
    ):
        app.extensions.update(fetcher=net.fetcher(seconds=600), worker_processes=2)
        for at in range(slow_links):
            create_batch("Ada", [], Visitor(), links_in(f"http://server{at}.test/{at}.pdf"))
        with _two_workers(app, may_answer):
            for at in range(_UPLOADS):
                file = FileStorage(BytesIO(EXAMPLE_PDF.read_bytes() + b"\n%%%d" % at), "sheet.pdf")
                create_batch("Ada", take_in([file], app.extensions["storage"], app.config["SETTINGS"]), Visitor())
                time.sleep(pause)
            jobs = _done_uploads()
    return statistics.median(
        1000 * (job.completed_at - job.created_at).total_seconds() for job in jobs if job.completed_at
    )


@contextmanager
def _two_workers(app: Flask, may_answer: threading.Event) -> Iterator[None]:
    over = threading.Event()

    def work() -> None:
        with app.app_context(), ReadingRoom(app.config["SETTINGS"]) as room:
            while not over.is_set():
                queue.enqueue_forgotten(10)
                if message := app.extensions["redis"].lpop("rq:queue:heatsync"):
                    read_sheet(uuid.UUID(message.decode()[:36]), room)

    with ThreadPoolExecutor(2) as threads:
        workers = [threads.submit(work) for _ in range(2)]
        yield
        over.set()
        may_answer.set()
        for worker in workers:
            worker.result()


def _done_uploads() -> list[BatchJob]:
    done = select(BatchJob).where(BatchJob.source_type == "file", BatchJob.status == "completed")
    while True:
        with transaction() as session:
            jobs = list(session.scalars(done))
        if len(jobs) == _UPLOADS:
            return jobs
        time.sleep(0.02)


def _misses() -> Iterator[tuple[str, float]]:
    """Three hundred codes that have expired and as many that never were, by turns."""
    limitless = RateLimitItemPerMinute(10**6)
    with installation() as app, patch.multiple(guessing, _MISSES=limitless, _MISSES_OF_ALL=limitless):
        with app.app_context():
            create_batch("Ada", [], Visitor(), links_in("https://pub.test/a.pdf"))
            with transaction() as session:
                session.execute(update(ProcessingBatch).values(expires_at=_A_YEAR_AGO))
                expired = session.scalar(select(ProcessingBatch.result_code))
        browser, times = app.test_client(), dict[str, list[float]]()
        for _ in range(300):
            for name, code in (("expired", expired), ("never there", new_code())):
                times.setdefault(name, []).append(_milliseconds(partial(browser.get, f"/r/{code}")))
        yield from ((name, statistics.median(these)) for name, these in times.items())


def _milliseconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - began)


if __name__ == "__main__":
    main()
