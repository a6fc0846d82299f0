"""Health, readiness and numbers, for those who run the site."""

import msgspec
import pytest
import redis
from flask import Flask
from flask.testing import FlaskClient

from heatsync.settings import Settings
from tests.web import shelf

TOKEN = "a-token-of-the-one-who-counts"


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return msgspec.structs.replace(settings, metrics_token=TOKEN)


def test_it_is_alive(client: FlaskClient) -> None:
    assert client.get("/healthz").text == "ok\n"


def test_it_is_ready_when_database_and_redis_answer(client: FlaskClient) -> None:
    assert client.get("/readyz").status_code == 200


def test_it_is_alive_but_not_ready_without_redis(app: Flask, client: FlaskClient) -> None:
    app.extensions["redis"] = redis.Redis(unix_socket_path="/nowhere")

    assert client.get("/readyz").status_code == 503
    assert client.get("/healthz").status_code == 200


def test_numbers_are_counted_in_the_database(client: FlaskClient) -> None:
    shelf.batch(shelf.job("completed", [shelf.swim()]), shelf.job(), shelf.job())

    numbers = client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"}).text

    assert 'heatsync_batches{status="processing"} 1.0' in numbers
    assert 'heatsync_jobs{status="pending"} 2.0' in numbers
    assert "heatsync_pdf_files 1.0" in numbers


@pytest.mark.parametrize("header", [{}, {"Authorization": "Bearer another"}, {"Authorization": "Basic YTpi"}])
def test_nobody_else_finds_them(client: FlaskClient, header: dict[str, str]) -> None:
    assert client.get("/metrics", headers=header).status_code == 404
