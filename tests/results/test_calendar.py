"""The calendar file, read back by a parser of calendars."""

import datetime
from typing import Any

import pytest
from icalendar import Calendar

from heatsync.heatsheet.names import visible
from heatsync.heatsheet.swims import Swim
from heatsync.results.arranging import result_of
from heatsync.results.calendar import calendar_of
from heatsync.results.result import Result
from tests.heatsheet.sheets import JANE, SATURDAY
from tests.results.results import SUNDAY, result, sheet, swim

URL = "https://heatsync.example/r/abcdefghijkl"
HOSTILE = [
    "a\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nSUMMARY:b",
    "a\\nDTSTART:20990101",
    "A;B,C:D\\E",
    '"quoted" param',
    "x" * 74 + "é" * 40,
    "🏊" * 60,
    "a\u0000b\u0007\u001b[31mred",
    "a\u2028b\u2029c",
    "\u202egnp.exe",
    "Zoe\u0301 李 小龙",
    "%s%n%x {0.__class__} {{7*7}} <script>alert(1)</script>",
    "long " * 2000,
    "a\rid: 9\rdata: y",
    "a\n\nevent: done",
    "\t=1+1",
    "../../etc/passwd",
    "%_%",
]


def components(*swims: Swim, reminder: int = 10, **about: Any) -> list[Any]:
    calendar = Calendar.from_ical(calendar_of(result(*swims, **about), reminder, URL))
    return list(calendar.subcomponents)


def uids(shown: Result) -> set[str]:
    return {str(event["uid"]) for event in Calendar.from_ical(calendar_of(shown, 10, URL)).walk("VEVENT")}


def test_a_race_is_an_entry_in_floating_local_time() -> None:
    (event,) = components(swim())

    assert event.name == "VEVENT"
    assert event["dtstart"].dt == datetime.datetime(2025, 7, 19, 9, 12)  # noqa: DTZ001 — floating
    assert event["dtend"].dt == datetime.datetime(2025, 7, 19, 9, 19)  # noqa: DTZ001
    assert "TZID" not in event["dtstart"].params


def test_an_entry_says_who_swims_what_and_where_to_stand() -> None:
    (event,) = components(swim())

    assert event["summary"] == "Jane Example: Girls 100 Free (event 12, heat 3, lane 4)"
    assert event["location"] == "Example Pool"
    assert event["url"] == URL
    assert event["description"].splitlines() == [
        "Winter Cup",
        "Saturday",
        "Seed: 1:05.32",
        "Team: ABC",
        "Printed on page 2 of saturday.pdf: 4 Example, Jane 12 ABC 1:05.32",
        URL,
    ]


@pytest.mark.parametrize("minutes", [5, 10, 15])
def test_the_reminder_comes_as_many_minutes_before_as_was_asked(minutes: int) -> None:
    (event,) = components(swim(), reminder=minutes)
    (alarm,) = event.walk("VALARM")

    assert alarm["trigger"].dt == -datetime.timedelta(minutes=minutes)
    assert alarm["action"] == "DISPLAY"


def test_an_estimate_says_so_with_its_range_and_reason() -> None:
    estimate = swim(estimated=True, earliest="09:05", latest="09:25", reason="from the session's start at 09:00")
    (event,) = components(estimate)

    assert event["description"].startswith("About 09:12 (09:05 to 09:25), from the session's start at 09:00.")


def test_a_race_without_a_time_is_an_entry_for_the_whole_day() -> None:
    (event,) = components(swim(starts_at=None))

    assert event["dtstart"].dt == SATURDAY
    assert event["dtend"].dt == SUNDAY
    assert not event.walk("VALARM")


def test_a_race_without_a_date_stands_on_the_meets_first_day_with_a_warning() -> None:
    (event,) = components(swim(date=None))

    assert event["dtstart"].dt == SATURDAY
    assert "prints no date" in event["description"]
    assert "Starts at 09:12." in event["description"]


def test_a_race_of_a_meet_without_any_date_is_a_to_do_rather_than_left_out() -> None:
    (todo,) = components(swim(date=None), meet_start=None)

    assert todo.name == "VTODO"
    assert todo["summary"].startswith("Jane Example")


def test_a_leg_of_a_relay_says_which() -> None:
    (event,) = components(swim(relay="A", leg=2, event_name="Girls 200 Relay"))

    assert event["summary"] == "Jane Example: Girls 200 Relay (event 12, heat 3, lane 4, leg 2)"


def test_a_race_that_is_moved_keeps_its_uid() -> None:
    (before,) = components(swim())
    (after,) = components(swim(heat=4, lane=1, starts_at="09:20", seed_time="1:04.00", page=3))

    assert before["uid"] == after["uid"]


def test_every_race_has_a_uid_of_its_own() -> None:
    races = (
        swim(),
        swim(event="13"),
        swim(relay="A", leg=1),
        swim(round="Finals"),
        swim(name="Example, Janet"),
        swim(team="XYZ"),
        swim(age=10),
        swim(heat=8, birth_year=2013),
        swim(heat=9),
    )

    assert len({event["uid"] for event in components(*races)}) == len(races)


def test_the_uids_of_a_chosen_swimmer_are_those_among_everybodys() -> None:
    sheets = [sheet(swim(), swim(team="XYZ", age=10), swim(event="3", team="XYZ", age=10))]
    everybodys = result_of(JANE, sheets)
    chosen = [result_of(JANE, sheets, who=one.key) for one in everybodys.identities]

    assert len(uids(everybodys)) == 3
    assert set.union(*map(uids, chosen)) == uids(everybodys)


def test_entries_have_a_stamp_and_the_first_sequence() -> None:
    moment = datetime.datetime(2025, 7, 1, tzinfo=datetime.UTC)
    calendar = Calendar.from_ical(calendar_of(result(swim()), 10, URL, made_at=moment))
    event: Any = calendar.walk("VEVENT")[0]

    assert event["dtstamp"].dt == moment
    assert event["sequence"] == 0


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(text: str) -> None:
    printed = swim(event_name=f"{text} 100 Free", name=f"Example, {text}", team=text, line=text)
    (event,) = components(printed, venue=text, filename=text)

    assert event["location"] == visible(text)
    assert visible(f"{text} 100 Free") in event["summary"]
    assert event["dtstart"].dt.date() == SATURDAY


@pytest.mark.parametrize("text", HOSTILE)
def test_lines_are_folded_at_75_octets_and_end_in_crlf(text: str) -> None:
    document = calendar_of(result(swim(event_name=f"{text} 100 Free", line=text), venue=text), 10, URL)
    lines = document.split(b"\r\n")

    assert max(map(len, lines)) <= 75
    assert not any(octet < 32 and octet != 9 for line in lines for octet in line)
