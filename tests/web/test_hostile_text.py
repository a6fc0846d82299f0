"""Text that was made to break out, wherever a page, a stream or a file shows text of others."""

import json
import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import icalendar
import pytest
from flask.testing import FlaskClient

from heatsync.heatsheet.names import visible
from heatsync.heatsheet.swims import Near
from heatsync.models import ProcessingBatch
from tests.web import shelf
from tests.web.eventsource import messages

TEXTS = {
    case["id"]: case["text"]
    for line in (Path(__file__).parents[1] / "hostile" / "hostile_text.jsonl").read_text(encoding="utf-8").splitlines()
    for case in [json.loads(line)]
}


class Shape(HTMLParser):
    """The elements of a page and the names of their attributes, and the text between."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, tuple[str, ...]]] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, tuple(name for name, _ in attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def everywhere(text: str, status: str = "completed") -> ProcessingBatch:
    """A batch whose sheets, file names and swimmer are all called that."""
    text = text.encode("utf-8", "replace").decode().replace("\0", "\x01")[:200]
    swim = shelf.swim(event_name=text, team=text, line=text, session=text, seed_time=text, reason=text, relay=text)
    found = shelf.job("completed", [swim], filename=text)
    found.meet_name = text
    assert found.extraction
    found.extraction.venue = text
    near = shelf.job("completed", near=[Near(text, text, 10)], filename=text)
    failed = shelf.job("failed", filename=text, error_message=text)
    return shelf.batch(found, near, failed, status=status, swimmer="Ada")


@pytest.mark.parametrize("name", TEXTS)
def test_on_a_page_it_is_text_and_nothing_more(client: FlaskClient, name: str) -> None:
    hostile, control = everywhere(TEXTS[name]), everywhere("plain")

    for address in ("/batches/{0.id}", "/r/{0.result_code}"):
        page = Shape(client.get(address.format(hostile)).text)
        assert page.elements == Shape(client.get(address.format(control)).text).elements
        assert visible(TEXTS[name].replace("\0", "\x01")[:200]) in visible(page.text)


@pytest.mark.parametrize("name", TEXTS)
def test_in_a_form_that_comes_back_it_is_a_value(client: FlaskClient, name: str) -> None:
    answer = shelf.post(client, "/batches", swimmer=TEXTS[name])

    value = re.search(r'<textarea id="swimmer"[^>]*>(.*?)</textarea>', answer.text, re.DOTALL)
    assert value
    assert visible(unescape(value.group(1))) == visible(TEXTS[name])


@pytest.mark.parametrize("name", TEXTS)
def test_in_a_stream_it_makes_no_event(client: FlaskClient, name: str) -> None:
    events = messages(client.get(f"/batches/{everywhere(TEXTS[name]).id}/stream").text)

    assert [event.event for event in events] == ["batch_completed", "done"]


@pytest.mark.parametrize("name", TEXTS)
def test_in_a_calendar_it_makes_no_entry(client: FlaskClient, name: str) -> None:
    batch = everywhere(TEXTS[name])
    document = client.get(f"/r/{batch.result_code}.ics?reminder=5&there=30").data
    again = client.get(f"/r/{batch.result_code}.ics").data

    (event,) = icalendar.Calendar.from_ical(document).walk("VEVENT")
    assert visible(TEXTS[name].replace("\0", "\x01")[:200]) in visible(str(event["summary"]))
    assert visible(str(event.get("location", ""))) == visible(TEXTS[name].replace("\0", "\x01")[:200])
    assert {"uid", "dtstamp", "sequence"} <= {key.lower() for key in event}
    assert event["uid"] == icalendar.Calendar.from_ical(again).walk("VEVENT")[0]["uid"]


@pytest.mark.parametrize("name", TEXTS)
def test_in_a_calendar_it_is_folded_and_escaped_octet_by_octet(client: FlaskClient, name: str) -> None:
    document = client.get(f"/r/{everywhere(TEXTS[name]).result_code}.ics?reminder=5&there=30").data
    lines = document.split(b"\r\n")
    names = [line.partition(b":")[0].partition(b";")[0] for line in document.replace(b"\r\n ", b"").split(b"\r\n")]

    assert max(map(len, lines)) <= 75
    assert all(line.decode() is not None for line in lines)
    assert not any(octet < 32 and octet != 9 for line in lines for octet in line)
    assert (names.count(b"BEGIN"), names.count(b"TRIGGER"), names.count(b"SUMMARY")) == (4, 2, 1)
    assert not {b"ATTACH", b"ORGANIZER", b"ATTENDEE"} & set(names)


@pytest.mark.parametrize("name", TEXTS)
def test_in_json_it_is_a_string(client: FlaskClient, name: str) -> None:
    (swim,) = json.loads(client.get(f"/r/{everywhere(TEXTS[name]).result_code}.json").data)["swims"]

    assert swim["team"] == TEXTS[name].replace("\0", "\x01")[:200]
