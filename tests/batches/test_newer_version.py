"""A newer version of a sheet, added to the page of the older."""

from flask import Flask

from heatsync.batches.adding import add
from heatsync.batches.another import look_up
from heatsync.batches.creating import Created, Visitor
from heatsync.batches.work import read_sheet
from heatsync.results.feed import feed_of
from heatsync.results.groups import result_of_batch
from heatsync.results.result import Result
from tests.batches.factories import FakeRoom, batch_of, change_rows, jobs_of, program, upload

OTHER_LANES = program("Garrowby, Nell", "Abbernock, Ada")


def with_newer_sheet(app: Flask) -> Created:
    """A batch whose sheet came yesterday, and today's version of it: two swimmers have changed lanes."""
    created = batch_of(app, b"one")
    read_sheet(created.batch.jobs[0].id, FakeRoom())
    change_rows("UPDATE batch_jobs SET created_at = '2026-03-01 09:00:00.000000+00'")
    add(created.batch.id, [upload(app, b"two", "corrected.pdf")], [])
    read_sheet(jobs_of(created.batch.id)[1].id, FakeRoom(OTHER_LANES))
    return created


def result_of(created: Created) -> Result:
    result = result_of_batch(created.batch.id)
    assert result
    return result


def test_only_its_races_are_shown_and_what_it_changed_is_told(app: Flask) -> None:
    result = result_of(with_newer_sheet(app))

    assert [(race.lane, race.filename) for race in result.races] == [(2, "corrected.pdf")]
    (change,) = result.changes
    assert change.before
    assert (change.before.lane, change.is_moved) == (1, True)
    assert [old.filename for old in result.old] == ["sheet.pdf"]


def test_a_calendar_that_follows_has_the_race_once_and_moved(app: Flask) -> None:
    calendar = feed_of(result_of(with_newer_sheet(app)), (), (10,), "").decode()

    assert calendar.count("BEGIN:VEVENT") + calendar.count("BEGIN:VTODO") == 1
    assert "lane 2" in calendar.replace("\r\n ", "")
    assert "SEQUENCE:1" in calendar


def test_another_name_is_looked_up_in_the_newer_version_too(app: Flask) -> None:
    created = with_newer_sheet(app)
    other = look_up(created.batch.id, created.manage_token, "Nell Garrowby", Visitor())

    assert other
    assert [race.lane for race in result_of(other).races] == [1]
    assert len(result_of(other).changes) == 1
