"""What goes wrong, in words, and nothing about how we are built."""

import logging
import re
from collections.abc import Callable
from typing import NoReturn
from unittest.mock import Mock

import pytest
from flask import Flask, abort
from flask.testing import FlaskClient
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session
from structlog.testing import capture_logs

from tests.web import shelf


def test_an_unknown_link_is_explained_kindly(client: FlaskClient) -> None:
    answer = client.get("/r/abcDEF123456")

    assert answer.status_code == 404
    assert "deleted after 30 days" in answer.text


def test_an_upload_that_is_too_large_says_what_to_do(app: Flask, client: FlaskClient) -> None:
    app.config["MAX_CONTENT_LENGTH"] = 1000

    answer = shelf.post(client, "/batches", swimmer="x" * 2000)

    assert answer.status_code == 413
    assert "choose fewer files" in answer.text


def test_too_many_fields_are_too_much(client: FlaskClient) -> None:
    assert shelf.post(client, "/batches", kept=["x"] * 400).status_code == 413


def test_a_stale_form_asks_to_load_the_page_again(client: FlaskClient) -> None:
    answer = client.post("/batches", data={"swimmer": "Ada"})

    assert answer.status_code == 400
    assert "load the page again" in answer.text


@pytest.mark.parametrize("status", [403, 404, 405, 413, 418, 429, 500, 503])
def test_every_error_has_a_page_with_a_way_on(app: Flask, client: FlaskClient, status: int) -> None:
    app.config["PROPAGATE_EXCEPTIONS"] = False
    app.add_url_rule(f"/fails-{status}", view_func=_failing(status))

    answer = client.get(f"/fails-{status}")

    assert answer.status_code == status
    assert 'href="/"' in answer.text
    assert "frame-ancestors 'none'" in answer.headers["Content-Security-Policy"]
    assert (answer.headers["Referrer-Policy"], "no-store" in answer.headers["Cache-Control"]) == ("no-referrer", True)


def test_an_error_of_ours_shows_a_number_that_the_log_knows_and_nothing_else(
    app: Flask, client: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    app.config["PROPAGATE_EXCEPTIONS"] = False
    app.add_url_rule("/breaks", view_func=_broken)
    with caplog.at_level(logging.ERROR), capture_logs() as lines:
        answer = client.get("/breaks")

    incident = re.search(r"<code>(\w{8})</code>", answer.text)
    assert answer.status_code == 500
    assert incident
    assert "a secret path" not in answer.text
    assert [line["incident"] for line in lines] == [incident[1]]
    assert not re.findall("a secret path|/breaks", f"{caplog.text}{lines}")


def test_while_the_database_is_away_forms_are_asked_to_come_again_and_live_pages_to_poll(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = shelf.batch(shelf.job())
    away = OperationalError("SELECT", {}, Exception("the server closed the connection"))
    monkeypatch.setattr(Session, "execute", Mock(side_effect=away))
    monkeypatch.setattr(Session, "scalar", Mock(side_effect=away))

    sent, stream = shelf.post(client, "/batches", swimmer="Ada"), client.get(f"/batches/{batch.id}/stream")

    assert (sent.status_code, sent.headers["Retry-After"], "server closed" in sent.text) == (503, "120", False)
    assert (stream.status_code, stream.text.splitlines()[0]) == (200, "event: poll")


def _broken() -> str:
    raise RuntimeError("a secret path")


def _failing(status: int) -> Callable[[], NoReturn]:
    return lambda: abort(status)
