import msgspec
from flask import Flask
from flask.testing import FlaskClient


def test_by_default_the_privacy_page_says_that_sheets_go_nowhere(client: FlaskClient) -> None:
    page = client.get("/privacy").text
    assert "They are not sent anywhere else." in page
    assert "language model" not in page


def test_with_a_language_model_the_privacy_page_says_where_sheets_go(app: Flask, client: FlaskClient) -> None:
    app.config["SETTINGS"] = msgspec.structs.replace(
        app.config["SETTINGS"], openai_api_key="sk-secret", openai_base_url="https://models.example:8443/v1"
    )
    page = client.get("/privacy").text
    assert "to a language model at <b>models.example</b>" in page
    assert "not sent anywhere else" not in page
    assert "sk-secret" not in page
