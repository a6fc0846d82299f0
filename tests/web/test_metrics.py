"""Numbers for Prometheus."""

import uuid
from contextlib import ExitStack

import msgspec
import pytest
import redis
from flask import Flask
from flask.testing import FlaskClient
from prometheus_client.parser import text_string_to_metric_families

from heatsync.batches import figures, presence
from heatsync.batches.bells import Listener
from heatsync.batches.work import read_sheet
from heatsync.heatsheet.unreadable import Unreadable
from heatsync.settings import Settings
from tests.batches.factories import SWIMMER, FakeRoom, batch_of
from tests.serving.test_reconciler import until
from tests.web import shelf

TOKEN = "a-token-of-the-one-who-counts-all"


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return msgspec.structs.replace(settings, metrics_token=TOKEN)


def text(client: FlaskClient) -> str:
    return client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"}).text


def numbers(client: FlaskClient) -> dict[str, float]:
    """All numbers, each by its name and label's values."""
    return {
        " ".join((sample.name, *sample.labels.values())): sample.value
        for family in text_string_to_metric_families(text(client))
        for sample in family.samples
    }


def test_what_is_kept_is_counted_in_the_database(client: FlaskClient) -> None:
    shelf.batch(shelf.job("completed", [shelf.swim()]), shelf.job(), shelf.job())

    found = numbers(client)

    assert found["heatsync_batches processing"] == 1
    assert found["heatsync_jobs pending"] == 2
    assert found["heatsync_pdf_files"] == 1
    assert found["heatsync_oldest_waiting_seconds"] > 0


def test_each_sheet_counts_once_by_its_outcome(app: Flask, client: FlaskClient) -> None:
    broken = FakeRoom(Unreadable("INVALID_PDF"))
    for content, room in ((b"one", FakeRoom()), (b"one", FakeRoom()), (b"two", broken)):
        read_sheet(batch_of(app, content).batch.jobs[0].id, room)

    found = numbers(client)

    assert {
        name.split()[1]: number for name, number in found.items() if name.startswith("heatsync_jobs_done_total")
    } == {
        "read": 1,
        "cached": 1,
        "INVALID_PDF": 1,
    }
    assert found["heatsync_read_seconds_count"] == found["heatsync_read_seconds_bucket +Inf"] == 1
    assert found["heatsync_wait_seconds_count"] == 3


def test_times_are_counted_up_to_each_edge(app: Flask, client: FlaskClient) -> None:
    for seconds in (0.01, 0.05, 0.3, 90):
        figures.note("read", seconds, None)

    found = numbers(client)

    assert [found[f"heatsync_read_seconds_bucket {edge}"] for edge in ("0.05", "0.25", "0.5", "60.0", "+Inf")] == [
        *(2, 2, 3, 3, 4)
    ]
    assert found["heatsync_read_seconds_sum"] == pytest.approx(90.36)
    assert found["heatsync_wait_seconds_count"] == 0


def test_workers_of_all_hosts_are_added_up(app: Flask, client: FlaskClient) -> None:
    for name in ("a" * 16, "b" * 16, "a" * 16):
        presence.tell(app.extensions["redis"], "worker", name)

    assert numbers(client)["heatsync_workers"] == 2


def test_live_pages_of_all_web_processes_are_added_up(app: Flask, client: FlaskClient) -> None:
    processes = [Listener(app.extensions["redis"]) for _ in range(2)]
    with ExitStack() as pages:
        for process, count in zip(processes, (2, 3), strict=True):
            for _ in range(count):
                pages.enter_context(process.listening(uuid.uuid4()))
        until(lambda: numbers(client)["heatsync_streams"] == 5)
    for process in processes:
        process.close()


def test_nobody_is_named(app: Flask, client: FlaskClient) -> None:
    created = batch_of(app, b"one")
    read_sheet(created.batch.jobs[0].id, FakeRoom())

    said = text(client)

    assert not [
        word
        for word in (*SWIMMER.split(), "sheet.pdf", str(created.batch.id), str(created.batch.result_code))
        if word in said
    ]


def test_without_redis_what_the_database_knows_is_still_told(app: Flask, client: FlaskClient) -> None:
    app.extensions["redis"] = redis.Redis(unix_socket_path="/nowhere")

    found = numbers(client)

    assert found["heatsync_pdf_files"] == 0
    assert "heatsync_workers" not in found


def test_counting_needs_no_redis(app: Flask, shelf: object) -> None:
    app.extensions["redis"] = redis.Redis(unix_socket_path="/nowhere")

    figures.note("read", 1.0, None)


@pytest.mark.parametrize("header", [{}, {"Authorization": "Bearer another"}, {"Authorization": "Basic YTpi"}])
def test_nobody_else_finds_them(client: FlaskClient, header: dict[str, str]) -> None:
    assert client.get("/metrics", headers=header).status_code == 404
