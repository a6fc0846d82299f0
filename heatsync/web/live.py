"""What changed on a batch's page: fragments that replace their elements by id, for the poll and for the stream.

The bell only says that there is news; what it is, the database knows. Each look at it is a transaction of its own, so
that a thousand idle pages hold no connection.
"""

import random
import socket
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from weakref import WeakValueDictionary

import structlog
from flask import Flask, Response, copy_current_request_context, current_app, render_template, request
from flask_babel import get_locale
from sqlalchemy.exc import OperationalError

from heatsync import logs
from heatsync.batches.bells import Listener
from heatsync.batches.progress import find_batch, has_news, rows_since
from heatsync.models import ProcessingBatch
from heatsync.web.looks import SharedLooks
from heatsync.web.seats import Seats
from heatsync.web.standing import EVERYTHING, Row, page_of, rows, standing

_HEARTBEAT = 15.0
_LONGEST = 600.0
"""Seconds that a stream lives; then the browser comes back, perhaps to a newer server."""
_SILENCE = 20.0
"""Seconds that a browser may leave unread what it is sent, which is little: then it is gone, or as good as gone."""
_UNREAD = 1 << 16
_PADDING = ":" + " " * 2048
"""Proxies that wait for some bytes before they pass any on get them at once."""
_HEADERS = {"Cache-Control": "no-store, no-transform", "X-Accel-Buffering": "no"}
_JOB_EVENTS = {"completed": "job_completed", "failed": "job_failed"}

log = structlog.get_logger(__name__)


def register(app: Flask) -> None:
    """Give this process one ear for all its pages, and so many seats."""
    settings = app.config["SETTINGS"]
    app.extensions["listener"] = Listener(app.extensions["redis"])
    app.extensions["seats"] = Seats(settings.live_pages, settings.live_pages_of_an_address)
    app.extensions["looks"] = WeakValueDictionary()


@dataclass(frozen=True)
class News:
    """All that changed since an event: pairs of an event's name and its HTML. ``over``: nothing more will come."""

    events: list[tuple[str, str]]
    last: int
    over: bool

    @cached_property
    def messages(self) -> bytes:
        """What a stream sends of it, made once for all who watch, to be sent at once."""
        events = [*self.events, ("done", "done")] if self.over else self.events
        return "".join(message(event, html, self.last) for event, html in events).encode()


def news_since(batch_id: uuid.UUID, since: int, *, managing: bool) -> News:
    """What a page that has seen ``since`` has to replace."""
    if since > EVERYTHING and not has_news(batch_id, since):
        return News([], since, over=False)
    batch = find_batch(batch_id)
    if batch is None:
        return News([], since, over=True)
    now = standing(batch)
    if now.final:
        return News([_finished(batch, managing=managing)], now.last_event_id, over=True)
    changed = rows(rows_since(batch_id, since), with_races=True)
    events = [(_event_of(row), _html_of(row, managing=managing)) for row in changed]
    bar = "batch_started" if since == EVERYTHING else "job_progress"
    events.append((bar, render_template("batches/_progress.html", batch=now)))
    return News(events, now.last_event_id, over=False)


def answer(batch_id: uuid.UUID, *, managing: bool) -> Response:
    """The stream of that batch, or when no seat is left the word to poll."""
    seats, address = current_app.extensions["seats"], request.remote_addr
    if not seats.take(address, batch_id):
        return told_to_poll(batch_id)
    _let_no_line_wait_long(request.environ.get("gunicorn.socket"))
    stream = _stream(batch_id, _listener(), _looks(batch_id, managing=managing))
    response = Response(stream, mimetype="text/event-stream", headers=_HEADERS)
    response.call_on_close(lambda: seats.leave(address, batch_id))
    return response


def told_to_poll(batch_id: uuid.UUID) -> Response:
    """A stream that says no more than to ask now and then: an error would send the browser away."""
    poll = render_template("batches/_live.html", batch={"id": batch_id}, polling=True)
    return Response(message("poll", poll), mimetype="text/event-stream", headers=_HEADERS)


def wait_for_end(batch_id: uuid.UUID, seconds: float) -> None:
    """Wait until the work on that batch is over, at most so long."""
    end = time.monotonic() + seconds
    with _listener().listening(batch_id) as bell:
        while not _is_over(batch_id) and time.monotonic() < end:
            bell.wait(end - time.monotonic())


def _looks(batch_id: uuid.UUID, *, managing: bool) -> SharedLooks[News]:
    """What the page looks at: one thing for all who only read it. Forms have a token of their own for each browser."""

    @copy_current_request_context
    def look(since: int) -> News:
        return news_since(batch_id, since, managing=managing)

    if managing:
        return SharedLooks(look)
    all_looks: WeakValueDictionary[tuple[uuid.UUID, str], SharedLooks[News]] = current_app.extensions["looks"]
    return all_looks.setdefault((batch_id, str(get_locale())), SharedLooks(look))


def _let_no_line_wait_long(line: socket.socket | None) -> None:
    """Of a browser that reads nothing keep little, and not for long: a phone that has gone says no goodbye."""
    if line:
        line.settimeout(_SILENCE)
        line.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _UNREAD)


def _stream(batch_id: uuid.UUID, listener: Listener, looks: SharedLooks[News]) -> Iterator[bytes]:
    """A snapshot, then every change, until the work is over or the stream is old; or until the database is away.

    Whoever watches comes back by himself, and hears all that was missed.
    """
    pause = 3000 + random.randrange(3000)  # noqa: S311 (spreads the browsers that come back)
    yield f"retry: {pause}\n{_PADDING}\n\n".encode()
    end = time.monotonic() + _LONGEST
    seen, woken = EVERYTHING, None
    with listener.listening(batch_id) as bell:
        while time.monotonic() < end:
            try:
                news = looks.since(seen, woken or time.monotonic())
            except OperationalError as error:
                log.warning("stream_without_database", **logs.without_words(error))
                return
            yield news.messages or b":hb\n\n"
            if news.over:
                return
            seen = news.last
            woken = bell.wait(_HEARTBEAT)


def _listener() -> Listener:
    listener: Listener = current_app.extensions["listener"]
    return listener


def message(event: str, data: str, number: int | None = None) -> str:
    """One server-sent event, whatever the data holds: a lone CR would end a line there as LF does."""
    lines = data.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    head = [f"event: {event}"] + ([f"id: {number}"] if number is not None else [])
    return "\n".join(head + [f"data: {line}" for line in lines]) + "\n\n"


def _is_over(batch_id: uuid.UUID) -> bool:
    batch = find_batch(batch_id)
    return batch is None or standing(batch).final


def _html_of(row: Row, *, managing: bool) -> str:
    return render_template("batches/_job_row.html", row=row, managing=managing, choosing=None)


def _event_of(row: Row) -> str:
    return _JOB_EVENTS.get(row.job.status, "job_progress")


def _finished(batch: ProcessingBatch, *, managing: bool) -> tuple[str, str]:
    event = "batch_cancelled" if batch.status == "cancelled" else "batch_completed"
    return event, render_template("batches/_batch.html", **vars(page_of(batch, managing=managing)))
