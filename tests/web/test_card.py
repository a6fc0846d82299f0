"""The arm card's page and picture."""

import re
from html import unescape
from xml.etree import ElementTree

import pytest
from flask.testing import FlaskClient

from heatsync.results.groups import result_of_batch
from tests.web import shelf
from tests.web.test_hostile_text import TEXTS, everywhere


def test_the_card_has_event_heat_lane_and_stroke(client: FlaskClient) -> None:
    page = client.get(f"/r/{shelf.finished(shelf.swim()).result_code}/card").text

    for cell in ("<td>12</td><td>3</td><td>4</td>", "100 FR"):
        assert cell in page


@pytest.mark.parametrize("sessions", [1, 2, 3, 5])
def test_paper_gets_four_cards_on_a_page(client: FlaskClient, sessions: int) -> None:
    swims = [shelf.swim(event=str(n), session=f"Session {n}", session_index=n) for n in range(sessions)]
    page = client.get(f"/r/{shelf.finished(*swims).result_code}/card").text

    assert page.count('<table class="arm') == {1: 4, 2: 4, 3: 3, 5: 5}[sessions]


def test_the_picture_is_a_drawing_of_a_phones_size(client: FlaskClient) -> None:
    answer = client.get(f"/r/{shelf.finished(shelf.swim()).result_code}/card/1.svg")

    drawing = ElementTree.fromstring(answer.text)  # noqa: S314  (our own)
    assert answer.mimetype == "image/svg+xml"
    assert (drawing.get("width"), drawing.get("height")) == ("1170", "2532")


@pytest.mark.parametrize("number", [0, 2, 99])
def test_there_is_no_picture_of_a_card_that_is_not_there(client: FlaskClient, number: int) -> None:
    assert client.get(f"/r/{shelf.finished(shelf.swim()).result_code}/card/{number}.svg").status_code == 404


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_hostile_text_is_text_in_the_drawing_too(client: FlaskClient, text: str) -> None:
    hostile, control = everywhere(text), everywhere("plain")
    drawings = [
        ElementTree.fromstring(client.get(f"/r/{batch.result_code}/card/1.svg").text)  # noqa: S314
        for batch in (hostile, control)
    ]

    elements = [[element.tag for element in drawing.iter()] for drawing in drawings]
    assert elements[0] == elements[1]


def test_only_the_chosen_swimmers_races_are_on_it(client: FlaskClient) -> None:
    batch = shelf.finished(shelf.swim(), shelf.swim(event="30", team="HILL", age=14))
    page = client.get(f"/r/{batch.result_code}/card?who=0123456789ab").text

    assert "There is no race to write down." in page


def test_the_card_and_its_picture_follow_the_choice_of_races(client: FlaskClient) -> None:
    batch = shelf.finished(shelf.swim(), shelf.swim(event="30", event_name="Girls 9-10 50 Butterfly"))
    result = result_of_batch(batch.id)
    assert result
    key = result.races[1].key
    page = client.get(f"/r/{batch.result_code}/card?races={key}").text

    assert "50 FL" in page
    assert "100 FR" not in page
    picture = client.get(unescape(re.findall(r'data-plain href="([^"]+)"', page)[0])).text
    assert "50 FL" in picture
    assert "100 FR" not in picture


def test_the_choice_is_sent_to_the_card_by_the_form_of_the_races(client: FlaskClient) -> None:
    code = shelf.finished(shelf.swim()).result_code

    assert f'form="chosen" formaction="/r/{code}/card"' in client.get(f"/r/{code}").text
