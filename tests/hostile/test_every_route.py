"""Every route, asked with whatever comes to mind: it answers, and never with an error of ours (WS37)."""

import hashlib
import io
import json
import uuid
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

import msgspec
import pytest
from flask import Flask, request, request_started
from flask.testing import FlaskClient
from hypothesis import given, seed, settings
from hypothesis import strategies as some
from hypothesis.strategies import SearchStrategy
from sqlalchemy import select
from werkzeug.test import TestResponse

from heatsync.batches import cleanup, presence
from heatsync.factory import create_app
from heatsync.intake.links.addresses import Ip
from heatsync.intake.links.fetching import Fetcher
from heatsync.intake.links.network import Network
from heatsync.models import LinePicture, ProcessingBatch, db, transaction
from heatsync.settings import Settings
from heatsync.web import start
from tests.batches.factories import TEAM, program
from tests.browser.gallery import EVERYTHING_ON
from tests.chaos import extent
from tests.web import shelf

TEXTS = [json.loads(line)["text"] for line in (Path(__file__).parent / "hostile_text.jsonl").read_text().splitlines()]
NUMBERS = ["0", "-1", "1", "999999999999999999999", "1e309", "NaN", "²", "0x10", "1.5", "true", "", "[]", "٣"]
FIELDS = ["swimmer", "links", "kept", "offered", "found", "since", "who", "reminder", "minutes", "events", "event",
          "heat", "to", "by", "choose", "swims", "email", "key", "time", "day", "session", "title", "text", "url",
          "page", "code", "order", "lang", "back"]  # fmt: skip
KINDS = ["multipart/form-data; boundary=x", "multipart/form-data", "multipart/form-data; boundary=",
         "application/x-www-form-urlencoded", "application/json", "text/plain; charset=nonsense", ""]  # fmt: skip
HEADERS = ["Accept-Language", "Cookie", "Last-Event-ID", "Referer", "User-Agent", "X-Forwarded-For", "Origin", "Range",
           "If-None-Match", "If-Modified-Since", "HX-Request", "Sec-Fetch-Site", "Authorization", "Accept",
           "X-Admin-Key"]  # fmt: skip
METHODS = ["GET", "POST", "HEAD", "PUT", "TRACE"]
METRICS_TOKEN = "m" * 32
BATCH, JOB, CODE = uuid.UUID(int=1), uuid.UUID(int=2), "c0de" * 3
KNOWN = {
    "batch_id": BATCH, "job_id": JOB, "code": CODE, "key": hashlib.sha256(TEAM.casefold().encode()).hexdigest()[:12],
    "filename": "heatsync.css", "language": "de", "number": 1, "page": 3, "x": 4, "top": 5,
}  # fmt: skip
"""What stands in the addresses of things that are there."""
FUZZ = settings(max_examples=extent.of(40, 4), deadline=None, derandomize=True, database=None)

anything = some.one_of(
    some.sampled_from(TEXTS), some.sampled_from(NUMBERS), some.text(max_size=40), some.just("x" * 20_000)
).map(lambda text: text.encode("utf-8", "replace").decode())
fields = some.dictionaries(some.sampled_from(FIELDS), anything, max_size=5)
contents = some.one_of(some.binary(max_size=60), some.sampled_from([b"%PDF-1.7", b"PK\3\4", b"PK\5\6"]))
letters = some.text(some.characters(min_codepoint=32, max_codepoint=255, exclude_characters="\x7f"), max_size=80)


class Route(NamedTuple):
    """A way to ask for something that is there."""

    rule: str
    method: str
    address: str


@pytest.fixture
def database(new_sqlite: str) -> str:
    """How a route bears nonsense does not depend on it."""
    return new_sqlite


@pytest.fixture
def app(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """A house with every page, that is not told of its limits, so that the nonsense gets through to the routes."""
    monkeypatch.setattr(start, "_PATIENCE", 0)  # for a worker who is not here
    no_limits = {"posts_per_minute": 10**6, "new_sheets_per_hour": 10**6, "metrics_token": METRICS_TOKEN}
    app = create_app(msgspec.structs.replace(settings, **EVERYTHING_ON, **no_limits))
    app.config.update(PROPAGATE_EXCEPTIONS=False, WTF_CSRF_ENABLED=False)
    app.extensions["fetcher"] = Fetcher(1000, 1, 0, network=Network(resolver=_nobody))
    return app


def _nobody(_host: str, _port: int) -> Sequence[Ip]:
    raise OSError


class House:
    """A batch that is there whatever is done to it, and its maker's browser, which has all keys of the house."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.browser: FlaskClient = app.test_client()
        self.browser.set_cookie(f"manage-{str(BATCH)[:8]}", shelf.TOKEN, path="/")
        keys = {"X_ADMIN_KEY": EVERYTHING_ON["admin_key"], "AUTHORIZATION": f"Bearer {METRICS_TOKEN}"}
        self.browser.environ_base.update({f"HTTP_{name}": key for name, key in keys.items()})

    def routes(self, *methods: str) -> list[Route]:
        """Every rule of the application, in every of these methods that it knows."""
        with self.app.test_request_context():
            adapter = self.app.url_map.bind("localhost")
        return [
            Route(
                rule.rule, method, adapter.build(rule.endpoint, {name: KNOWN[name] for name in rule.arguments}, method)
            )
            for rule in self.app.url_map.iter_rules()
            for method in sorted((rule.methods or set()) & set(methods or ("GET", "POST")))
        ]

    def ask(self, method: str, address: str, **sent: Any) -> TestResponse:
        """Ask for that of a batch that is there."""
        with transaction() as session:
            status = session.scalar(select(ProcessingBatch.status).where(ProcessingBatch.id == BATCH))
        if status != "completed":
            self._put_back()
        return self.browser.open(address, method=method, **sent)

    def _put_back(self) -> None:
        cleanup.remove(BATCH)
        sheet = shelf.job("completed", [shelf.swim()], program=program("Abbernock, Ada"), id=JOB)
        batch = shelf.batch(sheet, status="completed", id=BATCH, result_code=CODE, family_code=CODE)
        line = {"extraction_id": batch.jobs[0].extraction_id, "page": 3, "x": 4, "top": 5, "png": b"png"}
        with transaction() as session:
            session.add(LinePicture(**line))


@pytest.fixture
def house(app: Flask) -> Iterator[House]:
    """That, inside the application; a worker is there, as ``/readyz`` sees it."""
    presence.tell(app.extensions["redis"], "worker", "0" * 16)
    with app.app_context():
        yield House(app)
        db.engine.dispose()


def each_bears(routes: Sequence[Route], ask: Callable[..., TestResponse], **draws: SearchStrategy[Any]) -> None:
    """Let each of these routes be asked some times, each with nonsense of its own."""
    for number, route in enumerate(routes):
        _bears(number, route, ask, draws)


def _bears(number: int, route: Route, ask: Callable[..., TestResponse], draws: dict[str, SearchStrategy[Any]]) -> None:
    @seed(number)
    @FUZZ
    @given(**draws)
    def bears(**nonsense: Any) -> None:
        assert ask(route, **nonsense).status_code < 500, route

    bears()


def test_no_route_is_left_out_and_all_are_there_to_be_asked(house: House) -> None:
    reached = set[tuple[str, str]]()

    def reach(_app: Flask, **_: object) -> None:
        assert request.url_rule
        reached.add((request.url_rule.rule, request.method))

    with request_started.connected_to(reach, house.app):
        for route in house.routes():
            answer = house.ask(route.method, route.address, data={"key": EVERYTHING_ON["admin_key"]})
            assert answer.status_code not in {401, 403, 404, 405, 429}, route

    rules = house.app.url_map.iter_rules()
    assert reached == {(rule.rule, method) for rule in rules for method in {"GET", "POST"} & (rule.methods or set())}


def test_any_query_is_borne(house: House) -> None:
    def ask(route: Route, query: dict[str, str]) -> TestResponse:
        return house.ask(route.method, route.address, query_string=query)

    each_bears(house.routes(), ask, query=fields)


def test_any_form_is_borne(house: House) -> None:
    def ask(route: Route, sent: dict[str, str], content: bytes, name: str) -> TestResponse:
        data = {**sent, "sheets": [(io.BytesIO(content), name or "a.pdf")]}
        return house.ask(route.method, route.address, data=data, content_type="multipart/form-data")

    each_bears(house.routes("POST"), ask, sent=fields, content=contents, name=anything)


def test_any_body_is_borne(house: House) -> None:
    def ask(route: Route, body: bytes, kind: str, in_parts: bool) -> TestResponse:
        sent = b"--x\r\n" + body + b"\r\n--x--\r\n" if in_parts else body
        return house.ask(route.method, route.address, data=sent, content_type=kind)

    each_bears(
        house.routes("POST"),
        ask,
        body=some.binary(max_size=400),
        kind=some.sampled_from(KINDS),
        in_parts=some.booleans(),
    )


def test_any_piece_of_an_address_is_borne(house: House) -> None:
    def ask(route: Route, place: int, piece: str) -> TestResponse:
        parts = route.address.split("/")
        parts[1 + place % (len(parts) - 1)] = quote(piece[:500], safe="")
        return house.ask(route.method, "/".join(parts))

    each_bears(house.routes(), ask, place=some.integers(0, 100), piece=anything)


def test_any_header_is_borne(house: House) -> None:
    def ask(route: Route, headers: dict[str, str], method: str) -> TestResponse:
        return house.ask(method or route.method, route.address, headers=headers)

    headers = some.dictionaries(some.sampled_from(HEADERS), letters, max_size=4)
    each_bears(house.routes(), ask, headers=headers, method=some.sampled_from(["", "", *METHODS]))
