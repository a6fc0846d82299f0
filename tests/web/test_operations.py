"""Whether a process is alive, and whether the house can take work."""

import shutil
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
import redis
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from heatsync.batches import presence
from heatsync.models import db
from tests.batches.factories import change_rows


@pytest.fixture
def worker(app: Flask) -> None:
    """A worker that says it is alive."""
    presence.tell(app.extensions["redis"], "worker", "0" * 16)


def test_it_is_alive(client: FlaskClient) -> None:
    assert client.get("/healthz").text == "ok\n"


def test_it_is_ready_when_all_that_work_needs_is_there(client: FlaskClient, worker: None) -> None:
    assert client.get("/readyz").text == "ready\n"


def no_redis(app: Flask) -> None:
    app.extensions["redis"] = redis.Redis(unix_socket_path="/nowhere")


def no_database(app: Flask) -> None:
    change_rows("DROP TABLE result_links")
    change_rows("DROP TABLE batch_jobs")
    change_rows("DROP TABLE processing_batches")


def no_storage(app: Flask) -> None:
    shutil.rmtree(Path(app.config["DATA_FOLDER"]) / "uploads")


def no_disk(app: Flask) -> None:
    app.config["SETTINGS"] = msgspec.structs.replace(app.config["SETTINGS"], free_megabytes=1 << 40)


def no_worker(app: Flask) -> None:
    app.extensions["redis"].flushall()


@pytest.mark.parametrize(
    ("broken", "named"),
    [
        (no_redis, "redis, worker"),
        (no_database, "database"),
        (no_storage, "storage"),
        (no_disk, "disk"),
        (no_worker, "worker"),
    ],
)
def test_it_is_alive_but_not_ready_and_names_to_this_machine_what_is_missing(
    app: Flask, client: FlaskClient, worker: None, broken: Callable[[Flask], None], named: str
) -> None:
    broken(app)

    answer = client.get("/readyz")

    assert (answer.status_code, answer.text) == (503, f"not ready: {named}\n")
    assert client.get("/healthz").status_code == 200


def test_strangers_hear_only_that_it_is_not_ready(client: FlaskClient) -> None:
    assert client.get("/readyz", environ_base={"REMOTE_ADDR": "192.0.2.7"}).text == "not ready\n"


def test_however_often_it_is_asked_it_looks_once_a_second(
    client: FlaskClient, worker: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    moment = [1000.0]
    monkeypatch.setattr("heatsync.web.operations.time.monotonic", lambda: moment[0])
    looks = list[str]()
    event.listen(db.engine, "before_cursor_execute", lambda *given: looks.append(given[2]))

    for moment[0] in (1000.0, 1000.4, 1000.9, 1001.0, 1001.5):
        client.get("/readyz")

    assert len(looks) == 2
