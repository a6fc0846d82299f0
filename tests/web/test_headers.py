"""What every answer carries, whatever the address and however it goes."""

import uuid

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.web import shelf

PUBLIC = {"/", "/help", "/privacy"}
METHODS = {405: "PUT"}


def addresses(app: Flask, *methods: str) -> list[str]:
    """An address for every rule, of something that is there where it can be, and that its browser may manage."""
    batch = shelf.finished(shelf.swim())
    known = {
        "batch_id": batch.id,
        "job_id": batch.jobs[0].id,
        "code": batch.result_code,
        "filename": "heatsync.css",
        "number": 1,
        "key": "OTTR",
    }
    with app.test_request_context():
        adapter = app.url_map.bind("localhost")
        return [
            adapter.build(rule.endpoint, {name: known.get(name, 1) for name in rule.arguments}, method=method)
            for rule in app.url_map.iter_rules()
            for method in (rule.methods or set()) & set(methods or ("GET", "POST"))
        ]


def answers(app: Flask, client: FlaskClient) -> dict[str, TestResponse]:
    """Each address asked well, asked in a way it does not know, and asked for what is not there."""
    found = {}
    for address in addresses(app):
        for method in ("GET", "POST", "PUT"):
            answer = client.open(address, method=method)
            found[f"{method} {address} {answer.status_code}"] = answer
    for address in ("/nothing", f"/batches/{uuid.uuid4()}", "/r/nothing", "/static/nothing"):
        found[f"GET {address} 404"] = client.get(address)
    return found


def test_every_answer_tells_the_browser_what_to_refuse(app: Flask, client: FlaskClient) -> None:
    for asked, answer in answers(app, client).items():
        headers = answer.headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy, asked
        assert "frame-ancestors 'none'" in policy, asked
        assert "unsafe" not in policy, asked
        assert headers["X-Content-Type-Options"] == "nosniff", asked
        assert headers["Referrer-Policy"] == "no-referrer", asked
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin", asked
        assert headers["Cross-Origin-Resource-Policy"] == "same-origin", asked
        assert not any(name.startswith("Access-Control-") for name, _ in headers), asked


def test_only_pages_without_a_code_may_be_found_or_kept(app: Flask, client: FlaskClient) -> None:
    for asked, answer in answers(app, client).items():
        method, address, status = asked.split()
        public = status in {"200", "405"} and (address in PUBLIC or address.startswith("/static/"))
        if not (method == "GET" and public):
            assert answer.status_code >= 400 or "noindex" in answer.headers["X-Robots-Tag"], asked
        if not address.startswith("/static/") and address != "/sw.js":
            assert "no-store" in answer.headers["Cache-Control"], asked


def test_the_walk_meets_good_and_bad_answers(app: Flask, client: FlaskClient) -> None:
    statuses = {answer.status_code for answer in answers(app, client).values()}

    assert {200, 301, 400, 404, 405} <= statuses


def test_a_file_whose_address_holds_its_hash_is_kept_for_ever(client: FlaskClient) -> None:
    assert "immutable" in client.get("/static/heatsync.css?v=abc").headers["Cache-Control"]
    assert "immutable" not in client.get("/static/heatsync.css").headers.get("Cache-Control", "")


@pytest.mark.parametrize(("site", "promised"), [("https://localhost", True), ("http://localhost", False)])
def test_https_is_promised_only_over_https(client: FlaskClient, site: str, promised: bool) -> None:
    assert ("Strict-Transport-Security" in client.get("/", base_url=site).headers) is promised
