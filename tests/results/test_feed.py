"""A calendar that is followed hears of every change, and that a race is off."""

import uuid
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from flask import Flask
from icalendar import Calendar
from sqlalchemy import func, select, update

from heatsync.batches import cleanup
from heatsync.heatsheet.swims import Swim
from heatsync.models import BatchJob, CalendarEvent, ExtractionResult, ProcessingBatch, transaction
from heatsync.results import feed
from heatsync.results.feed import feed_of, remember
from heatsync.results.groups import result_of_batch, result_of_code
from heatsync.results.result import Result
from tests.results.results import swim
from tests.web import shelf

OTHER = swim(event="18", event_name="Girls 50 Fly", starts_at="10:25")


@pytest.fixture(autouse=True)
def app_context(app: Flask) -> Iterator[None]:
    with app.app_context():
        yield


def remembered(*swims: Swim) -> ProcessingBatch:
    """A batch of which calendars have heard."""
    batch = shelf.finished(*swims)
    remember(batch.id)
    return batch


def print_anew(batch: ProcessingBatch, *swims: Swim) -> None:
    """Let the batch's sheet say something else."""
    with transaction() as session:
        now_says = {"events": [msgspec.to_builtins(one) for one in swims]}
        these = ExtractionResult.id == batch.jobs[0].extraction_id
        session.execute(update(ExtractionResult).where(these).values(**now_says))


def told(code: str | None, who: str | None = None) -> dict[str, Any]:
    """What a calendar is told, by the name of the race."""
    result = result_of_code(code or "", who)
    assert result
    events = Calendar.from_ical(feed_of(result, (), [10], "https://heatsync.example/r/x")).walk("VEVENT")
    return {str(event["description"]).split("Printed")[0] + str(event["summary"]): event for event in events}


def sequences(batch: ProcessingBatch) -> list[int]:
    return [int(event["sequence"]) for event in told(batch.result_code).values()]


def test_what_did_not_change_keeps_its_number() -> None:
    batch = remembered(swim(), OTHER)
    remember(batch.id)

    assert sequences(batch) == [0, 0]


def test_a_race_that_moves_keeps_its_uid_and_gets_the_next_number() -> None:
    batch = remembered(swim(), OTHER)
    before = {event["uid"] for event in told(batch.result_code).values()}
    print_anew(batch, swim(heat=5, lane=1, starts_at="09:31"), OTHER)

    assert {event["uid"] for event in told(batch.result_code).values()} == before
    assert sequences(batch) == [1, 0]


def test_the_number_grows_with_every_change_that_was_remembered() -> None:
    batch = remembered(swim())
    for number, time in enumerate(["09:31", "09:40", "09:31"], start=1):
        print_anew(batch, swim(starts_at=time))
        assert sequences(batch) == [number]
        remember(batch.id)
        assert sequences(batch) == [number]


def test_a_race_that_is_off_stays_as_cancelled_and_reminds_nobody() -> None:
    batch = remembered(swim(), OTHER)
    print_anew(batch, swim())

    (event,) = (event for event in told(batch.result_code).values() if event.get("status") == "CANCELLED")
    assert event["summary"].startswith("Cancelled: Jane Example: Girls 50 Fly")
    assert int(event["sequence"]) == 1
    assert not event.walk("VALARM")


def test_a_race_that_is_on_again_is_no_longer_cancelled() -> None:
    batch = remembered(swim(), OTHER)
    print_anew(batch, swim())
    remember(batch.id)
    print_anew(batch, swim(), OTHER)

    events = told(batch.result_code).values()
    assert sorted(int(event["sequence"]) for event in events) == [0, 2]
    assert not any("status" in event for event in events)


def test_nothing_is_called_off_while_a_sheet_is_being_read() -> None:
    batch = remembered(swim(), OTHER)
    print_anew(batch, swim())
    with transaction() as session:
        session.add(BatchJob(batch_id=batch.id, sequence=2, source_type="file", status="processing"))
    remember(batch.id)

    assert len(told(batch.result_code)) == 1


def test_a_chosen_swimmers_calendar_hears_of_her_races_only() -> None:
    hers, others = swim(), swim(event="18", team="XYZ", age=10, starts_at="10:25")
    batch = remembered(hers, others, swim(event="20", starts_at="11:00"))
    result = result_of_code(batch.result_code or "")
    assert result
    who = {identity.team: identity.key for identity in result.identities}
    print_anew(batch, hers, others)

    assert len(told(batch.result_code, who["XYZ"])) == 1
    assert len(told(batch.result_code, who["ABC"])) == 2


def test_one_sheets_calendar_calls_nothing_off_that_another_sheet_printed() -> None:
    first, second = shelf.job("completed", [swim()]), shelf.job("completed", [OTHER])
    batch = shelf.batch(first, second, status="completed")
    remember(batch.id)

    assert len(told(first.result_code)) == 1


def test_what_calendars_know_goes_with_the_batch() -> None:
    batch = remembered(swim(), OTHER)
    cleanup.remove(batch.id)

    with transaction() as session:
        assert session.scalar(select(func.count()).select_from(CalendarEvent)) == 0


def test_a_batch_that_is_gone_is_not_remembered() -> None:
    batch = shelf.finished(swim())
    cleanup.remove(batch.id)

    remember(batch.id)


def test_a_batch_that_is_deleted_just_now_is_not_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    batch = shelf.finished(swim())

    def deleted_behind_our_back(batch_id: uuid.UUID) -> Result | None:
        result = result_of_batch(batch_id)
        cleanup.remove(batch_id)
        return result

    monkeypatch.setattr(feed, "result_of_batch", deleted_behind_our_back)
    remember(batch.id)

    with transaction() as session:
        assert session.scalar(select(func.count()).select_from(CalendarEvent)) == 0
