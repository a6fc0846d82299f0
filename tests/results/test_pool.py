"""When to be behind the blocks, by the clock and by the events before."""

import datetime
from uuid import uuid4

import pytest

from heatsync.heatsheet.program import Program, Session
from heatsync.results.arranging import result_of
from heatsync.results.pool import Ahead, ahead, next_of
from heatsync.results.running_order import RunningOrder
from tests.heatsheet.sheets import JANE, SATURDAY, event, heat, program
from tests.results.results import SUNDAY, sheet, swim

JOB = uuid4()
NOON = datetime.datetime(2025, 7, 19, 12, tzinfo=datetime.UTC)
"""Then it is midnight where a day ends last."""


def session_of_twenty() -> Program:
    events = [event(heat(), number=str(number), session=0) for number in range(1, 21)]
    other = [event(heat(), number=str(number), session=1) for number in range(1, 4)]
    return program(*events, *other, sessions=(Session("Saturday", starts_at="09:00"), Session("Sunday")))


def one(**printed: object) -> Ahead:
    return only([swim(**printed)])


def only(swims: list[object], minutes: int = 15, events: int = 6) -> Ahead:
    result = result_of(JANE, [sheet(*swims, job_id=JOB)])  # type: ignore[arg-type]
    return ahead(result, {JOB: RunningOrder(session_of_twenty())}, minutes, events)[0]


def test_one_is_there_so_many_minutes_before() -> None:
    assert one(starts_at="09:12").be_there == datetime.time(8, 57)


def test_when_to_be_there_is_known_without_the_day_but_not_how_long_that_is_off() -> None:
    sheet_without_a_date = sheet(swim(starts_at="09:12", date=None), meet_start=None)
    (undated,) = ahead(result_of(JANE, [sheet_without_a_date]), {}, minutes=15, events=6)

    assert (undated.start, undated.be_there) == (None, datetime.time(8, 57))


@pytest.mark.parametrize(
    ("number", "events", "before"), [("12", 6, "6"), ("12", 3, "9"), ("4", 6, "1"), ("1", 6, None), ("99", 6, None)]
)
def test_or_when_so_many_events_are_still_to_come(number: str, events: int, before: str | None) -> None:
    assert only([swim(event=number)], events=events).be_there_event == before


def test_events_of_another_session_do_not_count() -> None:
    assert one(event="3", session="Sunday", session_index=1).be_there_event == "1"


def test_a_race_without_a_time_has_no_moment_to_be_there() -> None:
    assert (one(starts_at=None).start, one(starts_at=None).be_there) == (None, None)


def races(*swims: object) -> list[Ahead]:
    return ahead(result_of(JANE, [sheet(*swims)]), {}, 15, 6)  # type: ignore[arg-type]


def test_the_next_race_is_the_first_that_is_not_over_anywhere() -> None:
    two = races(swim(event="1", date=SATURDAY, starts_at="09:00"), swim(event="2", date=SUNDAY, starts_at="09:00"))

    def number(hours: int) -> str | None:
        found = next_of(two, None, NOON + datetime.timedelta(hours=hours))
        return found.race.event if found else None

    assert [number(hours) for hours in (0, 9, 10, 40)] == ["1", "1", "2", "2"]


def test_a_race_that_is_asked_for_is_shown() -> None:
    two = races(swim(event="1"), swim(event="2", starts_at="10:00"))
    asked = next_of(two, two[1].race.key, NOON)

    assert asked is two[1]


def test_without_races_there_is_no_next() -> None:
    assert next_of([], None, NOON) is None
