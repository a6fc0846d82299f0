"""What is over is gone for everybody at once, whether it has been cleaned up or not (WS29), and leads nowhere else."""

import datetime
import re
from urllib.parse import urljoin, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import update

from heatsync.batches.cleanup import remove
from heatsync.models import ProcessingBatch, transaction
from tests.web import shelf
from tests.web.test_headers import addresses

OF_A_RESULT = re.compile("^/(batches/.|r/|f/|result/)")


def results(app: Flask) -> list[str]:
    """All addresses of one batch, that their browser may look at."""
    return [address for address in addresses(app, "GET") if OF_A_RESULT.match(address)]


def test_all_that_is_tried_here_is_there_before(app: Flask, client: FlaskClient) -> None:
    found = [address for address in results(app) if client.get(address).status_code < 400]

    assert len(found) > 10


def test_an_expired_result_is_gone_at_every_address(app: Flask, client: FlaskClient) -> None:
    asked = results(app)
    with transaction() as session:
        session.execute(update(ProcessingBatch).values(expires_at=datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)))

    statuses = {address: client.get(address, follow_redirects=True).status_code for address in asked}

    assert set(statuses.values()) <= {404, 429}, statuses


def test_a_deleted_result_is_gone_at_every_address(app: Flask, client: FlaskClient) -> None:
    asked = results(app)
    for row in shelf.everything()["processing_batches"]:
        remove(row[0])

    assert {client.get(address, follow_redirects=True).status_code for address in asked} <= {404, 429}


@pytest.mark.parametrize(
    "onward", ["https://evil.test/", "//evil.test", "/\\evil.test", "https:evil.test", "%2f%2fevil.test"]
)
def test_no_address_leads_to_another_site(app: Flask, client: FlaskClient, onward: str) -> None:
    query = dict.fromkeys(("next", "url", "to", "back", "redirect", "who", "return", "page"), onward)
    for address in addresses(app):
        for answer in (client.get(address, query_string=query), shelf.post(client, address, **query)):
            led_to = urljoin("http://localhost/", (answer.location or "").replace("\\", "/"))
            assert urlsplit(led_to).netloc == "localhost", address
