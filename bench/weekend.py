"""``python -m bench.weekend [LD04 LD06 …]``: the loads of a meet's weekend, shortened, on this machine.

Two web processes, two workers, Redis, PostgreSQL, and those who load them, all on the same cores.
"""

import io
import sys
import threading
import time
import uuid
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from itertools import count
from random import Random
from statistics import median
from typing import NamedTuple, TypeVar

import pikepdf
from flask import Flask
from sqlalchemy import func, select, text

from bench import live
from bench.arrivals import Answer, Form, Visitors, told, visitors
from bench.installation import Web, installation, running, web
from heatsync.batches import cleanup, states
from heatsync.database import now
from heatsync.models import BatchJob, ProcessingBatch, new_batch, transaction
from heatsync.samples import hytek, invent
from heatsync.samples.example import forty_pages
from heatsync.samples.sheet import Sheet, entries_of
from heatsync.serving.workers import COMMAND
from tests.servers import postgres_server

T = TypeVar("T")

_TWENTY_PAGES = invent.Size(sessions=2, events=36, swimmers=400, lanes=8)
_HOUR = 3600
_A_SHEET = 1_500_000
_SEE_OTHER = 303
_families = count()


class House(NamedTuple):
    """What is loaded, and by whom."""

    app: Flask
    web: Web
    visitors: Visitors


def main(names: Sequence[str]) -> None:
    """Measure those, or all."""
    for name in names or ROWS:
        database, measure = ROWS[name]
        with database() as address, house(address) as loaded:
            for line in measure(loaded):
                print(f"{name}  {line}", flush=True)


@contextmanager
def house(database: str) -> Iterator[House]:
    """An installation with nothing in it but one family's result."""
    workers = [*COMMAND, "--processes", "2"]
    with (
        installation(database) as app,
        app.app_context(),
        web(app) as served,
        running(app, workers),
        visitors(served.port) as some,
    ):
        some.send([_form(forty_pages(1))], 1).result()
        _wait_for_the_work()
        yield House(app, served, some)


@contextmanager
def _postgres() -> Iterator[str]:
    with postgres_server() as server:
        yield server.format("postgres")


@contextmanager
def _sqlite() -> Iterator[str]:
    yield ""


def herd(loaded: House, a_second: float = 2, seconds: float = 45) -> Iterator[str]:
    """LD01, WS15: families on a pool's wifi come with one sheet, one in ten with another."""
    rare = [_padded(_drawn(number)) for number in range(3)]
    common, chance = _padded(forty_pages(2)), Random(1)
    forms = [_form(chance.choice(rare) if number % 10 == 9 else common) for number in range(int(a_second * seconds))]
    answers = loaded.visitors.send(forms, a_second).result()
    yield f"{a_second:g} forms a second for {seconds:.0f} s: {told(answers, _SEE_OTHER)}"
    yield from _turned_away(answers)
    _wait_for_the_work()
    yield _done(sum(answer.status == _SEE_OTHER for answer in answers), {form.pdf for form in forms})


def unique(loaded: House, number: int = 120) -> Iterator[str]:
    """LD03: as many sheets of twenty pages that nobody has brought before, within ten seconds."""
    began, drawn = time.perf_counter(), _drawn(1)
    forms = [_form(Sheet(drawn.pdf + b"\n%%%d" % at, drawn.truth), f"20.0.0.{at}") for at in range(number)]
    sent = loaded.visitors.send(forms, number / 10)
    pages = loaded.visitors.read(_pages(), 5, 20)
    answers = told(sent.result(), _SEE_OTHER)
    _wait_for_the_work()
    yield f"{number / (time.perf_counter() - began):.1f} jobs a second, forms: {answers}"
    yield _done(number, ())
    yield f"pages: {told(pages.result())}"


def readers(loaded: House, seconds: float = 40) -> Iterator[str]:
    """LD04: twenty pages of a result and two calendars a second."""
    yield str(told(loaded.visitors.read(_pages(), 22, seconds).result()))


def uploads(loaded: House) -> Iterator[str]:
    """LD06: twenty who send 15 MB at 1 MB a second, while pages are read."""
    files = [Form("Ada", b"%%PDF-1.7\n%d" % at, f"20.0.0.{at}", 15_000_000) for at in range(20)]
    with _peak_of(loaded.web) as peak:
        before = loaded.web.megabytes
        sent = loaded.visitors.send(files, 100, 1_000_000)
        pages = loaded.visitors.read(_pages(), 10, 20)
        yield f"uploads: {told(sent.result(), _SEE_OTHER)}"
        yield f"pages: {told(pages.result())}"
    yield f"the web grew by {peak[0] - before:.0f} MB"


def everything(loaded: House) -> Iterator[str]:
    """LD05: LD01, LD04 and five hundred live pages at once."""
    waiting = [_batch_that_waits() for _ in range(25)]
    pages = loaded.visitors.read(_pages(), 22, 25)
    threads = ThreadPoolExecutor(1)
    live_pages = threads.submit(_in_context, loaded.app, lambda: live.listen(loaded.web, 500, waiting, 10, 20))
    yield from herd(loaded, 2, 25)
    heard = live_pages.result()
    yield f"pages: {told(pages.result())}"
    yield f"500 live pages: {heard.missing} events missing, 95 % within {1000 * heard.delay_p95:.0f} ms"


def too_much(loaded: House) -> Iterator[str]:
    """LD07: thrice as many as LD01, and how pages are afterwards."""
    yield from herd(loaded, 6, 30)
    yield f"pages afterwards: {told(loaded.visitors.read(_pages(), 5, 10).result())}"


def a_fifth(loaded: House) -> Iterator[str]:
    """LD08: a fifth of LD01."""
    yield from herd(loaded, 0.4, 45)


def old_rows(loaded: House) -> Iterator[str]:
    """LD11: LD04 without and with a million old rows, and while a part of them is deleted."""
    yield f"before: {told(loaded.visitors.read(_pages(), 22, 15).result())}"
    with transaction() as session:
        for statement in _A_MILLION.split(";"):
            session.execute(text(statement))
    yield f"with a million old rows: {told(loaded.visitors.read(_pages(), 22, 15).result())}"
    pages, slices = loaded.visitors.read(_pages(), 22, 15), list[float]()
    while not pages.done() and (batch_id := _expired()):
        began = time.perf_counter()
        cleanup.remove(batch_id)
        slices.append(1000 * (time.perf_counter() - began))
    yield f"while {len(slices)} old batches go, {max(slices):.0f} ms for one at most: {told(pages.result())}"


def _form(sheet: Sheet, address: str = "20.1.1.1") -> Form:
    """A family's: for one swimmer on the sheet after another."""
    names = [entry.name for entry in entries_of(sheet.truth) if not entry.legs]
    return Form(names[next(_families) % len(names)], sheet.pdf, address)


def _drawn(seed: int) -> Sheet:
    return hytek.draw(invent.hytek(Random(seed), _TWENTY_PAGES))


def _padded(sheet: Sheet) -> Sheet:
    """The same, as large as one with a club's logos."""
    pdf, out = pikepdf.open(io.BytesIO(sheet.pdf)), io.BytesIO()
    pdf.Root.Logos = pdf.make_stream(Random(1).randbytes(_A_SHEET - len(sheet.pdf)))
    pdf.save(out)
    return Sheet(out.getvalue(), sheet.truth)


def _pages() -> list[str]:
    with transaction() as session:
        code = session.scalar(select(ProcessingBatch.result_code).order_by(ProcessingBatch.created_at).limit(1))
    return [*[f"/r/{code}"] * 10, f"/r/{code}.ics"]


def _batch_that_waits() -> uuid.UUID:
    """One that no worker touches, so that all that happens to it is ours."""
    batch = new_batch("Ada Abbernock", 1)
    batch.jobs = [BatchJob(sequence=1, source_type="file", not_before=now(2 * _HOUR))]
    with transaction() as session:
        session.add(batch)
    return batch.id


def _in_context(app: Flask, work: Callable[[], T]) -> T:
    with app.app_context():
        return work()


def _wait_for_the_work() -> None:
    soon = func.coalesce(BatchJob.not_before, now()) < now(_HOUR)
    is_open = select(func.count()).where(BatchJob.status.in_(states.OPEN), soon)
    while True:
        with transaction() as session:
            if not session.scalar(is_open):
                return
        time.sleep(0.05)


def _turned_away(answers: Sequence[Answer]) -> Iterator[str]:
    if away := [1000 * answer.seconds for answer in answers if answer.status != _SEE_OTHER]:
        yield f"{len(away)} turned away, {median(away):.0f} ms in the median, {max(away):.0f} at most"


def _done(number: int, contents: Collection[bytes]) -> str:
    """How long the last so many batches took, and how often a sheet was read for them."""
    with transaction() as session:
        newest = select(BatchJob).order_by(BatchJob.created_at.desc()).limit(number)
        jobs = session.scalars(newest).all()
    waits = sorted((job.completed_at - job.created_at).total_seconds() for job in jobs if job.completed_at)
    reads, completed = sum(not job.cached for job in jobs), sum(job.status == "completed" for job in jobs)
    of = f" of {len(contents)} contents" if contents else ""
    times = f"95 % within {waits[int(0.95 * number)]:.1f} s, all {waits[-1]:.1f}"
    return f"{completed} of {number} done, {reads} reads{of}; {times}"


@contextmanager
def _peak_of(served: Web) -> Iterator[list[float]]:
    """The most memory that the web has held until now."""
    peak, over = [served.megabytes], threading.Event()

    def watch() -> None:
        while not over.wait(0.1):
            peak[0] = max(peak[0], served.megabytes)

    thread = threading.Thread(target=watch)
    thread.start()
    try:
        yield peak
    finally:
        over.set()
        thread.join()


def _expired() -> uuid.UUID | None:
    with transaction() as session:
        return session.scalar(select(ProcessingBatch.id).where(ProcessingBatch.expires_at < now()).limit(1))


_A_MILLION = """
    INSERT INTO pdf_files (id, checksum, sha256, file_size_bytes, created_at, last_accessed_at)
    SELECT md5(n::text)::uuid, md5(n::text), md5(n::text) || md5(n::text), 1, now(), now()
    FROM generate_series(1, 1000) n;
    INSERT INTO extraction_results (id, pdf_id, swimmer_name_normalized, swimmer_name_display, meet_name, events)
    SELECT md5('e' || n)::uuid, md5((1 + n % 1000)::text)::uuid, 'ada ' || n, 'Ada ' || n, 'A Meet', '[]'
    FROM generate_series(1, 250000) n;
    INSERT INTO processing_batches (id, swimmer_name_normalized, swimmer_name_display, total_pdfs, completed_pdfs,
        status, completed_at, expires_at, result_code)
    SELECT md5('b' || n)::uuid, 'ada ' || n, 'Ada ' || n, 1, 1, 'completed', now(),
        now() + CASE WHEN n < 10000 THEN interval '-1 day' ELSE interval '1 day' END, substr(md5('b' || n), 1, 12)
    FROM generate_series(1, 250000) n;
    INSERT INTO batch_jobs (id, batch_id, sequence, source_type, status, extraction_id, result_code, completed_at)
    SELECT md5('j' || n)::uuid, md5('b' || n)::uuid, 1, 'file', 'completed', md5('e' || n)::uuid,
        substr(md5('j' || n), 1, 12), now() FROM generate_series(1, 250000) n;
    INSERT INTO result_links (id, short_code, extraction_id, expires_at)
    SELECT md5('l' || n)::uuid, substr(md5('j' || n), 1, 12), md5('e' || n)::uuid, now() + interval '1 day'
    FROM generate_series(1, 250000) n;
    ANALYZE
"""
"""Batches of one sheet each, of which some have expired; as the database knows them when they have come one by one."""

ROWS: Mapping[str, tuple[Callable[[], AbstractContextManager[str]], Callable[[House], Iterator[str]]]] = {
    "LD01": (_postgres, herd),
    "LD03": (_postgres, unique),
    "LD04": (_postgres, readers),
    "LD05": (_postgres, everything),
    "LD06": (_postgres, uploads),
    "LD07": (_postgres, too_much),
    "LD08": (_sqlite, a_fifth),
    "LD11": (_postgres, old_rows),
}

if __name__ == "__main__":
    main(sys.argv[1:])
