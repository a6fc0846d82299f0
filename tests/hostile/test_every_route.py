"""Every route, asked with whatever comes to mind: it answers, and never with an error of ours (WS37)."""

import io
import json
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

import msgspec
import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from werkzeug.test import TestResponse

from heatsync.factory import create_app
from heatsync.intake.links.addresses import Ip
from heatsync.intake.links.fetching import Fetcher
from heatsync.intake.links.network import Network
from heatsync.settings import Settings
from tests.web import shelf
from tests.web.test_headers import addresses

TEXTS = [json.loads(line)["text"] for line in (Path(__file__).parent / "hostile_text.jsonl").read_text().splitlines()]
NUMBERS = ["0", "-1", "1", "999999999999999999999", "1e309", "NaN", "²", "0x10", "1.5", "true", "", "[]", "٣"]
FIELDS = ["swimmer", "links", "kept", "offered", "found", "since", "who", "reminder", "minutes", "events", "event",
          "heat", "to", "by", "choose", "swims", "email", "key", "time", "day", "session", "title", "text", "url",
          "page", "code"]  # fmt: skip
KINDS = ["multipart/form-data; boundary=x", "multipart/form-data", "multipart/form-data; boundary=",
         "application/x-www-form-urlencoded", "application/json", "text/plain; charset=nonsense", ""]  # fmt: skip
HEADERS = ["Accept-Language", "Cookie", "Last-Event-ID", "Referer", "User-Agent", "X-Forwarded-For", "Origin", "Range",
           "If-None-Match", "If-Modified-Since", "HX-Request", "Sec-Fetch-Site", "Authorization", "Accept"]  # fmt: skip
METHODS = ["GET", "POST", "HEAD", "PUT", "TRACE"]
LEFT_OUT = ("/example", "/delete")
"""Routes that wait for a worker that is not here, or would leave nothing to ask for."""
FUZZ = settings(
    max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)

anything = some.one_of(
    some.sampled_from(TEXTS), some.sampled_from(NUMBERS), some.text(max_size=40), some.just("x" * 20_000)
).map(lambda text: text.encode("utf-8", "replace").decode())
fields = some.dictionaries(some.sampled_from(FIELDS), anything, max_size=5)


@pytest.fixture
def database(new_sqlite: str) -> str:
    """How a route bears nonsense does not depend on it."""
    return new_sqlite


@pytest.fixture
def app(settings: Settings) -> Flask:
    """A house that is not told of its limits, so that the nonsense gets through to the routes."""
    app = create_app(msgspec.structs.replace(settings, posts_per_minute=10**6, new_sheets_per_hour=10**6))
    app.config["PROPAGATE_EXCEPTIONS"] = False
    app.extensions["fetcher"] = Fetcher(1000, 1, 0, network=Network(resolver=_nobody))
    return app


def _nobody(_host: str, _port: int) -> Sequence[Ip]:
    raise OSError


@pytest.fixture
def routes(app: Flask, client: FlaskClient) -> list[str]:
    """Addresses of things that are there, in a browser that may manage them, whatever is done to them."""
    with app.app_context():
        batch = shelf.finished(shelf.swim())
        client.set_cookie(f"manage-{str(batch.id)[:8]}", shelf.TOKEN, path="/")
        return sorted({address for address in addresses(app) if not address.endswith(LEFT_OUT)})


def is_borne(answer: TestResponse) -> bool:
    """Whether that is an answer of somebody who knows what was asked, or that it is nonsense, or is not ready."""
    return answer.status_code < 500 or answer.status_code == 503


@FUZZ
@given(data=some.data())
def test_any_query_is_borne(client: FlaskClient, routes: list[str], data: some.DataObject) -> None:
    route, query = data.draw(some.sampled_from(routes)), data.draw(fields)

    assert is_borne(client.get(route, query_string=query))


@FUZZ
@given(data=some.data())
def test_any_form_is_borne(client: FlaskClient, routes: list[str], data: some.DataObject) -> None:
    route, sent = data.draw(some.sampled_from(routes)), data.draw(fields)
    content = data.draw(some.one_of(some.binary(max_size=60), some.sampled_from([b"%PDF-1.7", b"PK\3\4", b"PK\5\6"])))
    files = {"sheets": [(io.BytesIO(content), data.draw(anything) or "a.pdf")]}
    client.application.config["WTF_CSRF_ENABLED"] = False

    assert is_borne(client.post(route, data={**sent, **files}, content_type="multipart/form-data"))


@FUZZ
@given(body=some.binary(max_size=400), kind=some.sampled_from(KINDS))
def test_any_body_is_borne(client: FlaskClient, routes: list[str], body: bytes, kind: str) -> None:
    for route in ("/batches", "/discover", "/share"):
        assert is_borne(client.post(route, data=body, content_type=kind))
        assert is_borne(client.post(route, data=b"--x\r\n" + body + b"\r\n--x--\r\n", content_type=kind))


@FUZZ
@given(data=some.data())
def test_any_piece_of_an_address_is_borne(client: FlaskClient, routes: list[str], data: some.DataObject) -> None:
    parts = data.draw(some.sampled_from(routes)).split("/")
    place = data.draw(some.integers(1, len(parts) - 1))
    parts[place] = quote(data.draw(anything)[:500], safe="")

    assert is_borne(client.get("/".join(parts)))


@FUZZ
@given(data=some.data())
def test_any_header_is_borne(client: FlaskClient, routes: list[str], data: some.DataObject) -> None:
    letters = some.text(some.characters(min_codepoint=32, max_codepoint=255, exclude_characters="\x7f"), max_size=80)
    headers = data.draw(some.dictionaries(some.sampled_from(HEADERS), letters, max_size=4))
    route, method = data.draw(some.sampled_from(routes)), data.draw(some.sampled_from(METHODS))

    assert is_borne(client.open(route, method=method, headers=headers))
