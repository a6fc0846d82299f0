"""The calendar of a result: a file to load, a feed to follow, links to a web calendar."""

import datetime
import re
from collections.abc import Collection
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import icalendar
import pytest
from flask.testing import FlaskClient

from heatsync.models import ProcessingBatch
from tests.web import shelf

RACES = [shelf.swim(), shelf.swim(event="18", event_name="Girls 9-10 50 Fly", starts_at="10:25")]


def entries(client: FlaskClient, batch: ProcessingBatch, query: str = "") -> list[Any]:
    answer = client.get(f"/r/{batch.result_code}.ics{query}")
    assert answer.status_code == 200
    calendar = icalendar.Calendar.from_ical(answer.data)
    assert not any(component.errors for component in calendar.walk())
    return calendar.walk("VEVENT")


def keys(client: FlaskClient, batch: ProcessingBatch) -> list[str]:
    return re.findall(r'name="races" value="([^"]+)"', client.get(f"/r/{batch.result_code}/calendar").text)


def alarms(events: Collection[Any]) -> list[set[datetime.timedelta]]:
    return [{alarm.decoded("trigger") for alarm in event.walk("VALARM")} for event in events]


def test_chosen_races_are_the_only_ones(client: FlaskClient) -> None:
    batch = shelf.finished(*RACES)
    first, second = keys(client, batch)

    (event,) = entries(client, batch, f"?races={second}")
    assert "50 Fly" in event["summary"]
    assert len(entries(client, batch, f"?races={first},{second}")) == 2
    assert len(entries(client, batch, f"?races={first}&races={second}")) == 2


def test_a_second_reminder_says_when_to_be_there(client: FlaskClient) -> None:
    batch = shelf.finished(shelf.swim())

    assert alarms(entries(client, batch, "?reminder=5&there=30")) == [
        {datetime.timedelta(minutes=-5), datetime.timedelta(minutes=-30)}
    ]


def test_two_reminders_at_one_moment_are_one(client: FlaskClient) -> None:
    (event,) = entries(client, shelf.finished(shelf.swim()), "?reminder=15&there=15")

    assert len(event.walk("VALARM")) == 1


@pytest.mark.parametrize("query", ["?there=7", "?there=-15", "?there=1000"])
def test_another_time_to_be_there_is_refused(client: FlaskClient, query: str) -> None:
    assert client.get(f"/r/{shelf.finished(shelf.swim()).result_code}.ics{query}").status_code == 400


def test_loading_it_twice_doubles_nothing(client: FlaskClient) -> None:
    batch = shelf.finished(*RACES)
    loaded: dict[str, int] = {}
    for _ in range(2):
        loaded.update({str(event["uid"]): int(event["sequence"]) for event in entries(client, batch)})

    assert list(loaded.values()) == [0, 0]


def test_another_upload_of_the_same_sheet_doubles_nothing(client: FlaskClient) -> None:
    first, second = (entries(client, shelf.finished(*RACES)) for _ in range(2))

    assert [event["uid"] for event in first] == [event["uid"] for event in second]


def test_the_feed_is_followed_by_webcal(client: FlaskClient) -> None:
    batch = shelf.finished(shelf.swim())
    page = client.get(f"/r/{batch.result_code}/calendar").text

    assert f'href="webcal://localhost/r/{batch.result_code}.ics?reminder=10&amp;there=15&amp;lang=en"' in page
    assert f'value="http://localhost/r/{batch.result_code}.ics?reminder=10&amp;there=15&amp;lang=en"' in page


def followed(client: FlaskClient, batch: ProcessingBatch, query: str) -> dict[str, list[str]]:
    """What the address asks for that a calendar follows, once that is chosen."""
    page = client.get(f"/r/{batch.result_code}/calendar{query}").text
    address = re.search(r'href="webcal:([^"]+)"', page)
    assert address
    return parse_qs(urlsplit(unescape(address[1])).query)


def test_a_calendar_follows_the_races_and_reminders_that_were_chosen(client: FlaskClient) -> None:
    batch = shelf.finished(*RACES)
    first, second = keys(client, batch)

    asked = followed(client, batch, f"?races={second}&reminder=5&there=30")
    assert (asked["races"], asked["reminder"], asked["there"]) == ([second], ["5"], ["30"])
    page = client.get(f"/r/{batch.result_code}/calendar?races={second}&there=30").text
    assert re.findall(r'name="races" value="([^"]+)" checked', page) == [second]
    assert 'name="there" value="30" checked' in page
    assert first != second


@pytest.mark.parametrize("chooses", [True, False])
def test_whoever_follows_all_races_follows_those_that_are_added_too(client: FlaskClient, chooses: bool) -> None:
    batch = shelf.finished(*RACES)
    query = "".join(f"&races={key}" for key in keys(client, batch)) if chooses else ""

    assert "races" not in followed(client, batch, f"?reminder=5{query}")


@pytest.mark.parametrize("query", ["?there=7", "?reminder=3"])
def test_other_minutes_cannot_be_followed(client: FlaskClient, query: str) -> None:
    assert client.get(f"/r/{shelf.finished(shelf.swim()).result_code}/calendar{query}").status_code == 400


def links(client: FlaskClient, batch: ProcessingBatch, host: str) -> list[dict[str, list[str]]]:
    page = client.get(f"/r/{batch.result_code}/calendar").text
    found = map(unescape, re.findall(rf'href="(https://{host}[^"]+)"', page))
    return [parse_qs(urlsplit(link).query, keep_blank_values=True) for link in found]


def test_google_gets_each_race_and_the_session_in_the_pools_time(client: FlaskClient) -> None:
    session, first, second = links(client, shelf.finished(*RACES), "calendar.google.com")

    assert session["dates"] == ["20260314T092500/20260314T103200"]
    assert first["dates"] == ["20260314T094000/20260314T094700"]
    assert second["text"] == ["Ada Abbernock: Girls 9-10 50 Fly (event 18, heat 3, lane 4)"]


def test_outlook_gets_the_same(client: FlaskClient) -> None:
    session, first, _ = links(client, shelf.finished(*RACES), "outlook.live.com")

    assert session["startdt"] == ["2026-03-14T09:25:00"]
    assert (first["startdt"], first["enddt"]) == (["2026-03-14T09:40:00"], ["2026-03-14T09:47:00"])
    assert "event 18" in session["body"][0]


def test_a_race_without_a_time_has_no_link_but_says_why(client: FlaskClient) -> None:
    batch = shelf.finished(shelf.swim(starts_at=None))

    assert links(client, batch, "calendar.google.com") == []
    assert "The sheet gives no time." in client.get(f"/r/{batch.result_code}/calendar").text


def test_links_to_other_sites_tell_them_nothing_of_this_page(client: FlaskClient) -> None:
    page = client.get(f"/r/{shelf.finished(*RACES).result_code}/calendar").text
    outward = re.findall(r'<a [^>]*href="https://[^>]+>', page)

    assert len(outward) == 6
    assert all('rel="noopener noreferrer"' in link for link in outward)


def test_it_says_what_each_calendar_does(client: FlaskClient) -> None:
    page = client.get(f"/r/{shelf.finished(shelf.swim()).result_code}/calendar").text

    for words in ("Leaves our reminders out", "12 to 24 hours", "remove alerts"):
        assert words in page
