"""What a phone needs to install the site and to open it without a signal."""

import json
import re

import pytest
from flask.testing import FlaskClient

from tests.web import shelf


def test_the_manifest_names_icons_that_are_there(client: FlaskClient) -> None:
    manifest = json.loads(client.get("/manifest.webmanifest").data)

    sizes = {icon["sizes"] for icon in manifest["icons"]}
    assert {"192x192", "512x512"} <= sizes
    for icon in manifest["icons"]:
        assert client.get(icon["src"]).mimetype == icon["type"]


def test_sheets_may_be_shared_to_the_form(client: FlaskClient) -> None:
    target = json.loads(client.get("/manifest.webmanifest").data)["share_target"]

    assert (target["method"], target["params"]["files"][0]["name"]) == ("POST", "sheets")


def test_the_service_worker_looks_after_all_pages(client: FlaskClient) -> None:
    answer = client.get("/sw.js")

    assert answer.mimetype == "text/javascript"
    assert "immutable" not in answer.headers["Cache-Control"]


@pytest.mark.parametrize("page", ["", "/card", "/now", "/print"])
def test_a_page_with_races_says_until_when_it_may_be_saved(client: FlaskClient, page: str) -> None:
    batch = shelf.finished(shelf.swim())

    assert f'data-kept-until="{batch.expires_at.isoformat()}"' in client.get(f"/r/{batch.result_code}{page}").text


def test_a_page_that_still_works_or_has_no_races_is_not_saved(client: FlaskClient) -> None:
    working = shelf.batch(shelf.job("processing"))

    for address in (f"/batches/{working.id}", "/", "/help", "/privacy", "/offline"):
        assert "data-kept-until" not in client.get(address).text


def test_every_page_knows_the_manifest(client: FlaskClient) -> None:
    assert 'rel="manifest" href="/manifest.webmanifest"' in client.get("/").text


@pytest.mark.parametrize("page", ["", "/card", "/now", "/print", "/calendar"])
def test_the_script_of_a_page_is_small(client: FlaskClient, page: str) -> None:
    html = client.get(f"/r/{shelf.finished(shelf.swim()).result_code}{page}").text
    scripts = [*re.findall(r'<script[^>]+src="([^"]+)"', html), "/sw.js"]

    assert sum(len(client.get(script).data) for script in scripts) < 20_000


def test_the_privacy_page_tells_of_the_copies(client: FlaskClient) -> None:
    assert re.search(r"saves? a copy", client.get("/privacy").text)
