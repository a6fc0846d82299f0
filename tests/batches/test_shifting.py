"""The maker of a page moves a session's times; its readers see them moved."""

import datetime
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from flask import Flask
from icalendar import Calendar

from heatsync.batches import cleanup, shifting
from heatsync.batches.another import look_up
from heatsync.batches.creating import Visitor
from heatsync.heatsheet.program import Session
from heatsync.models import BatchJob, ProcessingBatch, TimeShift, transaction
from heatsync.problems import Problem
from heatsync.results.feed import feed_of
from heatsync.results.groups import result_of_batch
from heatsync.results.result import Race
from tests.heatsheet.sheets import SATURDAY, entry, event, heat, program
from tests.results.results import SUNDAY, swim
from tests.results.test_groups import kept
from tests.web import shelf


@pytest.fixture(autouse=True)
def app_context(app: Flask) -> Iterator[None]:
    with app.app_context():
        yield


def races(batch: ProcessingBatch) -> dict[str | None, Race]:
    result = result_of_batch(batch.id)
    assert result
    return {race.event: race for race in result.races}


def times(batch: ProcessingBatch) -> dict[str | None, str | None]:
    return {number: race.starts_at for number, race in races(batch).items()}


def three_races() -> ProcessingBatch:
    return shelf.finished(
        swim(event="1", starts_at="09:00"),
        swim(event="12", starts_at="09:40", estimated=True, earliest="09:32", latest="09:55", reason="from the start"),
        swim(event="30", starts_at="10:25"),
    )


def push(batch: ProcessingBatch, number: str, minutes: int, token: str = shelf.TOKEN) -> bool:
    return shifting.push(batch.id, token, races(batch)[number].key, minutes)


def test_later_races_of_the_session_move_and_earlier_ones_do_not() -> None:
    batch = three_races()

    assert push(batch, "12", 5)
    assert times(batch) == {"1": "09:00", "12": "09:45", "30": "10:30"}


def test_moves_add_up_and_can_be_taken_back() -> None:
    batch = three_races()

    for minutes in (5, 5, -5):
        push(batch, "12", minutes)
    assert times(batch)["30"] == "10:30"
    push(batch, "12", -5)
    assert times(batch)["30"] == "10:25"
    assert not races(batch)["30"].estimated


def test_brothers_and_sisters_hear_of_it_and_other_families_do_not() -> None:
    ada, otto = (shelf.finished(swim(event="30", starts_at="10:25"), family_code="f" * 12) for _ in range(2))
    other = shelf.finished(swim(event="30", starts_at="10:25"), family_code="g" * 12)

    push(ada, "30", 5)
    push(otto, "30", 5)

    assert times(ada) == times(otto) == {"30": "10:35"}
    assert times(other) == {"30": "10:25"}


def test_who_is_looked_up_later_hears_of_it_too() -> None:
    first = read_batch()
    race = next(iter(races(first).values()))
    shifting.push(first.id, shelf.TOKEN, race.key, 5)

    created = look_up(first.id, shelf.TOKEN, "Nell Garrowby", Visitor())

    assert created
    assert [shift.minutes for shift in result_of_batch(created.batch.id).shifts] == [5]  # type: ignore[union-attr]


def test_two_presses_at_once_are_two(app: Flask) -> None:
    batch = three_races()
    key = races(batch)["12"].key

    def press() -> None:
        with app.app_context():
            shifting.push(batch.id, shelf.TOKEN, key, 5)

    with ThreadPoolExecutor() as pool:
        for pressed in [pool.submit(press) for _ in range(4)]:
            pressed.result()
    assert times(batch)["12"] == "10:00"


def test_a_moved_time_is_about_with_its_range_and_reason() -> None:
    batch = three_races()
    push(batch, "12", 5)

    moved = races(batch)["12"]
    assert (moved.estimated, moved.earliest, moved.latest, moved.shift) == (True, "09:37", "10:00", 5)
    assert moved.reason == "from the start, then 5 minutes later as the page's owner says"
    assert races(batch)["30"].reason == "from the printed 10:25, then 5 minutes later as the page's owner says"


def test_other_sessions_keep_their_times() -> None:
    sunday = swim(event="50", session="Sunday", session_index=1, date=SUNDAY, starts_at="11:00")
    batch = shelf.finished(swim(event="1", starts_at="09:00"), sunday)
    push(batch, "1", 5)

    assert times(batch) == {"1": "09:05", "50": "11:00"}


def test_a_race_that_is_moved_past_midnight_is_on_the_next_day() -> None:
    batch = shelf.finished(swim(event="1", starts_at="23:58"))
    push(batch, "1", 5)

    assert (races(batch)["1"].starts_at, races(batch)["1"].day) == ("00:03", SUNDAY)


@pytest.mark.parametrize("token", ["", "another"])
def test_only_the_maker_moves_anything(token: str) -> None:
    batch = three_races()

    assert not push(batch, "12", 5, token)
    assert times(batch)["12"] == "09:40"


def test_nothing_runs_half_a_day_late() -> None:
    batch = three_races()

    with pytest.raises(Problem):
        push(batch, "12", 300)
    assert times(batch)["12"] == "09:40"


def test_calendars_that_follow_hear_of_every_move() -> None:
    batch = three_races()
    told: list[list[int]] = []
    for minutes in (5, 5):
        push(batch, "12", minutes)
        result = result_of_batch(batch.id)
        assert result
        events: list[Any] = Calendar.from_ical(feed_of(result, (), [10], "")).walk("VEVENT")
        told.append([int(one["sequence"]) for one in events])

    assert told == [[0, 1, 1], [0, 2, 2]]


def test_what_was_said_goes_with_the_batch() -> None:
    batch = three_races()
    push(batch, "12", 5)
    cleanup.remove(batch.id)

    with transaction() as session:
        assert session.query(TimeShift).count() == 0


SHEET = program(
    event(heat(entry("Sample, Sam")), heat(entry(), number=2), number="11", starts_at="09:20"),
    event(heat(entry("Sample, Sam")), number="12", starts_at="09:40"),
    event(heat(entry()), number="13", starts_at="10:00"),
    sessions=(Session(name="Saturday", date=SATURDAY, starts_at="09:00"),),
)


def read_batch() -> ProcessingBatch:
    job: BatchJob = kept(1, SHEET)
    return shelf.batch(job, status="completed", swimmer="Jane Example")


def now_swimming(batch: ProcessingBatch, number: str, heat_number: int, clock: str) -> bool:
    at = datetime.time.fromisoformat(clock)
    return shifting.swimming_now(batch.id, shelf.TOKEN, races(batch)["13"].key, number, heat_number, at)


def test_a_heat_that_is_in_the_water_tells_how_late_all_later_ones_are() -> None:
    batch = read_batch()

    assert now_swimming(batch, "12", 1, "09:52")
    assert times(batch)["13"] == "10:12"
    assert now_swimming(batch, "12", 1, "09:38")
    assert times(batch)["13"] == "09:58"


@pytest.mark.parametrize(
    ("number", "heat_number", "clock"), [("99", 1, "09:50"), ("12", 7, "09:50"), ("12", 1, "18:00")]
)
def test_a_heat_that_the_session_does_not_have_or_not_now_is_refused(number: str, heat_number: int, clock: str) -> None:
    batch = read_batch()

    with pytest.raises(Problem) as refused:
        now_swimming(batch, number, heat_number, clock)
    assert refused.value.code == "NOT_SWIMMING_NOW"
    assert times(batch)["13"] == "10:00"
