"""Whatever a worker is doing for a sheet, it lets go soon after a parent has pressed Stop."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import msgspec
import pytest
from flask import Flask

from heatsync.batches import managing
from heatsync.batches.creating import Created
from heatsync.batches.work import Room, read_sheet
from heatsync.heatsheet import read
from heatsync.heatsheet.program import Program
from heatsync.intake.model_reader.reader import ModelReader
from heatsync.intake.reading import ReadingRoom
from heatsync.settings import Settings
from tests.batches.factories import PROGRAM, FakeRoom, batch_of, jobs_of
from tests.batches.test_downloading import URL, batch_of_links, internet
from tests.chaos import extent
from tests.intake.links.internet import slowly
from tests.intake.model_reader.foreign import drawn
from tests.intake.model_reader.model_server import KEY, Reply, model_server

WITHIN = extent.of(2, 15)
"""Seconds. In short this only tells it from the half or whole minute after which a worker lets go by itself."""
ENDLESS = "tests.batches.test_stopping:read_for_ever"


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Heartbeats as in production."""
    return msgspec.structs.replace(settings, heartbeat_seconds=Settings().heartbeat_seconds)


def read_for_ever(pdf: bytes, on_page: Callable[[int, int], None], _max_pages: int) -> Program:
    """A reader that never comes to the second page of a certain sheet."""
    if pdf.endswith(b"endless"):
        on_page(1, 2)
        threading.Event().wait()
    return PROGRAM


def test_while_a_server_says_nothing(app: Flask) -> None:
    created = batch_of_links(URL)
    with internet(app, slowly(b"")):
        assert seconds_from_stop_to_end(app, created, FakeRoom()) < WITHIN


def test_while_a_language_model_says_nothing(app: Flask) -> None:
    created = batch_of(app, drawn())
    with model_server() as server:
        server.says(Reply(200, pieces=lambda: iter(lambda: b" " * (not server.over.wait(5)), b"")))
        asking = Settings(openai_api_key=KEY, openai_base_url=server.url)
        with ModelReader(asking) as model:
            assert seconds_from_stop_to_end(app, created, FakeRoom(read(drawn())), model) < WITHIN


def test_while_a_page_takes_long(app: Flask, settings: Settings) -> None:
    created = batch_of(app, b"endless")
    with ReadingRoom(settings, reader=ENDLESS) as room:
        assert seconds_from_stop_to_end(app, created, room) < WITHIN


def seconds_from_stop_to_end(app: Flask, created: Created, room: Room, model: ModelReader | None = None) -> float:
    """How long a worker goes on after the stop, which comes once it is at work."""
    with at_work(app, created, room, model) as worker:
        time.sleep(1)
        pressed = time.monotonic()
        assert managing.cancel(created.batch.id, created.manage_token)
        worker.join()
    return time.monotonic() - pressed


@contextmanager
def at_work(app: Flask, created: Created, room: Room, model: ModelReader | None) -> Iterator[threading.Thread]:
    (job,) = created.batch.jobs

    def work() -> None:
        with app.app_context():
            read_sheet(job.id, room, model)

    worker = threading.Thread(target=work)
    worker.start()
    try:
        while jobs_of(created.batch.id)[0].status == "pending":
            time.sleep(0.01)
        yield worker
    finally:
        worker.join()
    assert jobs_of(created.batch.id)[0].status == "cancelled"
