"""What only those see who run the site."""

import re

import msgspec
import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from heatsync.settings import Settings, from_environment
from tests.batches.factories import SWIMMER, batch_of, run_out
from tests.web import shelf

KEY = "k" * 32
HEADER = {"X-Admin-Key": KEY}


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return msgspec.structs.replace(settings, admin_key=KEY)


def token_in(page: str) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert found
    return found[1]


def enter(client: FlaskClient, key: str) -> TestResponse:
    """Send the form for the key."""
    token = token_in(client.get("/admin/enter").text)
    return client.post("/admin/enter", data={"key": key, "csrf_token": token})


def test_the_key_opens_it(client: FlaskClient) -> None:
    shelf.batch(shelf.job("completed", [shelf.swim()]), shelf.job("failed"), shelf.job())

    page = client.get("/admin", headers=HEADER)

    assert page.status_code == 200
    assert "<td>Sheets</td><td>pending</td><td>1</td>" in page.text


def test_no_swimmer_no_file_and_no_meet_is_named(app: Flask, client: FlaskClient) -> None:
    batch_of(app, b"one")
    shelf.batch(shelf.job("completed", [shelf.swim()]), shelf.job("failed"))

    page = client.get("/admin", headers=HEADER).text

    assert not [word for word in (*SWIMMER.split(), "sheet.pdf", "Winter", "Championships", "Wex") if word in page]


@pytest.mark.parametrize("path", ["/admin", "/admin/recover", "/admin/clean-up"])
@pytest.mark.parametrize(
    "header", [{}, {"X-Admin-Key": "k" * 31}, {"X-Admin-Key": "K" * 32}, {"X-Admin-Key": "ü" * 32}]
)
def test_nobody_else_finds_anything(client: FlaskClient, path: str, header: dict[str, str]) -> None:
    method = "GET" if path == "/admin" else "POST"
    assert client.open(path, method=method, headers=header).status_code == 404


@pytest.mark.parametrize("path", ["/ADMIN", "//admin", "/admin/", "/x/..;/admin", "/admin?X-Admin-Key=" + KEY])
def test_no_other_way_leads_there(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code in {308, 404}
    assert client.get(path, headers={"X-HTTP-Method-Override": "POST"}).status_code in {308, 404}


def test_lost_work_is_looked_for_on_demand(app: Flask, client: FlaskClient) -> None:
    batch = batch_of(app, b"one").batch
    app.extensions["redis"].flushall()

    assert client.post("/admin/recover", headers=HEADER).status_code == 303
    assert [
        str(batch.jobs[0].id) in str(message) for message in app.extensions["redis"].lrange("rq:queue:heatsync", 0, -1)
    ]


def test_what_expired_is_removed_on_demand(app: Flask, client: FlaskClient) -> None:
    batch_of(app, b"one")
    run_out("expires_at", "processing_batches")

    assert client.post("/admin/clean-up", headers=HEADER).status_code == 303
    assert "<td>Batches</td>" not in client.get("/admin", headers=HEADER).text


def test_a_browser_gets_in_by_the_form_and_its_cookie_is_for_these_pages_only(client: FlaskClient) -> None:
    answer = enter(client, KEY)

    assert answer.headers["Location"] == "/admin"
    cookie = next(value for value in answer.headers.getlist("Set-Cookie") if value.startswith("admin="))
    assert {"HttpOnly", "SameSite=Strict", "Path=/admin", "Max-Age=3600"} <= set(cookie.split("; "))
    assert KEY not in cookie
    assert client.get("/admin").status_code == 200


def test_a_wrong_key_in_the_form_opens_nothing(client: FlaskClient) -> None:
    assert enter(client, "k" * 31 + "x").status_code == 404
    assert client.get("/admin").status_code == 404


def test_with_the_cookie_a_form_needs_its_token(app: Flask, client: FlaskClient) -> None:
    batch_of(app, b"one")
    run_out("expires_at", "processing_batches")
    enter(client, KEY)
    token = token_in(client.get("/admin").text)

    assert client.post("/admin/clean-up").status_code == 400
    assert client.post("/admin/clean-up", data={"csrf_token": token}).status_code == 303


def test_a_new_key_ends_what_the_old_one_opened(app: Flask, client: FlaskClient) -> None:
    enter(client, KEY)
    app.config["SETTINGS"] = msgspec.structs.replace(app.config["SETTINGS"], admin_key="n" * 32)

    assert client.get("/admin").status_code == 404


@pytest.mark.parametrize("cookie", ["admin", "admin.aaaa.bbbb", ""])
def test_a_made_up_cookie_opens_nothing(client: FlaskClient, cookie: str) -> None:
    client.set_cookie("admin", cookie, path="/admin")

    assert client.get("/admin").status_code == 404


@pytest.mark.parametrize("name", ["ADMIN_KEY", "METRICS_TOKEN"])
def test_a_short_key_is_refused_at_the_start(name: str) -> None:
    with pytest.raises(msgspec.ValidationError, match=f"{name} must have at least 32"):
        from_environment({name: "k" * 31})


class TestWithoutAKey:
    """An installation whose settings have no key."""

    @pytest.fixture
    def settings(self, settings: Settings) -> Settings:
        return msgspec.structs.replace(settings, admin_key="")

    @pytest.mark.parametrize("path", ["/admin", "/admin/enter"])
    def test_there_is_no_such_page(self, client: FlaskClient, path: str) -> None:
        assert client.get(path, headers={"X-Admin-Key": ""}).status_code == 503
