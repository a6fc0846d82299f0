"""A shared result: page, calendar and data at one code."""

import datetime
import json
import re

import icalendar
import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from heatsync.heatsheet.program import Event, Heat, Program
from heatsync.models import ProcessingBatch, ResultLink, transaction
from tests.web import shelf

SOMEBODY = {"User-Agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1"}
EXTENSIONS = ["", ".ics", ".json"]


def code_of(batch: ProcessingBatch) -> str:
    assert batch.result_code
    return batch.result_code


def test_the_page_shows_every_fact_of_a_race_and_its_printed_line(client: FlaskClient) -> None:
    page = client.get(f"/r/{code_of(shelf.finished(shelf.swim()))}").text

    for fact in ("9:40", "Girls 9-10 100 Freestyle", "<dd>12</dd>", "<dd>3</dd>", "<dd>4</dd>", "1:12.34", "OTTR",
                 "age 10", "Saturday, 14 March 2026", "page 3", "4 Abbernock, Ada 10 OTTR 1:12.34"):  # fmt: skip
        assert fact in page


def test_a_line_without_a_picture_says_why(client: FlaskClient) -> None:
    page = client.get(f"/r/{code_of(shelf.finished(shelf.swim()))}").text

    assert "There is no picture of this line: the sheet itself is not kept." in page


def test_a_result_without_a_race_says_so(client: FlaskClient) -> None:
    assert "Nobody of that name is on this sheet." in client.get(f"/r/{code_of(shelf.finished())}").text


def test_an_estimated_time_says_so_with_its_range_and_reason(client: FlaskClient) -> None:
    about = shelf.swim(estimated=True, earliest="09:32", latest="09:55", reason="counted from the session's start")

    page = client.get(f"/r/{code_of(shelf.finished(about))}").text

    assert "<span>about</span>" in page
    assert "9:32 – 9:55" in page
    assert "counted from the session&#39;s start" in page


def test_a_ranked_entry_says_that_heat_and_lane_are_to_come(client: FlaskClient) -> None:
    ranked = shelf.swim(heat=None, lane=None, of=None, rank=3, starts_at=None)

    assert "Rank 3, no heat and lane yet" in client.get(f"/r/{code_of(shelf.finished(ranked))}").text


def test_a_relay_names_its_team_and_the_leg(client: FlaskClient) -> None:
    assert "Relay B, leg 2" in client.get(f"/r/{code_of(shelf.finished(shelf.swim(relay='B', leg=2)))}").text


def test_two_swimmers_of_one_name_are_chosen_from(client: FlaskClient) -> None:
    code = code_of(shelf.finished(shelf.swim(), shelf.swim(event="30", team="HILL", age=14)))
    page = client.get(f"/r/{code}").text
    hers = re.findall(r'href="\?who=([^"]+)"', page)

    assert "2 swimmers have this name" in page
    assert len(hers) == 2
    assert {client.get(f"/r/{code}?who={who}").text.count('class="swim"') for who in hers} == {1}


def test_the_choice_goes_into_the_calendar(client: FlaskClient) -> None:
    code = code_of(shelf.finished(shelf.swim(), shelf.swim(event="30", team="HILL", age=14)))
    who = re.findall(r'href="\?who=([^"]+)"', client.get(f"/r/{code}").text)[0]

    assert f'name="who" value="{who}"' in client.get(f"/r/{code}?who={who}").text
    assert f"http://localhost/r/{code}?who={who}" in client.get(f"/r/{code}.ics?who={who}").text.replace("\r\n ", "")
    assert client.get(f"/r/{code}.ics?who={who}").text.count("BEGIN:VEVENT") == 1


def test_the_choice_goes_into_the_link_to_send(client: FlaskClient) -> None:
    batch = shelf.finished(shelf.swim(), shelf.swim(event="30", team="HILL", age=14))
    who = re.findall(r'href="\?who=([^"]+)"', client.get(f"/r/{code_of(batch)}").text)[0]

    for address in (f"/r/{code_of(batch)}", f"/batches/{batch.id}"):
        page = client.get(f"{address}?who={who}").text
        assert f'id="link" value="http://localhost/r/{code_of(batch)}?who={who}"' in page


@pytest.mark.parametrize("teams", [["OTTR"], ["OTTR", "HILL"]])
def test_an_unknown_choice_shows_no_race_but_whom_to_choose_from(client: FlaskClient, teams: list[str]) -> None:
    batch = shelf.finished(*(shelf.swim(team=team) for team in teams))

    for address in (f"/r/{code_of(batch)}", f"/batches/{batch.id}"):
        page = client.get(f"{address}?who=0123456789ab").text
        assert 'class="swim"' not in page
        assert len(re.findall(r'href="\?who=', page)) == len(teams)
        assert "Link to send" not in page


@pytest.mark.parametrize("extension", [".ics", ".json"])
def test_an_unknown_choice_empties_no_calendar(client: FlaskClient, extension: str) -> None:
    assert client.get(f"/r/{code_of(shelf.finished(shelf.swim()))}{extension}?who=0123456789ab").status_code == 404


@pytest.mark.parametrize("minutes", [5, 10, 15])
def test_the_calendar_has_the_reminder_that_was_chosen(client: FlaskClient, minutes: int) -> None:
    answer = client.get(f"/r/{code_of(shelf.finished(shelf.swim()))}.ics?reminder={minutes}")

    (event,) = icalendar.Calendar.from_ical(answer.data).walk("VEVENT")
    (alarm,) = event.walk("VALARM")
    assert alarm.decoded("trigger") == datetime.timedelta(minutes=-minutes)
    assert answer.mimetype == "text/calendar"


@pytest.mark.parametrize("minutes", ["0", "7", "-5", "99999"])
def test_another_reminder_is_refused(client: FlaskClient, minutes: str) -> None:
    assert client.get(f"/r/{code_of(shelf.finished(shelf.swim()))}.ics?reminder={minutes}").status_code == 400


def test_the_data_is_json(client: FlaskClient) -> None:
    answer = client.get(f"/r/{code_of(shelf.finished(shelf.swim()))}.json")

    (race,) = json.loads(answer.data)["swims"]
    assert (race["event"], race["heat"], race["lane"], race["starts_at"]) == ("12", 3, 4, "09:40")


def test_the_head_of_the_page_names_no_child(client: FlaskClient) -> None:
    head = client.get(f"/r/{code_of(shelf.finished(shelf.swim()))}").text.split("</head>")[0]

    assert not re.search("Ada|Abbernock", head)


def test_reading_it_sets_no_cookie(client: FlaskClient) -> None:
    assert "Set-Cookie" not in client.get(f"/r/{code_of(shelf.finished(shelf.swim()))}").headers


def test_whoever_looked_the_races_up_is_led_from_their_link_to_where_they_are_deleted(client: FlaskClient) -> None:
    batch, other = shelf.finished(shelf.swim()), shelf.finished(shelf.swim())
    address, words = f"/r/{batch.result_code}", "Change or delete this page"
    assert words not in client.get(address).text

    client.set_cookie(f"manage-{str(batch.id)[:8]}", shelf.TOKEN, path=address)
    client.set_cookie(f"manage-{str(batch.id)[:8]}", "of-somebody-else", path=f"/r/{other.result_code}")

    assert f'href="/batches/{batch.id}">{words}' in client.get(address).text
    assert words not in client.get(f"/r/{other.result_code}").text


def test_one_sheet_has_a_code_of_its_own(client: FlaskClient) -> None:
    first, second = shelf.job("completed", [shelf.swim()]), shelf.job("completed", [shelf.swim(event="30")])
    shelf.batch(first, second, status="completed")

    assert client.get(f"/r/{first.result_code}").text.count('class="swim"') == 1


def test_the_old_address_leads_to_the_new_one(client: FlaskClient) -> None:
    answer = client.get("/result/abcDEF123456")

    assert (answer.status_code, answer.location) == (301, "/r/abcDEF123456")
    assert client.get("/result/abcDEF123456?who=0123456789ab").location == "/r/abcDEF123456?who=0123456789ab"


@pytest.mark.parametrize("extension", EXTENSIONS)
def test_an_expired_result_is_not_found(client: FlaskClient, extension: str) -> None:
    batch = shelf.finished(shelf.swim(), expires_at=datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC))

    assert client.get(f"/r/{code_of(batch)}{extension}").status_code == 404


@pytest.mark.parametrize(
    "change", [str.swapcase, lambda code: code + " ", lambda code: code[:-1], lambda code: code[:-1] + "%"]
)
def test_a_code_is_right_to_the_letter_or_not_found(client: FlaskClient, change: object) -> None:
    assert callable(change)
    code = code_of(shelf.finished(shelf.swim(), result_code="aB3dE5fG7hJ9"))

    assert client.get(f"/r/{change(code)}").status_code == 404


def views() -> list[int]:
    with transaction() as session:
        return sorted(session.scalars(select(ResultLink.view_count)))


def test_a_view_of_all_sheets_is_a_view_of_each(client: FlaskClient) -> None:
    batch = shelf.batch(shelf.job("completed", [shelf.swim()]), shelf.job("completed"), status="completed")
    shelf.finished(shelf.swim())

    client.get(f"/r/{code_of(batch)}", headers=SOMEBODY)
    client.get(f"/r/{batch.jobs[0].result_code}", headers=SOMEBODY)

    assert views() == [0, 1, 2]


@pytest.mark.parametrize(
    "headers",
    [
        {"User-Agent": "WhatsApp/2.24.1"},
        {"User-Agent": "Mozilla/5.0 (compatible; Googlebot/2.1)"},
        {"User-Agent": "facebookexternalhit/1.1"},
        {"User-Agent": ""},
        {**SOMEBODY, "Sec-Purpose": "prefetch;prerender"},
        {**SOMEBODY, "Purpose": "prefetch"},
    ],
)
def test_a_preview_is_no_view(client: FlaskClient, headers: dict[str, str]) -> None:
    client.get(f"/r/{code_of(shelf.finished(shelf.swim()))}", headers=headers)

    assert views() == [0]


def test_a_look_at_the_head_is_no_view(client: FlaskClient) -> None:
    client.head(f"/r/{code_of(shelf.finished(shelf.swim()))}", headers=SOMEBODY)

    assert views() == [0]


def test_every_race_can_be_taken_along_or_left(client: FlaskClient) -> None:
    code = code_of(shelf.finished(shelf.swim(), shelf.swim(event="30")))
    page = client.get(f"/r/{code}").text
    keys = re.findall(r'name="races" value="([^"]+)" form="chosen" checked', page)

    assert len(keys) == 2
    assert client.get(f"/r/{code}.ics?races={keys[0]}").text.count("BEGIN:VEVENT") == 1
    assert client.get(f"/r/{code}?races={keys[0]}").text.count('form="chosen" checked') == 1


def test_how_often_the_name_is_printed_is_said_sheet_by_sheet(client: FlaskClient) -> None:
    batch = shelf.finished(shelf.swim(page=3), shelf.swim(event="30", page=7))
    page = client.get(f"/r/{code_of(batch)}").text

    assert "Nothing missed on 1 sheet: the name is printed 2 times, all accounted for" in page
    assert "sheet.pdf prints the name 2 times," in page
    assert "on pages 3, 7." in page


def test_a_newer_version_of_a_sheet_tells_what_it_changed_and_the_older_is_folded(client: FlaskClient) -> None:
    event = Event("Girls 9-10 100 Freestyle", "12", heats=tuple(Heat(number) for number in range(1, 6)))
    printed = Program("heat_sheet", None, 1, 1.0, events=(event,))
    tuesday = datetime.datetime(2026, 3, 10, tzinfo=datetime.UTC)
    older = shelf.job("completed", [shelf.swim()], program=printed, filename="old.pdf", created_at=tuesday)
    newer = shelf.job("completed", [shelf.swim(heat=2, lane=5, starts_at="09:30")], program=printed)

    page = client.get(f"/r/{code_of(shelf.batch(older, newer, status='completed'))}").text

    assert page.count('class="swim"') == 1
    assert "It was heat 3, lane 4, 9:40, now it is heat 2, lane 5, 9:30" in page
    assert "Changed: was heat 3, lane 4, 9:40" in page
    assert "Replaced by a newer sheet: old.pdf" in page


def test_only_what_is_taken_along_is_printed(client: FlaskClient) -> None:
    code = code_of(shelf.finished(shelf.swim(), shelf.swim(event="30", event_name="Girls 50 Fly")))
    page = client.get(f"/r/{code}").text
    first = re.findall(r'name="races" value="([^"]+)"', page)[0]

    assert f'<button form="chosen" formaction="/r/{code}/print">' in page
    assert "Girls 50 Fly" not in client.get(f"/r/{code}/print?races={first}").text
    assert "Girls 50 Fly" not in client.get(f"/r/{code}.csv?races={first}").text
    assert "Girls 50 Fly" in client.get(f"/r/{code}/print").text
