"""The next race: for whoever has the link, and with buttons for whoever made the page."""

import datetime
import re

import pytest
from flask.testing import FlaskClient

from heatsync.models import ProcessingBatch
from tests.web import shelf

AHEAD = datetime.date.today() + datetime.timedelta(days=30)  # noqa: DTZ011  (a day ahead, anywhere)


def two_races(**about: object) -> ProcessingBatch:
    later = shelf.swim(event="18", starts_at="10:25", date=AHEAD, event_name="Girls 50 Fly")
    return shelf.finished(shelf.swim(date=AHEAD, **about), later)


def shown(page: str) -> list[str]:
    """The names of the races that are not hidden."""
    sections = re.findall(r'<section class="ahead".*?</section>', page, re.DOTALL)
    return re.findall(
        r"<h2[^>]*>([^<]+?)\s*<", "".join(one for one in sections if " hidden>" not in one.split("\n")[1])
    )


def test_only_the_next_race_is_shown(client: FlaskClient) -> None:
    assert shown(client.get(f"/r/{two_races().result_code}/now").text) == ["Girls 9-10 100 Freestyle"]


def test_a_day_that_is_over_everywhere_is_passed_over(client: FlaskClient) -> None:
    batch = shelf.finished(shelf.swim(), shelf.swim(event="18", date=AHEAD, event_name="Girls 50 Fly"))

    assert shown(client.get(f"/r/{batch.result_code}/now").text) == ["Girls 50 Fly"]


def test_without_script_one_goes_from_race_to_race(client: FlaskClient) -> None:
    address = f"/r/{two_races().result_code}/now"
    (after,) = re.findall(r'href="(\?race=[^"]+)">Race after', client.get(address).text)

    assert shown(client.get(address + after.replace("&amp;", "&")).text) == ["Girls 50 Fly"]


def test_it_says_when_to_be_there(client: FlaskClient) -> None:
    address = f"/r/{two_races().result_code}/now"

    assert "<b>9:25</b>" in client.get(address).text
    assert "<b>9:10</b>" in client.get(address + "?minutes=30").text


@pytest.mark.parametrize("query", ["?minutes=7", "?events=99", "?minutes=-15"])
def test_another_time_to_be_there_is_refused(client: FlaskClient, query: str) -> None:
    assert client.get(f"/r/{two_races().result_code}/now{query}").status_code == 400


def test_whoever_has_only_the_link_can_move_nothing(client: FlaskClient) -> None:
    batch = two_races()

    assert 'method="post"' not in client.get(f"/r/{batch.result_code}/now").text
    assert "/shift" not in client.get(f"/batches/{batch.id}/now").text
    assert shelf.post(client, f"/batches/{batch.id}/shift", step="later", race="x").status_code == 404


def key(client: FlaskClient, batch: ProcessingBatch) -> str:
    found = re.search(r'name="race" value="([^"]+)"', client.get(f"/batches/{batch.id}/now").text)
    assert found
    return found[1]


def test_the_maker_moves_the_times_for_everybody(client: FlaskClient) -> None:
    batch = two_races()
    shelf.become_maker(client, batch)
    answer = shelf.post(client, f"/batches/{batch.id}/shift", step="later", race=key(client, batch))

    assert answer.status_code == 303
    page = client.get(f"/r/{batch.result_code}/now").text
    assert "9:45" in page
    assert "Shifted 5 minutes later by the page’s owner" in page
    assert "9:45" in client.get(f"/r/{batch.result_code}").text


def test_a_mistake_is_said_with_all_that_was_typed(client: FlaskClient) -> None:
    batch = two_races()
    shelf.become_maker(client, batch)
    sent = {"race": key(client, batch), "event": "77", "heat": "2", "clock": "09:12"}
    answer = shelf.post(client, f"/batches/{batch.id}/shift", **sent)

    assert answer.status_code == 422
    assert "The sheet has no such heat" in answer.text
    for value in ('value="77"', 'value="2"', 'value="09:12"'):
        assert value in answer.text


def test_after_a_mistake_the_page_learns_of_moves_where_it_stands(client: FlaskClient) -> None:
    batch = two_races()
    shelf.become_maker(client, batch)
    shelf.post(client, f"/batches/{batch.id}/shift", step="later", race=key(client, batch))

    assert "9:45" in client.get(f"/batches/{batch.id}/shift").text
    assert f'action="/batches/{batch.id}/shift' in client.get(f"/batches/{batch.id}/now").text


@pytest.mark.parametrize("clock", ["", "25:00", "noon", "9", "<script>"])
def test_a_time_that_is_none_is_a_mistake(client: FlaskClient, clock: str) -> None:
    batch = two_races()
    shelf.become_maker(client, batch)

    answer = shelf.post(client, f"/batches/{batch.id}/shift", race=key(client, batch), event="1", heat="1", clock=clock)
    assert answer.status_code == 422


def test_the_head_of_the_page_names_no_child(client: FlaskClient) -> None:
    head = client.get(f"/r/{two_races().result_code}/now").text.split("</head>")[0]

    assert not re.search("Ada|Abbernock", head)


def test_a_result_without_races_says_so(client: FlaskClient) -> None:
    batch = shelf.finished()

    assert "There is no race to wait for." in client.get(f"/r/{batch.result_code}/now").text


def test_a_move_leaves_the_choice_of_when_to_be_there(client: FlaskClient) -> None:
    batch = two_races()
    shelf.become_maker(client, batch)
    page = client.get(f"/batches/{batch.id}/now?minutes=30&events=3").text
    found = re.search(r'action="([^"]+/shift[^"]*)"', page)
    assert found
    answer = shelf.post(client, found[1].replace("&amp;", "&"), step="later", race=key(client, batch))

    assert "minutes=30" in answer.location
    assert "events=3" in answer.location
