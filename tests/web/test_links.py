"""Links on the start form, and what a batch's page tells of them."""

import io
import re
from html import unescape

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from heatsync.models import BatchJob, transaction
from tests.web import shelf
from tests.web.test_hostile_text import TEXTS

URL = "https://example.org/meets/saturday.pdf?token=s3cret"


def jobs() -> list[BatchJob]:
    with transaction() as session:
        return list(session.scalars(select(BatchJob).order_by(BatchJob.sequence)))


def field(page: str) -> str:
    found = re.search(r'<textarea id="links"[^>]*>(.*?)</textarea>', page, re.DOTALL)
    assert found
    return unescape(found.group(1))


def test_links_and_files_make_one_batch(client: FlaskClient) -> None:
    links = f"{URL}\r\nexample.org/sunday.pdf\r\n"
    file = (io.BytesIO(b"%PDF-1.7 sheet"), "friday.pdf")

    answer = shelf.post(client, "/batches", swimmer="Ada", sheets=[file], links=links)

    assert answer.status_code == 303
    assert [job.filename for job in jobs()] == ["friday.pdf", "saturday.pdf", "sunday.pdf"]
    assert [job.source_url for job in jobs()] == [None, URL, "https://example.org/sunday.pdf"]


@pytest.mark.parametrize(("line", "sentence"), [("sheet", "not a web address"), ("http://a.org:22/", "be fetched")])
def test_a_bad_link_comes_back_with_all_that_was_sent(client: FlaskClient, line: str, sentence: str) -> None:
    file = (io.BytesIO(b"%PDF-1.7 sheet"), "friday.pdf")

    answer = shelf.post(client, "/batches", swimmer="Ada", sheets=[file], links=f"{URL}\r\n{line}")

    assert answer.status_code == 422
    assert sentence in answer.text
    assert 'href="#links"' in answer.text
    assert 'aria-describedby="links-hint links-error"' in answer.text
    assert field(answer.text).split() == [URL, line]
    assert "friday.pdf" in answer.text
    assert jobs() == []


@pytest.mark.parametrize("name", TEXTS)
def test_hostile_text_in_the_field_comes_back_as_text(client: FlaskClient, name: str) -> None:
    answer = shelf.post(client, "/batches", swimmer="", links=TEXTS[name])

    assert answer.status_code == 422
    assert answer.text.count("<textarea") == answer.text.count("</textarea>") == 2


@pytest.mark.parametrize("status", ["pending", "downloading", "failed"])
def test_nobody_is_shown_the_secret_of_a_link(client: FlaskClient, status: str) -> None:
    linked = shelf.job(status, source_type="url", source_url=URL, error_code="TIMEOUT", error_message="Too slow")
    batch = shelf.batch(linked, status="failed" if status == "failed" else "processing")

    for address in ("", "/rows?since=-1", f"/jobs/{linked.id}/row"):
        assert "s3cret" not in client.get(f"/batches/{batch.id}{address}").text


def test_a_row_says_how_much_has_come(client: FlaskClient) -> None:
    batch = shelf.batch(shelf.job("downloading", source_type="url", progress_message="Fetched 1.2 MB"))

    assert "Fetched 1.2 MB" in client.get(f"/batches/{batch.id}").text


def test_a_link_that_was_too_slow_may_be_tried_again(client: FlaskClient) -> None:
    slow = shelf.job("failed", source_type="url", source_url=URL, error_code="TIMEOUT", error_message="Too slow")
    blocked = shelf.job("failed", source_type="url", error_code="BLOCKED_URL", error_message="Blocked")
    batch = shelf.batch(slow, blocked, status="failed")
    shelf.become_maker(client, batch)

    assert client.get(f"/batches/{batch.id}").text.count("Try again<") == 1
