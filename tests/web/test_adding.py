"""More sheets for a page that is there already."""

import io

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from heatsync.models import BatchJob, transaction
from tests.web import shelf


def sheet(name: str) -> tuple[io.BytesIO, str]:
    return io.BytesIO(b"%PDF-1.7 " + name.encode()), name


def names() -> list[str | None]:
    with transaction() as session:
        return list(session.scalars(select(BatchJob.filename).order_by(BatchJob.sequence)))


def test_the_maker_adds_a_file_and_a_link(client: FlaskClient) -> None:
    batch = shelf.finished(shelf.swim())
    shelf.become_maker(client, batch)

    answer = shelf.post(
        client, f"/batches/{batch.id}/add", sheets=[sheet("sunday.pdf")], links="https://a.example/monday.pdf"
    )

    assert (answer.status_code, answer.location) == (303, f"/batches/{batch.id}")
    assert names() == ["sheet.pdf", "sunday.pdf", "monday.pdf"]
    assert "Waiting" in client.get(f"/batches/{batch.id}").text


@pytest.mark.parametrize("data", [{}, {"links": "nonsense"}])
def test_what_cannot_be_added_is_said_with_a_way_back(client: FlaskClient, data: dict[str, str]) -> None:
    batch = shelf.finished(shelf.swim())
    shelf.become_maker(client, batch)

    answer = shelf.post(client, f"/batches/{batch.id}/add", **data)

    assert answer.status_code == 422
    assert f'href="/batches/{batch.id}"' in answer.text
    assert names() == ["sheet.pdf"]


def test_whoever_has_only_the_link_adds_nothing(client: FlaskClient) -> None:
    batch = shelf.finished(shelf.swim())

    assert shelf.post(client, f"/batches/{batch.id}/add", sheets=[sheet("sunday.pdf")]).status_code == 404
    assert names() == ["sheet.pdf"]
    assert "Add more sheets" not in client.get(f"/batches/{batch.id}").text


@pytest.mark.parametrize("status", ["processing", "completed", "partial", "failed"])
def test_the_form_is_on_the_page_whatever_its_state(client: FlaskClient, status: str) -> None:
    batch = shelf.batch(shelf.job("completed", [shelf.swim()]), status=status)
    shelf.become_maker(client, batch)

    assert "Add more sheets" in client.get(f"/batches/{batch.id}").text
