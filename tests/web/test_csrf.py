"""Only forms of our own change anything."""

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests.web import shelf
from tests.web.test_headers import addresses

HARMLESS = {"/share"}
"""Forms that other apps send: they change nothing that is there."""
KEYED = ("/admin/recover", "/admin/clean-up")
"""Forms that ask for a key that no browser sends by itself."""


def forms(app: Flask) -> list[str]:
    """The addresses of all forms, of something that is there where it can be."""
    rules = {rule.endpoint for rule in app.url_map.iter_rules() if "POST" in (rule.methods or ())}
    adapter = app.url_map.bind("localhost")
    return [address for address in addresses(app, "POST") if adapter.match(address, method="POST")[0] in rules]


@pytest.mark.parametrize("token", [{}, {"csrf_token": "of another site"}])
def test_a_form_of_another_site_is_refused(app: Flask, client: FlaskClient, token: dict[str, str]) -> None:
    all_forms = forms(app)
    before = shelf.everything()

    answers = {form: client.post(form, data=token).status_code for form in all_forms}

    assert len(answers) > 10
    assert {form for form, status in answers.items() if status == 200} == HARMLESS
    assert {status for form, status in answers.items() if form not in {*HARMLESS, *KEYED}} == {400}
    assert {answers[form] for form in KEYED} <= {404, 503}
    assert shelf.everything() == before


def test_looking_at_every_page_changes_no_row(app: Flask, client: FlaskClient) -> None:
    asked = addresses(app)
    before = _without_views()

    for address in asked:
        client.get(address)

    assert _without_views() == before


def _without_views() -> dict[str, object]:
    everything = shelf.everything()
    links = everything.pop("result_links")
    return {**everything, "links": [(*link[:3], *link[4:]) for link in links]}
