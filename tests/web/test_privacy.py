import re

import msgspec
from flask import Flask
from flask.testing import FlaskClient

from heatsync.batches import heavy_users, held
from heatsync.batches.cleanup import FORM_LASTS_SECONDS


def test_by_default_the_privacy_page_says_that_sheets_go_nowhere(client: FlaskClient) -> None:
    page = client.get("/privacy").text
    assert "They are not sent anywhere else." in page
    assert "language model" not in page


def test_with_a_language_model_the_privacy_page_says_where_sheets_go(app: Flask, client: FlaskClient) -> None:
    app.config["SETTINGS"] = msgspec.structs.replace(
        app.config["SETTINGS"], openai_api_key="sk-secret", openai_base_url="https://models.example:8443/v1"
    )
    page = client.get("/privacy").text
    assert "to a language model at models.example" in page
    assert "not sent anywhere else" not in page
    assert "sk-secret" not in page


def test_the_numbers_on_the_page_are_those_of_the_settings(app: Flask, client: FlaskClient) -> None:
    app.config["SETTINGS"] = msgspec.structs.replace(app.config["SETTINGS"], keep_days=12)

    page = client.get("/privacy").text

    assert "A result is kept for 12 days." in page
    assert f"deleted within {FORM_LASTS_SECONDS // 86400} days" in page
    assert set(re.findall(r"(\d+) days", page)) == {"12", str(FORM_LASTS_SECONDS // 86400)}
    assert ("came from a link a minute later" in page, held._SECONDS) == (True, 60)
    assert ("end of the address already after a day" in page, heavy_users._DAY) == (True, 86400)


def test_every_page_about_a_result_says_the_days_that_are_set(app: Flask, client: FlaskClient) -> None:
    app.config["SETTINGS"] = msgspec.structs.replace(app.config["SETTINGS"], keep_days=12)

    assert "deleted after 12 days" in client.get("/r/abcDEF123456").text
    assert "Deleted after 12 days" in client.get("/").text


def test_robots_may_come_and_see_that_they_are_not_wanted(client: FlaskClient) -> None:
    robots = client.get("/robots.txt")

    assert robots.text.split() == ["User-agent:", "*", "Disallow:"]
    assert robots.mimetype == "text/plain"
