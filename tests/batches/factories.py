"""Batches, sheets and workers for these tests. Names are invented."""

import datetime
import io
import threading
import uuid
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import BinaryIO

from flask import Flask
from sqlalchemy import select, text
from werkzeug.datastructures import FileStorage

from heatsync.batches.creating import Created, Visitor, create_batch
from heatsync.database import now
from heatsync.heatsheet.cuts import Place
from heatsync.heatsheet.program import Entry, Event, Heat, Meet, Program
from heatsync.intake.uploads import Upload, take_in
from heatsync.models import BatchJob, ProcessingBatch, transaction

SWIMMER = "Ada Abbernock"
TEAM = "OTTR-PV"


def program(*names: str, kind: str = "heat_sheet", meet: str | None = "Winter Championships") -> Program:
    """A sheet of one event, with one heat of these swimmers."""
    entries = tuple(
        Entry(name, page=1, line=f"{lane} {name}", box=(0, 0, 1, 1), lane=lane, age=11, team=TEAM, seed_time="1:05.32")
        for lane, name in enumerate(names, start=1)
    )
    event = Event("Girls 11-12 100 Free", number="1", heats=(Heat(1, of=1, entries=entries),))
    return Program(kind, "fake", 2, 1.0, Meet(meet), events=(event,) if names else ())  # type: ignore[arg-type]


PROGRAM = program("Abbernock, Ada", "Garrowby, Nell")


class FakeRoom:
    """Reads no PDF: gives the same program, or raises the same error, for whatever it is shown; counts the reads."""

    def __init__(self, answer: Program | BaseException = PROGRAM, during: Callable[[], object] = lambda: None) -> None:
        self._answer = answer
        self._during = during
        self._lock = threading.Lock()
        self.reads = self.cuts = 0

    def read(self, pdf: BinaryIO, on_page: Callable[[int, int], None]) -> Program:
        with self._lock:
            self.reads += 1
        on_page(1, 2)
        self._during()
        on_page(2, 2)
        if isinstance(self._answer, BaseException):
            raise self._answer
        return self._answer

    def cut(self, _pdf: BinaryIO, places: Sequence[Place]) -> list[bytes | None]:
        """A picture of each line but the fifth and those after."""
        self.cuts += 1
        return [b"picture of %r" % place.page if at < 4 else None for at, place in enumerate(places)]


def upload(app: Flask, content: bytes = b"one", name: str = "sheet.pdf") -> Upload:
    """A stored upload of that content."""
    files = [FileStorage(io.BytesIO(b"%PDF-1.7\n" + content), name)]
    return take_in(files, app.extensions["storage"], app.config["SETTINGS"])[0]


def batch_of(app: Flask, *contents: bytes, swimmer: str = SWIMMER) -> Created:
    """A new batch with a sheet for each content."""
    return create_batch(swimmer, [upload(app, content) for content in contents], Visitor())


def stored(batch_id: uuid.UUID) -> ProcessingBatch:
    """The batch as the database has it."""
    with transaction() as session:
        return session.get_one(ProcessingBatch, batch_id)


def jobs_of(batch_id: uuid.UUID) -> list[BatchJob]:
    """The jobs as the database has them."""
    with transaction() as session:
        return list(session.scalars(select(BatchJob).where(BatchJob.batch_id == batch_id).order_by(BatchJob.sequence)))


def change_rows(statement: str, **values: object) -> None:
    """Do to the database what no code of ours does."""
    with transaction() as session:
        session.execute(text(statement), values)


def database_clock() -> datetime.datetime:
    """The time by the database's clock."""
    with transaction() as session:
        moment: datetime.datetime = session.execute(select(now().label("clock"))).scalar_one()
        return moment


def run_out(column: str = "lease_expires_at", table: str = "batch_jobs") -> None:
    """Let that moment lie in the past, in all rows that have it."""
    change_rows(f"UPDATE {table} SET {column} = '2020-01-01 00:00:00.000000+00' WHERE {column} IS NOT NULL")  # noqa: S608


def at_once(app: Flask, *works: Callable[[], object]) -> list[BaseException]:
    """Do all of these at the same moment, each in its own thread; what they raised."""
    barrier, raised = threading.Barrier(len(works)), list[BaseException]()

    def do(work: Callable[[], object]) -> None:
        with app.app_context():
            barrier.wait()
            try:
                work()
            except BaseException as error:
                raised.append(error)

    threads = [threading.Thread(target=do, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return raised


def waiting_ids(app: Flask) -> list[str]:
    """The jobs that the queue holds, in its order, as often as it holds them."""
    return [message.decode()[:36] for message in app.extensions["redis"].lrange("rq:queue:heatsync", 0, -1)]


def uploads_kept(app: Flask) -> int:
    """How many uploads lie in the storage."""
    return sum(1 for _ in (Path(app.config["DATA_FOLDER"]) / "uploads").iterdir())
