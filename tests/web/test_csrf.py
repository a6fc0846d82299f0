"""Only forms of our own change anything."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.web import shelf
from tests.web.test_headers import addresses

FORMS = ["/example", "/batches", "/batches/{batch}/shift",
         "/batches/{batch}/cancel", "/batches/{batch}/retry", "/batches/{batch}/delete",
         "/batches/{batch}/jobs/{job}/retry"]  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("token", [{}, {"csrf_token": "of another site"}])
def test_a_form_of_another_site_is_refused(client: FlaskClient, form: str, token: dict[str, str]) -> None:
    batch = shelf.batch(shelf.job("failed", temp_file_path="0" * 32), shelf.job())
    shelf.become_maker(client, batch)
    before = shelf.everything()

    answer = client.post(form.format(batch=batch.id, job=batch.jobs[0].id), data=token)

    assert answer.status_code == 400
    assert shelf.everything() == before


def test_no_form_is_left_out_above(app: Flask) -> None:
    assert len(FORMS) == sum("POST" in (rule.methods or ()) for rule in app.url_map.iter_rules())


def test_looking_at_every_page_changes_no_row(app: Flask, client: FlaskClient) -> None:
    asked = addresses(app)
    before = shelf.everything()

    for address in asked:
        client.get(address)

    assert shelf.everything() == before
