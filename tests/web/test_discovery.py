"""Meet pages on the start form: what they offer joins what is there already."""

import io
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
import redis
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from heatsync.models import BatchJob, transaction
from tests.intake.links.internet import Internet, answer
from tests.web import shelf
from tests.web.test_hostile_text import TEXTS, Shape

PAGE = "http://pub.test/meet"
BODY = b"""<ul><li><a href=sat.pdf>Heat sheet Saturday</a> (1.2 MB)</li><li><a href=sun.pdf>Heat sheet Sunday</a></li>
<li><a href=psych.pdf>Psych sheet</a></li><li><a href=times.pdf>Timeline</a></li>
<li><a href=map.pdf>Map</a></li></ul>"""


@pytest.fixture
def internet(app: Flask) -> Iterator[Internet]:
    """An internet with a meet's page, another without a sheet, and one with a login."""
    scripts = {
        "/meet": answer(body=BODY),
        "/empty": answer(body=b"<p>" + b"Come back later. " * 50),
        "/login": answer(status="401 Who are you"),
        "/sheet": answer(),
    }
    with Internet(scripts).running() as internet:
        app.extensions["fetcher"] = internet.fetcher()
        yield internet


def sheet(name: str = "friday.pdf") -> tuple[io.BytesIO, str]:
    return io.BytesIO(b"%PDF-1.7 sheet"), name


def boxes(answer: TestResponse) -> dict[str, bool]:
    """The files that are offered, and whether they are chosen."""
    rows = re.findall(r'name="found" value="\d+" (checked)?.*?file-name">(.*?)</span>', answer.text, re.DOTALL)
    return {unescape(name): bool(checked) for checked, name in rows}


def again(answer: TestResponse) -> dict[str, Any]:
    """The fields of the form that came back, as a browser would send them."""
    fields: dict[str, Any] = {}
    for name in ("offered", "kept", "found"):
        given = re.findall(
            rf'(?:type="hidden" )?name="{name}" value="([^"]*)"{"" if name == "offered" else " checked"}', answer.text
        )
        fields[name] = [unescape(value) for value in given]
    for name in ("swimmer", "links"):
        found = re.search(rf'<textarea id="{name}"[^>]*>(.*?)</textarea>', answer.text, re.DOTALL)
        assert found
        fields[name] = unescape(found[1])
    return fields


def jobs() -> list[BatchJob]:
    with transaction() as session:
        return list(session.scalars(select(BatchJob).order_by(BatchJob.sequence)))


def test_a_meets_page_offers_its_files_the_likely_ones_chosen(client: FlaskClient, internet: Internet) -> None:
    form = shelf.post(client, "/discover", links=PAGE)

    assert form.status_code == 200
    assert boxes(form) == {
        "Heat sheet Saturday": True,
        "Heat sheet Sunday": True,
        "Psych sheet": False,
        "Timeline": True,
        "Map": False,
    }
    assert "heat sheet, 1.2 MB" in form.text


def test_what_was_in_the_form_stays_in_it(client: FlaskClient, internet: Internet) -> None:
    links = f"{PAGE}\r\nhttps://a.example/other.pdf"
    form = shelf.post(client, "/discover", swimmer="Ada Abbernock\r\nIda Abbernock", links=links, sheets=[sheet()])

    fields = again(form)
    assert fields["swimmer"] == "Ada Abbernock\nIda Abbernock"
    assert str(fields["links"]).split() == ["https://a.example/other.pdf"]
    assert "friday.pdf" in form.text


def test_chosen_files_join_the_batch_with_all_else(client: FlaskClient, internet: Internet) -> None:
    links = f"{PAGE}\r\nhttps://a.example/other.pdf"
    form = shelf.post(client, "/discover", swimmer="Ada", links=links, sheets=[sheet()])

    assert shelf.post(client, "/batches", **again(form)).status_code == 303
    assert [job.source_url or job.filename for job in jobs()] == [
        *("friday.pdf", "https://a.example/other.pdf"),
        *(f"http://pub.test/{name}.pdf" for name in ("sat", "sun", "times")),
    ]


def test_what_was_not_chosen_is_still_offered_after_a_mistake(client: FlaskClient, internet: Internet) -> None:
    fields = again(shelf.post(client, "/discover", links=PAGE))

    form = shelf.post(client, "/batches", **{**fields, "found": ["2"]})

    assert form.status_code == 422
    assert [name for name, chosen in boxes(form).items() if chosen] == ["Psych sheet"]
    assert len(boxes(form)) == 5


def test_a_meets_page_in_the_field_for_links_is_found_out(client: FlaskClient, internet: Internet) -> None:
    form = shelf.post(client, "/batches", swimmer="Ada", links=PAGE)

    assert form.status_code == 200
    assert boxes(form)["Heat sheet Saturday"]
    assert jobs() == []
    assert shelf.post(client, "/batches", **again(form)).status_code == 303


def test_a_link_that_does_not_say_it_is_a_sheet_but_is_one_is_taken(client: FlaskClient, internet: Internet) -> None:
    assert shelf.post(client, "/batches", swimmer="Ada", links="http://pub.test/sheet").status_code == 303


def test_a_link_that_cannot_be_had_now_is_left_to_the_worker(client: FlaskClient, internet: Internet) -> None:
    assert shelf.post(client, "/batches", swimmer="Ada", links="http://127.0.0.1/meet").status_code == 303
    assert jobs()[0].status == "pending"
    assert internet.canary_calls == 0


@pytest.mark.parametrize(
    ("links", "sentence"),
    [
        ("http://pub.test/empty", "There are no PDFs on that page"),
        ("http://pub.test/login", "asks for a login"),
        ("http://127.0.0.1/", "be fetched"),
        ("nonsense", "not a web address"),
        ("", "field for links first"),
    ],
)
def test_what_is_wrong_with_a_page_is_said_beside_the_field(
    client: FlaskClient, internet: Internet, links: str, sentence: str
) -> None:
    form = shelf.post(client, "/discover", swimmer="Ada", links=links)

    assert form.status_code == 422
    assert sentence in unescape(form.text)
    assert 'href="#links"' in form.text
    assert again(form)["swimmer"] == "Ada"


def test_htmx_gets_the_field_alone(client: FlaskClient, internet: Internet) -> None:
    found = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/").text)
    assert found
    data = {"csrf_token": found[1], "links": PAGE}

    form = client.post("/discover", data=data, headers={"HX-Request": "true"})

    assert form.text.strip().startswith('<div id="links-field"')
    assert len(boxes(form)) == 5
    assert "HX-Request" in form.headers["Vary"]


@pytest.mark.parametrize("found", ["99", "-1", "x", "", "0x1", "²", "1" * 50])
def test_a_choice_that_was_not_offered_is_none(client: FlaskClient, internet: Internet, found: str) -> None:
    fields = again(shelf.post(client, "/discover", links=PAGE))

    assert shelf.post(client, "/batches", **{**fields, "swimmer": "Ada", "found": [found]}).status_code == 422


@pytest.mark.parametrize("offered", ["W10.abc.def", "", "x" * 60_000])
def test_an_offer_that_we_did_not_make_is_none(client: FlaskClient, internet: Internet, offered: str) -> None:
    answer = shelf.post(client, "/batches", swimmer="Ada", offered=offered, found=["0"])

    assert answer.status_code == 422
    assert jobs() == []


def test_looking_is_counted(client: FlaskClient, internet: Internet) -> None:
    answers = [shelf.post(client, "/discover", links=f"http://meet{number}.test/meet") for number in range(31)]

    assert ["Wait a minute" in answer.text for answer in answers] == [False] * 30 + [True]
    assert len(internet.requests) == 30


def test_families_who_come_within_a_minute_cause_one_look(app: Flask, client: FlaskClient, internet: Internet) -> None:
    offers = [boxes(shelf.post(client, "/discover", links=PAGE)) for _ in range(3)]
    assert (offers[1:], len(internet.requests)) == (offers[:1] * 2, 1)

    app.extensions["redis"] = redis.Redis(unix_socket_path="/nowhere")
    assert boxes(shelf.post(client, "/discover", links=PAGE)) == offers[0]


def test_a_server_is_asked_for_fifteen_pages_a_minute(client: FlaskClient, internet: Internet) -> None:
    answers = [shelf.post(client, "/batches", swimmer="Ada", links=f"{PAGE}?{number}") for number in range(16)]

    assert ["Wait a minute" in answer.text for answer in answers] == [False] * 15 + [True]
    assert str(again(answers[-1])["links"]).strip() == f"{PAGE}?15"
    assert len(internet.requests) == 15


@pytest.mark.parametrize("name", TEXTS)
def test_hostile_words_of_a_page_are_text(client: FlaskClient, internet: Internet, name: str) -> None:
    plain = shelf.post(client, "/discover", links=PAGE)
    words = TEXTS[name].encode("utf-8", "replace").replace(b"<", b"&lt;")
    internet.scripts["/meet"] = answer(body=BODY.replace(b"Heat sheet Saturday", b"Heat sheet " + words))

    hostile = shelf.post(client, "/discover", links=f"{PAGE}?hostile")

    assert len(internet.requests) == 2
    assert Shape(hostile.text).elements == Shape(plain.text).elements


def test_another_app_hands_files_over(client: FlaskClient) -> None:
    form = client.post("/share", data={"sheets": [sheet()], "title": "Heat sheet"}, content_type="multipart/form-data")

    assert form.status_code == 200
    assert "friday.pdf" in form.text
    assert jobs() == []


def test_another_app_hands_a_link_over_in_a_text(client: FlaskClient) -> None:
    form = client.post("/share", data={"text": "Look: https://a.example/heat.pdf !", "title": "Heat sheet"})

    assert str(again(form)["links"]).split() == ["https://a.example/heat.pdf"]
