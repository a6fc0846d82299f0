"""Asking for a mail, without script."""

import re
import uuid

import msgspec
import pytest
from flask import Flask
from flask.testing import FlaskClient

from heatsync.settings import Settings
from tests.batches.factories import batch_of, change_rows, stored

TYPED = "parent@mail.example"


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return msgspec.structs.replace(
        settings, smtp_url="smtp://127.0.0.1:9", mail_from="us@sheets.example", public_base_url="http://localhost"
    )


@pytest.fixture
def batch_id(app: Flask, client: FlaskClient) -> uuid.UUID:
    """A batch that this browser has made."""
    created = batch_of(app, b"one")
    batch_id = created.batch.id
    client.set_cookie(f"manage-{str(batch_id)[:8]}", created.manage_token, path=f"/batches/{batch_id}")
    return batch_id


def send(client: FlaskClient, batch_id: uuid.UUID, address: str) -> tuple[int, str]:
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get(f"/batches/{batch_id}/notify").text)
    assert token
    fields = {"email": address, "csrf_token": token[1]}
    answer = client.post(f"/batches/{batch_id}/notify", data=fields)
    return answer.status_code, answer.text


def test_the_page_of_a_batch_at_work_offers_a_mail_only_after_a_while(client: FlaskClient, batch_id: uuid.UUID) -> None:
    offer = f'href="/batches/{batch_id}/notify"'
    assert f'later" {offer}' in client.get(f"/batches/{batch_id}").text
    change_rows("UPDATE processing_batches SET created_at = '2020-01-01 00:00:00.000000+00'")
    page = client.get(f"/batches/{batch_id}").text
    assert offer in page
    assert f'later" {offer}' not in page


def test_the_address_is_kept_and_the_page_says_so(client: FlaskClient, batch_id: uuid.UUID) -> None:
    status, _ = send(client, batch_id, TYPED)

    assert status == 303
    assert stored(batch_id).notification_email == TYPED
    page = client.get(f"/batches/{batch_id}").text
    assert "You get a mail when it is done." in page
    assert TYPED not in page


def test_the_mail_is_in_the_language_of_the_page(client: FlaskClient, batch_id: uuid.UUID) -> None:
    client.environ_base["HTTP_ACCEPT_LANGUAGE"] = "de"
    send(client, batch_id, TYPED)

    assert stored(batch_id).notification_language == "de"


def test_what_is_no_address_comes_back_with_a_word_why(client: FlaskClient, batch_id: uuid.UUID) -> None:
    status, page = send(client, batch_id, "parent@mail.example, <b>other</b>@mail.example")

    assert status == 422
    assert 'id="email-error"' in page
    assert "parent@mail.example, &lt;b&gt;other" in page
    assert stored(batch_id).notification_email is None


def test_whoever_only_has_the_link_finds_no_form(app: Flask, client: FlaskClient, batch_id: uuid.UUID) -> None:
    stranger = app.test_client()

    assert "notify" not in stranger.get(f"/batches/{batch_id}").text
    assert stranger.get(f"/batches/{batch_id}/notify").status_code == 404


def test_a_form_of_another_site_asks_for_nothing(client: FlaskClient, batch_id: uuid.UUID) -> None:
    assert client.post(f"/batches/{batch_id}/notify", data={"email": TYPED}).status_code == 400
    assert stored(batch_id).notification_email is None


class TestWithoutAMailServer:
    """An installation that sends no mail."""

    @pytest.fixture
    def settings(self, settings: Settings) -> Settings:
        return msgspec.structs.replace(settings, smtp_url="")

    def test_no_mail_is_offered(self, client: FlaskClient, batch_id: uuid.UUID) -> None:
        assert "notify" not in client.get(f"/batches/{batch_id}").text
        assert client.get(f"/batches/{batch_id}/notify").status_code == 404
