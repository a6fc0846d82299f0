"""A page is in the language of whoever reads it: asked for by the browser, or chosen at its foot and remembered."""

import re
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient

from heatsync.models import ProcessingBatch
from tests.web import shelf


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser of a process that holds nothing from one request to the next."""
    return app.test_client()


@pytest.fixture
def batch(app: Flask) -> ProcessingBatch:
    """One race, its time worked out."""
    reason = "from heat 2 of event 11 at 09:12, 1 heat before"
    with app.app_context():
        return shelf.finished(shelf.swim(estimated=True, reason=reason))


GERMAN = {"Accept-Language": "de-AT,de;q=0.9,en;q=0.8"}


def test_the_browser_says_which_language(client: FlaskClient) -> None:
    page = client.get("/", headers=GERMAN).text

    assert '<html lang="de">' in page
    assert "Starts finden" in page


def test_a_language_that_is_not_here_is_english(client: FlaskClient) -> None:
    assert '<html lang="en">' in client.get("/", headers={"Accept-Language": "fi"}).text


def test_a_chosen_language_is_remembered_on_the_same_page(client: FlaskClient, batch: ProcessingBatch) -> None:
    page = client.get(f"/r/{batch.result_code}?who=", headers=GERMAN).text
    choice = next(unescape(link) for link in re.findall(r'<a href="([^"]+)"', page) if "/language/es" in link)

    answer = client.get(choice)
    assert answer.headers["Location"] == f"/r/{batch.result_code}?who="
    assert 'aria-current="true">Español' in client.get(answer.headers["Location"], headers=GERMAN).text


def test_a_shared_link_opens_in_the_readers_language(client: FlaskClient, batch: ProcessingBatch) -> None:
    page = client.get(f"/r/{batch.result_code}", headers=GERMAN).text

    assert "Samstag, 14. März 2026" in page
    assert "Zeit berechnet: ab Lauf 2 von Wettkampf 11 um 9:12, 1 Lauf davor." in page


@pytest.mark.parametrize(
    ("language", "time"),
    [("en-US,en;q=0.9", "1:05 <small>PM</small>"), ("de-DE,en-US;q=0.9", "<time>13:05</time>"), ("en-GB", "13:05")],
)
def test_a_time_is_written_as_the_readers_country_does(
    app: Flask, client: FlaskClient, language: str, time: str
) -> None:
    with app.app_context():
        code = shelf.finished(shelf.swim(starts_at="13:05")).result_code

    assert time in client.get(f"/r/{code}", headers={"Accept-Language": language}).text


@pytest.mark.parametrize(
    "back", ["https://evil.example/", "//evil.example", "/\\evil.example", "/\t/evil.example", "evil", "", "/\r\nX: y"]
)
def test_it_leads_to_no_other_site(client: FlaskClient, back: str) -> None:
    answer = client.get("/language/de", query_string={"back": back})

    assert (answer.status_code, answer.headers["Location"]) == (303, "/")


def test_an_unknown_language_is_not_remembered(client: FlaskClient) -> None:
    answer = client.get("/language/xx")

    assert answer.status_code == 404
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize(("site", "secure"), [("https://localhost", True), ("http://localhost", False)])
def test_the_cookie_is_for_this_site_alone(client: FlaskClient, site: str, secure: bool) -> None:
    cookie = client.get("/language/de", base_url=site).headers["Set-Cookie"]

    assert ("Secure" in cookie) is secure
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_a_cookie_with_nonsense_changes_nothing(client: FlaskClient) -> None:
    client.set_cookie("language", "../../etc")

    assert '<html lang="de">' in client.get("/", headers=GERMAN).text


def test_a_form_that_comes_back_offers_no_way_to_lose_it(client: FlaskClient) -> None:
    page = shelf.post(client, "/batches", swimmer="Ada Abbernock").text

    assert "/language/" not in page


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("de", "Geben Sie den Namen so ein, wie er im Meldeergebnis steht."),
        ("es", "Escriba el nombre tal como aparece en la hoja de series."),
    ],
)
def test_what_is_wrong_is_said_in_that_language(client: FlaskClient, language: str, sentence: str) -> None:
    client.set_cookie("language", language)

    assert sentence in shelf.post(client, "/batches").text


def test_a_followed_calendar_has_its_language_in_its_address(client: FlaskClient, batch: ProcessingBatch) -> None:
    page = client.get(f"/r/{batch.result_code}/calendar", headers=GERMAN).text
    address = unescape(re.findall(r'value="http://localhost(/r/[^"]+\.ics[^"]+)"', page)[0])

    feed = client.get(address).text.replace("\r\n ", "")
    assert "Ada Abbernock: Girls 9-10 100 Freestyle (Wettkampf 12\\, Lauf 3\\, Bahn 4)" in feed
    assert "Gedruckt auf Seite 3 von sheet.pdf" in feed


def test_each_reader_of_a_calendar_gets_the_same_sequence(client: FlaskClient, batch: ProcessingBatch) -> None:
    feeds = [client.get(f"/r/{batch.result_code}.ics?lang={language}").text for language in ("de", "en", "de")]

    assert [re.findall(r"SEQUENCE:(\d+)", feed) for feed in feeds] == [["0"]] * 3
