"""A batch's page, from the form to the races, and what only its maker may do there."""

import datetime
import io
import re
import uuid

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from heatsync.heatsheet.swims import Near
from heatsync.models import ProcessingBatch, transaction
from tests.web import shelf

PDF = b"%PDF-1.7 sheet"


def sheet(name: str = "sheet.pdf", content: bytes = b"") -> tuple[io.BytesIO, str]:
    return io.BytesIO(content or PDF + name.encode()), name


def batches() -> list[ProcessingBatch]:
    with transaction() as session:
        return list(session.scalars(select(ProcessingBatch)))


def test_a_good_form_makes_a_batch_and_shows_it(client: FlaskClient) -> None:
    answer = shelf.post(client, "/batches", swimmer="Abbernock, Ada", sheets=[sheet()])

    (batch,) = batches()
    assert (answer.status_code, answer.location) == (303, f"/batches/{batch.id}")
    assert batch.swimmer_name_display == "Ada Abbernock"


def test_the_maker_gets_a_cookie_for_this_batch_alone(client: FlaskClient) -> None:
    answer = shelf.post(client, "/batches", swimmer="Ada", sheets=[sheet()])

    (batch,) = batches()
    cookies = [line for line in answer.headers.getlist("Set-Cookie") if line.startswith("manage-")]
    assert [re.findall(r"Path=([^;]+)", cookie) for cookie in cookies] == [
        [f"/batches/{batch.id}"],
        [f"/r/{batch.result_code}"],
    ]
    for cookie in cookies:
        assert "HttpOnly" in cookie
        assert "SameSite=Lax" in cookie
        assert "Secure" not in cookie


def test_over_https_the_cookie_is_secure(client: FlaskClient) -> None:
    answer = shelf.post(client, "/batches", site="https://localhost", swimmer="Ada", sheets=[sheet()])

    cookies = [line for line in answer.headers.getlist("Set-Cookie") if line.startswith("__Secure-manage-")]
    assert all("Secure;" in cookie for cookie in cookies)
    assert cookies


def test_a_word_file_becomes_a_failed_sheet_and_the_others_go_on(client: FlaskClient) -> None:
    files = [sheet("letter.pdf", b"PK word"), sheet("saturday.pdf")]

    page = client.get(shelf.post(client, "/batches", swimmer="Ada", sheets=files).location).text

    assert "This file is no PDF" in page
    assert page.count("Waiting") == 1


def test_all_that_is_wrong_is_said_at_once_with_links_to_the_fields(client: FlaskClient) -> None:
    answer = shelf.post(client, "/batches", swimmer=" ", links="nonsense")
    empty = shelf.post(client, "/batches")

    assert answer.status_code == 422
    assert re.findall(r'<li><a href="#(\w+)"', answer.text) == ["swimmer", "links"]
    assert [name in answer.text for name in ("swimmer-error", "links-error", "sheets-error")] == [True, True, False]
    assert re.findall(r'<li><a href="#(\w+)"', empty.text) == ["swimmer", "sheets"]


def test_a_form_without_a_name_comes_back_with_its_files(client: FlaskClient) -> None:
    answer = shelf.post(client, "/batches", swimmer=" ", sheets=[sheet("saturday.pdf")])

    assert answer.status_code == 422
    assert 'href="#swimmer"' in answer.text
    assert 'aria-describedby="swimmer-hint swimmer-error"' in answer.text
    assert "saturday.pdf" in answer.text
    assert batches() == []


def test_a_form_without_sheets_comes_back_with_the_name(client: FlaskClient) -> None:
    answer = shelf.post(client, "/batches", swimmer="Ada Abbernock")

    assert answer.status_code == 422
    assert 'href="#sheets"' in answer.text
    assert ">Ada Abbernock</textarea>" in answer.text


def test_files_that_came_back_need_not_be_sent_again(client: FlaskClient) -> None:
    form = shelf.post(client, "/batches", swimmer="", sheets=[sheet("saturday.pdf"), sheet("letter.pdf", b"PK")]).text
    kept = re.findall(r'name="kept" value="([^"]+)"', form)

    page = client.get(shelf.post(client, "/batches", swimmer="Ada", kept=kept, sheets=[sheet("sunday.pdf")]).location)

    assert all(name in page.text for name in ("saturday.pdf", "letter.pdf", "sunday.pdf"))


def test_a_kept_file_that_we_did_not_sign_is_left_out(client: FlaskClient) -> None:
    answer = shelf.post(client, "/batches", swimmer="Ada", kept=["W10.abc.def", ""])

    assert answer.status_code == 422


@pytest.mark.parametrize("number", [16, 90])
def test_too_many_files_come_back_to_choose_from_with_all_that_was_typed(client: FlaskClient, number: int) -> None:
    sheets = [sheet(f"{at}.pdf") for at in range(number)]
    answer = shelf.post(client, "/batches", swimmer="Ada Abbernock", links="https://pub.test/a.pdf", sheets=sheets)

    assert answer.status_code == 422
    assert "Up to 15 sheets" in answer.text
    assert all(typed in answer.text for typed in (">Ada Abbernock</textarea>", "https://pub.test/a.pdf"))
    kept = re.findall(r'name="kept" value="([^"]+)"', answer.text)
    assert len(kept) == number
    assert shelf.post(client, "/batches", swimmer="Ada Abbernock", kept=kept[-15:]).status_code == 303


def test_a_working_page_refreshes_itself_without_script(client: FlaskClient) -> None:
    batch = shelf.batch(shelf.job())

    assert '<noscript><meta http-equiv="refresh" content="3"></noscript>' in client.get(f"/batches/{batch.id}").text


@pytest.mark.parametrize("status", shelf.FINAL)
def test_a_finished_page_asks_for_no_more_news(client: FlaskClient, status: str) -> None:
    batch = shelf.batch(shelf.job("completed", [shelf.swim()]), status=status)
    page = client.get(f"/batches/{batch.id}").text

    assert "http-equiv" not in page
    assert "sse-connect" not in page
    assert "hx-get" not in page


def test_a_finished_page_groups_the_races_by_day_and_session(client: FlaskClient) -> None:
    later = shelf.swim(event="40", session="Session 3", session_index=2, starts_at="15:00")
    batch = shelf.batch(
        shelf.job("completed", [shelf.swim(), shelf.swim(event="20", starts_at="10:00"), later]), status="completed"
    )

    page = client.get(f"/batches/{batch.id}").text

    assert re.findall(r'<details id="(session-[^"]*)"', page) == ["session-2", "session-3"]
    assert "Winter Championships (2 races)" in page
    assert "Winter Championships (1 race)" in page


def test_a_page_without_races_offers_the_near_names(client: FlaskClient) -> None:
    near = [Near("Ada Abernock", "OTTR", 10)]
    batch = shelf.batch(shelf.job("completed", near=near), status="completed")

    page = client.get(f"/batches/{batch.id}").text

    assert "Nobody of that name is on this sheet" in page
    assert "Ada Abernock (OTTR, 10)" in page


def test_rows_are_those_that_changed_since(client: FlaskClient) -> None:
    first, second = shelf.job(), shelf.job("processing")
    batch = shelf.batch(first, second)

    news = client.get(f"/batches/{batch.id}/rows?since=1").text

    assert f"job-row-{first.id}" not in news
    assert f"job-row-{second.id}" in news
    assert 'name="since" value="2"' in news


def test_rows_answer_with_nothing_when_there_is_no_news(client: FlaskClient) -> None:
    batch = shelf.batch(shelf.job())

    assert client.get(f"/batches/{batch.id}/rows?since=1").status_code == 204


@pytest.mark.parametrize("since", ["", "abc", "-5", "99999999999999999999", "1; DROP TABLE batch_jobs"])
def test_rows_bear_any_since(client: FlaskClient, since: str) -> None:
    batch = shelf.batch(shelf.job())

    assert client.get(f"/batches/{batch.id}/rows", query_string={"since": since}).status_code in {200, 204}


def test_where_no_sheet_could_be_read_trying_again_comes_before_looking_up_again(client: FlaskClient) -> None:
    failed = [shelf.job("failed", error_code="WORKER_LOST", temp_file_path=letter * 32) for letter in "ab"]
    batch = shelf.batch(*failed, status="failed")
    shelf.become_maker(client, batch)

    page = client.get(f"/batches/{batch.id}").text

    assert page.count("Try all that failed again") == 1
    assert page.index("Try all that failed again") < page.index("Look up again")
    assert re.findall(r'"(?:button )?primary"[^>]*>([^<]+)', page) == ["Try all that failed again"]


ACTIONS = ["cancel", "retry", "delete", "jobs/{job}/retry"]


@pytest.mark.parametrize("action", ACTIONS)
def test_nobody_but_the_maker_may(client: FlaskClient, action: str) -> None:
    one = shelf.job("failed", temp_file_path="0" * 32)
    batch = shelf.batch(one, shelf.job())
    before = shelf.everything()

    answer = shelf.post(client, f"/batches/{batch.id}/{action.format(job=one.id)}")

    assert answer.status_code == 404
    assert shelf.everything() == before


@pytest.mark.parametrize("action", ACTIONS)
def test_the_maker_may(client: FlaskClient, action: str) -> None:
    one = shelf.job("failed", temp_file_path="0" * 32)
    batch = shelf.batch(one, shelf.job())
    shelf.become_maker(client, batch)
    before = shelf.everything()

    answer = shelf.post(client, f"/batches/{batch.id}/{action.format(job=one.id)}")

    assert answer.status_code == 303
    assert shelf.everything() != before


@pytest.mark.parametrize("status", ["processing", "completed"])
def test_only_the_maker_sees_the_forms(client: FlaskClient, status: str) -> None:
    batch = shelf.batch(shelf.job("completed", [shelf.swim()]), status=status)
    seen_by_others = client.get(f"/batches/{batch.id}").text
    shelf.become_maker(client, batch)

    assert 'method="post"' not in seen_by_others
    assert 'method="post"' in client.get(f"/batches/{batch.id}").text


@pytest.mark.parametrize("address", ["", "/rows", "/stream"])
def test_an_unknown_batch_and_an_expired_one_are_not_found(client: FlaskClient, address: str) -> None:
    expired = shelf.finished(shelf.swim(), expires_at=datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC))

    assert client.get(f"/batches/{uuid.uuid4()}{address}").status_code == 404
    assert client.get(f"/batches/{expired.id}{address}").status_code == 404


def test_a_sheet_that_failed_is_not_counted_as_read(client: FlaskClient) -> None:
    sheets = shelf.job("completed"), shelf.job("failed"), shelf.job("processing")
    batch = shelf.batch(*sheets, status="processing")

    assert "1 of 3 sheets read, 1 failed" in client.get(f"/batches/{batch.id}").text
