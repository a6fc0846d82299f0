"""Who is let in, before anything of what they send is read."""

import io
import re

import msgspec
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from heatsync.factory import create_app
from heatsync.models import BatchJob, PdfFile, ProcessingBatch, transaction
from heatsync.settings import Settings
from tests.web import shelf

PDF = b"%PDF-1.7 sheet"
ELSEWHERE = {"REMOTE_ADDR": "93.184.216.34"}


def house(settings: Settings, **changes: object) -> FlaskClient:
    """A browser at a house with other settings."""
    return create_app(msgspec.structs.replace(settings, **{"secret_key": "k" * 32, **changes})).test_client()


def send(client: FlaskClient, *contents: bytes, **data: str) -> TestResponse:
    files = [(io.BytesIO(PDF + content), f"{content.decode()}.pdf") for content in contents]
    return shelf.post(client, "/batches", swimmer="Ada", sheets=files, **data)


def batches() -> int:
    with transaction() as session:
        return session.scalar(select(func.count(ProcessingBatch.id))) or 0


# WS24: names of ours


@pytest.mark.parametrize(
    "host",
    ["evil.test", "localhost.evil.test", "93.184.216.34.evil.test", "evil.test:80", "localhost, evil.test", "a b"],
)
def test_asked_by_a_strangers_name_it_answers_nothing(client: FlaskClient, host: str) -> None:
    assert client.get("/", headers={"Host": host}).status_code == 400


@pytest.mark.parametrize("host", ["localhost:8000", "192.168.1.20:8000", "[fe80::1]:8000", "pool-pc", "pool-pc.local"])
def test_at_home_it_answers_by_every_name_that_no_stranger_can_have(client: FlaskClient, host: str) -> None:
    assert client.get("/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    ("setting", "host", "status"),
    [
        ({"public_base_url": "https://heats.example/"}, "heats.example", 200),
        ({"public_base_url": "https://heats.example/"}, "pool-pc", 400),
        ({"public_base_url": "https://heats.example/"}, "127.0.0.1:8000", 200),
        ({"public_base_url": "https://heats.example/", "trusted_hosts": "a.example, B.example"}, "b.example", 200),
        ({"trusted_hosts": "a.example"}, "heats.example", 400),
    ],
)
def test_a_public_site_answers_by_its_own_name(
    settings: Settings, setting: dict[str, str], host: str, status: int
) -> None:
    assert house(settings, **setting).get("/healthz", headers={"Host": host}).status_code == status


# WS03: forms of ours


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "same-origin"}, 303),
        ({"Sec-Fetch-Site": "same-origin", "Origin": "null"}, 303),
        ({}, 303),
        ({"Origin": "null"}, 303),
        ({"Origin": "http://localhost"}, 303),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "none"}, 403),
        ({"Origin": "https://evil.test"}, 403),
        ({"Origin": "http://localhost.evil.test"}, 403),
    ],
)
def test_a_form_of_another_site_is_not_read_though_its_token_is_right(
    client: FlaskClient, headers: dict[str, str], status: int
) -> None:
    found = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/").text)
    assert found
    fields = {"csrf_token": found[1], "swimmer": "Ada", "sheets": (io.BytesIO(PDF), "a.pdf")}

    answer = client.post("/batches", data=fields, headers=headers)

    assert answer.status_code == status
    assert batches() == (status == 303)


def test_a_text_that_is_dressed_as_a_form_is_refused(client: FlaskClient) -> None:
    assert client.post("/batches", data="csrf_token=x&swimmer=Ada", content_type="text/plain").status_code == 400


# blocked addresses


@pytest.mark.parametrize("blocked", ["93.184.216.0/24", "10.0.0.1, 93.184.216.34"])
def test_a_blocked_address_gets_nothing(settings: Settings, blocked: str) -> None:
    client = house(settings, blocked_addresses=blocked)

    assert client.get("/", environ_overrides=ELSEWHERE).status_code == 403
    assert client.get("/").status_code == 200


def test_a_block_list_that_cannot_be_read_is_no_block_list(settings: Settings) -> None:
    with pytest.raises(ValueError, match="BLOCKED_ADDRESSES"):
        house(settings, blocked_addresses="nonsense")


# rates


def test_forms_of_one_address_are_counted_and_others_are_not_harmed(settings: Settings) -> None:
    client = house(settings, posts_per_minute=3)

    answers = [client.post("/discover") for _ in range(5)]

    assert [answer.status_code for answer in answers] == [400, 400, 400, 429, 429]
    assert answers[-1].headers["Retry-After"] == "60"
    assert "Wait a minute" in answers[-1].text
    assert client.post("/discover", environ_overrides=ELSEWHERE).status_code == 400


# WS16: uncached work


def test_sheets_that_nobody_has_read_are_counted(settings: Settings, app: Flask, client: FlaskClient) -> None:
    client = house(settings, new_sheets_per_hour=2)

    answers = [send(client, content) for content in (b"one", b"two", b"three")]

    assert [answer.status_code for answer in answers] == [303, 303, 429]
    assert answers[2].headers["Retry-After"] == "3600"
    assert "Wait 60 minutes" in answers[2].text
    assert "three.pdf" in answers[2].text
    assert batches() == 2


def test_sending_the_form_once_more_is_no_way_round(settings: Settings, client: FlaskClient) -> None:
    client = house(settings, new_sheets_per_hour=1)

    assert [send(client, b"one", b"two").status_code for _ in range(3)] == [429, 429, 429]


def test_what_no_page_holds_is_refused_before_any_of_it_is_counted(settings: Settings, client: FlaskClient) -> None:
    client = house(settings, new_sheets_per_hour=2, max_pdfs=2)
    answer = send(client, b"one", b"two", b"three")
    assert (answer.status_code, "too many sheets" in answer.text) == (422, True)
    answer = send(client, b"one")
    assert answer.status_code == 303
    more = [(io.BytesIO(PDF + content), "more.pdf") for content in (b"four", b"five")]
    assert shelf.post(client, f"{answer.headers['Location']}/add", sheets=more).status_code == 422

    assert (
        shelf.post(client, f"{answer.headers['Location']}/add", sheets=[(io.BytesIO(PDF), "b.pdf")]).status_code == 303
    )


# WS15: one pool's wifi


def test_the_same_sheet_is_counted_once_for_all_families_of_a_pool(settings: Settings, client: FlaskClient) -> None:
    client = house(settings, new_sheets_per_hour=2)

    assert {send(client, b"friday", b"saturday").status_code for _ in range(40)} == {303}


def test_a_sheet_that_is_read_already_costs_nothing(settings: Settings, client: FlaskClient) -> None:
    client = house(settings, new_sheets_per_hour=1)
    with transaction() as session:
        for number, content in enumerate((b"one", b"two")):
            known = client.application.extensions["storage"].save(io.BytesIO(PDF + content), 100)
            session.add(PdfFile(checksum=f"{number}", sha256=known.sha256, file_size_bytes=1, program=b"read"))

    assert send(client, b"one", b"two").status_code == 303


def test_links_are_counted_too(settings: Settings, client: FlaskClient) -> None:
    client = house(settings, new_sheets_per_hour=1)
    links = ["https://a.example/1.pdf", "https://a.example/1.pdf", "https://a.example/2.pdf"]

    assert [send(client, links=link).status_code for link in links] == [303, 303, 429]


# WS17: room


def test_while_very_much_is_waiting_no_form_is_read(settings: Settings, client: FlaskClient) -> None:
    shelf.batch(shelf.job(), shelf.job())
    client = house(settings, max_waiting_sheets=2)

    answer = send(client, b"one")

    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "120"
    assert "in a few minutes" in answer.text
    with transaction() as session:
        assert session.scalar(select(func.count(BatchJob.id))) == 2


def test_while_the_disk_is_full_no_form_is_read(settings: Settings, client: FlaskClient) -> None:
    assert send(house(settings, free_megabytes=10**9), b"one").status_code == 503
