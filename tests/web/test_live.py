"""The stream: a snapshot, then what changes, then the end."""

import re
import threading
from unittest.mock import Mock

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from heatsync.batches import bells, managing
from heatsync.models import ProcessingBatch, db
from heatsync.web import live
from heatsync.web.seats import Seats
from tests.web import shelf
from tests.web.eventsource import Message, messages


def stream_of(client: FlaskClient, batch: ProcessingBatch, **headers: str) -> str:
    """The whole stream of a batch that is over, or will be."""
    return client.get(f"/batches/{batch.id}/stream", headers=headers).text


def stream_from(app: Flask, address: str, batch: ProcessingBatch) -> TestResponse:
    """A stream that somebody at that address has opened."""
    return app.test_client().get(f"/batches/{batch.id}/stream", buffered=False, environ_base={"REMOTE_ADDR": address})


def first_answer(stream: TestResponse) -> str:
    """What a stream says before it waits: its snapshot, or the word to poll."""
    text = ""
    for piece in stream.response:
        text += piece.decode() if isinstance(piece, bytes) else piece
        if "batch_started" in text or "event: poll" in text:
            break
    return text


def events(found: list[Message]) -> list[str]:
    return [message.event for message in found]


@pytest.fixture
def cancelled_soon(client: FlaskClient) -> ProcessingBatch:
    """A working batch that its maker stops once somebody has seen its rows."""
    return shelf.batch(shelf.job("completed", [shelf.swim()]), shelf.job("failed"), shelf.job("processing"))


def watch_and_cancel(app: Flask, client: FlaskClient, batch: ProcessingBatch) -> str:
    """The stream's text, of which the part behind the snapshot comes from a cancel."""
    answer = client.get(f"/batches/{batch.id}/stream", buffered=False)
    pieces = []
    for piece in answer.response:
        text = piece.decode() if isinstance(piece, bytes) else piece
        pieces.append(text)
        if "event: batch_started" in text:
            cancelling = threading.Thread(target=_cancel, args=(app, batch))
            cancelling.start()
            cancelling.join()
    return "".join(pieces)


def _cancel(app: Flask, batch: ProcessingBatch) -> None:
    with app.app_context():
        assert managing.cancel(batch.id, shelf.TOKEN)


def test_it_begins_with_a_snapshot_of_all_rows_and_ends_when_the_work_does(
    app: Flask, client: FlaskClient, cancelled_soon: ProcessingBatch
) -> None:
    found = messages(watch_and_cancel(app, client, cancelled_soon))

    snapshot = ["job_completed", "job_failed", "job_progress", "batch_started"]
    assert events(found) == [*snapshot, "batch_cancelled", "done"]


def test_each_event_has_the_number_of_the_batchs_last_change(
    app: Flask, client: FlaskClient, cancelled_soon: ProcessingBatch
) -> None:
    found = messages(watch_and_cancel(app, client, cancelled_soon))

    assert [message.last_id for message in found] == ["3", "3", "3", "3", "4", "4"]


def test_every_fragment_replaces_one_element_by_its_id(
    app: Flask, client: FlaskClient, cancelled_soon: ProcessingBatch
) -> None:
    *fragments, done = messages(watch_and_cancel(app, client, cancelled_soon))

    roots = [re.match(r'\s*<(\w+) id="([^"]+)"[^>]*hx-swap-oob="true"', fragment.data) for fragment in fragments]
    assert all(roots)
    assert done.data == "done"


@pytest.mark.parametrize("status", ["completed", "partial", "failed"])
def test_a_batch_that_is_over_gets_its_result_and_the_end(client: FlaskClient, status: str) -> None:
    batch = shelf.batch(shelf.job("completed", [shelf.swim()]), status=status)

    assert events(messages(stream_of(client, batch))) == ["batch_completed", "done"]


@pytest.mark.parametrize("last", ["0", "1", "1001", "-1", "abc", "9" * 10_000])
def test_it_is_the_same_whatever_the_browser_says_it_saw(client: FlaskClient, last: str) -> None:
    batch = shelf.finished(shelf.swim())

    assert messages(stream_of(client, batch, **{"Last-Event-ID": last})) == messages(stream_of(client, batch))


def test_the_first_bytes_get_through_a_proxy_that_waits_for_some(client: FlaskClient) -> None:
    start = stream_of(client, shelf.finished(shelf.swim()))

    assert re.match(r"retry: [345]\d{3}\n: {2048}\n\n", start)


def test_nobody_keeps_it_or_holds_it_back(client: FlaskClient) -> None:
    answer = client.get(f"/batches/{shelf.finished(shelf.swim()).id}/stream")

    assert answer.mimetype == "text/event-stream"
    assert answer.headers["Cache-Control"] == "no-store, no-transform"
    assert answer.headers["X-Accel-Buffering"] == "no"


def test_when_all_seats_are_taken_the_browser_is_told_to_poll(app: Flask, client: FlaskClient) -> None:
    app.extensions["seats"] = Seats(1, 1)
    batch = shelf.batch(shelf.job())
    with client.get(f"/batches/{batch.id}/stream", buffered=False):
        answer = client.get(f"/batches/{batch.id}/stream")

    (message,) = messages(answer.text)
    assert (answer.status_code, message.event) == (200, "poll")
    assert 'hx-trigger="load, every 4s"' in message.data
    assert "sse-connect" not in message.data


def test_a_seat_is_free_again_when_its_page_is_closed(app: Flask, client: FlaskClient) -> None:
    app.extensions["seats"] = Seats(1, 1)
    batch = shelf.batch(shelf.job())
    client.get(f"/batches/{batch.id}/stream", buffered=False).close()
    client.get(f"/batches/{batch.id}/stream", buffered=False).close()

    assert app.extensions["seats"].take("127.0.0.1", batch.id)


def test_the_seventh_stream_of_a_page_at_one_address_polls_and_pages_still_answer(client: FlaskClient) -> None:
    batch = shelf.batch(shelf.job())
    streams = [client.get(f"/batches/{batch.id}/stream", buffered=False) for _ in range(7)]

    first_events = [events(messages(first_answer(stream)))[:1] for stream in streams]
    assert first_events == [["job_progress"]] * 6 + [["poll"]]
    assert client.get(f"/batches/{batch.id}").status_code == 200
    for stream in streams:
        stream.close()


def test_fifty_idle_streams_hold_no_connection(app: Flask) -> None:
    with app.app_context():
        batch = shelf.batch(shelf.job())
        streams = [stream_from(app, f"192.0.2.{number}", batch) for number in range(50)]
        assert all("batch_started" in first_answer(stream) for stream in streams)

        assert db.engine.pool.status().endswith("Current Checked out connections: 0")
        for stream in streams:
            stream.close()


def test_a_batch_that_is_deleted_ends_its_streams(client: FlaskClient) -> None:
    batch = shelf.batch(shelf.job())
    answer = client.get(f"/batches/{batch.id}/stream", buffered=False)
    pieces = []
    for piece in answer.response:
        pieces.append(piece.decode() if isinstance(piece, bytes) else piece)
        if "batch_started" in pieces[-1]:
            assert managing.delete(batch.id, shelf.TOKEN)

    assert events(messages("".join(pieces)))[-1] == "done"


def test_a_stream_on_which_nothing_happens_says_now_and_then_that_it_lives(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert live._HEARTBEAT <= 20  # what proxies cut off has been silent for longer
    monkeypatch.setattr(live, "_HEARTBEAT", 0.01)
    batch = shelf.batch(shelf.job("processing"))
    stream = client.get(f"/batches/{batch.id}/stream", buffered=False)

    pieces = [piece for _, piece in zip(range(6), stream.response, strict=False)]

    assert pieces[-3:] == [b":hb\n\n"] * 3


def test_a_stream_ends_when_the_database_is_away_and_the_browser_comes_back_to_hear_the_rest(
    app: Flask, client: FlaskClient, cancelled_soon: ProcessingBatch, monkeypatch: pytest.MonkeyPatch
) -> None:
    stream = stream_from(app, "203.0.113.1", cancelled_soon)
    (seen,) = {message.last_id for message in messages(first_answer(stream))}
    with monkeypatch.context() as outage:
        outage.setattr(Session, "scalar", Mock(side_effect=OperationalError("SELECT", {}, Exception("it is away"))))
        bells.ring(cancelled_soon.id)
        assert list(stream.response) == []
    _cancel(app, cancelled_soon)

    assert events(messages(stream_of(client, cancelled_soon, **{"Last-Event-ID": str(seen)}))) == [
        "batch_cancelled",
        "done",
    ]
