"""One sheet's row, in every state."""

import datetime

import pytest
from flask.testing import FlaskClient

from heatsync.heatsheet.program import Program
from heatsync.heatsheet.swims import Near
from heatsync.models import BatchJob
from tests.web import shelf


def row(client: FlaskClient, one: BatchJob) -> str:
    batch = shelf.batch(one)
    return client.get(f"/batches/{batch.id}/jobs/{one.id}/row").text


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (shelf.job, "Waiting"),
        (lambda: shelf.job(retry_count=1), "Waiting to try again"),
        (lambda: shelf.job(not_before=datetime.datetime.now(datetime.UTC)), "Waiting to try again"),
        (lambda: shelf.job("downloading"), "Fetching"),
        (lambda: shelf.job("processing"), "Reading"),
        (lambda: shelf.job("processing", pages_done=12, pages_total=40), "Reading page 12 of 40"),
        (lambda: shelf.job("completed", [shelf.swim()]), "Done: 1 race"),
        (lambda: shelf.job("completed", [shelf.swim(), shelf.swim(event="13")]), "Done: 2 races"),
        (lambda: shelf.job("completed"), "No races"),
        (lambda: shelf.job("failed", error_message="Too long."), "Failed"),
        (lambda: shelf.job("cancelled"), "Stopped"),
    ],
)
def test_a_row_says_what_is_happening(client: FlaskClient, one: object, words: str) -> None:
    assert callable(one)

    state = row(client, one()).split('class="job-state">')[1].split("</p>")[0]

    assert " ".join(state.replace("<strong>", "").replace("</strong>", "").split()) == words


def test_a_row_is_one_element_that_replaces_itself(client: FlaskClient) -> None:
    one = shelf.job()
    html = row(client, one)

    assert html.strip().startswith(f'<li id="job-row-{one.id}"')
    assert html.count('hx-swap-oob="true"') == 1


def test_a_failed_row_says_why_and_what_to_do(client: FlaskClient) -> None:
    assert "Save a copy without one" in row(client, shelf.job("failed", error_message="Save a copy without one."))


def test_a_row_without_races_offers_near_names(client: FlaskClient) -> None:
    near = [Near("Ada Abernock", "OTTR", 10), Near("Ida Abbernock", None, None)]

    html = row(client, shelf.job("completed", near=near))

    assert "Did you mean <b>Ada Abernock (OTTR, 10)</b> or <b>Ida Abbernock</b>?" in html


def test_a_done_row_shows_its_races_while_others_are_read(client: FlaskClient) -> None:
    assert "Girls 9-10 100 Freestyle" in row(client, shelf.job("completed", [shelf.swim()]))


@pytest.mark.parametrize(("key", "offered"), [("0" * 32, True), (None, False)])
def test_a_failed_row_offers_another_try_only_while_its_file_is_kept(
    client: FlaskClient, key: str | None, offered: bool
) -> None:
    one = shelf.job("failed", temp_file_path=key)
    batch = shelf.batch(one)
    shelf.become_maker(client, batch)

    assert ("Try again" in client.get(f"/batches/{batch.id}/jobs/{one.id}/row").text) is offered


def test_a_row_is_found_in_its_own_batch_only(client: FlaskClient) -> None:
    one, other = shelf.job(), shelf.batch(shelf.job())
    shelf.batch(one)

    assert client.get(f"/batches/{other.id}/jobs/{one.id}/row").status_code == 404


def test_a_session_report_is_no_sheet_without_races(client: FlaskClient) -> None:
    html = row(client, shelf.job("completed", program=Program("session_report", None, 1, 1.0)))

    assert "Timeline" in html
    assert "No races" not in html
    assert "Nobody of that name" not in html


def test_near_names_are_one_tap_away_for_the_maker_once_all_is_read(client: FlaskClient) -> None:
    batch = shelf.batch(shelf.job("completed", near=[Near("Ada Abernock", "OTTR", 10)]), status="completed")
    shelf.become_maker(client, batch)

    page = client.get(f"/batches/{batch.id}").text

    assert f'action="/batches/{batch.id}/another"' in page
    assert 'name="swimmer" value="Ada Abernock">Ada Abernock (OTTR, 10)</button>' in page
